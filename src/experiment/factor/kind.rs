//! Of what sort the values of a factor are.

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
