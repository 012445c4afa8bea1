//! Of what sort the values of a factor are.

use crate::expression::Kind;

/// The kind of all values of a factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactorKind {
    /// Numbers.
    Number,
    /// Durations.
    Duration,
    /// Anything else: policies, distributions, or a mixture.
    Choice,
}

impl From<FactorKind> for Kind {
    fn from(kind: FactorKind) -> Self {
        match kind {
            FactorKind::Number => Self::NUMBER,
            FactorKind::Duration => Self::DURATION,
            FactorKind::Choice => Self::Choice,
        }
    }
}
