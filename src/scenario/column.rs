//! One column of a CSV file, as durations.
//!
//! A cell is a duration with its unit (`5.2s`). If the column's name ends in a unit (`think_s`, `Latency (ms)`), or the scenario says one, plain
//! numbers are taken in that unit and rounded to the nearest nanosecond.

use super::quotes::{Quotes, Stray, StrayKind};
use crate::document::{Diagnostic, Place, did_you_mean, reason};
use crate::time::{Duration, TimeUnit, unit_in_heading};
use csv::StringRecord;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// The largest number of values in a column.
pub const MAX_VALUES: usize = 10_000_000;
/// The largest size of a CSV file, in bytes.
const MAX_BYTES: u64 = 1 << 30;
/// The largest size of a row, in bytes.
const MAX_ROW_BYTES: u64 = 1 << 20;
/// A longer cell is not a duration.
const MAX_CELL_BYTES: usize = 1_000;
/// A longer text is not taken for a column's name.
const MAX_NAME_BYTES: usize = 200;
/// After this many bad cells, the rest is not read.
const MAX_BAD_CELLS: usize = 5;

/// Why there are no values.
pub enum Failure {
    /// The file can't be read at all.
    Unreadable {
        /// What is wrong.
        what: String,
        /// What to do about it.
        instead: String,
    },
    /// Something in the file is wrong.
    Within(Vec<Diagnostic>),
}

/// Which values of which file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asked {
    /// The CSV file.
    pub file: String,
    /// The name of the column.
    pub column: String,
    /// The unit of plain numbers, if the column's name does not say it.
    pub unit: Option<TimeUnit>,
    /// The separator of cells.
    pub separator: u8,
    /// The decimal sign.
    pub decimal: char,
    /// Only rows that have these texts in these columns.
    pub rows: Vec<(String, String)>,
}

/// The columns in use. All variants of a scenario share one copy of each.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    in_use: Arc<Mutex<InUse>>,
    /// Those that were given, and are in use as long as this is.
    #[cfg(feature = "cli")]
    given: Vec<Arc<[Duration]>>,
}

type InUse = BTreeMap<Asked, Weak<[Duration]>>;

impl Columns {
    /// The values of the requested column of a file that is relative to `base_dir`; the same copy for everyone. They are
    /// read only if nobody has them yet.
    pub fn values(&self, base_dir: Option<&Path>, asked: &Asked) -> Result<Arc<[Duration]>, Failure> {
        let mut in_use = self.in_use.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(values) = in_use.get(asked).and_then(Weak::upgrade) {
            return Ok(values);
        }
        let values = read(base_dir, asked)?.into();
        in_use.insert(asked.clone(), Arc::downgrade(&values));
        Ok(values)
    }

    /// The files of all columns that are in use.
    #[cfg(feature = "cli")] // which does not replace them
    pub fn files(&self) -> Vec<String> {
        let in_use = self.in_use.lock().unwrap_or_else(PoisonError::into_inner);
        in_use.iter().filter(|(_, values)| values.strong_count() > 0).map(|(asked, _)| asked.file.clone()).collect()
    }

    /// These with a column that is given, so that nothing is read for it.
    #[cfg(feature = "cli")] // `fit` tries out files before it writes them
    pub fn with(&self, file: &str, name: &str, values: Arc<[Duration]>) -> Self {
        let mut in_use = self.in_use.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let (file, column) = (file.to_owned(), name.to_owned());
        let asked = Asked { file, column, unit: None, separator: b',', decimal: '.', rows: Vec::new() };
        in_use.insert(asked, Arc::downgrade(&values));
        let given = self.given.iter().cloned().chain([values]).collect();
        Self { in_use: Arc::new(Mutex::new(in_use)), given }
    }
}

/// The values that are asked for, of a file that is relative to `base_dir`.
fn read(base_dir: Option<&Path>, asked: &Asked) -> Result<Vec<Duration>, Failure> {
    let (file, name) = (asked.file.as_str(), asked.column.as_str());
    let path = base_dir.unwrap_or(Path::new("")).join(file);
    let quotes = Quotes::new(asked.separator);
    let bounded = Bounded { inner: open(&path, file)?, left: MAX_ROW_BYTES, quotes, stray: None };
    let mut builder = csv::ReaderBuilder::new();
    let builder = builder.flexible(true).trim(csv::Trim::All).delimiter(asked.separator);
    let mut rows = builder.from_reader(bounded);
    let headers = match rows.headers().cloned() {
        Ok(headers) => headers,
        Err(error) => return Err(Failure::Within(vec![broken(file, 0, &error, rows.get_ref().stray)])),
    };
    let index_in =
        |name: &str| index_of(file, &headers, name, asked.separator).map_err(|wrong| Failure::Within(vec![wrong]));
    let index = index_in(name)?;
    let wanted =
        asked.rows.iter().map(|(name, text)| Ok((index_in(name)?, text))).collect::<Result<Vec<_>, Failure>>()?;
    let unit = asked.unit.or_else(|| unit_in_heading(name));
    let (mut values, mut bad) = (Vec::new(), Vec::new());
    let mut row = StringRecord::new();
    loop {
        rows.get_mut().left = MAX_ROW_BYTES;
        match rows.read_record(&mut row) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                bad.push(broken(file, row.position().map_or(0, csv::Position::line), &error, rows.get_ref().stray));
                break;
            }
        }
        if wanted.iter().any(|(index, text)| row.get(*index) != Some(text.as_str())) {
            continue;
        }
        match duration(row.get(index).unwrap_or(""), unit, asked.decimal) {
            Ok(_) if row.iter().skip(headers.len()).any(|cell| !cell.is_empty()) => bad.push(too_wide(file, &row)),
            Ok(value) => values.push(value),
            Err(what) => bad.push(bad_cell(file, &row, index, unit, &what)),
        }
        if values.len() > MAX_VALUES {
            bad.push(too_long(file));
            break;
        }
        // Where one cell lacks its unit, all do.
        if bad.len() >= MAX_BAD_CELLS || (unit.is_none() && !bad.is_empty()) {
            break;
        }
    }
    match (bad.is_empty(), values.is_empty()) {
        (true, false) => Ok(values),
        (true, true) => Err(Failure::Within(vec![empty(asked)])),
        (false, _) => Err(Failure::Within(bad)),
    }
}

/// A reader whose rows can't fill the memory: it reads at most this many bytes before it is allowed more.
struct Bounded {
    inner: File,
    left: u64,
    quotes: Quotes,
    /// The first quote that is wrong.
    stray: Option<Stray>,
}

impl Read for Bounded {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let most = into.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let read = self.inner.read(&mut into[..most])?;
        self.left -= read as u64;
        self.stray = self.quotes.see(&into[..read]).err();
        if self.stray.is_some() { Err(io::ErrorKind::InvalidData.into()) } else { Ok(read) }
    }
}

/// Opens a file, which must be a regular one and not too large.
fn open(path: &Path, file: &str) -> Result<File, Failure> {
    let unreadable = |what: String, instead: &str| Failure::Unreadable { what, instead: instead.to_owned() };
    let cant = |error: io::Error| {
        let reason = reason(&error);
        unreadable(format!("can't read `{file}`: {reason}"), "the name is relative to the scenario file")
    };
    // Checked before opening: opening a pipe would wait for its writer.
    let about = std::fs::metadata(path).map_err(cant)?;
    if !about.is_file() {
        return Err(unreadable(format!("`{file}` is not a regular file"), "name a CSV file"));
    }
    if about.len() > MAX_BYTES {
        return Err(unreadable(format!("`{file}` is larger than 1 GiB"), "use a sample of it"));
    }
    File::open(path).map_err(cant)
}

/// The duration in a cell, or what is wrong with it.
fn duration(cell: &str, unit: Option<TimeUnit>, decimal: char) -> Result<Duration, String> {
    if cell.contains(['\n', '\r']) {
        return Err("this cell holds a line break; perhaps a quote is missing before it".to_owned());
    }
    let with_point = if decimal == '.' { Cow::Borrowed(cell) } else { Cow::Owned(cell.replace(decimal, ".")) };
    let cell = with_point.as_ref();
    let number: Option<f64> = cell.parse().ok();
    match (number, unit) {
        (Some(number), Some(unit)) => plain_number(cell, number, unit),
        (Some(_), None) => Err("a duration needs a unit".to_owned()),
        (None, _) if cell.len() > MAX_CELL_BYTES => Err("this cell is far too long for a duration".to_owned()),
        (None, _) if cell.is_empty() => Err("the cell is empty".to_owned()),
        (None, _) => cell.parse().map_err(|error: crate::time::ParseDurationError| error.to_string()),
    }
}

/// A number in the unit of the column; exact if possible.
fn plain_number(cell: &str, number: f64, unit: TimeUnit) -> Result<Duration, String> {
    if !(number.is_finite() && number >= 0.0) {
        return Err(format!("`{cell}` can't be a duration"));
    }
    if let Ok(exact) = format!("{cell}{}", unit.name).parse() {
        return Ok(exact);
    }
    match Duration::from_ns_f64(number * unit.ns as f64) {
        Duration::MAX => Err("longer than 584 years, the limit".to_owned()),
        duration => Ok(duration),
    }
}

/// The index of the only column called `name`.
fn index_of(file: &str, headers: &StringRecord, name: &str, separator: u8) -> Result<usize, Diagnostic> {
    let is_it = |header: &str| header.trim_start_matches('\u{feff}') == name;
    let mut found = (0..headers.len()).filter(|&index| headers.get(index).is_some_and(is_it));
    let Some(index) = found.next() else {
        return Err(if is_table(headers) { no_such_column(file, headers, name, separator) } else { no_table(file) });
    };
    found.next().map_or(Ok(index), |second| {
        let place = Place::in_line(file, 1, &joined(headers), cell(headers, second));
        let what = format!("`{file}` has two columns called `{name}`");
        Err(Diagnostic::new(what).at(place).help("give each column its own name"))
    })
}

/// Whether the first line looks like the names of columns. If not, nothing from the file is quoted: it may be any file,
/// and its content may be private.
fn is_table(headers: &StringRecord) -> bool {
    let is_sign = |c: char| c.is_alphanumeric() || "_ -.()[]%/:#;\t\u{feff}".contains(c);
    let is_name = |name: &str| name.len() <= MAX_NAME_BYTES && name.chars().all(is_sign);
    headers.iter().all(is_name) && headers.iter().any(|name| name.contains(char::is_alphabetic))
}

fn no_table(file: &str) -> Diagnostic {
    Diagnostic::new(format!("`{file}` does not look like a table"))
        .help("the first line holds the names of the columns, separated by commas")
}

fn no_such_column(file: &str, headers: &StringRecord, name: &str, separator: u8) -> Diagnostic {
    let separators = [(';', "`separator: \";\"`"), ('\t', r#"`separator: "\t"`"#)];
    let other = separators.into_iter().find(|(sign, _)| headers.iter().any(|header| header.contains(*sign)));
    let help = match other.filter(|_| separator == b',') {
        Some((_, other)) => {
            format!(
                "its columns are not separated by commas: add {other}; and if decimals have commas, `decimal: \",\"`"
            )
        }
        None => did_you_mean(name, headers.iter(), "columns"),
    };
    let place = Place::whole_line(file, 1, &joined(headers));
    Diagnostic::new(format!("`{file}` has no column `{name}`")).at(place).help(help)
}

fn bad_cell(file: &str, row: &StringRecord, index: usize, unit: Option<TimeUnit>, what: &str) -> Diagnostic {
    // Advice for scenario files, after the semicolon, is not meant for cells.
    let what = what.split_once("; ").map_or(what, |(what, _)| what);
    let line = row.position().map_or(1, csv::Position::line);
    let line = usize::try_from(line).unwrap_or(usize::MAX);
    let place = Place::in_line(file, line, &joined(row), cell(row, index));
    let help = match unit {
        Some(unit) => {
            format!("write a number of {}, or a number with its unit, such as 250ms", unit.name)
        }
        None => "say in which unit its numbers are, beside `column`: `unit: \"ms\"`; or write the unit in every cell"
            .to_owned(),
    };
    Diagnostic::new(what).at(place).help(help)
}

/// A row with more cells than columns: it is ambiguous.
fn too_wide(file: &str, row: &StringRecord) -> Diagnostic {
    let line = row.position().map_or(1, csv::Position::line);
    let place = Place::whole_line(file, usize::try_from(line).unwrap_or(usize::MAX), &joined(row));
    let what = "this row has more cells than there are columns";
    Diagnostic::new(what).at(place).help("write decimals with a point, `5.2`, and cells that hold commas in quotes")
}

fn broken(file: &str, before: u64, error: &csv::Error, stray: Option<Stray>) -> Diagnostic {
    if let Some(stray) = stray {
        let (what, help) = match stray.kind {
            StrayKind::Unclosed => ("a quote is opened here and never closed", "close it, or remove it"),
            StrayKind::Behind => {
                ("a quote is closed within a cell", "quote the whole cell, and write two quotes for one within it")
            }
        };
        return Diagnostic::new(format!("line {} of `{file}`: {what}", stray.line)).help(help);
    }
    let line = error.position().map_or(before + 1, csv::Position::line);
    let what = match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "this is not UTF-8 text".to_owned(),
        csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            "it is longer than 1 MiB".to_owned()
        }
        csv::ErrorKind::Io(error) => reason(error),
        _ => error.to_string(),
    };
    Diagnostic::new(format!("can't read line {line} of `{file}`: {what}")).help("save the file as CSV in UTF-8")
}

fn empty(asked: &Asked) -> Diagnostic {
    let Asked { file, column, rows, .. } = asked;
    if let Some((name, text)) = rows.first() {
        let what = format!("no row of `{file}` has `{text}` in column `{name}`");
        let what = if rows.len() > 1 { format!("{what} and what else is asked for") } else { what };
        return Diagnostic::new(what).help("`where` compares whole cells, letter by letter");
    }
    Diagnostic::new(format!("column `{column}` of `{file}` holds no values")).help("a column needs at least one")
}

fn too_long(file: &str) -> Diagnostic {
    Diagnostic::new(format!("`{file}` has more than 10,000,000 values")).help("use a sample of them")
}

/// The place of a cell in the joined row.
fn cell(row: &StringRecord, index: usize) -> Range<usize> {
    let text = joined(row);
    let start = row.iter().take(index).map(|cell| cell.len() + 1).sum::<usize>().min(text.len());
    start..(start + row.get(index).map_or(0, str::len)).min(text.len())
}

fn joined(row: &StringRecord) -> String {
    row.iter().collect::<Vec<_>>().join(",")
}
