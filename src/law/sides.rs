//! Both sides of a comparison that fails, and how their values are written.

use crate::expression::{Node, Quantity, Value};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Pow, Signed};

/// Both sides of the comparison that fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sides {
    /// The left side, as written, and its value.
    pub left: (String, String),
    /// The comparison.
    pub comparison: String,
    /// The right side, as written, and its value.
    pub right: (String, String),
}

impl Sides {
    /// Both sides of a comparison, with their values.
    pub(super) fn new(text: &str, node: &Node, values: [String; 2]) -> Option<Self> {
        let (left, comparison, right) = node.comparison()?;
        let written = |node: &Node| text.get(node.span.clone()).unwrap_or(text).to_owned();
        let [first, second] = values;
        Some(Self { left: (written(left), first), comparison: comparison.to_string(), right: (written(right), second) })
    }
}

/// A value that is known exactly: one that has no end as a decimal number is also told as a fraction.
pub fn exact(value: &Value) -> String {
    let text = value.to_string();
    let Some(quantity) = value.quantity().filter(|_| text.contains(|c: char| c.is_ascii_digit())) else { return text };
    let is_fraction = text.split_once('/').is_some_and(|(_, after)| after.starts_with(|c: char| c.is_ascii_digit()));
    if is_fraction { format!("{text} ({}…)", cut(quantity)) } else { text }
}

/// The first six decimals, not rounded.
fn cut(quantity: &Quantity) -> String {
    const DECIMALS: usize = 6;
    let seconds = quantity.in_seconds();
    let sign = if seconds.is_negative() { "-" } else { "" };
    let digits = (seconds.abs() * BigRational::from_integer(BigInt::from(1_000_000))).to_integer();
    let digits = format!("{digits:0>width$}", width = DECIMALS + 1);
    let (whole, decimals) = digits.split_at(digits.len() - DECIMALS);
    format!("{sign}{whole}.{decimals}")
}

/// A value that is estimated, with its half-width in seconds to the power of its unit: with as many digits as that
/// makes sense of.
pub fn estimated(value: &Quantity, half_width: f64) -> String {
    if half_width <= 0.0 {
        return exact(&Value::Quantity(value.clone()));
    }
    if !half_width.is_finite() {
        return format!("{} ± unknown", exact(&Value::Quantity(value.clone())));
    }
    let Some(width) = Quantity::from_f64(half_width, value.power()) else { return value.to_string() };
    // Two digits of the half-width count.
    let unit = power_of_ten(half_width, value.power());
    format!("{} ± {}", to_multiple(value, &unit), to_multiple(&width, &unit))
}

/// The power of ten that is one or two digits below the first of `seconds`, as an amount of nanoseconds to the power;
/// durations are whole nanoseconds.
fn power_of_ten(seconds: f64, power: i16) -> BigRational {
    #[expect(clippy::cast_possible_truncation, reason = "the exponent of a finite number is small")]
    let exponent = libm::floor(libm::log10(seconds)) as i32 - 1;
    let exponent = if power == 1 { exponent.max(-9) } else { exponent };
    let ten = BigRational::from_integer(BigInt::from(10));
    let seconds = ten.pow(exponent);
    let ns = BigRational::from_integer(BigInt::from(1_000_000_000)).pow(i32::from(power));
    seconds * ns
}

/// The nearest multiple of a unit, as text.
fn to_multiple(value: &Quantity, unit: &BigRational) -> String {
    Quantity::new((value.amount() / unit).round() * unit, value.power()).to_string()
}
