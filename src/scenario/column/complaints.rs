//! What is wrong with a column or its cells, and where.

use super::request::ColumnRequest;
use crate::cells::{Stray, stray_quote};
use crate::document::{Diagnostic, Place, did_you_mean, reason};
use crate::time::TimeUnit;
use csv::StringRecord;
use std::io;
use std::ops::Range;

/// A longer text is not taken for a column's name.
const MAX_NAME_BYTES: usize = 200;
const MAX_NAME_WORDS: usize = 4;

/// The index of the only column called `name`.
pub(super) fn index_of(file: &str, headers: &StringRecord, name: &str, separator: u8) -> Result<usize, Diagnostic> {
    let mut found = (0..headers.len()).filter(|&index| headers.get(index) == Some(name));
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
    let is_sign = |c: char| c.is_alphanumeric() || "_ -.()[]%/#;\t".contains(c);
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

pub(super) fn bad_cell(
    asked: &ColumnRequest,
    row: &StringRecord,
    index: usize,
    unit: Option<TimeUnit>,
    what: &str,
) -> Diagnostic {
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
pub(super) fn too_wide(file: &str, row: &StringRecord, columns: usize, separator: u8) -> Diagnostic {
    let more = if separator == b',' { "; if semicolons separate cells, add `separator: \";\"`" } else { "" };
    let wrong = crate::cells::too_wide(row.len(), columns);
    let help = wrong.help.clone().unwrap_or_default() + more;
    wrong.at(place(file, row, columns, separator)).help(help)
}

pub(super) fn broken(file: &str, before: u64, error: &csv::Error, stray: Option<Stray>) -> Diagnostic {
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

pub(super) fn empty(asked: &ColumnRequest) -> Diagnostic {
    let ColumnRequest { file, column, rows, .. } = asked;
    if let Some((name, text)) = rows.first() {
        let what = format!("no row of `{file}` has `{text}` in column `{name}`");
        let what = if rows.len() > 1 { format!("{what} and what else is asked for") } else { what };
        return Diagnostic::new(what).help("`where` compares whole cells, letter by letter");
    }
    Diagnostic::new(format!("column `{column}` of `{file}` holds no values")).help("a column needs at least one")
}

pub(super) fn too_long(file: &str) -> Diagnostic {
    Diagnostic::new(format!("`{file}` has more than 10,000,000 values")).help("use a sample of them")
}

/// Where a cell stands, in a row as it would be without quotes.
pub(super) fn place(file: &str, row: &StringRecord, index: usize, separator: u8) -> Place {
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
