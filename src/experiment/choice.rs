//! One of many replications: the one with the worst value of a measure, with the best, or at a quantile.

use crate::model::{Measure, Outcome};

/// Which of many replications is wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Choice {
    /// That with the worst value.
    Worst,
    /// That with the best value.
    Best,
    /// That whose value is the quantile of this order, from 0 to 1: the least value that this share of all does not
    /// exceed.
    Quantile(f64),
}

/// A replication that was chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chosen {
    /// How.
    pub choice: Choice,
    /// By which measure.
    pub measure: Measure,
    /// Its value, in the measure's unit.
    pub value: f64,
    /// Its number, from 0.
    pub replication: u64,
    /// Among how many it was chosen.
    pub of: u64,
}

/// Sees the replications one by one, and chooses. Of equal ones it takes the first. For a quantile it holds 8 bytes a
/// replication.
#[derive(Clone, Debug)]
pub struct Chooser {
    choice: Choice,
    measure: Measure,
    /// Of all replications, where a quantile is wanted.
    values: Vec<f64>,
    /// The worst or the best so far.
    found: Option<(u64, f64)>,
    replications: u64,
}

/// Whether more of a measure is worse. Of what people wait for it is, and of forfeits; of a rate less is worse; of
/// others it depends on who asks.
const fn is_more_worse(measure: Measure) -> Option<bool> {
    match measure {
        Measure::Throughput => Some(false),
        Measure::Utilisation
        | Measure::Moves
        | Measure::MasterThinking
        | Measure::MasterWalking
        | Measure::MasterAttending
        | Measure::MasterIdle
        | Measure::Events => None,
        _ => Some(true),
    }
}

impl Chooser {
    /// Who chooses by this measure; `None` where neither more nor less of it is worse.
    #[must_use]
    pub const fn new(choice: Choice, measure: Measure) -> Option<Self> {
        let is_clear = matches!(choice, Choice::Quantile(_)) || is_more_worse(measure).is_some();
        if is_clear { Some(Self { choice, measure, values: Vec::new(), found: None, replications: 0 }) } else { None }
    }

    /// Sees the outcome of the next replication, in order from 0.
    pub fn take(&mut self, outcome: &Outcome) {
        let value = outcome.value(self.measure);
        let wants_more = match self.choice {
            Choice::Worst => is_more_worse(self.measure),
            Choice::Best => is_more_worse(self.measure).map(|is_more_worse| !is_more_worse),
            Choice::Quantile(_) => None,
        };
        match (wants_more, self.found) {
            (None, _) => self.values.push(value),
            (Some(true), Some((_, found))) if value <= found => {}
            (Some(false), Some((_, found))) if value >= found => {}
            _ => self.found = Some((self.replications, value)),
        }
        self.replications += 1;
    }

    /// The choice; `None` of no replication.
    #[must_use]
    pub fn chosen(self) -> Option<Chosen> {
        let Self { choice, measure, values, found, replications } = self;
        let (replication, value) = match choice {
            Choice::Quantile(order) => at_quantile(&values, order)?,
            Choice::Worst | Choice::Best => found?,
        };
        Some(Chosen { choice, measure, value, replication, of: replications })
    }
}

/// The first place with the value at a quantile, and the value.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to the number of values")]
fn at_quantile(values: &[f64], order: f64) -> Option<(u64, f64)> {
    let n = values.len();
    // Rounding must not carry a whole number beyond itself.
    let rank = libm::ceil(order * n as f64 * (1.0 - f64::EPSILON)).clamp(1.0, n.max(1) as f64) as usize;
    let mut sorted = values.to_vec();
    let value =
        if values.is_empty() { return None } else { *sorted.select_nth_unstable_by(rank - 1, f64::total_cmp).1 };
    let place = values.iter().position(|of| of.total_cmp(&value).is_eq())?;
    Some((place as u64, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Duration;

    fn chosen(choice: Choice, makespans_s: &[u64]) -> Option<(u64, f64, u64)> {
        let mut chooser = Chooser::new(choice, Measure::Makespan).unwrap();
        for s in makespans_s {
            chooser.take(&Outcome { makespan: Duration::from_secs(*s), masters: 1, ..Outcome::default() });
        }
        chooser.chosen().map(|chosen| (chosen.replication, chosen.value, chosen.of))
    }

    #[test]
    fn the_first_of_equals_is_chosen() {
        let makespans = [3, 1, 4, 1, 5, 9, 2, 6, 5, 9];
        assert_eq!(chosen(Choice::Worst, &makespans), Some((5, 9.0, 10)));
        assert_eq!(chosen(Choice::Best, &makespans), Some((1, 1.0, 10)));
        // Sorted: 1 1 2 3 4 5 5 6 9 9.
        for (order, expected) in [
            (0.0, (1, 1.0)),
            (0.2, (1, 1.0)),
            (0.21, (6, 2.0)),
            (0.5, (2, 4.0)),
            (0.6, (4, 5.0)),
            (0.7, (4, 5.0)),
            (1.0, (5, 9.0)),
        ] {
            let found = chosen(Choice::Quantile(order), &makespans).unwrap();
            assert_eq!((found.0, found.1), expected, "{order}");
        }
        assert_eq!(chosen(Choice::Worst, &[]), None);
        assert_eq!(chosen(Choice::Quantile(0.5), &[]), None);
    }

    /// 0.29 × 100 is 28.999999999999996 and 0.07 × 100 is 7.000000000000001 in floating point.
    #[test]
    fn a_rank_is_exact() {
        let makespans: Vec<_> = (1..=100).collect();
        for percent in 1..=100_u32 {
            let order = f64::from(percent) / 100.0;
            let (place, ..) = chosen(Choice::Quantile(order), &makespans).unwrap();
            assert_eq!(place + 1, u64::from(percent), "{percent} %");
        }
    }

    #[test]
    fn what_is_worse_is_known_or_not() {
        assert!(Chooser::new(Choice::Worst, Measure::Utilisation).is_none());
        assert!(Chooser::new(Choice::Quantile(0.5), Measure::Utilisation).is_some());
        let mut slow = Chooser::new(Choice::Worst, Measure::Throughput).unwrap();
        for moves in [5, 2, 7] {
            let group = crate::model::GroupOutcome { moves, ..Default::default() };
            slow.take(&Outcome { makespan: Duration::from_secs(1), groups: vec![group], ..Outcome::default() });
        }
        assert_eq!(slow.chosen().map(|chosen| chosen.replication), Some(1));
    }
}
