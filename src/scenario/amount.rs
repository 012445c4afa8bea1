//! Values of settings that need no text: plain numbers and durations.

use crate::time::Duration;
use std::borrow::Cow;

/// A number or a duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// This many tenths, if `places` is 1; hundredths, if it is 2; and so on.
    Number {
        /// The digits as a whole number.
        digits: i64,
        /// How many of them are after the point.
        places: u32,
    },
    /// A duration.
    Duration(Duration),
}

/// The value of a setting that varies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Level<'a> {
    /// A plain number, or a duration.
    Amount(Amount),
    /// Anything else, in the scenario's notation.
    Text(Cow<'a, str>),
}

impl Amount {
    /// The number or duration that a text in the scenario's notation says; `None` if it is written in any special way.
    #[must_use]
    pub fn of_text(text: &str) -> Option<Self> {
        if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
            let bare = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
            return bare.parse().ok().map(Self::Duration);
        }
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let is_written_out =
            !whole.is_empty() && !fraction.contains('.') && (fraction.is_empty() != text.contains('.'));
        let digits = is_written_out.then(|| format!("{whole}{fraction}").parse().ok()).flatten()?;
        Some(Self::Number { digits, places: u32::try_from(fraction.len()).ok()? })
    }

    /// The whole number, if it is one, not negative, and written without a point.
    pub(super) fn whole(self) -> Option<u64> {
        match self {
            Self::Number { digits, places: 0 } => u64::try_from(digits).ok(),
            _ => None,
        }
    }

    /// The nearest floating-point number, if it is a number of not too many digits.
    pub(super) fn number(self) -> Option<f64> {
        const EXACT_MAX: u64 = 1 << f64::MANTISSA_DIGITS;
        const PLACES_MAX: u32 = 19;
        match self {
            // Both are exact, so the quotient is rounded only once, as it is when a text is read.
            Self::Number { digits, places } if digits.unsigned_abs() <= EXACT_MAX && places <= PLACES_MAX => {
                Some(digits as f64 / 10_u64.pow(places) as f64)
            }
            _ => None,
        }
    }

    /// The duration, if it is one.
    pub(super) const fn duration(self) -> Option<Duration> {
        match self {
            Self::Duration(duration) => Some(duration),
            Self::Number { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_texts_are_amounts() {
        let number = |digits, places| Some(Amount::Number { digits, places });
        for (text, amount) in [
            ("12", number(12, 0)),
            ("007", number(7, 0)),
            ("0.250", number(250, 3)),
            ("1.5h", Some(Amount::Duration(Duration::from_secs(5_400)))),
            ("\"5s\"", Some(Amount::Duration(Duration::from_secs(5)))),
            ("1_000", None),
            ("-1", None),
            ("1.", None),
            (".5", None),
            ("1.2.3", None),
            ("", None),
            ("1e3", None),
            ("99999999999999999999", None),
            ("Cyclic", None),
        ] {
            assert_eq!(Amount::of_text(text), amount, "{text}");
        }
        assert_eq!((number(25, 1).unwrap().whole(), number(-2, 0).unwrap().whole()), (None, None));
        assert_eq!(number(i64::MAX, 0).unwrap().number(), None, "its text would be rounded once, this twice");
    }
}
