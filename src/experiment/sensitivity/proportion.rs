//! The share by which a setting is moved, exactly.

use std::fmt;
use std::str::FromStr;

/// Millionths of the whole.
const WHOLE: u64 = 1_000_000;

/// A share between 0 and 1, exact to a millionth: `10%`, `0.1`.
///
/// ```
/// use zeitnot::experiment::sensitivity::Proportion;
/// let share: Proportion = "10%".parse().unwrap();
/// assert_eq!((share.to_string(), share.as_f64()), ("10 %".to_owned(), 0.1));
/// assert!("100%".parse::<Proportion>().is_err() && "10".parse::<Proportion>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proportion {
    millionths: u64,
}

impl Proportion {
    /// The nearest `f64`.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        self.millionths as f64 / WHOLE as f64
    }

    /// 1 + the share, or 1 − the share, as decimal text.
    pub(super) fn factor(self, up: bool) -> String {
        decimal(if up { WHOLE + self.millionths } else { WHOLE - self.millionths }, 6)
    }

    /// This share of `count`, rounded, but at least 1.
    pub(super) fn step_of(self, count: u64) -> u64 {
        let rounded = (u128::from(count) * u128::from(self.millionths) + u128::from(WHOLE / 2)) / u128::from(WHOLE);
        u64::try_from(rounded).unwrap_or(u64::MAX).max(1)
    }
}

/// A whole number with its last `places` digits after a point, without zeros at the end.
fn decimal(number: u64, places: u32) -> String {
    let (unit, width) = (10_u64.pow(places), places as usize);
    let text = format!("{}.{:0width$}", number / unit, number % unit);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl fmt::Display for Proportion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", decimal(self.millionths, 4))
    }
}

/// Why a text is not a [`Proportion`]. Its message says what to write instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseShareError;

impl fmt::Display for ParseShareError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it is a share above 0 % and below 100 %, with at most four decimals, such as `10%`")
    }
}

impl std::error::Error for ParseShareError {}

impl FromStr for Proportion {
    type Err = ParseShareError;

    fn from_str(text: &str) -> Result<Self, ParseShareError> {
        let (number, places) = match text.trim().strip_suffix('%') {
            Some(percent) => (percent.trim_end(), 4),
            None => (text.trim(), 6),
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(fraction) || whole.len() > 2 || fraction.len() > places || number.is_empty() {
            return Err(ParseShareError);
        }
        let millionths = format!("{whole}{fraction:0<places$}").parse().map_err(|_| ParseShareError)?;
        if (1..WHOLE).contains(&millionths) { Ok(Self { millionths }) } else { Err(ParseShareError) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_exact_whatever_their_notation() {
        for (text, shown, up, down) in [
            ("10%", "10 %", "1.1", "0.9"),
            ("0.1", "10 %", "1.1", "0.9"),
            ("7 %", "7 %", "1.07", "0.93"),
            ("0.5%", "0.5 %", "1.005", "0.995"),
            (".25", "25 %", "1.25", "0.75"),
            ("99.9999%", "99.9999 %", "1.999999", "0.000001"),
        ] {
            let share: Proportion = text.parse().unwrap();
            assert_eq!((share.to_string().as_str(), share.factor(true).as_str()), (shown, up), "{text}");
            assert_eq!(share.factor(false), down, "{text}");
        }
    }

    #[test]
    fn what_is_no_share_is_refused() {
        for text in ["", "%", ".", "0", "0%", "1", "100%", "10", "-5%", "1e-3", "ten", "0.00001%", "1/10", "٣%"] {
            assert_eq!(text.parse::<Proportion>(), Err(ParseShareError), "{text}");
        }
    }

    #[test]
    fn counts_move_by_one_at_least() {
        let share: Proportion = "10%".parse().unwrap();
        assert_eq!([1, 4, 14, 15, 24, 1_000].map(|count| share.step_of(count)), [1, 1, 1, 2, 2, 100]);
        assert_eq!(share.step_of(u64::MAX), 1_844_674_407_370_955_162);
    }
}
