//! The gains from relaxing each constraint, and their differences: paired, replication by replication.

use super::Constraint;
use crate::model::Exhibition;
use crate::stats::{ConfidenceInterval, Tally};

/// What relaxing a constraint gains.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gain {
    /// The constraint.
    pub constraint: Constraint,
    /// By how much the measure improves on average, in its unit: a shorter makespan, or a higher throughput of endless
    /// games. Negative if it gets worse.
    pub mean: f64,
    /// The half-width of its confidence interval, jointly with those of the others; `None` with a single replication.
    pub half_width: Option<f64>,
}

/// Takes the measure of the exhibition and of each relaxed one, replication by replication.
#[derive(Clone, Debug)]
pub(super) struct Gains {
    constraints: Vec<Constraint>,
    /// By what a difference of the measure is multiplied to be a gain, by constraint.
    weights: Vec<f64>,
    level: f64,
    /// The values of the replication under way: first as it is, then relaxed.
    values: Vec<f64>,
    measure: Tally,
    /// The gain of each constraint, and by how much it exceeds each one before it.
    alone: Vec<Tally>,
    leads: Vec<Vec<Tally>>,
}

impl Gains {
    pub fn new(exhibition: &Exhibition, constraints: &[Constraint], level: f64) -> Self {
        let sign = if exhibition.is_endless() { 1.0 } else { -1.0 };
        Self {
            constraints: constraints.to_vec(),
            weights: constraints.iter().map(|constraint| sign * constraint.weight(exhibition)).collect(),
            level: 1.0 - (1.0 - level) / constraints.len().max(1) as f64,
            values: Vec::new(),
            measure: Tally::new(),
            alone: vec![Tally::new(); constraints.len()],
            leads: (0..constraints.len()).map(|before| vec![Tally::new(); before]).collect(),
        }
    }

    /// Takes the next value: of the exhibition as it is, or relaxed, in the order of the constraints.
    pub fn add(&mut self, value: f64) {
        self.values.push(value);
        let Some((as_it_is, relaxed)) = self.values.split_first() else { return };
        if relaxed.len() < self.constraints.len() {
            return;
        }
        let gains = relaxed.iter().zip(&self.weights).map(|(value, weight)| weight * (value - as_it_is));
        let gains: Vec<_> = gains.collect();
        self.measure.record(*as_it_is);
        let scale = |at: usize| (as_it_is.abs() + relaxed[at].abs()) * self.weights[at].abs();
        for (at, gain) in gains.iter().enumerate() {
            self.alone[at].record_rounded(*gain, scale(at));
            for (before, lead) in self.leads[at].iter_mut().enumerate() {
                lead.record_rounded(gain - gains[before], scale(at) + scale(before));
            }
        }
        self.values.clear();
    }

    /// The mean of the measure as it is.
    pub fn measure(&self) -> f64 {
        self.measure.mean().unwrap_or(0.0)
    }

    /// All gains, the greatest first; of equal ones in the order of the constraints.
    pub fn all(&self) -> Vec<Gain> {
        let gain = |(constraint, tally): (&Constraint, &Tally)| {
            Some(Gain { constraint: *constraint, mean: tally.mean()?, half_width: self.half_width(tally) })
        };
        let mut gains: Vec<_> = self.constraints.iter().zip(&self.alone).filter_map(gain).collect();
        gains.sort_by(|one, other| other.mean.total_cmp(&one.mean));
        gains
    }

    /// By how much the gain of one constraint exceeds that of another: the mean, and the half-width of its interval.
    pub fn lead(&self, of: Constraint, over: Constraint) -> Option<(f64, Option<f64>)> {
        let at = |wanted| self.constraints.iter().position(|constraint| *constraint == wanted);
        let (of, over) = (at(of)?, at(over)?);
        let (tally, sign) = if of > over { (&self.leads[of][over], 1.0) } else { (self.leads[over].get(of)?, -1.0) };
        Some((sign * tally.mean()?, self.half_width(tally)))
    }

    fn half_width(&self, tally: &Tally) -> Option<f64> {
        ConfidenceInterval::of_mean(tally, self.level).map(|interval| interval.half_width)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Distribution, Master};
    use crate::time::Duration;

    /// Gains are paired: a common change of both values is not one of the gains, nor of the lead.
    #[test]
    fn gains_and_leads_are_paired() {
        let think = Distribution::Constant(Duration::from_secs(1));
        let exhibition = Exhibition::new(Master { name: "Larry".into(), count: 1, think });
        let mut gains = Gains::new(&exhibition, &[Constraint::Masters, Constraint::Opponents], 0.95);
        for (makespan, noise) in [(10.0, 0.5), (30.0, -0.5), (90.0, 0.5), (50.0, -0.5)] {
            for value in [makespan, makespan - 1.0, makespan - 4.0 + noise] {
                gains.add(value);
            }
        }
        let all = gains.all();
        assert_eq!((all[0].constraint, all[0].mean), (Constraint::Opponents, 4.0));
        assert_eq!(all[1], Gain { constraint: Constraint::Masters, mean: 1.0, half_width: Some(0.0) });
        let (lead, half_width) = gains.lead(Constraint::Opponents, Constraint::Masters).unwrap();
        assert_eq!((lead, half_width), (3.0, all[0].half_width));
        assert!(half_width.unwrap() > 0.5 && half_width.unwrap() < 2.0);
        assert_eq!(gains.lead(Constraint::Masters, Constraint::Opponents).unwrap(), (-3.0, half_width));
        assert_eq!((gains.measure(), gains.lead(Constraint::Masters, Constraint::Boards)), (45.0, None));
    }
}
