//! JSON of no known tool: an array of numbers or of objects, an object a line, or an object with one of these in it.
//!
//! Objects are rows. What is nested in them has a name with points: `timings.wait`.

use super::choice::TableColumns;
use super::elements::Elements;
use super::harvest::Harvest;
use super::table::{Table, WHICH_SIGN, refusal};
use super::{Format, Measured, ReadOptions, Recognised, Source};
use crate::cells::{NoDuration, Sign, duration, is_text};
use crate::document::{Diagnostic, Place};
use crate::time::unit_in_heading;
use csv::{Position, StringRecord};
use serde_json::{Map, Value};

pub const FORMAT: Format = Format { is: |head| head.trim_start().starts_with(['[', '{']), read, has_columns: true };

/// The columns are those of the first objects.
const OBJECTS_MAX: usize = 1_000;
/// Objects in objects have columns to this depth.
const DEPTH_MAX: usize = 4;

/// JSON of no known tool.
///
/// # Errors
/// If no column is meant, or something in it is wrong.
pub fn read(source: Source<'_>) -> Result<Measured, Diagnostic> {
    let mut elements = Elements::new(source);
    let Some(first) = elements.next().transpose()? else {
        return Err(Diagnostic::new(format!("`{}` holds no values", source.file)).help(KNOWN));
    };
    match first {
        (_, Value::Object(only)) if !elements.is_array && elements.next().is_none() => within(source, &only),
        (_, Value::Object(_)) => objects(source, || Elements::new(source)),
        (_, Value::Array(_)) => Err(unknown(source)),
        _ if elements.is_array && source.request.column.is_some() => {
            let what = format!("`{}` is an array of values, and has no columns", source.file);
            Err(Diagnostic::new(what).help("leave --column out"))
        }
        _ if elements.is_array => numbers(source, Elements::new(source), "numbers", None),
        _ => Err(unknown(source)),
    }
}

const KNOWN: &str = "known are arrays of numbers, arrays of objects and an object a line with a column of times, and \
    the JSON of k6, hyperfine, browsers (HAR), OpenTelemetry, Jaeger, Zipkin, Lichess and Chess.com";

fn unknown(source: Source<'_>) -> Diagnostic {
    Diagnostic::new(format!("`{}` is JSON, but of no kind that is known", source.file)).help(KNOWN)
}

/// What was found, and at which byte.
type Found = Result<(usize, Value), Diagnostic>;

/// Values that stand for themselves.
fn numbers(
    source: Source<'_>,
    values: impl Iterator<Item = Found>,
    what: &str,
    unit: Option<crate::time::TimeUnit>,
) -> Result<Measured, Diagnostic> {
    let Source { file, request, .. } = source;
    let (unit, mut harvest) = (request.unit.or(unit), Harvest::new(file, request, [])?);
    for value in values {
        let (at, value) = value?;
        let Some(text) = scalar(&value) else { return Err(unknown(source)) };
        let place = || place(source, at, "", &text);
        let Some(sign) = sign(&value, request) else { return Err(which_sign(&text).at(place())) };
        match duration(&text, unit.map(|unit| unit.ns), sign) {
            Ok(value) => harvest.take(value, &[])?,
            Err(NoDuration::Empty) => harvest.leave_out("words for no value"),
            Err(why) => return Err(refusal(&why, &text).at(place())),
        }
    }
    let figure = match unit {
        Some(unit) if request.unit.is_some() => format!("{what}, in {} as --unit says", unit.name),
        Some(unit) => format!("{what}, in {}", unit.name),
        None => format!("{what}, each with its unit"),
    };
    let decimals = if request.decimal == Some(Sign::Comma) { ", with decimal commas" } else { "" };
    harvest.finish(Recognised { format: "JSON", figure: figure + decimals, unit_given: request.unit.is_some() })
}

/// The sign before decimals in a value: a point in JSON's numbers. A text with a comma may mean either, so that
/// somebody must say it.
fn sign(value: &Value, request: &ReadOptions) -> Option<Sign> {
    match value {
        Value::String(text) => request.decimal.or_else(|| (!text.contains(',')).then_some(Sign::Point)),
        _ => Some(Sign::Point),
    }
}

fn which_sign(text: &str) -> Diagnostic {
    Diagnostic::new(format!("`{text}` holds a comma")).help(WHICH_SIGN)
}

/// A cell as a text of a column with this sign before decimals. JSON's numbers have points.
fn written(value: &Value, sign: Sign) -> Option<String> {
    let text = scalar(value)?;
    let has_point = sign == Sign::Comma && value.is_number() && !text.contains('e');
    Some(if has_point { text.replace('.', ",") } else { text })
}

/// Objects, each a row. `all` begins anew whenever it is called.
fn objects<I: Iterator<Item = Found>>(source: Source<'_>, all: impl Fn() -> I) -> Result<Measured, Diagnostic> {
    let Source { file, request, .. } = source;
    let mut sample = Map::new();
    for object in all().take(OBJECTS_MAX) {
        for (name, cell) in cells(&object?.1) {
            if sample.get(&name).is_none_or(Value::is_null) {
                sample.insert(name, cell.clone());
            }
        }
    }
    let header: StringRecord = sample.keys().collect();
    // What is nothing in all of them is not a number.
    let cell = |value: &Value| scalar(value).filter(|text| !text.is_empty()).unwrap_or_else(|| "nothing".to_owned());
    let first: StringRecord = sample.values().map(cell).collect();
    if request.column.is_none() && first.iter().all(is_text) {
        return Err(unknown(source));
    }
    let index = TableColumns { file, header: &header, are_named: true }.of_times(&first, request)?;
    let place = |row: &StringRecord, index: usize| {
        let at = row.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        place(source, at, header.get(index).unwrap_or(""), row.get(index).unwrap_or(""))
    };
    let decimal = request.decimal.unwrap_or(Sign::Point);
    let mut objects = all();
    let mut next = |row: &mut StringRecord| {
        let Some(found) = objects.next() else { return Ok(false) };
        let (at, value) = found?;
        let cells: Map<String, Value> = cells(&value).into_iter().map(|(name, cell)| (name, cell.clone())).collect();
        row.clear();
        for (number, name) in header.iter().enumerate() {
            let cell =
                cells.get(name).and_then(|cell| if number == index { written(cell, decimal) } else { scalar(cell) });
            row.push_field(&cell.unwrap_or_default());
        }
        let mut position = Position::new();
        position.set_byte(at as u64);
        row.set_position(Some(position));
        if cells.get(&header[index]).is_some_and(|cell| sign(cell, request).is_none()) {
            return Err(which_sign(&row[index]).at(place(row, index)));
        }
        Ok(true)
    };
    let mut row = StringRecord::new();
    next(&mut row)?;
    let unit = unit_in_heading(&header[index]);
    let table = Table {
        source,
        known: None,
        has_comments: false,
        format: "JSON objects",
        header: &header,
        index,
        unit,
        sign: decimal,
        place: &place,
    };
    table.take(row, next)
}

/// An object that is a whole file: it holds columns, or objects, or is the only row.
fn within(source: Source<'_>, object: &Map<String, Value>) -> Result<Measured, Diagnostic> {
    let Source { file, request, .. } = source;
    let columns: Vec<(&String, Vec<&Value>)> =
        object.iter().filter_map(|(name, value)| Some((name, column(value)?))).collect();
    let rows: Vec<&Vec<Value>> =
        object.values().filter_map(Value::as_array).filter(|all| all.first().is_some_and(Value::is_object)).collect();
    let only = || Value::Object(object.clone());
    match (columns.as_slice(), rows.as_slice()) {
        ([], []) if cells(&only()).iter().any(|(_, cell)| scalar(cell).is_some()) => {
            objects(source, || std::iter::once(Ok((0, only()))))
        }
        ([], [rows]) => objects(source, || rows.iter().map(|value| Ok((0, value.clone())))),
        ([], _) => Err(unknown(source)),
        (columns, _) => {
            let header: StringRecord = columns.iter().map(|(name, _)| name).collect();
            let first: StringRecord = columns.iter().map(|(_, values)| scalar(values[0]).unwrap_or_default()).collect();
            let index = TableColumns { file, header: &header, are_named: true }.of_times(&first, request)?;
            let (name, values) = &columns[index];
            let values = values.iter().map(|value| Ok((0, (*value).clone())));
            numbers(source, values, &format!("`{name}`"), unit_in_heading(name))
        }
    }
}

/// The values of a column: an array of them, or an object that numbers them from 0, as pandas writes it.
fn column(value: &Value) -> Option<Vec<&Value>> {
    let values: Vec<&Value> = match value {
        Value::Array(values) => values.iter().collect(),
        Value::Object(values) => {
            let mut numbered: Vec<_> =
                values.iter().map(|(key, value)| Some((key.parse::<u64>().ok()?, value))).collect::<Option<_>>()?;
            numbered.sort_by_key(|(number, _)| *number);
            numbered.first().filter(|(number, _)| *number == 0)?;
            numbered.into_iter().map(|(_, value)| value).collect()
        }
        _ => return None,
    };
    (!values.is_empty() && values.iter().all(|value| scalar(value).is_some())).then_some(values)
}

/// The cells of an object, with their names; its arrays are none.
fn cells(value: &Value) -> Vec<(String, &Value)> {
    fn of<'v>(value: &'v Value, name: &str, depth: usize, to: &mut Vec<(String, &'v Value)>) {
        match value {
            Value::Object(fields) if depth < DEPTH_MAX => {
                for (key, field) in fields {
                    let name = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
                    of(field, &name, depth + 1, to);
                }
            }
            Value::Object(_) | Value::Array(_) => {}
            _ => to.push((name.to_owned(), value)),
        }
    }
    let mut all = Vec::new();
    of(value, "", 0, &mut all);
    all
}

/// A number, a text or nothing, as a cell has it.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::Bool(it) => Some(it.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        Value::Array(_) | Value::Object(_) => None,
    }
}

/// Where a value stands, from a byte on: behind the name of its column. The element's beginning if the value, or the
/// name, is written with escapes.
fn place(source: Source<'_>, at: usize, column: &str, cell: &str) -> Place {
    let name = column.rsplit('.').next().unwrap_or(column);
    let name = if name.is_empty() { String::new() } else { format!("\"{name}\"") };
    let end_of = |from: usize, what: &str| source.text[from..].find(what).map(|found| from + found + what.len());
    let end = end_of(at, &name).and_then(|behind| end_of(behind, cell));
    let span = end.map_or(at..at, |end| end - cell.len()..end);
    Place::in_text(source.file, source.text, span)
}
