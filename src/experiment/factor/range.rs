//! Ranges: first value, step and number of values, in whole units, so no value is rounded.

use super::error::FactorError;
use super::kind::FactorKind;
use super::split::Ends;
use crate::scenario::Amount;
use crate::time::Duration;
use std::ops::Range;

/// Numbers with more digits are refused.
const DIGITS_MAX: usize = 18;

/// Evenly spaced values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Steps {
    /// In `unit`s, as is `step`.
    first: i64,
    step: i64,
    /// As it was written; the last value may lie below it.
    end: i64,
    len: u64,
    unit: Unit,
}

/// The unit of the whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    /// Tenths, if 1; hundredths, if 2; and so on.
    Decimals(u32),
    Nanosecond,
}

impl Steps {
    pub const fn len(&self) -> u64 {
        self.len
    }

    pub const fn kind(&self) -> FactorKind {
        match self.unit {
            Unit::Decimals(_) => FactorKind::Number,
            Unit::Nanosecond => FactorKind::Duration,
        }
    }

    /// The value at `index`, which is below the length.
    pub fn value(&self, index: u64) -> String {
        self.text(self.at(index))
    }

    /// The same without a text, unless it is negative.
    pub fn amount(&self, index: u64) -> Option<Amount> {
        let value = self.at(index);
        let (Unit::Decimals(mut places), mut digits) = (self.unit, value) else {
            return Some(Amount::Duration(Duration::from_ns(value.unsigned_abs())));
        };
        while places > 0 && digits % 10 == 0 {
            (digits, places) = (digits / 10, places - 1);
        }
        (digits >= 0).then_some(Amount::Number { digits, places })
    }

    #[expect(clippy::cast_possible_truncation, reason = "it lies between the ends, which fit")]
    fn at(&self, index: u64) -> i64 {
        (i128::from(self.first) + i128::from(self.step) * i128::from(index)) as i64
    }

    /// The end that was written and the last value, if they differ.
    pub fn falls_short(&self) -> Option<(String, String)> {
        let (end, last) = (self.text(self.end), self.value(self.len - 1));
        (end != last).then_some((end, last))
    }

    fn text(&self, value: i64) -> String {
        match self.unit {
            Unit::Decimals(places) => decimal_text(value, places),
            Unit::Nanosecond => Duration::from_ns(value.unsigned_abs()).to_string(),
        }
    }
}

/// The range between two ends.
pub(super) fn steps(text: &str, ends: Ends) -> Result<Steps, FactorError> {
    let spans = [Some(&ends.first), Some(&ends.last), ends.step.as_ref()];
    let texts = spans.map(|span| span.map(|span: &Range<usize>| &text[span.clone()]));
    let durations = texts.iter().flatten().filter(|text| duration(text).is_some()).count();
    if durations == 0 {
        decimals(text, ends)
    } else if ends.step.is_none() && durations == 2 {
        let [first, last] = [&ends.first, &ends.last].map(|span| &text[span.clone()]);
        let instead = format!("say how far apart they are: `{first}..{last} step {first}`");
        Err(FactorError::new("a range of durations needs a step", instead, ends.whole))
    } else {
        let of = |span: &Range<usize>| in_ns(text, span);
        let step = ends.step.as_ref().map_or(Ok(0), of)?;
        between(text, of(&ends.first)?, of(&ends.last)?, step, Unit::Nanosecond, ends)
    }
}

/// A duration, with or without quotes.
pub(super) fn duration(text: &str) -> Option<Duration> {
    let bare = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    bare.unwrap_or(text).parse().ok()
}

fn in_ns(text: &str, span: &Range<usize>) -> Result<i64, FactorError> {
    let word = &text[span.clone()];
    let found = duration(word).ok_or_else(|| {
        let unit =
            if word.parse::<f64>().is_ok() { format!("write `{word}s` for seconds") } else { EXAMPLES.to_owned() };
        FactorError::new(format!("`{word}` is not a duration, but the rest of the range is"), unit, span.clone())
    })?;
    i64::try_from(found.as_ns())
        .map_err(|_| FactorError::new("this is longer than 292 years", "write a shorter time", span.clone()))
}

const EXAMPLES: &str =
    "a range goes from number to number (`1..50`) or from duration to duration (`10s..2min step 10s`)";

/// A range of numbers, in the finest unit that any of them has.
fn decimals(text: &str, ends: Ends) -> Result<Steps, FactorError> {
    let spans = [Some(&ends.first), Some(&ends.last), ends.step.as_ref()];
    let places = spans.into_iter().flatten().map(|span| places(&text[span.clone()])).max().unwrap_or(0);
    let of = |span: &Range<usize>| scaled(text, span, places);
    let step = match &ends.step {
        Some(span) => of(span)?,
        None if places == 0 => 1,
        None => {
            let instead = format!("say how far apart they are: `{} step 0.1`", &text[ends.whole.clone()]);
            return Err(FactorError::new("a range of decimals needs a step", instead, ends.whole));
        }
    };
    let unit = Unit::Decimals(u32::try_from(places).unwrap_or(u32::MAX));
    between(text, of(&ends.first)?, of(&ends.last)?, step, unit, ends)
}

/// The number at `span` with its point moved `places` to the right.
fn scaled(text: &str, span: &Range<usize>, places: usize) -> Result<i64, FactorError> {
    let wrong = |what: String, instead: &str| FactorError::new(what, instead, span.clone());
    let word = &text[span.clone()];
    let digits = word.strip_prefix('-').unwrap_or(word);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    // Digits may be grouped: `1_000`.
    if !whole.split('_').all(all_digits) || !all_digits(fraction) {
        return Err(wrong(format!("`{word}` is neither a number nor a duration"), EXAMPLES));
    }
    let whole = &whole.replace('_', "");
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    if whole.len() + places > DIGITS_MAX {
        return Err(wrong("this number has too many digits".to_owned(), "write at most 18"));
    }
    let scaled: i64 = format!("0{whole}{fraction:0<places$}").parse().unwrap_or(i64::MAX);
    Ok(if word.starts_with('-') { -scaled } else { scaled })
}

/// How many digits follow the point, without trailing zeros.
fn places(number: &str) -> usize {
    number.split_once('.').map_or(0, |(_, fraction)| fraction.trim_end_matches('0').len())
}

fn between(text: &str, first: i64, last: i64, step: i64, unit: Unit, ends: Ends) -> Result<Steps, FactorError> {
    if step <= 0 {
        let span = ends.step.unwrap_or(ends.whole);
        return Err(FactorError::new(
            "the step must be above 0",
            "write the smaller end first, and a positive step",
            span,
        ));
    }
    if last < first {
        let [a, b] = [&ends.first, &ends.last].map(|span| &text[span.clone()]);
        return Err(FactorError::new("this range runs backwards", format!("write `{b}..{a}`"), ends.whole));
    }
    Ok(Steps { first, step, end: last, len: last.abs_diff(first) / step.unsigned_abs() + 1, unit })
}

/// `value` with its last `places` digits after the point, without trailing zeros.
fn decimal_text(value: i64, places: u32) -> String {
    let (sign, value, divisor) = (if value < 0 { "-" } else { "" }, value.unsigned_abs(), 10_u64.pow(places));
    let (whole, fraction, width) = (value / divisor, value % divisor, places as usize);
    let text = format!("{sign}{whole}.{fraction:0width$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
