//! Plain lists: numbers or durations, one or several a line, without a header.

use super::harvest::Harvest;
use super::table::{self, WHICH_SIGN, refusal};
use super::{Format, Measured, Recognised, Source};
use crate::cells::{NoDuration, Sign, SignEvidence, duration, is_number};
use crate::document::{Diagnostic, Place};

pub const FORMAT: Format = Format { is, read, has_columns: true };

/// At most this many lines are checked.
const LINES_MAX: usize = 100;

/// Whether the first lines hold nothing but single numbers, durations, or numbers with spaces between them.
fn is(head: &str) -> bool {
    let mut lines = lines(head).take(LINES_MAX).peekable();
    lines.peek().is_some()
        && lines.all(|(_, line)| words(line).all(|word| is_value(word) && has_digits_around_comma(word)))
}

/// The lines that hold values, with their numbers.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_wanted = |line: &str| !line.trim().is_empty() && !line.starts_with('#');
    text.lines().enumerate().map(|(index, line)| (index + 1, line)).filter(move |(_, line)| is_wanted(line))
}

/// The values of a line: all of it, or its words if these are numbers. So blanks never set thousands apart in a list.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let line = line.trim();
    let are_apart = || line.split_whitespace().all(is_value);
    let whole = !line.contains(char::is_whitespace) || is_value(line) && !are_apart();
    let (one, many) = if whole { (Some(line), "") } else { (None, line) };
    one.into_iter().chain(many.split_whitespace())
}

/// Whether a word is a number, whatever its decimal sign.
fn is_value(word: &str) -> bool {
    is_number(word, Sign::Point) || (word.contains(',') && is_number(word, Sign::Comma))
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
        if text.contains(',') {
            return table::read(source);
        }
        let what = format!("`{file}` is a plain list, and has no column `{column}`");
        return Err(Diagnostic::new(what).help("leave --column out"));
    }
    let sign = match request.decimal {
        Some(sign) => sign,
        None if text.contains(',') => sign(file, text)?,
        None => Sign::Point,
    };
    let mut harvest = Harvest::new(file, request, [])?;
    harvest.leave_out_comments(text);
    let unit = request.unit;
    for (number, line) in lines(text) {
        for word in words(line) {
            match duration(word, unit.map(|unit| unit.ns), sign) {
                Ok(value) => harvest.take(value, &[])?,
                Err(NoDuration::Empty) => harvest.leave_out("words for no value"),
                Err(why) => return Err(refusal(&why, word).at(Place::of_word(file, number, line, word))),
            }
        }
    }
    let figure = match unit {
        Some(unit) => format!("numbers in {}, as --unit says", unit.name),
        None => "each with its unit".to_owned(),
    };
    let decimals = if sign == Sign::Comma { ", with decimal commas" } else { "" };
    harvest.finish(Recognised { format: "a plain list", figure: figure + decimals, unit_given: unit.is_some() })
}

/// The sign before decimals, in a text with commas.
fn sign(file: &str, text: &str) -> Result<Sign, Diagnostic> {
    let mut evidence = SignEvidence::default();
    for (number, line) in lines(text) {
        for word in words(line) {
            evidence.see(word, || Place::of_word(file, number, line, word));
        }
    }
    // One comma in every line, and no unit, may also be two columns.
    let is_plain = |line: &str, sign| duration(line, None, sign) == Err(NoDuration::NoUnit);
    let is_pair =
        |line: &str| line.matches(',').count() == 1 && (is_plain(line, Sign::Comma) || is_plain(line, Sign::Point));
    if lines(text).all(|(_, line)| is_pair(line))
        && let Some((number, line)) = lines(text).next()
    {
        let what = format!("`{}` may be one number or two", line.trim());
        return Err(Diagnostic::new(what)
            .at(Place::whole_line(file, number, line))
            .help("if the comma stands before decimals, add --decimal , and if it separates columns, --column 2"));
    }
    evidence.decide(None).map_err(|doubt| doubt.help(WHICH_SIGN))
}
