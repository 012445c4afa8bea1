//! Of what sort the values of a factor are.

/// What the values of a factor are, all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactorKind {
    /// Numbers.
    Number,
    /// Durations.
    Duration,
    /// Anything else: policies, distributions, or a mixture.
    Choice,
}
