//! Exact decimal numbers: factors for durations and counts.

use super::Duration;
use std::fmt;
use std::str::FromStr;

/// The number of digits that an `f64` always holds.
const MAX_DIGITS: usize = 15;

/// A decimal number above zero of at most 15 digits, such as 2, 0.75 or 1.1, exactly.
///
/// ```
/// use zeitnot::time::{Decimal, Duration};
/// let tenth_more: Decimal = "1.10".parse().unwrap();
/// assert_eq!(tenth_more.to_string(), "1.1");
/// assert_eq!("50s".parse::<Duration>().unwrap().times(tenth_more), Some("55s".parse().unwrap()));
/// assert_eq!((tenth_more.of_count(20), tenth_more.of_count(7)), (Some(22), None));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// The digits as a whole number, without trailing zeros after the point.
    digits: u64,
    /// How many of them are after the point.
    places: u32,
}

impl Decimal {
    /// The nearest `f64`.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        // Both are exact, so the quotient is rounded only once.
        self.digits as f64 / self.divisor() as f64
    }

    /// This factor times `count`, if that is a whole number within range.
    #[must_use]
    pub fn of_count(self, count: u64) -> Option<u64> {
        let product = u128::from(count) * u128::from(self.digits);
        let divisor = u128::from(self.divisor());
        product.is_multiple_of(divisor).then(|| u64::try_from(product / divisor).ok()).flatten()
    }

    const fn divisor(self) -> u64 {
        10_u64.pow(self.places)
    }
}

impl Duration {
    /// `factor` times as long, to the nearest nanosecond (halves round up); `None` if that is too long.
    #[must_use]
    pub fn times(self, factor: Decimal) -> Option<Self> {
        let divisor = u128::from(factor.divisor());
        let product = u128::from(self.as_ns()) * u128::from(factor.digits);
        u64::try_from((product + divisor / 2) / divisor).ok().map(Self::from_ns)
    }
}

/// Why a text is not a [`Decimal`]. Its message says what to write instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParseDecimalError {
    /// It is not a number in decimal notation, or not above zero.
    NotPositive,
    /// It has more than 15 digits.
    TooManyDigits,
}

impl fmt::Display for ParseDecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotPositive => "it must be a number above 0; write digits, such as 2, 0.5 or 1.1",
            Self::TooManyDigits => "it has more than 15 digits; round it",
        })
    }
}

impl std::error::Error for ParseDecimalError {}

impl FromStr for Decimal {
    type Err = ParseDecimalError;

    /// Reads digits with at most one point between them: `2`, `0.75`.
    ///
    /// # Errors
    /// See [`ParseDecimalError`].
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
        let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(whole) || !is_number(fraction) {
            return Err(ParseDecimalError::NotPositive);
        }
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        if whole.len() + fraction.len() > MAX_DIGITS {
            return Err(ParseDecimalError::TooManyDigits);
        }
        let digits = format!("0{whole}{fraction}").parse().map_err(|_| ParseDecimalError::TooManyDigits)?;
        let places = u32::try_from(fraction.len()).map_err(|_| ParseDecimalError::TooManyDigits)?;
        if digits == 0 { Err(ParseDecimalError::NotPositive) } else { Ok(Self { digits, places }) }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction, width) =
            (self.digits / self.divisor(), self.digits % self.divisor(), self.places as usize);
        if width == 0 { write!(f, "{whole}") } else { write!(f, "{whole}.{fraction:0width$}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_written_reads_back() {
        for text in ["1", "2", "0.5", "1.1", "10", "0.000000000000001", "999999999999999", "12.05"] {
            assert_eq!(decimal(text).to_string(), text);
        }
        assert_eq!(decimal("007.500"), decimal("7.5"));
        assert_eq!(decimal("0.1").as_f64().to_bits(), 0.1_f64.to_bits());
    }

    #[test]
    fn what_is_no_positive_decimal_is_refused() {
        for text in ["", "0", "0.0", "-1", "+1", "1e3", ".5", "5.", "1.2.3", "NaN", "inf", "٣"] {
            assert_eq!(text.parse::<Decimal>(), Err(ParseDecimalError::NotPositive), "{text}");
        }
        assert_eq!("1234567890.123456".parse::<Decimal>(), Err(ParseDecimalError::TooManyDigits));
    }

    #[test]
    fn products_are_exact() {
        let ns = |ns| Duration::from_ns(ns);
        assert_eq!(ns(5).times(decimal("0.1")), Some(ns(1)), "halves round up");
        assert_eq!(ns(4).times(decimal("0.1")), Some(ns(0)));
        assert_eq!(ns((1 << 60) + 1).times(decimal("3")), Some(ns((3 << 60) + 3)));
        assert_eq!(Duration::MAX.times(decimal("1")), Some(Duration::MAX));
        assert_eq!(Duration::MAX.times(decimal("1.000001")), None);
        assert_eq!(decimal("1.5").of_count(u64::MAX), None);
    }
}
