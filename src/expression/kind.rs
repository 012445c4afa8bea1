//! The kind of an expression: a quantity of some unit, true or false, a choice.

use std::fmt;

/// The kind of a value, known before evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A quantity whose unit is time to this power: 0 for a plain number, 1 for a duration, −1 for a rate.
    Quantity(i16),
    /// True or false.
    Truth,
    /// One of several words, such as a policy's name.
    Choice,
}

impl Kind {
    /// A plain number: a count, a share, a probability.
    pub const NUMBER: Self = Self::Quantity(0);
    /// A duration.
    pub const DURATION: Self = Self::Quantity(1);
    /// A number per time.
    pub const RATE: Self = Self::Quantity(-1);
}

impl fmt::Display for Kind {
    /// With its article: "a duration".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quantity(0) => write!(f, "a number"),
            Self::Quantity(1) => write!(f, "a duration"),
            Self::Quantity(-1) => write!(f, "a rate (per time)"),
            Self::Quantity(2) => write!(f, "a duration squared"),
            Self::Quantity(power) => write!(f, "a duration to the power of {power}"),
            Self::Truth => write!(f, "true or false"),
            Self::Choice => write!(f, "a choice"),
        }
    }
}
