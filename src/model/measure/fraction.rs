//! Exact values of measures.

use super::unit::Unit;

/// A fraction of whole numbers, exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    /// Above the line.
    pub numerator: u128,
    /// Below the line; 0 in a fraction over nothing.
    pub denominator: u128,
}

impl Fraction {
    /// `numerator` ÷ `denominator`.
    #[must_use]
    pub fn new(numerator: impl Into<u128>, denominator: impl Into<u128>) -> Self {
        Self { numerator: numerator.into(), denominator: denominator.into() }
    }

    /// A whole number.
    #[must_use]
    pub fn whole(number: impl Into<u128>) -> Self {
        Self::new(number, 1_u8)
    }

    /// Whether it is a mean over nothing, or a rate over no time.
    #[must_use]
    pub const fn of_nothing(self) -> bool {
        self.denominator == 0
    }

    /// Numerator and denominator as floating point; their quotient is the value in `unit`.
    #[must_use]
    pub fn parts(self, unit: Unit) -> (f64, f64) {
        let (above, below) = (nearest(self.numerator), nearest(self.denominator));
        match unit {
            Unit::Seconds => (above / 1e9, below),
            Unit::PerSecond => (above, below / 1e9),
            Unit::Share => (above / 1e9, below / 1e9),
            Unit::Count => (above, below),
        }
    }

    /// The nearest number in `unit`, where this is in nanoseconds to the power of [`Unit::power`]; 0 for a fraction of
    /// nothing.
    #[must_use]
    pub fn value(self, unit: Unit) -> f64 {
        if self.of_nothing() {
            return 0.0;
        }
        let (above, below) = (nearest(self.numerator), nearest(self.denominator));
        match unit {
            Unit::Seconds => above / below / 1e9,
            Unit::PerSecond => above / (below / 1e9),
            Unit::Share => (above / 1e9) / (below / 1e9),
            Unit::Count => above / below,
        }
    }
}

/// The same as `number as f64`, but fast unless the number is huge.
fn nearest(number: u128) -> f64 {
    u64::try_from(number).map_or(number as f64, |small| small as f64)
}
