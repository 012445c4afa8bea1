//! What is known of a measure, whatever it is measured on.

use super::fraction::Fraction;
use super::part::Part;
use super::unit::Unit;

/// How a run's value is formed from its counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Aggregation {
    /// A count, a length or a sum of lengths.
    Total,
    /// The largest of several values.
    Greatest,
    /// One sum divided by another: a mean over visits or games, a share, a rate.
    Ratio,
    /// A quantile over visits or games, which must be asked for: see
    /// [`Exhibition::quantiles`](crate::model::Exhibition::quantiles).
    Quantile,
}

/// The facts about a measure.
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
    /// The words for less of it and more of it.
    pub words: (&'static str, &'static str),
    pub meaning: &'static str,
    pub formula: &'static str,
    pub exact: fn(&Part<'_>) -> Fraction,
}
