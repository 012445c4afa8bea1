//! Tables in CSV, or separated by semicolons or tabs: those of known tools, and any other with a column of durations.

use super::choice::TableColumns;
use super::harvest::{Harvest, Label};
use super::{Format, Measured, Recognised, Source};
use crate::cells::{
    NoDuration, Sign, SignEvidence, broken, check_quotes, duration, is_header, place, rows, separator, too_wide,
};
use crate::document::{Diagnostic, Place};
use crate::time::{TimeUnit, unit_in_heading, words};
use csv::StringRecord;

pub const FORMAT: Format = Format { is: |_| true, read, has_columns: true };

/// The table of a known tool.
pub struct KnownTable {
    /// What it is called.
    pub format: &'static str,
    /// The column of durations.
    pub column: &'static str,
    /// Their unit.
    pub unit: TimeUnit,
    /// Whether a row counts, by its cells; or why it does not.
    pub counts: fn(&TableRow<'_>) -> Result<(), &'static str>,
}

/// A table of no known tool.
pub const ANY: KnownTable = KnownTable { format: "", column: "", unit: TimeUnit::MILLISECONDS, counts: |_| Ok(()) };

/// A row with the names of its cells.
pub struct TableRow<'r> {
    header: &'r StringRecord,
    cells: &'r StringRecord,
}

impl TableRow<'_> {
    /// The cell in this column; empty where there is none.
    pub fn cell(&self, column: &str) -> &str {
        let index = self.header.iter().position(|name| name == column);
        index.and_then(|index| self.cells.get(index)).unwrap_or("")
    }
}

/// Whether the first row of a text names these columns.
pub fn has_columns(head: &str, columns: &[&str]) -> bool {
    let mut row = StringRecord::new();
    let is_read = rows(head, separator(head)).read_record(&mut row);
    is_read.is_ok() && columns.iter().all(|column| row.iter().any(|name| name == *column))
}

/// Any table.
///
/// # Errors
/// If no column is meant, or something in it is wrong.
pub fn read(source: Source<'_>) -> Result<Measured, Diagnostic> {
    read_known(source, &ANY)
}

/// A table, of a known tool if its column has a name.
pub fn read_known(source: Source<'_>, known: &KnownTable) -> Result<Measured, Diagnostic> {
    let Source { file, text, request } = source;
    let separator = separator(text);
    check_quotes(file, text, separator)?;
    let mut reader = rows(text, separator);
    let mut row = StringRecord::new();
    let mut next = |row: &mut StringRecord| reader.read_record(row).map_err(|error| broken(file, &error));
    next(&mut row)?;
    let are_named = is_header(&row);
    let header = if are_named { row.clone() } else { numbered(row.len()) };
    if are_named && !next(&mut row)? {
        let wrong = Diagnostic::new(format!("`{file}` has names of columns, but no rows"));
        return Err(wrong.help("name a file with values"));
    }
    let columns = TableColumns { file, header: &header, are_named };
    let is_known = !known.column.is_empty() && request.column.is_none();
    let index = if is_known { columns.named(known.column)? } else { columns.of_times(&row, request)? };
    let place = |row: &StringRecord, index: usize| place(file, text, row, index, separator);
    let sign = match request.decimal {
        Some(Sign::Comma) if is_known => return Err(points_only(known)),
        _ if is_known => Sign::Point,
        Some(sign) => sign,
        None => sign(text, separator, index, &place)?,
    };
    let format = match separator {
        _ if !known.format.is_empty() => known.format,
        b'\t' => "a table separated by tabs",
        b';' => "a table separated by semicolons",
        _ => "a CSV table",
    };
    let unit = if is_known { Some(known.unit) } else { unit_in_heading(&header[index]) };
    let table = Table {
        source,
        known: is_known.then_some(known),
        has_comments: true,
        format,
        header: &header,
        index,
        unit,
        sign,
        place: &place,
    };
    table.take(row, next)
}

fn points_only(known: &KnownTable) -> Diagnostic {
    let what = format!("column `{}` of {} has decimal points", known.column, known.format);
    Diagnostic::new(what).help("leave --decimal out, or name another column with --column")
}

/// Names for the columns of a table that has none.
fn numbered(columns: usize) -> StringRecord {
    (1..=columns).map(|number| number.to_string()).collect()
}

/// The sign before decimals in a column, by all its cells.
fn sign(
    text: &str,
    separator: u8,
    index: usize,
    place: &dyn Fn(&StringRecord, usize) -> Place,
) -> Result<Sign, Diagnostic> {
    // Without quotes no cell holds the sign that separates cells.
    if separator == b',' && !text.contains('"') {
        return Ok(Sign::Point);
    }
    let (mut evidence, mut reader, mut row) = (SignEvidence::default(), rows(text, separator), StringRecord::new());
    // What can't be read is reported when the values are read.
    while reader.read_record(&mut row).is_ok_and(|is_read| is_read) {
        evidence.see(row.get(index).unwrap_or(""), || place(&row, index));
    }
    evidence.decide(Some(separator)).map_err(|doubt| doubt.help(WHICH_SIGN))
}

/// What to do where the sign before decimals is not clear.
pub const WHICH_SIGN: &str =
    "write all numbers alike; or say which sign stands before decimals: --decimal , or --decimal .";

/// Rows with a column of durations.
pub struct Table<'t> {
    pub source: Source<'t>,
    /// The tool that wrote it, if its own column is taken.
    pub known: Option<&'t KnownTable>,
    /// Whether lines that begin with `#` are comments.
    pub has_comments: bool,
    /// What it is called.
    pub format: &'static str,
    /// The names of its columns.
    pub header: &'t StringRecord,
    /// The column of durations.
    pub index: usize,
    /// Their unit, as far as the file says it.
    pub unit: Option<TimeUnit>,
    /// The sign before their decimals.
    pub sign: Sign,
    /// Where a cell stands.
    pub place: &'t dyn Fn(&StringRecord, usize) -> Place,
}

impl Table<'_> {
    /// The durations in this row, and in all that come.
    ///
    /// # Errors
    /// If a row can't be read, or its cell of this column is not a duration.
    pub fn take(
        &self,
        mut row: StringRecord,
        mut next: impl FnMut(&mut StringRecord) -> Result<bool, Diagnostic>,
    ) -> Result<Measured, Diagnostic> {
        let Self { source: Source { file, request, .. }, header, index, .. } = *self;
        let mut harvest = Harvest::new(file, request, header)?;
        if self.has_comments {
            harvest.leave_out_comments(self.source.text);
        }
        let unit = request.unit.or(self.unit);
        let unit_ns = unit.map(|unit| unit.ns);
        loop {
            if row.len() > header.len() {
                return Err(too_wide(row.len(), header.len()).at((self.place)(&row, header.len())));
            }
            let counts = self.known.map_or(Ok(()), |known| (known.counts)(&TableRow { header, cells: &row }));
            match (counts, duration(row.get(index).unwrap_or(""), unit_ns, self.sign)) {
                (Err(why), _) => harvest.leave_out(why),
                (Ok(()), Ok(value)) => {
                    let labels: Vec<Label<'_>> =
                        if harvest.wants_labels() { header.iter().zip(&row).collect() } else { Vec::new() };
                    harvest.take(value, &labels)?;
                }
                (Ok(()), Err(NoDuration::Empty)) => harvest.leave_out("empty cells"),
                (Ok(()), Err(why)) => return Err(self.bad_cell(&row, &why)),
            }
            if !next(&mut row)? {
                break;
            }
        }
        let unit_of = match unit {
            Some(unit) if request.unit.is_some() => format!(", in {} as --unit says", unit.name),
            Some(unit) => format!(", in {}", unit.name),
            None => String::new(),
        };
        let decimals = if self.sign == Sign::Comma { ", with decimal commas" } else { "" };
        let figure = format!("column `{}`{unit_of}{decimals}", &header[index]);
        harvest.finish(Recognised { format: self.format, figure, unit_given: request.unit.is_some() })
    }

    fn bad_cell(&self, row: &StringRecord, why: &NoDuration) -> Diagnostic {
        let wrong = refusal(why, row.get(self.index).unwrap_or("")).at((self.place)(row, self.index));
        let name = &self.header[self.index];
        let is_minimum = words(name).last().is_some_and(|word| word.eq_ignore_ascii_case("min"));
        match why {
            NoDuration::NoUnit if is_minimum => wrong.help(format!(
                "`{name}` may be a minimum or in minutes: say the unit, --unit ms, for example, or --unit min"
            )),
            _ => wrong,
        }
    }
}

/// What is wrong with a cell, and what to do about it.
pub fn refusal(why: &NoDuration, cell: &str) -> Diagnostic {
    Diagnostic::new(why.said_of(cell)).help(match why {
        NoDuration::NoUnit => "say which unit it is: --unit ms, for example, or s, us, ns, min, h",
        NoDuration::Negative => "remove it, or correct it",
        NoDuration::TooLong => "check the unit: see --unit",
        NoDuration::Empty | NoDuration::NotANumber => "write a number, or leave the cell empty",
    })
}
