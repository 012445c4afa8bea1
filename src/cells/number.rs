//! A duration as it stands in a cell: a number in a known unit, or with its own unit, or as hours, minutes and seconds.

use super::sign::Sign;
use crate::time::{Duration, TimeUnit};

/// Why a cell holds no duration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoDuration {
    /// There is nothing in it, or a word for nothing: `-`, `NaN`, `null`.
    Empty,
    /// A number without a unit, where none is known.
    NoUnit,
    /// A number below zero.
    Negative,
    /// A number beyond 584 years.
    TooLong,
    /// Something else.
    NotANumber,
}

/// What stands for "no value".
const NOTHING: [&str; 8] = ["-", "nan", "na", "n/a", "null", "none", "nil", "?"];

impl NoDuration {
    /// What is wrong with a cell that holds no duration.
    pub fn said_of(&self, cell: &str) -> String {
        let shown: String = cell.chars().take(40).collect();
        match self {
            Self::NoUnit => format!("`{shown}` has no unit"),
            Self::Negative => format!("`{shown}` is below zero, which no duration is"),
            Self::TooLong => format!("`{shown}` is longer than 584 years"),
            Self::Empty | Self::NotANumber => format!("`{shown}` is not a duration"),
        }
    }
}

/// The duration in a cell, rounded to the nearest nanosecond. Plain numbers are taken in units of `unit_ns`
/// nanoseconds; `sign` stands before their decimals.
pub fn duration(cell: &str, unit_ns: Option<u64>, sign: Sign) -> Result<Duration, NoDuration> {
    let cell = cell.trim();
    if is_nothing(cell) {
        return Err(NoDuration::Empty);
    }
    if let Some(positive) = cell.strip_prefix(['-', '\u{2212}']) {
        // A zero with a sign is zero.
        return duration(positive, unit_ns, sign)
            .and_then(|it| if it.is_zero() { Ok(it) } else { Err(NoDuration::Negative) });
    }
    let (number, rest) = cell.split_at(end_of_number(cell));
    if rest.is_empty() {
        return exact(number, unit_ns, sign);
    }
    if let Some(unit) = TimeUnit::named(rest.trim()).filter(|_| !number.is_empty()) {
        return exact(number, Some(unit.ns), sign);
    }
    if rest.starts_with(':') {
        return clock(cell);
    }
    if let Some(rest) = rest.strip_prefix(" days ").or_else(|| rest.strip_prefix(" day ")) {
        return with_days(number, rest);
    }
    // `1e-3`, `1m30s`: rare enough to be read slowly.
    match (cell.parse::<f64>(), unit_ns) {
        (Ok(value), Some(unit_ns)) if value.is_finite() => within(value * unit_ns as f64),
        (Ok(value), None) if value.is_finite() => Err(NoDuration::NoUnit),
        _ => cell.parse().map_err(|_| NoDuration::NotANumber),
    }
}

/// Where the digits and signs at the beginning of a cell end. Blanks belong to them where a digit follows.
fn end_of_number(cell: &str) -> usize {
    let mut chars = cell.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let is_before_digit = chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        let goes_on = c.is_ascii_digit() || matches!(c, '.' | ',' | '\'') || is_blank(c) && is_before_digit;
        if !goes_on {
            return at;
        }
    }
    cell.len()
}

/// Whether it sets thousands apart where people use no sign for that: a blank, also one that keeps a line together.
const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// Days, hours, minutes and seconds, as pandas writes them: `0 days 00:00:01.25`.
fn with_days(days: &str, rest: &str) -> Result<Duration, NoDuration> {
    let days = exact(days, Some(TimeUnit::DAYS.ns), Sign::Point)?;
    days.checked_add(clock(rest.trim())?).ok_or(NoDuration::TooLong)
}

/// Whether a cell says that there is no value.
pub fn is_nothing(cell: &str) -> bool {
    cell.is_empty() || (cell.len() <= 4 && NOTHING.iter().any(|word| cell.eq_ignore_ascii_case(word)))
}

/// A number of digits with a decimal sign, and perhaps with thousands set apart.
fn exact(number: &str, unit_ns: Option<u64>, sign: Sign) -> Result<Duration, NoDuration> {
    let (decimal, thousands) = match sign {
        Sign::Point => ('.', ','),
        Sign::Comma => (',', '.'),
    };
    let (whole, fraction) = number.split_once(decimal).unwrap_or((number, ""));
    let is_number = is_whole(whole, thousands) && fraction.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number || (whole.is_empty() && fraction.is_empty()) {
        return Err(NoDuration::NotANumber);
    }
    let unit_ns = unit_ns.ok_or(NoDuration::NoUnit)?;
    let (mut mantissa, mut divisor) = (0_u128, 1_u128);
    for byte in whole.bytes().filter(u8::is_ascii_digit) {
        mantissa = (mantissa * 10 + u128::from(byte - b'0')).min(u128::from(u64::MAX)); // which is too long in any unit
    }
    // What stands behind 18 decimals is far below a nanosecond.
    for byte in fraction.bytes().take(18) {
        (mantissa, divisor) = (mantissa * 10 + u128::from(byte - b'0'), divisor * 10);
    }
    let scaled = mantissa.checked_mul(u128::from(unit_ns)).ok_or(NoDuration::TooLong)?;
    u64::try_from((scaled + divisor / 2) / divisor).map(Duration::from_ns).map_err(|_| NoDuration::TooLong)
}

/// Digits, perhaps in groups of three, all set apart by the same sign: `1234`, `1,234`, `1'234`, `1 234`.
fn is_whole(text: &str, thousands: char) -> bool {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    let Some(sign) = text.chars().find(|c| *c == thousands || *c == '\'' || is_blank(*c)) else { return false };
    let mut groups = text.split(sign);
    let is_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    // Nobody sets thousands apart behind a zero: `0,125` has decimals.
    let is_first = |first: &str| (1..=3).contains(&first.len()) && is_digits(first) && !first.starts_with('0');
    groups.next().is_some_and(is_first) && groups.all(|group| group.len() == 3 && is_digits(group))
}

/// `1:02:03.5`, `0:00:12`, `02:03`; only the first part may be 60 or more.
pub fn clock(text: &str) -> Result<Duration, NoDuration> {
    let mut total = Duration::ZERO;
    let parts = text.split(':').count();
    for (index, part) in text.rsplit(':').enumerate() {
        let unit_ns = [1, 60, 3_600].get(index).map(|s| s * 1_000_000_000).ok_or(NoDuration::NotANumber)?;
        if part.is_empty() || (index > 0 && !part.bytes().all(|byte| byte.is_ascii_digit())) {
            return Err(NoDuration::NotANumber);
        }
        let time = exact(part, Some(unit_ns), Sign::Point)?;
        if index + 1 < parts && time.as_ns() >= 60 * unit_ns {
            return Err(NoDuration::NotANumber);
        }
        total = total.checked_add(time).ok_or(NoDuration::TooLong)?;
    }
    Ok(total)
}

/// A number of nanoseconds, or why it is none.
///
/// # Errors
/// If it is below zero, or too long.
pub fn within(ns: f64) -> Result<Duration, NoDuration> {
    if ns < 0.0 {
        Err(NoDuration::Negative)
    } else if ns >= u64::MAX as f64 {
        Err(NoDuration::TooLong)
    } else {
        Ok(Duration::from_ns_f64(ns))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Option<u64> = Some(1_000_000);

    fn ns(cell: &str, unit_ns: Option<u64>, sign: Sign) -> Result<u64, NoDuration> {
        duration(cell, unit_ns, sign).map(Duration::as_ns)
    }

    #[test]
    fn only_the_first_part_of_a_clock_has_60_or_more() {
        assert_eq!(clock("99:59").map(Duration::as_ns), Ok(5_999_000_000_000));
        for wrong in ["0:99:99", "1:60", "1:60:00", "0:00:60.5"] {
            assert_eq!(clock(wrong), Err(NoDuration::NotANumber), "{wrong}");
        }
    }

    #[test]
    fn numbers_are_read_exactly_and_rounded_at_the_nanosecond() {
        for (cell, expected) in [
            ("12", 12_000_000),
            ("12.5", 12_500_000),
            (" 0.000001 ", 1),
            ("0.0000005", 1),
            ("0.0000004999", 0),
            ("1,234.5", 1_234_500_000),
            ("1'234", 1_234_000_000),
            ("1 234.5", 1_234_500_000),
            ("12 345 678 ms", 12_345_678_000_000),
            ("1\u{a0}234", 1_234_000_000),
            (".5", 500_000),
            ("5.", 5_000_000),
            ("-0", 0),
            ("1e-3", 1_000),
            ("1.5E2", 150_000_000),
            ("2.5s", 2_500_000_000),
            ("2.5 s", 2_500_000_000),
            ("7 µs", 7_000),
            ("1m30s", 90_000_000_000),
            ("1:02:03.5", 3_723_500_000_000),
            ("0:07", 7_000_000_000),
            ("0 days 00:00:01.25", 1_250_000_000),
            ("1 day 00:00:01", 86_401_000_000_000),
        ] {
            assert_eq!(ns(cell, MS, Sign::Point), Ok(expected), "{cell}");
        }
        assert_eq!(ns("12,5", MS, Sign::Comma), Ok(12_500_000));
        assert_eq!(ns("1.234,5", MS, Sign::Comma), Ok(1_234_500_000));
        assert_eq!(ns("1\u{202f}234,5", MS, Sign::Comma), Ok(1_234_500_000));
        assert_eq!(ns("1 234,567 ms", MS, Sign::Comma), Ok(1_234_567_000));
        assert_eq!(ns("0,5 s", None, Sign::Comma), Ok(500_000_000));
    }

    #[test]
    fn what_is_no_duration_is_none() {
        for (cell, why) in [
            ("", NoDuration::Empty),
            ("NaN", NoDuration::Empty),
            ("-", NoDuration::Empty),
            ("null", NoDuration::Empty),
            ("-3", NoDuration::Negative),
            ("-1e3", NoDuration::Negative),
            ("abc", NoDuration::NotANumber),
            ("12,5", NoDuration::NotANumber),
            ("0,125", NoDuration::NotANumber),
            ("1.2.3", NoDuration::NotANumber),
            ("1 2", NoDuration::NotANumber),
            ("12 34", NoDuration::NotANumber),
            ("1 234,567", NoDuration::NotANumber),
            ("1 234\u{a0}567", NoDuration::NotANumber),
            ("12 apples", NoDuration::NotANumber),
            (".", NoDuration::NotANumber),
            ("1:2:3:4", NoDuration::NotANumber),
            ("inf", NoDuration::NotANumber),
            ("1e30", NoDuration::TooLong),
            ("99999999999999999999999", NoDuration::TooLong),
            ("99999999999999.5", NoDuration::TooLong),
        ] {
            assert_eq!(ns(cell, MS, Sign::Point), Err(why), "{cell}");
        }
        assert_eq!(ns("12", None, Sign::Point), Err(NoDuration::NoUnit));
        assert_eq!(ns("1e3", None, Sign::Point), Err(NoDuration::NoUnit));
    }
}
