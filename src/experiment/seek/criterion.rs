//! Criteria: comparisons of a statistic with a bound.

/// The statistic of the replications' values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Statistic {
    /// Their mean, over all possible replications.
    Mean,
    /// The probability of a value other than 0, for values that are 1 (true) or 0 (false).
    Share,
    /// Their quantile of this order, between 0 and 1: the smallest value that is not exceeded with this probability.
    Quantile(f64),
}

/// How a statistic is compared with its bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// `<=`
    AtMost,
    /// `<`
    Below,
    /// `>=`
    AtLeast,
    /// `>`
    Above,
}

impl Sense {
    /// Whether the comparison holds between `value` and `bound`.
    #[must_use]
    pub fn compares(self, value: f64, bound: f64) -> bool {
        match self {
            Self::AtMost => value <= bound,
            Self::Below => value < bound,
            Self::AtLeast => value >= bound,
            Self::Above => value > bound,
        }
    }

    pub(super) const fn is_upper_bound(self) -> bool {
        matches!(self, Self::AtMost | Self::Below)
    }
}

/// A statistic and its bound, such as a mean of at most 7200.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Criterion {
    /// The statistic.
    pub statistic: Statistic,
    /// The comparison: at most, at least, …
    pub sense: Sense,
    /// The bound, in the unit of the values; for a [`Statistic::Share`] a probability.
    pub bound: f64,
}

impl Criterion {
    /// Whether it is about a probability of 0 or 1, which replications can refute but not show.
    #[must_use]
    pub fn is_extreme(&self) -> bool {
        self.statistic == Statistic::Share && (self.bound <= 0.0 || self.bound >= 1.0)
    }
}
