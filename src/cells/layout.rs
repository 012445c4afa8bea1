//! Rows of cells: which sign separates them, which row holds names, and where a cell stands in its line.

use super::number::{NoDuration, duration, is_nothing};
use super::quotes::{Quotes, stray_quote};
use super::sign::Sign;
use crate::document::{Diagnostic, Place};
use crate::time::TimeUnit;
use csv::{ReaderBuilder, StringRecord, Trim};
use std::ops::Range;

/// The sign that separates the cells of a text: a tab or a semicolon if its first row has one, else a comma.
pub fn separator(text: &str) -> u8 {
    if let Some(sign) = said_separator(text) {
        return sign;
    }
    let first = first_line(text);
    let outside: String = first.split('"').step_by(2).collect();
    [b'\t', b';'].into_iter().find(|sign| outside.contains(char::from(*sign))).unwrap_or(b',')
}

/// The sign that a first line of its own names for Excel: `sep=;`.
fn said_separator(text: &str) -> Option<u8> {
    match text.lines().next()?.strip_prefix("sep=")?.as_bytes() {
        [sign @ (b';' | b',' | b'\t')] => Some(*sign),
        _ => None,
    }
}

/// The first line that is not empty, not a comment, and not one for Excel.
fn first_line(text: &str) -> &str {
    let skipped = usize::from(said_separator(text).is_some());
    text.lines().skip(skipped).find(|line| !line.trim().is_empty() && !line.starts_with('#')).unwrap_or("")
}

/// The rows of a text, without a first line for Excel. Lines that begin with `#` are comments.
pub fn rows(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(separator).trim(Trim::All).comment(Some(b'#'));
    let mut rows = builder.from_reader(text.as_bytes());
    if said_separator(text).is_some() {
        // What can't be read is reported when the rows are read.
        drop(rows.read_record(&mut StringRecord::new()));
    }
    rows
}

/// Whether a row holds names rather than values: text, and no number. What pandas writes above columns without names is
/// also one: nothing, 0, 1, ….
pub fn is_header(row: &StringRecord) -> bool {
    let of_pandas = || row.len() > 1 && row[0].is_empty() && row.iter().skip(1).zip(0..).all(is_numbered);
    row.iter().any(is_text) && row.iter().all(|cell| is_nothing(cell) || is_text(cell)) || of_pandas()
}

fn is_numbered((cell, number): (&str, u32)) -> bool {
    cell == number.to_string()
}

/// Whether a cell is neither a number (also `inf`) nor a duration, nor empty.
pub fn is_text(cell: &str) -> bool {
    !is_nothing(cell) && cell.parse::<f64>().is_err() && !is_number(cell, Sign::Point) && !is_number(cell, Sign::Comma)
}

/// Whether a cell is a number or a duration, or stands for none.
pub fn is_number(cell: &str, sign: Sign) -> bool {
    duration(cell, Some(TimeUnit::MILLISECONDS.ns), sign) != Err(NoDuration::NotANumber)
}

/// Whether all quotes of a text are closed where their cells end. If not, rows would be lost in a cell.
///
/// # Errors
/// Which quote is wrong.
pub fn check_quotes(file: &str, text: &str, separator: u8) -> Result<(), Diagnostic> {
    if !text.contains('"') {
        return Ok(());
    }
    let mut quotes = Quotes::new(separator);
    quotes.see(text.as_bytes()).and_then(|()| quotes.see(b"")).map_err(|stray| stray_quote(file, stray))
}

/// A row that the CSV reader refuses.
pub fn broken(file: &str, error: &csv::Error) -> Diagnostic {
    let line = error.position().map_or(1, csv::Position::line);
    Diagnostic::new(format!("can't read line {line} of `{file}`: {error}")).help("save the file as CSV in UTF-8")
}

/// Where the cell of this index stands, in a row that the reader has just read.
pub fn place(file: &str, text: &str, row: &StringRecord, index: usize, separator: u8) -> Place {
    let Some(position) = row.position() else { return Place::whole_line(file, 1, "") };
    // The reader's position of a row may be that of blank lines or comments before it.
    let mut start = usize::try_from(position.byte()).unwrap_or(0).min(text.len());
    let mut number = usize::try_from(position.line()).unwrap_or(usize::MAX);
    let mut line = "";
    for piece in text[start..].split_inclusive('\n') {
        line = piece.trim_end_matches(['\n', '\r']);
        if !line.trim().is_empty() && !line.starts_with('#') {
            break;
        }
        (start, number) = (start + piece.len(), number.saturating_add(1));
    }
    let span = cell_span(line, index, separator);
    Place::in_line(file, number, line, span)
}

/// Where a cell stands in a line; at its end if the line has no such cell.
fn cell_span(line: &str, index: usize, separator: u8) -> Range<usize> {
    let (mut quoted, mut start, mut number) = (false, 0, 0);
    for (at, byte) in line.bytes().enumerate().chain([(line.len(), separator)]) {
        quoted ^= byte == b'"';
        if byte != separator || (quoted && at < line.len()) {
            continue;
        }
        if number == index {
            let cell = &line[start..at];
            let before = cell.len() - cell.trim_start().len();
            return start + before..start + before + cell.trim().len();
        }
        (number, start) = (number + 1, at + 1);
    }
    line.len()..line.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_seen_in_the_first_row() {
        for (text, sign) in [
            ("a,b", b','),
            ("sep=,\na;b,c", b','),
            ("sep=\t\na;b", b'\t'),
            ("sep=;\r\na,b", b';'),
            ("# c;d\n\na\tb", b'\t'),
            ("a;b,c", b';'),
            ("\"a;b\",c", b','),
            ("12", b','),
        ] {
            assert_eq!(separator(text), sign, "{text}");
        }
    }

    #[test]
    fn a_line_for_excel_is_no_row() {
        let text = "sep=;\r\nthink_s;who\r\n1,5;a\r\n";
        let mut read = rows(text, separator(text));
        let mut row = StringRecord::new();
        assert!(read.read_record(&mut row).unwrap() && is_header(&row));
        assert!(read.read_record(&mut row).unwrap());
        let found = place("a.csv", text, &row, 1, b';');
        assert_eq!((row.get(0), found.line, &found.excerpt[found.marked]), (Some("1,5"), 3, "a"));
        assert_eq!(first_line(text), "think_s;who");
    }

    #[test]
    fn infinity_is_no_name_of_a_column() {
        assert!(is_header(&StringRecord::from(vec!["think"])) && !is_header(&StringRecord::from(vec!["inf"])));
    }

    #[test]
    fn cells_are_found_in_their_line() {
        let cells: Vec<_> = (0..4).map(|index| &"a, \"b,c\" ,d"[cell_span("a, \"b,c\" ,d", index, b',')]).collect();
        assert_eq!(cells, ["a", "\"b,c\"", "d", ""]);
    }
}
