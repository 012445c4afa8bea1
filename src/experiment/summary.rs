//! Summaries of replications: an estimate of every measure, in bounded memory.

use super::observations::{Observation, Observations};
use crate::model::{Measure, Outcome, Part};
use crate::stats::{Doubt, MeanEstimate, Quantiles, Tally};

/// The estimate of one measure from replications, in the measure's unit.
///
/// Figures that a single replication does not have are `None`; the mean is then its value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The mean over replications. For a ratio ([`crate::model::Aggregation::Ratio`]) it is the ratio of the means: all
    /// waits divided by all visits, so long replications count more.
    pub mean: f64,
    /// The sample standard deviation of a replication's value.
    pub sd: Option<f64>,
    /// The sample skewness of the values: see [`Tally::skewness`].
    pub skewness: Option<f64>,
    /// The half-width of the confidence interval of the mean, at the summary's level (see
    /// [`crate::stats::ConfidenceInterval::of_mean`]).
    pub half_width: Option<f64>,
    /// Why the interval may cover less often than its level, if there is a reason.
    pub doubt: Option<Doubt>,
    /// The least value.
    pub min: Option<f64>,
    /// The 5 % quantile of the values (as are the next: see [`Quantiles`] for their definition and exactness).
    pub q05: Option<f64>,
    /// The median.
    pub q50: Option<f64>,
    /// The 95 % quantile.
    pub q95: Option<f64>,
    /// The 99 % quantile.
    pub q99: Option<f64>,
    /// The largest value.
    pub max: Option<f64>,
}

/// The summary of several replications.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// The number of replications, at least 1.
    pub replications: u64,
    /// The confidence level of every [`Estimate::half_width`], between 0 and 1.
    pub level: f64,
    /// The fingerprint of all trajectories in the order of replications; with one replication, its own.
    pub digest: u64,
    /// An estimate of each recorded measure, in the order of [`Measure::ALL`], over all boards. Quantiles are recorded
    /// if [`crate::model::Exhibition::quantiles`] says so.
    pub total: Vec<(Measure, Estimate)>,
    /// For each group an estimate of each recorded measure of [`Measure::OF_A_GROUP`], in that order; empty if there is
    /// only one group.
    pub groups: Vec<Vec<(Measure, Estimate)>>,
    /// Whether all quantiles are exact: those over replications, and those over visits and games within one. Otherwise
    /// each is within [`Quantiles::RELATIVE_ERROR`].
    pub exact: bool,
}

impl Summary {
    /// The estimate of a measure over all boards.
    ///
    /// # Panics
    /// If it was not recorded: a quantile that was not requested.
    #[must_use]
    pub fn estimate(&self, measure: Measure) -> Estimate {
        let found = self.total.iter().find(|(of, _)| *of == measure);
        found.expect("quantiles are asked for before they are played").1
    }
}

/// Takes outcomes one by one, in the order of replications, and sums them up.
#[derive(Clone, Debug)]
pub struct Summariser {
    level: f64,
    replications: u64,
    digest: u64,
    total: Vec<(Measure, Series)>,
    groups: Vec<Vec<(Measure, Series)>>,
    /// Whether all quantiles within replications are exact.
    exact: bool,
}

impl Summariser {
    /// An empty summary, whose confidence intervals will have `level`.
    ///
    /// # Panics
    /// If `level` is not between 0 and 1.
    #[must_use]
    pub fn new(level: f64) -> Self {
        assert!(level > 0.0 && level < 1.0, "a confidence level is between 0 and 1, not {level}");
        Self { level, replications: 0, digest: 0, total: Vec::new(), groups: Vec::new(), exact: true }
    }

    /// Takes the outcome of the next replication, of the same exhibition as all before.
    pub fn add(&mut self, outcome: &Outcome) {
        self.digest = if self.replications == 0 { outcome.digest } else { combine(self.digest, outcome.digest) };
        if self.replications == 0 {
            let groups = if outcome.groups.len() > 1 { outcome.groups.len() } else { 0 };
            let has_quantiles = !outcome.distributions.is_empty();
            self.total = series_of(&Measure::ALL, has_quantiles);
            self.groups.resize_with(groups, || series_of(&Measure::OF_A_GROUP, has_quantiles));
        }
        self.replications += 1;
        self.exact &= outcome.distributions.iter().all(|distributions| distributions.exact);
        let all_boards = outcome.part(None);
        for (measure, series) in &mut self.total {
            series.record(*measure, &all_boards);
        }
        for (index, group) in self.groups.iter_mut().enumerate() {
            let boards = outcome.part(Some(index));
            for (measure, series) in group {
                series.record(*measure, &boards);
            }
        }
    }

    /// How many outcomes were added.
    #[must_use]
    pub const fn replications(&self) -> u64 {
        self.replications
    }

    /// The estimate of a measure's mean over all boards; `None` as for [`Summariser::tally`].
    pub(super) fn mean(&self, measure: Measure) -> Option<MeanEstimate> {
        self.total.iter().find(|(of, _)| *of == measure)?.1.record.estimate()
    }

    /// The records of a measure over all boards, one value for each replication; `None` before the first outcome, and
    /// for quantiles that were not recorded.
    #[must_use]
    pub fn tally(&self, measure: Measure) -> Option<&Tally> {
        self.total.iter().find(|(of, _)| *of == measure).map(|(_, series)| series.record.tally())
    }

    /// The summary of the outcomes so far; `None` if there are none.
    pub fn summary(&mut self) -> Option<Summary> {
        let level = self.level;
        if self.replications == 0 {
            return None;
        }
        let is_exact = |(_, series): &mut (Measure, Series)| series.quantiles.is_exact();
        let exact = self.exact && self.total.iter_mut().chain(self.groups.iter_mut().flatten()).all(is_exact);
        let estimates = |all: &mut Vec<(Measure, Series)>| {
            all.iter_mut().map(|(measure, series)| Some((*measure, series.estimate(level)?))).collect::<Option<_>>()
        };
        Some(Summary {
            replications: self.replications,
            level,
            digest: self.digest,
            total: estimates(&mut self.total)?,
            groups: self.groups.iter_mut().map(estimates).collect::<Option<_>>()?,
            exact,
        })
    }
}

/// The values of one measure.
#[derive(Clone, Debug, Default)]
struct Series {
    record: Observations,
    quantiles: Quantiles,
}

fn series_of(measures: &[Measure], has_quantiles: bool) -> Vec<(Measure, Series)> {
    let taken = measures.iter().filter(|measure| has_quantiles || !measure.is_quantile());
    taken.map(|&measure| (measure, Series::default())).collect()
}

impl Series {
    fn record(&mut self, measure: Measure, part: &Part<'_>) {
        let observation = Observation::new(measure, part);
        self.record.record(observation);
        self.quantiles.record(observation.value);
    }

    fn estimate(&mut self, level: f64) -> Option<Estimate> {
        let estimate = self.record.estimate()?;
        let (tally, several) = (self.record.tally(), estimate.count > 1);
        let mut quantile = |p| self.quantiles.at(p).filter(|_| several);
        Some(Estimate {
            mean: estimate.mean,
            sd: tally.sd(),
            skewness: tally.skewness(),
            half_width: estimate.half_width(level),
            doubt: estimate.doubt,
            min: quantile(0.0),
            q05: quantile(0.05),
            q50: quantile(0.5),
            q95: quantile(0.95),
            q99: quantile(0.99),
            max: quantile(1.0),
        })
    }
}

/// The combined digest of the previous ones and the next; it depends on the order.
///
/// The finaliser of `SplitMix64` (Steele, Lea & Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014)
/// over an odd multiple of the one (so nothing is lost) plus the other.
pub(super) const fn combine(before: u64, next: u64) -> u64 {
    let z = before.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(next);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{GroupOutcome, MasterAccount};
    use crate::time::{Duration, Instant};

    fn outcome(makespan_s: u64, groups: usize) -> Outcome {
        let group = GroupOutcome {
            ended: Instant::from_ns(makespan_s * 500_000_000),
            moves: makespan_s,
            ..GroupOutcome::default()
        };
        let makespan = Duration::from_secs(makespan_s);
        Outcome { makespan, masters: 1, groups: vec![group; groups], digest: makespan_s, ..Outcome::default() }
    }

    fn summary(outcomes: &[Outcome]) -> Option<Summary> {
        let mut summariser = Summariser::new(0.95);
        for outcome in outcomes {
            summariser.add(outcome);
        }
        summariser.summary()
    }

    #[test]
    fn nothing_has_no_summary_and_one_replication_no_spread() {
        assert_eq!(summary(&[]), None);
        let one = summary(&[outcome(705, 1)]).unwrap();
        assert_eq!((one.replications, one.digest, one.groups.len()), (1, 705, 0));
        let none = None;
        let alone = Estimate {
            mean: 705.0,
            sd: none,
            skewness: none,
            half_width: none,
            doubt: None,
            min: none,
            q05: none,
            q50: none,
            q95: none,
            q99: none,
            max: none,
        };
        assert_eq!(one.estimate(Measure::Makespan), alone);
    }

    #[test]
    fn several_replications_tell_everything() {
        let summary = summary(&[1, 2, 3, 4, 5].map(|s| outcome(s, 2))).unwrap();
        let makespan = summary.estimate(Measure::Makespan);
        assert_eq!((makespan.min, makespan.q50, makespan.max), (Some(1.0), Some(3.0), Some(5.0)));
        assert_eq!((makespan.mean.to_bits(), makespan.q05, makespan.q95), (3.0_f64.to_bits(), Some(1.2), Some(4.8)));
        assert_eq!(makespan.skewness, Some(0.0), "as far below the mean as above");
        // t(4, 0.975) √(2.5/5)
        assert!((makespan.half_width.unwrap() - 1.963_243).abs() < 1e-6);
        assert_eq!(summary.estimate(Measure::Moves).max, Some(10.0), "both groups together");
        assert_eq!(summary.groups.len(), 2);
        let (measure, of_the_group) = summary.groups[1][0];
        assert_eq!((measure, of_the_group.max), (Measure::Makespan, Some(2.5)), "the group's own last event");
    }

    /// Long runs count more: 10 s of thinking in 10 s and 10 s in 90 s give 20 %, not 56 %; waits are averaged in the
    /// same way.
    #[test]
    fn ratios_are_those_of_the_means() {
        let outcome = |makespan_s: u64, visits| {
            let group = GroupOutcome { visits, waiting_ns: 60_000_000_000, moves: 5, ..GroupOutcome::default() };
            let account = MasterAccount { thinking_ns: 10_000_000_000, ..MasterAccount::default() };
            let makespan = Duration::from_secs(makespan_s);
            Outcome { makespan, masters: 1, groups: vec![group], account, ..Outcome::default() }
        };
        let summary = summary(&[outcome(10, 6), outcome(90, 2)]).unwrap();
        for (measure, expected) in
            [(Measure::Utilisation, 0.2), (Measure::WaitingMean, 15.0), (Measure::Throughput, 0.1)]
        {
            let estimate = summary.estimate(measure);
            assert!((estimate.mean - expected).abs() < 1e-12, "{measure:?}: {}", estimate.mean);
            assert!(estimate.half_width.is_some_and(|half_width| half_width > expected), "two runs tell little");
        }
    }

    #[test]
    fn the_digest_tells_the_order() {
        let digest = |order: &[u64]| summary(&order.iter().map(|&s| outcome(s, 1)).collect::<Vec<_>>()).unwrap().digest;
        assert_eq!(digest(&[1, 2, 3]), digest(&[1, 2, 3]));
        assert_ne!(digest(&[1, 2, 3]), digest(&[2, 1, 3]));
        assert_ne!(digest(&[1, 2]), digest(&[1, 2, 2]));
        assert_ne!(digest(&[0]), digest(&[0, 0]));
    }
}
