//! The measures: what each is called, in what unit, and how exactly it follows from an [`Outcome`].
//!
//! `table` holds every fact about a measure, once. Tables, charts, JSON, CSV, expressions and docs/measures.md take them
//! from there.

mod fraction;
mod table;
mod unit;

pub use fraction::Fraction;
pub use table::Measure;
pub use unit::Unit;

use super::outcome::{Distributions, GroupOutcome, Outcome};
use crate::time::Duration;

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
struct Definition {
    /// In expressions: without the unit.
    short_name: &'static str,
    /// In JSON and CSV: with the unit at the end.
    name: &'static str,
    label: &'static str,
    unit: Unit,
    aggregation: Aggregation,
    /// Whether a single group has it, too.
    of_a_group: bool,
    /// What less of it is, and what more of it is.
    words: (&'static str, &'static str),
    meaning: &'static str,
    formula: &'static str,
    exact: fn(&Part<'_>) -> Fraction,
}

/// What a measure is taken of: all boards of an exhibition, or those of one group.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// The whole outcome.
    pub outcome: &'a Outcome,
    /// The sums over the boards in question.
    pub boards: GroupOutcome,
    /// From the start, or the end of the warm-up, to the end of the last game in question.
    pub makespan: Duration,
    /// Quantiles over visits and games, if they were taken.
    pub distributions: Option<&'a Distributions>,
}

impl Measure {
    /// Its name in JSON and CSV, unit last: `waiting_mean_s`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.definition().name
    }

    /// Its name in expressions, without the unit: `waiting_mean`.
    #[must_use]
    pub const fn short_name(self) -> &'static str {
        self.definition().short_name
    }

    /// Its name in tables, at most 14 characters. Of a rate it is what is counted, as the unit says the rest.
    #[must_use]
    pub const fn label(self) -> &'static str {
        self.definition().label
    }

    /// Its name within a sentence.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self.unit() {
            Unit::PerSecond => self.short_name(),
            Unit::Seconds | Unit::Share | Unit::Count => self.label(),
        }
    }

    /// The unit of its values.
    #[must_use]
    pub const fn unit(self) -> Unit {
        self.definition().unit
    }

    /// How a run's value is formed.
    #[must_use]
    pub const fn aggregation(self) -> Aggregation {
        self.definition().aggregation
    }

    /// Whether it is a quantile over visits or games, so that these must be taken down one by one.
    #[must_use]
    pub const fn is_quantile(self) -> bool {
        matches!(self.aggregation(), Aggregation::Quantile)
    }

    /// Whether each group has a value of its own. All others are the whole exhibition's.
    #[must_use]
    pub const fn is_of_a_group(self) -> bool {
        self.definition().of_a_group
    }

    /// What less of it is called in a comparison: `shorter`.
    #[must_use]
    pub const fn less(self) -> &'static str {
        self.definition().words.0
    }

    /// What more of it is called in a comparison: `longer`.
    #[must_use]
    pub const fn more(self) -> &'static str {
        self.definition().words.1
    }

    /// What it is, as docs/measures.md says.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        self.definition().meaning
    }

    /// How it is calculated, as docs/measures.md says; empty where its meaning says it all.
    #[must_use]
    pub const fn formula(self) -> &'static str {
        self.definition().formula
    }

    /// Its exact value in nanoseconds to the power of [`Unit::power`]. A mean or a quantile over nothing (no visit, no
    /// game; quantiles that were not taken) and a rate over no time are [`Fraction::of_nothing`].
    #[must_use]
    pub fn exact(self, part: &Part<'_>) -> Fraction {
        (self.definition().exact)(part)
    }

    /// Its value in its unit; 0 where [`Measure::exact`] is a fraction of nothing.
    #[must_use]
    pub fn value(self, part: &Part<'_>) -> f64 {
        self.exact(part).value(self.unit())
    }
}

/// The measures that are, or are not, those of a group, as an array of the right length.
const fn filtered<const N: usize>() -> [Measure; N] {
    let mut chosen = [Measure::ALL[0]; N];
    let (mut from, mut to) = (0, 0);
    while from < Measure::ALL.len() {
        if Measure::ALL[from].is_of_a_group() {
            chosen[to] = Measure::ALL[from];
            to += 1;
        }
        from += 1;
    }
    chosen
}

const fn count_of_a_group() -> usize {
    let (mut index, mut count) = (0, 0);
    while index < Measure::ALL.len() {
        count += Measure::ALL[index].is_of_a_group() as usize;
        index += 1;
    }
    count
}

impl Measure {
    /// The measures that each group has, in the order of [`Measure::ALL`].
    pub const OF_A_GROUP: [Self; count_of_a_group()] = filtered();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_differ_and_end_with_their_unit() {
        for (index, measure) in Measure::ALL.into_iter().enumerate() {
            assert_eq!(measure.name(), format!("{}{}", measure.short_name(), measure.unit().suffix()));
            assert!(Measure::ALL[..index].iter().all(|other| other.short_name() != measure.short_name()));
            assert!(measure.label().chars().count() <= 14, "{}", measure.label());
        }
    }

    #[test]
    fn nothing_has_a_value_of_zero() {
        let nothing = Outcome::default();
        for measure in Measure::ALL {
            assert_eq!(nothing.value(measure).to_bits(), 0, "{}", measure.name());
        }
    }
}
