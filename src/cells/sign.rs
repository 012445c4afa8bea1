//! The sign before decimals.

/// The sign before decimals; the other one may set thousands apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// `1.5`
    Point,
    /// `1,5`
    Comma,
}
