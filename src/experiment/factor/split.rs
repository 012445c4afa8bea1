//! Splitting the text of a factor: at its commas, and ranges at their dots. Brackets and quotes are not split. All places
//! are in bytes.

use super::error::FactorError;
use std::ops::Range;

/// The pieces of `span` between its commas, none of them empty.
pub(super) fn at_commas(text: &str, span: &Range<usize>) -> Result<Vec<Range<usize>>, FactorError> {
    let mut pieces = Vec::new();
    let mut start = span.start;
    for comma in outside(text, span, ",")?.into_iter().chain([span.end]) {
        let piece = trimmed(text, start..comma);
        if piece.is_empty() {
            let place = if comma < span.end { comma..comma + 1 } else { start - 1..start };
            return Err(FactorError::new(
                "a value is missing at this comma",
                "remove the comma, or write a value",
                place,
            ));
        }
        pieces.push(piece);
        start = comma + 1;
    }
    Ok(pieces)
}

/// The ends of a range, and its step.
pub(super) struct Ends {
    pub first: Range<usize>,
    pub last: Range<usize>,
    pub step: Option<Range<usize>>,
    /// All of it.
    pub whole: Range<usize>,
}

/// The ends of the range in `span`; `None` if it is a single value.
pub(super) fn at_dots(text: &str, span: &Range<usize>) -> Result<Option<Ends>, FactorError> {
    let dots = outside(text, span, "..")?;
    let Some(&at) = dots.first() else { return Ok(None) };
    if let Some(&second) = dots.get(1) {
        return Err(FactorError::new("a range has only two ends", "write, for example, `1..50`", second..second + 2));
    }
    let after = at + 2;
    if text[after..span.end].starts_with('=') {
        let instead = "write `..`; the end is included anyway";
        return Err(FactorError::new("a range is written with just two dots", instead, at..after + 1));
    }
    let (last, step) = match text[after..span.end].split_once("step") {
        Some((last, _)) => {
            let word = after + last.len();
            (trimmed(text, after..word), Some(trimmed(text, word + "step".len()..span.end)))
        }
        None => (trimmed(text, after..span.end), None),
    };
    let first = trimmed(text, span.start..at);
    if first.is_empty() || last.is_empty() {
        return Err(FactorError::new("a range needs both its ends", "write, for example, `1..50`", span.clone()));
    }
    if step.as_ref().is_some_and(Range::is_empty) {
        return Err(FactorError::new("the step is missing", "write, for example, `step 5`", span.clone()));
    }
    Ok(Some(Ends { first, last, step, whole: span.clone() }))
}

/// The places of `mark` in `span`, outside brackets and quotes.
pub(super) fn outside(text: &str, span: &Range<usize>, mark: &str) -> Result<Vec<usize>, FactorError> {
    let (mut open, mut quote, mut escaped) = (Vec::new(), None, false);
    let mut found = Vec::new();
    for (at, c) in text[span.clone()].char_indices().map(|(at, c)| (span.start + at, c)) {
        if quote.is_some() {
            quote = quote.filter(|_| c != '"' || escaped);
            escaped = c == '\\' && !escaped;
            continue;
        }
        match c {
            '"' => quote = Some(at),
            '(' | '[' | '{' => open.push(at),
            ')' | ']' | '}' if open.pop().is_none() => {
                return Err(FactorError::new(
                    "this bracket has no opening bracket",
                    "remove it, or open it before",
                    at..at + 1,
                ));
            }
            _ if open.is_empty() && text[at..span.end].starts_with(mark) => found.push(at),
            _ => {}
        }
    }
    match quote.or(open.pop()) {
        Some(at) => Err(FactorError::new("this is never closed", "close it", at..at + 1)),
        None => Ok(found),
    }
}

/// The same without the blanks at its ends.
pub(super) fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let all = &text[span.clone()];
    let start = span.start + (all.len() - all.trim_start().len());
    start..(start + all.trim().len())
}
