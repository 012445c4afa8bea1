//! The measures: name, unit, and exact calculation from an [`Outcome`].
//!
//! `table` holds every fact about a measure once. Tables, charts, JSON, CSV, expressions and docs/measures.md use it.

mod definition;
mod fraction;
mod part;
mod table;
mod unit;

pub use definition::Aggregation;
pub use fraction::Fraction;
pub use part::Part;
pub use table::Measure;
pub use unit::Unit;

use super::outcome::{GroupOutcome, Outcome};
use crate::stats::Quantiles;

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

    /// Its name in tables, at most 14 characters. For a rate, only the thing counted, as the unit says the rest.
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

    /// Whether it is a quantile over visits or games, so that each of these must be recorded.
    #[must_use]
    pub const fn is_quantile(self) -> bool {
        matches!(self.aggregation(), Aggregation::Quantile)
    }

    /// Whether each group has a value of its own. All others exist only for the whole exhibition.
    #[must_use]
    pub const fn is_of_a_group(self) -> bool {
        self.definition().of_a_group
    }

    /// The word for less of it in a comparison: `shorter`.
    #[must_use]
    pub const fn less(self) -> &'static str {
        self.definition().words.0
    }

    /// The word for more of it in a comparison: `longer`.
    #[must_use]
    pub const fn more(self) -> &'static str {
        self.definition().words.1
    }

    /// Its meaning, as in docs/measures.md.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        self.definition().meaning
    }

    /// Its formula, as in docs/measures.md; empty if its meaning says everything.
    #[must_use]
    pub const fn formula(self) -> &'static str {
        self.definition().formula
    }

    /// What says most of a run in one figure: how long it takes; or, where games may be endless and the horizon says
    /// that, how many moves are made in a time. The throughput also means something in games that end.
    #[must_use]
    pub const fn principal(endless: bool) -> Self {
        if endless { Self::Throughput } else { Self::Makespan }
    }

    /// Its exact value in nanoseconds to the power of [`Unit::power`]. A mean or a quantile over nothing (no visit, no
    /// game; quantiles that were not recorded) and a rate over no time are [`Fraction::of_nothing`].
    #[must_use]
    pub fn exact(self, part: &Part<'_>) -> Fraction {
        (self.definition().exact)(part)
    }

    /// The least and the greatest that its exact value may be, where [`Measure::exact`] gives a quantile that is not
    /// exact: see [`Quantiles::RELATIVE_ERROR`]. `None` where it is exact.
    #[must_use]
    pub fn bounds(self, part: &Part<'_>) -> Option<[Fraction; 2]> {
        const PARTS: u128 = 1 << 10;
        // What both roundings to whole nanoseconds may do.
        const ROUNDING: u128 = 2;
        part.distributions.filter(|of| self.is_quantile() && !of.exact)?;
        let told = self.exact(part).numerator;
        if told == 0 || self.is_surely_exact(&part.boards) {
            return None;
        }
        let least = (told * PARTS / (PARTS + 1)).saturating_sub(ROUNDING);
        Some([Fraction::whole(least), Fraction::whole(told * PARTS / (PARTS - 1) + ROUNDING)])
    }

    /// Whether a quantile is of so few visits or games that it is exact whatever they were.
    const fn is_surely_exact(self, boards: &GroupOutcome) -> bool {
        let recorded = match self {
            Self::WaitingQ50 | Self::WaitingQ90 | Self::WaitingQ95 | Self::WaitingQ99 => boards.visits,
            Self::ResponseQ50 | Self::ResponseQ90 | Self::ResponseQ95 | Self::ResponseQ99 => boards.moves,
            Self::GameQ50 | Self::GameQ90 | Self::GameQ95 | Self::GameQ99 => boards.games,
            _ => return false,
        };
        recorded <= Quantiles::EXACT_LIMIT as u64
    }

    /// Its value in its unit; 0 if [`Measure::exact`] is a fraction over nothing.
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

impl Outcome {
    /// The value of a measure over all groups, in the measure's unit.
    #[must_use]
    pub fn value(&self, measure: Measure) -> f64 {
        measure.value(&self.part(None))
    }

    /// The value of a measure for the group at `index` (among [`Measure::OF_A_GROUP`] it is the group's own), in the
    /// measure's unit. The makespan of a group lasts until the last event at its boards.
    ///
    /// # Panics
    /// If there is no such group.
    #[must_use]
    pub fn group_value(&self, index: usize, measure: Measure) -> f64 {
        measure.value(&self.part(Some(index)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::outcome::{Distributions, Percentiles};
    use crate::time::{Duration, Instant};

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

    #[test]
    fn only_quantiles_of_many_may_be_off() {
        let q50 = Duration::from_ns(1_023_000_000);
        let all = Some(Percentiles { q50, ..Percentiles::default() });
        let of = |exact, visits| Outcome {
            groups: vec![GroupOutcome { visits, ..GroupOutcome::default() }],
            distributions: vec![Distributions { waiting: all, response: all, game: all, exact }],
            ..Outcome::default()
        };
        let bounds = |outcome: &Outcome, measure: Measure| {
            measure.bounds(&outcome.part(None)).map(|ends| ends.map(|end| end.numerator))
        };
        let (few, many) = (1 << 16, (1 << 16) + 1);
        assert_eq!(bounds(&of(false, many), Measure::WaitingQ50), Some([1_022_001_949, 1_024_000_002]));
        assert!((1024.0 * Quantiles::RELATIVE_ERROR - 1.0).abs() < f64::EPSILON);
        for measure in [Measure::GameQ50, Measure::WaitingQ90, Measure::Makespan] {
            assert_eq!(bounds(&of(false, many), measure), None, "{measure:?}");
        }
        assert_eq!(
            (bounds(&of(true, many), Measure::WaitingQ50), bounds(&of(false, few), Measure::WaitingQ50)),
            (None, None)
        );
    }

    #[test]
    fn a_groups_makespan_ends_with_its_own_last_game() {
        let group = |ended_ns| GroupOutcome { ended: Instant::from_ns(ended_ns), ..GroupOutcome::default() };
        let outcome = Outcome {
            observed_from: Instant::from_ns(1_000_000_000),
            makespan: Duration::from_secs(9),
            groups: vec![group(4_500_000_000), group(10_000_000_000), group(0)],
            ..Outcome::default()
        };
        let makespans = [0, 1, 2].map(|index| outcome.group_value(index, Measure::Makespan));
        assert_eq!(makespans.map(f64::to_bits), [3.5, 9.0, 0.0].map(f64::to_bits));
        assert_eq!(outcome.value(Measure::Makespan).to_bits(), 9.0_f64.to_bits());
    }
}
