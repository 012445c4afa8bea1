//! Reading a column of a CSV file, row by row.

use super::complaints::{bad_cell, broken, empty, index_of, place, too_long, too_wide};
use super::request::{ColumnError, ColumnRequest};
use crate::cells::{Quotes, Sign, SignEvidence, Stray, duration, is_utf16, utf16};
use crate::document::reason;
use crate::time::{Duration, TimeUnit, unit_in_heading};
use csv::StringRecord;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;

/// The largest number of values in a column.
const MAX_VALUES: usize = 10_000_000;
/// The largest size of a CSV file, in bytes.
const MAX_BYTES: u64 = 1 << 30;
/// The largest size of a row, in bytes.
const MAX_ROW_BYTES: u64 = 1 << 20;
/// What some programs write before UTF-8. Behind it the CSV reader would not see the first quote.
const BYTE_ORDER_MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];
/// After this many bad cells, the rest is not read.
const MAX_BAD_CELLS: usize = 5;

/// The values that are asked for, of a file that is relative to `base_dir`.
pub(super) fn read(base_dir: Option<&Path>, asked: &ColumnRequest) -> Result<Vec<Duration>, ColumnError> {
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
    asked: &ColumnRequest,
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
    let wanted = asked
        .rows
        .iter()
        .map(|(name, text)| Ok((index_in(name)?, text.trim())))
        .collect::<Result<Vec<_>, ColumnError>>()?;
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
        } else if wanted.iter().all(|(index, text)| row.get(*index) == Some(*text)) {
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
    Read::by_ref(&mut inner).take(3).read_to_end(&mut mark).map_err(cant)?;
    if mark == BYTE_ORDER_MARK {
        return Ok(Box::new(inner));
    }
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
