//! One column of a CSV file, as durations.
//!
//! A cell is a duration with its unit (`5.2s`). If the column's name ends in a unit (`think_s`, `Latency (ms)`), or the
//! scenario says one, plain numbers are taken in that unit and rounded to the nearest nanosecond.

use crate::cells::{Quotes, Sign, SignEvidence, Stray, duration, is_utf16, stray_quote, utf16};
use crate::document::{Diagnostic, Place, did_you_mean, reason};
use crate::time::{Duration, TimeUnit, unit_in_heading};
use csv::StringRecord;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// The largest number of values in a column.
pub const MAX_VALUES: usize = 10_000_000;
/// The largest size of a CSV file, in bytes.
const MAX_BYTES: u64 = 1 << 30;
/// The largest size of a row, in bytes.
const MAX_ROW_BYTES: u64 = 1 << 20;
/// A longer text is not taken for a column's name.
const MAX_NAME_BYTES: usize = 200;
const MAX_NAME_WORDS: usize = 4;
/// After this many bad cells, the rest is not read.
const MAX_BAD_CELLS: usize = 5;

/// Why there are no values.
pub enum ColumnError {
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
    /// The sign before decimals, if it is said.
    pub decimal: Option<Sign>,
    /// Only rows that have these texts in these columns.
    pub rows: Vec<(String, String)>,
}

/// The columns in use. All variants of a scenario share one copy of each.
#[derive(Clone, Debug, Default)]
pub struct ColumnCache {
    in_use: Arc<Mutex<InUse>>,
    /// Those that were given, and are in use as long as this is.
    #[cfg(feature = "cli")]
    given: Vec<Arc<[Duration]>>,
}

type InUse = BTreeMap<Asked, Weak<[Duration]>>;

impl ColumnCache {
    /// The values of the requested column of a file that is relative to `base_dir`; the same copy for everyone. They
    /// are read only if nobody has them yet.
    pub fn values(&self, base_dir: Option<&Path>, asked: &Asked) -> Result<Arc<[Duration]>, ColumnError> {
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
        let asked = Asked { file, column, unit: None, separator: b',', decimal: None, rows: Vec::new() };
        in_use.insert(asked, Arc::downgrade(&values));
        let given = self.given.iter().cloned().chain([values]).collect();
        Self { in_use: Arc::new(Mutex::new(in_use)), given }
    }
}

/// The values that are asked for, of a file that is relative to `base_dir`.
fn read(base_dir: Option<&Path>, asked: &Asked) -> Result<Vec<Duration>, ColumnError> {
    let mut evidence = SignEvidence::default();
    if let Some(sign) = asked.decimal {
        return read_with(base_dir, asked, sign, &mut evidence);
    }
    let values = read_with(base_dir, asked, Sign::Point, &mut evidence);
    match evidence.decide(Some(asked.separator)) {
        Ok(Sign::Point) => values,
        Ok(Sign::Comma) => read_with(base_dir, asked, Sign::Comma, &mut SignEvidence::default()),
        Err(doubt) => {
            let help = "write all numbers alike; or say which sign stands before decimals, beside `column`: \
                        `decimal: \",\"` or `decimal: \".\"`";
            Err(ColumnError::Within(vec![doubt.help(help)]))
        }
    }
}

/// The same with this sign before decimals. What the cells say of it is seen.
fn read_with(
    base_dir: Option<&Path>,
    asked: &Asked,
    sign: Sign,
    evidence: &mut SignEvidence,
) -> Result<Vec<Duration>, ColumnError> {
    let (file, name) = (asked.file.as_str(), asked.column.as_str());
    let path = base_dir.unwrap_or(Path::new("")).join(file);
    let quotes = Quotes::new(asked.separator);
    let bounded = Bounded { inner: open(&path, file)?, left: MAX_ROW_BYTES, quotes, stray: None };
    let mut builder = csv::ReaderBuilder::new();
    let builder = builder.flexible(true).trim(csv::Trim::All).delimiter(asked.separator);
    let mut rows = builder.from_reader(bounded);
    let headers = match rows.headers().cloned() {
        Ok(headers) => headers,
        Err(error) => return Err(ColumnError::Within(vec![broken(file, 0, &error, rows.get_ref().stray)])),
    };
    let index_in =
        |name: &str| index_of(file, &headers, name, asked.separator).map_err(|wrong| ColumnError::Within(vec![wrong]));
    let index = index_in(name)?;
    let wanted =
        asked.rows.iter().map(|(name, text)| Ok((index_in(name)?, text))).collect::<Result<Vec<_>, ColumnError>>()?;
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
        if row.len() > headers.len() {
            bad.push(too_wide(file, &row, headers.len(), asked.separator));
        } else if wanted.iter().all(|(index, text)| row.get(*index) == Some(text.as_str())) {
            let cell = row.get(index).unwrap_or("");
            evidence.see(cell, || place(file, &row, index, asked.separator));
            match duration_in(cell, unit, sign) {
                Ok(value) => values.push(value),
                Err(what) => bad.push(bad_cell(asked, &row, index, unit, &what)),
            }
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
        (true, true) => Err(ColumnError::Within(vec![empty(asked)])),
        (false, _) => Err(ColumnError::Within(bad)),
    }
}

/// A reader whose rows can't fill the memory: it reads at most this many bytes before it is allowed more.
struct Bounded {
    inner: Box<dyn Read>,
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
fn open(path: &Path, file: &str) -> Result<Box<dyn Read>, ColumnError> {
    let unreadable = |what: String, instead: &str| ColumnError::Unreadable { what, instead: instead.to_owned() };
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
    let mut inner = File::open(path).map_err(cant)?;
    let mut mark = Vec::new();
    Read::by_ref(&mut inner).take(2).read_to_end(&mut mark).map_err(cant)?;
    if !is_utf16(&mark) {
        return Ok(Box::new(Cursor::new(mark).chain(inner)));
    }
    inner.read_to_end(&mut mark).map_err(cant)?;
    let text = utf16(&mark);
    let text =
        text.ok_or_else(|| unreadable(format!("`{file}` begins as UTF-16, but is broken"), "save it as UTF-8"))?;
    Ok(Box::new(Cursor::new(text.into_bytes())))
}

/// The duration in a cell, or what is wrong with it.
fn duration_in(cell: &str, unit: Option<TimeUnit>, sign: Sign) -> Result<Duration, String> {
    match cell {
        "" => Err("the cell is empty".to_owned()),
        _ if cell.contains(['\n', '\r']) => {
            Err("this cell holds a line break; perhaps a quote is missing before it".to_owned())
        }
        _ => duration(cell, unit.map(|unit| unit.ns), sign).map_err(|why| why.said_of(cell)),
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
        let place = Place::in_line(file, 1, &joined(headers, separator), cell(headers, second));
        let what = format!("`{file}` has two columns called `{name}`");
        Err(Diagnostic::new(what).at(place).help("give each column its own name"))
    })
}

/// Whether the first line looks like the names of columns. If not, nothing from the file is quoted: it may be any file,
/// and its content may be private.
fn is_table(headers: &StringRecord) -> bool {
    let is_sign = |c: char| c.is_alphanumeric() || "_ -.()[]%/#;\t\u{feff}".contains(c);
    let is_short = |name: &str| name.len() <= MAX_NAME_BYTES && name.split(' ').count() <= MAX_NAME_WORDS;
    let is_name = |name: &str| is_short(name) && name.chars().all(is_sign);
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
    let place = Place::whole_line(file, 1, &joined(headers, separator));
    Diagnostic::new(format!("`{file}` has no column `{name}`")).at(place).help(help)
}

fn bad_cell(asked: &Asked, row: &StringRecord, index: usize, unit: Option<TimeUnit>, what: &str) -> Diagnostic {
    let help = match unit {
        Some(unit) => {
            format!("write a number of {}, or a number with its unit, such as 250ms", unit.name)
        }
        None => "say in which unit its numbers are, beside `column`: `unit: \"ms\"`; or write the unit in every cell"
            .to_owned(),
    };
    Diagnostic::new(what).at(place(&asked.file, row, index, asked.separator)).help(help)
}

/// A row with more cells than columns: which of them belong together is not known.
fn too_wide(file: &str, row: &StringRecord, columns: usize, separator: u8) -> Diagnostic {
    let more = if separator == b',' { "; if semicolons separate cells, add `separator: \";\"`" } else { "" };
    let wrong = crate::cells::too_wide(row.len(), columns);
    let help = wrong.help.clone().unwrap_or_default() + more;
    wrong.at(place(file, row, columns, separator)).help(help)
}

fn broken(file: &str, before: u64, error: &csv::Error, stray: Option<Stray>) -> Diagnostic {
    if let Some(stray) = stray {
        return stray_quote(file, stray);
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

/// Where a cell stands, in a row as it would be without quotes.
fn place(file: &str, row: &StringRecord, index: usize, separator: u8) -> Place {
    let line = usize::try_from(row.position().map_or(1, csv::Position::line)).unwrap_or(usize::MAX);
    Place::in_line(file, line, &joined(row, separator), cell(row, index))
}

/// The place of a cell in the joined row.
fn cell(row: &StringRecord, index: usize) -> Range<usize> {
    let start = row.iter().take(index).map(|cell| cell.len() + 1).sum::<usize>();
    start..start + row.get(index).map_or(0, str::len)
}

fn joined(row: &StringRecord, separator: u8) -> String {
    row.iter().collect::<Vec<_>>().join(char::from(separator).encode_utf8(&mut [0; 4]))
}
