//! What is known of a measure, whatever it is measured on.

use super::fraction::Fraction;
use super::part::Part;
use super::unit::Unit;

/// How the value of a run is formed from what was counted in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Aggregation {
    /// A count, a length or a sum of lengths.
    Total,
    /// The greatest of several.
    Greatest,
    /// One sum divided by another: a mean over visits or games, a share, a rate.
    Ratio,
    /// A quantile over visits or games, which must be asked for: see [`super::Exhibition::quantiles`].
    Quantile,
}

/// Whatever is the same for every value of a measure.
pub(super) struct Definition {
    /// In expressions: without the unit.
    pub short_name: &'static str,
    /// In JSON and CSV: with the unit at the end.
    pub name: &'static str,
    pub label: &'static str,
    pub unit: Unit,
    pub aggregation: Aggregation,
    /// Whether a single group has it, too.
    pub of_a_group: bool,
    /// What less of it is, and what more of it is.
    pub words: (&'static str, &'static str),
    pub meaning: &'static str,
    pub formula: &'static str,
    pub exact: fn(&Part<'_>) -> Fraction,
}
