//! Plain lists: numbers or durations, one or several a line, without a header.

use super::harvest::Harvest;
use super::number::{NoDuration, duration};
use super::{Format, Measured, Recognised, Source};
use crate::document::{Diagnostic, Place};

pub const FORMAT: Format = Format { is, read };

/// At most this many lines are checked.
const LINES_MAX: usize = 100;

/// Whether the first lines hold nothing but single numbers, durations, or numbers with spaces between them.
fn is(head: &str) -> bool {
    let lines = || head.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).take(LINES_MAX);
    let all = |comma| lines().all(|line| words(line).all(|word| is_number(word, comma)));
    lines().next().is_some()
        && (all(false) || (all(true) && lines().all(|line| words(line).all(has_digits_around_comma))))
}

/// The values of a line: all of it, or its words if these are numbers.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let line = line.trim();
    let whole = is_number(line, false) || is_number(line, true) || !line.contains(char::is_whitespace);
    let (one, many) = if whole { (Some(line), "") } else { (None, line) };
    one.into_iter().chain(many.split_whitespace())
}

fn is_number(word: &str, comma: bool) -> bool {
    !matches!(duration(word, Some(1), comma), Err(NoDuration::NotANumber))
}

/// `12,5` may be a number with a decimal comma; `12,` and `12, 13` are two cells.
fn has_digits_around_comma(word: &str) -> bool {
    let around = word.split_once(',');
    around.is_none_or(|(before, after)| {
        before.ends_with(|c: char| c.is_ascii_digit()) && after.starts_with(|c: char| c.is_ascii_digit())
    })
}

fn read(source: Source<'_>) -> Result<Measured, Diagnostic> {
    let Source { file, text, request } = source;
    if let Some(column) = &request.column {
        let what = format!("`{file}` is a plain list, and has no column `{column}`");
        return Err(Diagnostic::new(what).help("leave --column out"));
    }
    let head = &text[..text.floor_char_boundary(super::HEAD_BYTES)];
    let comma = !head
        .lines()
        .take(LINES_MAX)
        .filter(|line| !line.starts_with('#'))
        .all(|line| words(line).all(|word| is_number(word, false)));
    let mut harvest = Harvest::new(file, request, [])?;
    let unit = request.unit;
    for (number, line) in text.lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        for word in words(line) {
            match duration(word, unit.map(|unit| unit.ns), comma) {
                Ok(value) => harvest.take(value, &[])?,
                Err(NoDuration::Empty) => harvest.leave_out("words for no value"),
                Err(why) => {
                    let start = word.as_ptr() as usize - line.as_ptr() as usize;
                    let place = Place::in_line(file, number + 1, line, start..start + word.len());
                    return Err(super::table::refusal(&why, word).at(place));
                }
            }
        }
    }
    let figure = match unit {
        Some(unit) => format!("numbers in {}, as --unit says", unit.name),
        None => "each with its unit".to_owned(),
    };
    let decimals = if comma { ", with decimal commas" } else { "" };
    harvest.finish(Recognised { format: "a plain list", figure: figure + decimals, unit_given: unit.is_some() })
}
