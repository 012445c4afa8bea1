//! Criteria: comparisons of a statistic with a bound.

use crate::expression::Relation;

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

/// A statistic and its bound, such as a mean of at most 7200.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Criterion {
    /// The statistic.
    pub statistic: Statistic,
    /// The comparison: at most, at least, less or greater.
    pub sense: Relation,
    /// The bound, in the unit of the values; for a [`Statistic::Share`] a probability.
    pub bound: f64,
}

impl Criterion {
    /// Whether the comparison holds for a value of the statistic.
    pub(super) fn is_met(&self, value: f64) -> bool {
        value.partial_cmp(&self.bound).is_some_and(|ordering| self.sense.holds(ordering))
    }

    /// Whether the bound is one from above.
    pub(super) const fn is_upper_bound(&self) -> bool {
        matches!(self.sense, Relation::AtMost | Relation::Less)
    }

    /// Whether it is about a probability of 0 or 1, which replications can refute but not show.
    #[must_use]
    pub fn is_extreme(&self) -> bool {
        self.statistic == Statistic::Share && (self.bound <= 0.0 || self.bound >= 1.0)
    }
}
