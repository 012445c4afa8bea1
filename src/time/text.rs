//! Durations as text: `"250ms"`, `"1m30s"`, `"2h"`, read exactly and written so that they read back.

use super::{Duration, NS_PER_SECOND, TimeUnit};
use std::fmt;
use std::str::FromStr;

/// Why a text is not a duration. Its message says what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParseDurationError {
    /// It is empty.
    Empty,
    /// A number has no unit; with the text as it could be meant.
    NoUnit(String),
    /// The unit is unknown.
    UnknownUnit(String),
    /// There is something else instead of a number.
    NotANumber(String),
    /// It is not a whole number of nanoseconds.
    TooFine,
    /// It is longer than 584 years.
    TooLong,
}

impl fmt::Display for ParseDurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "a duration can't be empty; write a number and a unit, such as \"5s\""),
            Self::NoUnit(number) => write!(f, "a duration needs a unit; write \"{number}s\" for seconds"),
            Self::UnknownUnit(unit) => match TimeUnit::named(unit) {
                Some(meant) => write!(f, "\"{unit}\" is not a unit of time; write {}", meant.name),
                None => write!(f, "\"{unit}\" is not a unit of time; use ns, us, ms, s, m, h or d"),
            },
            Self::NotANumber(text) if is_negative(text) => write!(f, "\"{text}\" is below zero; a duration is not"),
            Self::NotANumber(text) if is_decimal_comma(text) => {
                write!(
                    f,
                    "\"{text}\" is not a duration; write a decimal point, not a comma: \"{}\"",
                    text.replace(',', ".")
                )
            }
            Self::NotANumber(text) => {
                write!(f, "\"{text}\" is not a duration; write numbers with units, such as \"250ms\" or \"1m30s\"")
            }
            Self::TooFine => write!(f, "time is in whole nanoseconds; this is finer"),
            Self::TooLong => write!(f, "longer than 584 years, the limit"),
        }
    }
}

/// Whether the only error is the sign.
fn is_negative(text: &str) -> bool {
    text.strip_prefix('-').is_some_and(|size| size.parse::<Duration>().is_ok())
}

/// Whether the only error may be a comma between two digits.
fn is_decimal_comma(text: &str) -> bool {
    text.matches(',').count() == 1 && text.replace(',', ".").parse::<Duration>().is_ok()
}

impl std::error::Error for ParseDurationError {}

impl FromStr for Duration {
    type Err = ParseDurationError;

    /// Reads one or more numbers, each with its unit: `"250ms"`, `"1m30s"`, `"1.5h"`, `"1h 30min"`.
    ///
    /// # Errors
    /// See [`ParseDurationError`].
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut rest = text.trim();
        if rest.is_empty() {
            return Err(ParseDurationError::Empty);
        }
        let mut total_ns = 0_u64;
        while !rest.is_empty() {
            let (number, unit_ns, after) = split_part(rest)?;
            total_ns = total_ns.checked_add(part_ns(number, unit_ns)?).ok_or(ParseDurationError::TooLong)?;
            rest = after.trim_start();
        }
        Ok(Self::from_ns(total_ns))
    }
}

/// The first number, its unit in nanoseconds, and what follows them.
fn split_part(text: &str) -> Result<(&str, u64, &str), ParseDurationError> {
    let number_end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, after) = text.split_at(number_end);
    if !number.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(ParseDurationError::NotANumber(text.to_owned()));
    }
    let after = after.trim_start();
    let unit_end = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
    let (unit, rest) = after.split_at(unit_end);
    if unit.is_empty() {
        return Err(match rest {
            "" => ParseDurationError::NoUnit(number.to_owned()),
            _ => ParseDurationError::NotANumber(text.to_owned()),
        });
    }
    match TimeUnit::in_duration(unit) {
        Some(unit) => Ok((number, unit.ns, rest)),
        None => Err(ParseDurationError::UnknownUnit(unit.to_owned())),
    }
}

/// `number` (digits with at most one point) times `unit_ns`, exactly.
fn part_ns(number: &str, unit_ns: u64) -> Result<u64, ParseDurationError> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let fraction = fraction.trim_end_matches('0');
    if fraction.contains('.') || (number.contains('.') && number.ends_with('.')) {
        return Err(ParseDurationError::NotANumber(number.to_owned()));
    }
    let whole: u64 = whole.parse().map_err(|_| ParseDurationError::TooLong)?;
    let whole_ns = whole.checked_mul(unit_ns).ok_or(ParseDurationError::TooLong)?;
    if fraction.is_empty() {
        return Ok(whole_ns);
    }
    // 14 decimals of a day are finer than a nanosecond; longer ones can't be whole.
    let digits = u32::try_from(fraction.len()).ok().filter(|&n| n <= 18).ok_or(ParseDurationError::TooFine)?;
    let numerator: u128 = fraction.parse().map_err(|_| ParseDurationError::NotANumber(number.to_owned()))?;
    let scaled = numerator * u128::from(unit_ns);
    let denominator = 10_u128.pow(digits);
    if !scaled.is_multiple_of(denominator) {
        return Err(ParseDurationError::TooFine);
    }
    let fraction_ns = u64::try_from(scaled / denominator).map_err(|_| ParseDurationError::TooLong)?;
    whole_ns.checked_add(fraction_ns).ok_or(ParseDurationError::TooLong)
}

impl fmt::Display for Duration {
    /// Writes the duration exactly, in the notation that scenario files use: `11m45s`, `3.5s`, `250ms`, `0s`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ns = self.as_ns();
        if ns == 0 {
            return f.pad("0s");
        }
        let minutes = ns / (60 * NS_PER_SECOND);
        let (hours, minutes) = (minutes / 60, minutes % 60);
        let below_a_minute_ns = ns % (60 * NS_PER_SECOND);
        let mut text = String::new();
        if hours > 0 {
            text += &hours.to_string();
            text.push('h');
        }
        if minutes > 0 {
            text += &minutes.to_string();
            text.push('m');
        }
        if below_a_minute_ns > 0 {
            text += &seconds_text(below_a_minute_ns);
        }
        f.pad(&text)
    }
}

/// Less than a minute, in the largest unit of which it holds at least one.
fn seconds_text(ns: u64) -> String {
    let (unit_ns, unit) = match ns {
        NS_PER_SECOND.. => (NS_PER_SECOND, "s"),
        1_000_000.. => (1_000_000, "ms"),
        1_000.. => (1_000, "us"),
        _ => (1, "ns"),
    };
    let (whole, fraction) = (ns / unit_ns, ns % unit_ns);
    if fraction == 0 {
        return format!("{whole}{unit}");
    }
    let width = unit_ns.ilog10() as usize;
    let decimals = format!("{fraction:0width$}");
    format!("{whole}.{}{unit}", decimals.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ns(text: &str) -> u64 {
        text.parse::<Duration>().unwrap().as_ns()
    }

    #[test]
    fn reads_what_people_write() {
        assert_eq!(ns("250ms"), 250_000_000);
        assert_eq!(ns("1m30s"), 90_000_000_000);
        assert_eq!(ns("1h 30min"), 5_400_000_000_000);
        assert_eq!(ns("0.1s"), 100_000_000);
        assert_eq!(ns("1.5h"), 5_400_000_000_000);
        assert_eq!(ns(" 2 d "), 172_800_000_000_000);
        assert_eq!(ns("3µs"), 3_000);
        assert_eq!(ns("0s"), 0);
        assert_eq!(ns("18446744073709551615ns"), u64::MAX);
    }

    #[test]
    fn says_what_is_wrong() {
        let error = |text: &str| text.parse::<Duration>().unwrap_err();
        assert_eq!(error(""), ParseDurationError::Empty);
        assert_eq!(error("5"), ParseDurationError::NoUnit("5".into()));
        assert_eq!(error("5 parsecs"), ParseDurationError::UnknownUnit("parsecs".into()));
        assert_eq!(error("-5s"), ParseDurationError::NotANumber("-5s".into()));
        assert_eq!(error("1.2.3s"), ParseDurationError::NotANumber("1.2.3".into()));
        assert_eq!(error("0.5ns"), ParseDurationError::TooFine);
        assert_eq!(error("0.0000000000000000000000001s"), ParseDurationError::TooFine);
        assert_eq!(error("600000000h"), ParseDurationError::TooLong);
        assert_eq!(error("99999999999999999999s"), ParseDurationError::TooLong);
    }

    #[test]
    fn says_what_to_write_instead() {
        let help =
            |text: &str| text.parse::<Duration>().unwrap_err().to_string().split_once("; ").unwrap().1.to_owned();
        for (wrong, unit) in [("secs", "s"), ("Minutes", "m"), ("hr", "h"), ("days", "d"), ("S", "s"), ("MS", "ms")] {
            assert_eq!(help(&format!("5 {wrong}")), format!("write {unit}"));
        }
        assert_eq!(help("5 parsecs"), "use ns, us, ms, s, m, h or d");
        assert_eq!(help("1,5s"), "write a decimal point, not a comma: \"1.5s\"");
        assert_eq!(help("1,5,5s"), "write numbers with units, such as \"250ms\" or \"1m30s\"");
    }

    #[test]
    fn what_is_written_reads_back() {
        for sample_ns in [
            0,
            1,
            999,
            1_000,
            1_001,
            250_000_000,
            1_500_000_000,
            59_999_999_999,
            60_000_000_000,
            705_000_000_000,
            3_600_000_000_001,
            43_200_000_000_000,
            u64::MAX,
        ] {
            let duration = Duration::from_ns(sample_ns);
            assert_eq!(duration.to_string().parse(), Ok(duration), "{duration}");
        }
        assert_eq!(Duration::from_ns(705_000_000_000).to_string(), "11m45s");
        assert_eq!(Duration::from_ns(3_500_000_000).to_string(), "3.5s");
        assert_eq!(Duration::from_ns(43_200_000_000_000).to_string(), "12h");
    }
}
