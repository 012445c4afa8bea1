//! Factors: a setting of a scenario that is varied, and its values.
//!
//! `opponents.hobbyist.count=1..50` is read into a path, an operator and parts; each part is a single value or a range.
//! Values are computed one by one on request, so a range of a billion takes no memory. The scenario, and not this
//! module, checks whether the path exists and whether a value fits there.

mod error;
mod kind;
mod range;
mod split;

pub use error::FactorError;
pub use kind::FactorKind;

use crate::scenario::{Amount, Level, ParseSettingError, Setting};
use range::Steps;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::HashSet;
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

/// A varied setting and its values, in order: `PATH=VALUES`, or `PATH*=FACTORS` to multiply the current value.
///
/// Values are separated by commas; those inside brackets or quotes belong to a value. A value is anything that a
/// setting accepts (`8`, `90s`, `Cyclic`, `Uniform("5s", "15s")`), or a range of whole numbers, decimals or durations,
/// both ends included: `1..50`, `0..100 step 5`, `0.5..2 step 0.25`, `10s..2min step 10s`. The step may be left out
/// only between whole numbers; it is 1. A range whose end is not a whole number of steps away ends before it.
///
/// ```
/// use zeitnot::experiment::Factor;
/// let count: Factor = "opponents.hobbyist.count=1..50 step 7,100".parse().unwrap();
/// assert_eq!((count.path(), count.len()), ("opponents.hobbyist.count", 9));
/// assert_eq!((count.value(0), count.value(7), count.value(8)), ("1".into(), "50".into(), "100".into()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factor {
    /// As it was written, without blanks around it.
    text: String,
    /// The places of the path and the values in it.
    path: Range<usize>,
    values: Range<usize>,
    multiplies: bool,
    parts: Vec<Part>,
    len: u64,
    kind: FactorKind,
}

/// Consecutive values of a factor.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Value(String),
    Range(Steps),
}

impl Part {
    const fn len(&self) -> u64 {
        match self {
            Self::Value(_) => 1,
            Self::Range(steps) => steps.len(),
        }
    }

    fn kind(&self) -> FactorKind {
        match self {
            Self::Value(value) => kind_of(value),
            Self::Range(steps) => steps.kind(),
        }
    }
}

/// The number that a value is; its digits may be grouped: `1_000`.
fn number_in(value: &str) -> Option<f64> {
    let is_grouped = value.split('_').all(|part| part.starts_with(|c: char| c.is_ascii_digit()));
    let number = if is_grouped { value.replace('_', "").parse() } else { value.parse() };
    number.ok().filter(|number: &f64| number.is_finite())
}

fn kind_of(value: &str) -> FactorKind {
    if number_in(value).is_some() {
        FactorKind::Number
    } else if range::duration(value).is_some() {
        FactorKind::Duration
    } else {
        FactorKind::Choice
    }
}

impl Factor {
    /// The path in the scenario.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.text[self.path.clone()]
    }

    /// The place of the path in the factor's text, in bytes.
    #[must_use]
    pub fn path_span(&self) -> Range<usize> {
        self.path.clone()
    }

    /// The place of all values there.
    #[must_use]
    pub fn value_span(&self) -> Range<usize> {
        self.values.clone()
    }

    /// Whether the current value is multiplied by the values, not replaced.
    #[must_use]
    pub const fn multiplies(&self) -> bool {
        self.multiplies
    }

    /// The kind of the values.
    #[must_use]
    pub const fn kind(&self) -> FactorKind {
        self.kind
    }

    /// How many values there are, at least 1.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "no factor is empty")]
    pub const fn len(&self) -> u64 {
        self.len
    }

    /// The value at `index`, from 0, as text in the scenario's notation.
    ///
    /// # Panics
    /// If `index` is not below [`Factor::len`].
    #[must_use]
    pub fn value(&self, index: u64) -> String {
        match self.part(index) {
            (Part::Value(value), _) => value.clone(),
            (Part::Range(steps), rest) => steps.value(rest),
        }
    }

    /// The part with the value at `index`, and its index there.
    fn part(&self, index: u64) -> (&Part, u64) {
        let mut rest = index;
        for part in &self.parts {
            if rest < part.len() {
                return (part, rest);
            }
            rest -= part.len();
        }
        panic!("{self} has no value number {index}");
    }

    /// The value at `index` as a plain number or duration, if it is one. Ranges make no text of it.
    ///
    /// # Panics
    /// If `index` is not below [`Factor::len`].
    #[must_use]
    pub fn amount(&self, index: u64) -> Option<Amount> {
        match self.part(index) {
            (Part::Value(value), _) => Amount::of_text(value),
            (Part::Range(steps), rest) => steps.amount(rest),
        }
    }

    /// What [`Factor::setting`] sets at `index`.
    ///
    /// # Panics
    /// If `index` is not below [`Factor::len`].
    #[must_use]
    pub fn level(&self, index: u64) -> Level<'_> {
        match self.part(index) {
            (Part::Value(value), _) => Amount::of_text(value).map_or(Level::Text(Cow::Borrowed(value)), Level::Amount),
            (Part::Range(steps), rest) => {
                steps.amount(rest).map_or_else(|| Level::Text(Cow::Owned(steps.value(rest))), Level::Amount)
            }
        }
    }

    /// The end of a range that its step does not lead to, and the value at which the range ends instead.
    #[must_use]
    pub fn falls_short(&self) -> Option<(String, String)> {
        self.parts.iter().find_map(|part| match part {
            Part::Value(_) => None,
            Part::Range(steps) => steps.falls_short(),
        })
    }

    /// The first index whose value is [`Ordering::Equal`]. `order` compares a value with the wanted one: values ascend
    /// within a range, so only few are compared.
    #[must_use]
    pub fn position(&self, order: impl Fn(&str) -> Ordering) -> Option<u64> {
        let mut before = 0;
        for part in &self.parts {
            let found = match part {
                Part::Value(value) => order(value).is_eq().then_some(0),
                Part::Range(steps) => {
                    let (mut low, mut high) = (0, steps.len());
                    while low < high {
                        let middle = low + (high - low) / 2;
                        if order(&steps.value(middle)).is_lt() { low = middle + 1 } else { high = middle }
                    }
                    (low < steps.len() && order(&steps.value(low)).is_eq()).then_some(low)
                }
            };
            if let Some(index) = found {
                return Some(before + index);
            }
            before += part.len();
        }
        None
    }

    /// The value at `index` as a number (of a duration: in seconds); `None` unless all values are numbers, or all are
    /// durations.
    ///
    /// # Panics
    /// If `index` is not below [`Factor::len`].
    #[must_use]
    pub fn number(&self, index: u64) -> Option<f64> {
        let value = self.value(index);
        match self.kind {
            FactorKind::Number => number_in(&value),
            FactorKind::Duration => range::duration(&value).map(crate::time::Duration::as_secs_f64),
            FactorKind::Choice => None,
        }
    }

    /// A value that occurs twice. Of more than 100,000 values, only that many are checked.
    #[must_use]
    pub fn repeated(&self) -> Option<String> {
        const LOOKED_AT_MAX: u64 = 100_000;
        // The steps of a range are all different.
        if self.parts.len() < 2 {
            return None;
        }
        let mut known = HashSet::new();
        let key = |index| self.number(index).map_or_else(|| self.value(index), |number| number.to_string());
        let twice = (0..self.len.min(LOOKED_AT_MAX)).find(|index| !known.insert(key(*index)));
        twice.map(|index| self.value(index))
    }

    /// `PATH=VALUE` (or `PATH*=FACTOR`) for the value at `index`.
    ///
    /// # Panics
    /// If `index` is not below [`Factor::len`].
    #[must_use]
    pub fn setting_text(&self, index: u64) -> String {
        let operator = if self.multiplies { "*=" } else { "=" };
        format!("{}{operator}{}", self.path(), self.value(index))
    }

    /// The setting for the value at `index`; messages name `--vary` as its source.
    ///
    /// # Errors
    /// If the value is not a possible setting. Whether it fits the scenario is not checked here.
    ///
    /// # Panics
    /// If `index` is not below [`Factor::len`].
    pub fn setting(&self, index: u64) -> Result<Setting, ParseSettingError> {
        let setting: Setting = self.setting_text(index).parse()?;
        Ok(setting.given_by("--vary"))
    }
}

impl FromStr for Factor {
    type Err = FactorError;

    /// Reads `PATH=VALUES`.
    ///
    /// # Errors
    /// What is wrong, where in the text, and what to write instead.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (path, operator, values) = head(text)?;
        let parts = split::at_commas(text, &values)?;
        let parts = parts.into_iter().map(|span| part(text, span)).collect::<Result<Vec<_>, _>>()?;
        let len = parts.iter().try_fold(0_u64, |sum, part| sum.checked_add(part.len()));
        let len = len.ok_or_else(|| {
            FactorError::new("there are too many values to count", "write a larger step", values.clone())
        })?;
        let kinds: Vec<_> = parts.iter().map(Part::kind).collect();
        let kind = if kinds.iter().all(|kind| *kind == kinds[0]) { kinds[0] } else { FactorKind::Choice };
        let blank = text.len() - text.trim_start().len();
        let [path, values] = [path, values].map(|span| span.start - blank..span.end - blank);
        Ok(Self { text: text.trim().to_owned(), path, values, multiplies: operator == "*=", parts, len, kind })
    }
}

/// The place of the path, the operator, and the place of the values.
fn head(text: &str) -> Result<(Range<usize>, &str, Range<usize>), FactorError> {
    let nothing = |what: &str, span| {
        let path = text.split(['=', '*']).next().unwrap_or("").trim();
        let example = match path {
            "" => "master.count=1..5".to_owned(),
            values if values.contains("..") => format!("boards={values}"),
            path => format!("{path}=1..5"),
        };
        Err(FactorError::new(what, format!("write, for example, `{example}`"), span))
    };
    // Unclosed brackets are reported later, as part of the values.
    let outside = split::outside(text, &(0..text.len()), "=").ok();
    let Some(equals) = outside.map_or_else(|| text.find('='), |found| found.first().copied()) else {
        return nothing("a factor needs a path and values, joined by `=`", split::trimmed(text, 0..text.len()));
    };
    let at = if text[..equals].ends_with('*') { equals - 1 } else { equals };
    let (path, values) = (split::trimmed(text, 0..at), split::trimmed(text, equals + 1..text.len()));
    if path.is_empty() {
        return nothing("the path is missing before `=`", equals..equals + 1);
    }
    if values.is_empty() {
        return nothing("the values are missing after `=`", equals..equals + 1);
    }
    Ok((path, &text[at..=equals], values))
}

fn part(text: &str, span: Range<usize>) -> Result<Part, FactorError> {
    match split::at_dots(text, &span)? {
        Some(ends) => Ok(Part::Range(range::steps(text, ends)?)),
        None => match with_dots(&text[span.clone()]) {
            Some(range) => Err(FactorError::new("a range is written with two dots", format!("write `{range}`"), span)),
            None => Ok(Part::Value(text[span].to_owned())),
        },
    }
}

/// The range that was meant, if a dash stands between its ends: `1-20`.
fn with_dots(value: &str) -> Option<String> {
    let range = value.replacen('-', "..", 1);
    let ends = split::at_dots(&range, &(0..range.len())).ok()??;
    (kind_of(value) == FactorKind::Choice && range::steps(&range, ends).is_ok()).then_some(range)
}

impl fmt::Display for Factor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

#[cfg(test)]
mod tests;
