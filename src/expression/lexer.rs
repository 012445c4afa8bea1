//! From text to tokens.

use super::flaw::Flaw;
use crate::scenario::{quoted_step, step_to_group};
use crate::time::{Duration, ParseDurationError};
use num_rational::BigRational;
use num_traits::One;
use std::ops::Range;

/// The smallest parts of an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    /// A number without a unit; also a percentage.
    Number(BigRational),
    /// A duration literal.
    Time(Duration),
    /// A name, perhaps a path, without backquotes around its parts.
    Name(String),
    /// A text in single quotes: a value in the notation of scenarios.
    Quoted(String),
    /// An operator, a bracket or a comma.
    Sign(&'static str),
    /// The end.
    End,
}

/// Signs, the longer ones first.
const SIGNS: [&str; 17] = ["*=", "==", "!=", "<=", ">=", "&&", "||", "<", ">", "=", "+", "-", "*", "/", "(", ")", ","];

/// The tokens of `text` with their places, the last of them [`Token::End`].
pub fn tokens(text: &str) -> Result<Vec<(Token, Range<usize>)>, Flaw> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        let Some(first) = text[at..].chars().next() else {
            found.push((Token::End, at..at));
            return Ok(found);
        };
        let (token, end) = match first {
            '0'..='9' => number(text, at)?,
            '\'' => quoted(text, at)?,
            '`' => name(text, at)?,
            c if is_name(c) => name(text, at)?,
            c => sign(text, at, c)?,
        };
        found.push((token, at..end));
        at = end;
    }
}

fn is_name(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn sign(text: &str, at: usize, c: char) -> Result<(Token, usize), Flaw> {
    let found = SIGNS.into_iter().find(|sign| text[at..].starts_with(sign));
    found.map(|sign| (Token::Sign(sign), at + sign.len())).ok_or_else(|| {
        let shown = if c == '"' { c.to_string() } else { c.escape_debug().to_string() };
        let flaw = Flaw::new(at..at + c.len_utf8(), format!("`{shown}` can't be used here"));
        flaw.advise(match c {
            '≤' => "write `<=`",
            '≥' => "write `>=`",
            '≠' => "write `!=`",
            '×' | '·' => "write `*`",
            '÷' => "write `/`",
            '^' => "write `x * x` for a square",
            '!' => "write `not`",
            '"' => "durations need no quotes: write `2h`; put values of scenarios in single quotes",
            '.' => "a number begins with a digit: write `0.5`",
            '%' => "a percentage is a number and `%`: write `95%`",
            _ => "expressions are built from numbers, names, `+ - * /`, comparisons, `and`, `or`, `not` and functions",
        })
    })
}

/// A number, a percentage, or a duration such as `1m30s`.
fn number(text: &str, at: usize) -> Result<(Token, usize), Flaw> {
    let rest = &text[at..];
    let digits_end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '_').unwrap_or(rest.len());
    if rest[digits_end..].starts_with(char::is_alphabetic) {
        return duration(text, at);
    }
    let wrong = || Flaw::new(at..at + digits_end, format!("`{}` is not a number", &rest[..digits_end]));
    let number = decimal(&rest[..digits_end].replace('_', "")).ok_or_else(wrong)?;
    let after = rest[digits_end..].trim_start();
    if after.starts_with('%') {
        let hundred = BigRational::from_integer(100.into());
        return Ok((Token::Number(number / hundred), at + rest.len() - after.len() + 1));
    }
    Ok((Token::Number(number), at + digits_end))
}

fn duration(text: &str, at: usize) -> Result<(Token, usize), Flaw> {
    let rest = &text[at..];
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '.').unwrap_or(rest.len());
    let literal = &rest[..end];
    let duration = literal.parse().map_err(|why: ParseDurationError| {
        let flaw = Flaw::new(at..at + end, format!("`{literal}` is not a duration: {why}"));
        match why {
            ParseDurationError::UnknownUnit(name) => flaw.advise(format!("for a product write `* {name}`")),
            _ => flaw,
        }
    })?;
    Ok((Token::Time(duration), at + end))
}

/// The value of digits with at most one point between them.
fn decimal(digits: &str) -> Option<BigRational> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if digits.ends_with('.') || fraction.contains('.') {
        return None;
    }
    let numerator = format!("{whole}{fraction}").parse().ok()?;
    let scale = (0..fraction.len()).fold(num_bigint::BigInt::one(), |scale, _| scale * 10);
    Some(BigRational::new(numerator, scale))
}

/// A name and the steps that follow it: `opponents[0].think.mean`, `` opponents.`club player`.count ``, `opponents["A.
/// B."].count`. A step by a name with special characters is kept in the last of these forms.
fn name(text: &str, at: usize) -> Result<(Token, usize), Flaw> {
    let (mut name, mut end) = part(text, at)?;
    loop {
        let rest = &text[end..];
        if rest.starts_with('.') && rest[1..].starts_with(|c: char| is_name(c) || c == '`' || c.is_ascii_digit()) {
            let (next, next_end) = part(text, end + 1)?;
            let step = if rest[1..].starts_with('`') { step_to_group(&next) } else { format!(".{next}") };
            name += &step;
            end = next_end;
        } else if let Some((group, length)) = quoted_step(rest) {
            name += &step_to_group(&group);
            end += length;
        } else if let Some(index) = index(rest) {
            name += index;
            end += index.len();
        } else if rest.starts_with(['[', '.']) {
            let flaw = Flaw::new(at..end + 1, "this path is incomplete");
            return Err(flaw.advise("write a field or a number in brackets: `opponents[0].count`"));
        } else {
            return Ok((Token::Name(name), end));
        }
    }
}

/// One step by name, perhaps in backquotes.
fn part(text: &str, at: usize) -> Result<(String, usize), Flaw> {
    if text[at..].starts_with('`') {
        let (inner, end) = enclosed(text, at, '`')?;
        return Ok((inner.to_owned(), end));
    }
    let end = text[at..].find(|c: char| !c.is_alphanumeric() && c != '_').map_or(text.len(), |length| at + length);
    Ok((text[at..end].to_owned(), end))
}

/// `[12]` at the beginning of `rest`.
fn index(rest: &str) -> Option<&str> {
    let digits = rest.strip_prefix('[')?.split_once(']')?.0;
    let fine = !digits.is_empty() && digits.len() <= 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
    fine.then(|| &rest[..digits.len() + 2])
}

fn quoted(text: &str, at: usize) -> Result<(Token, usize), Flaw> {
    let (inner, end) = enclosed(text, at, '\'')?;
    Ok((Token::Quoted(inner.to_owned()), end))
}

/// The text between the quote at `at` and the next one.
fn enclosed(text: &str, at: usize, quote: char) -> Result<(&str, usize), Flaw> {
    let inner = &text[at + 1..];
    let length = inner.find(quote).ok_or_else(|| {
        Flaw::new(at..at + 1, format!("this {quote} is never closed")).advise(format!("write another {quote}"))
    })?;
    Ok((&inner[..length], at + length + 2))
}
