//! Alternatives against a baseline: what difference does it make?
//!
//! Replication k of every scenario is played from the same random numbers, so that the replications come in pairs, and
//! what chance does to both cancels out. The differences are judged as one sample: the paired-t interval of Law,
//! *Simulation Modeling and Analysis*, 5th ed., section 10.2.1. With K comparisons (alternatives × measures) each interval
//! has the level 1 − α/K, so that all of them cover together with at least 1 − α: Bonferroni's inequality (ibid., section
//! 10.3). What a verdict says can therefore be read off its interval.

mod gate;

pub use gate::{Gate, GateVerdict, ParseGateError};

use super::sequential::{expected, is_short};
use super::summary::combine;
use super::{Ending, Sequential};
use crate::model::{Measure, Outcome};
use crate::stats::{ConfidenceInterval, Tally};

/// Takes outcomes and compares them.
#[derive(Clone, Debug)]
pub struct Comparer {
    measures: Vec<Measure>,
    gates: Vec<Gate>,
    level: f64,
    /// Of the replication under way: the values of baseline and alternatives, as far as they are there, and the digests.
    under_way: Vec<(Vec<f64>, u64)>,
    /// By measure.
    baseline: Vec<Tally>,
    alternatives: Vec<Side>,
    digests: Vec<u64>,
    replications: u64,
}

/// What is known of an alternative.
#[derive(Clone, Debug)]
struct Side {
    /// By measure: its own values, and by how much they are above those of the baseline.
    pairs: Vec<(Tally, Tally)>,
    /// By gate: by how much the bound is exceeded.
    excesses: Vec<Tally>,
}

impl Comparer {
    /// Compares so many alternatives by these measures, and judges them by these gates.
    ///
    /// # Panics
    /// If the level is not between 0 and 1, or there is nothing to compare.
    #[must_use]
    pub fn new(alternatives: usize, measures: Vec<Measure>, gates: Vec<Gate>, level: f64) -> Self {
        assert!(level > 0.0 && level < 1.0, "a confidence level is between 0 and 1, not {level}");
        assert!(alternatives > 0 && !measures.is_empty(), "there is something to compare");
        let side = Side { pairs: vec![Default::default(); measures.len()], excesses: vec![Tally::new(); gates.len()] };
        Self {
            under_way: Vec::new(),
            baseline: vec![Tally::new(); measures.len()],
            alternatives: vec![side; alternatives],
            digests: vec![0; alternatives + 1],
            replications: 0,
            measures,
            gates,
            level,
        }
    }

    /// Takes the next outcome: of each replication first that of the baseline, then those of the alternatives in order.
    pub fn add(&mut self, outcome: &Outcome) {
        let total = outcome.total();
        let measured = self.measures.iter().chain(self.gates.iter().map(Gate::measure));
        let values = measured.map(|measure| measure.of(outcome, &total)).collect();
        self.under_way.push((values, outcome.digest));
        if self.under_way.len() > self.alternatives.len() {
            self.complete();
        }
    }

    /// Records the replication under way, now that all outcomes are there.
    fn complete(&mut self) {
        for (digest, (_, of_this)) in self.digests.iter_mut().zip(&self.under_way) {
            *digest = if self.replications == 0 { *of_this } else { combine(*digest, *of_this) };
        }
        let (base, _) = &self.under_way[0];
        for (tally, value) in self.baseline.iter_mut().zip(base) {
            tally.record(*value);
        }
        for (side, (own, _)) in self.alternatives.iter_mut().zip(&self.under_way[1..]) {
            side.record(base, own, &self.gates);
        }
        self.under_way.clear();
        self.replications += 1;
    }

    /// How many replications of all scenarios there were.
    #[must_use]
    pub const fn replications(&self) -> u64 {
        self.replications
    }

    /// Whether the replications so far are enough for a rule, and why. The precision is that of every difference in the rule's
    /// measures: to a share of the baseline's mean, or to a time, all intervals together at the level.
    #[must_use]
    pub fn ending(&self, rule: &Sequential) -> Option<Ending> {
        let level = self.level_of_one();
        let precise = || self.differences(rule).all(|(tally, most)| is_short(tally, most, level));
        if self.replications >= Sequential::LEAST && precise() {
            return Some(Ending::Precision);
        }
        (self.replications >= rule.max_replications).then_some(Ending::MaxReplications)
    }

    /// About how many replications that will take, judging by those so far; `None` with fewer than two.
    #[must_use]
    pub fn expected(&self, rule: &Sequential) -> Option<u64> {
        let level = self.level_of_one();
        let needed = self.differences(rule).map(|(tally, most)| expected(tally, most, level));
        let greatest = needed.collect::<Option<Vec<_>>>()?.into_iter().max()?;
        Some(greatest.clamp(Sequential::LEAST, rule.max_replications.max(Sequential::LEAST)))
    }

    /// Every difference that a rule is about, and how great the half-width of its interval may be.
    fn differences<'a>(&'a self, rule: &'a Sequential) -> impl Iterator<Item = (&'a Tally, f64)> {
        self.alternatives.iter().flat_map(move |side| {
            let most = self.baseline.iter().map(|base| rule.precision.half_width_max(base.mean().unwrap_or(0.0)));
            let differences = side.pairs.iter().map(|(_, difference)| difference).zip(most);
            let asked = self.measures.iter().map(|measure| rule.measures.contains(measure));
            differences.zip(asked).filter_map(|(difference, asked)| asked.then_some(difference))
        })
    }

    /// The level of a single interval, so that all of them together have that which is wanted: those of the gates' measures,
    /// too, as they are told.
    fn level_of_one(&self) -> f64 {
        1.0 - (1.0 - self.level) / (self.alternatives.len() * self.measures.len()) as f64
    }

    /// What was found; `None` before the first replication is complete.
    #[must_use]
    pub fn comparison(&self) -> Option<Comparison> {
        let level = self.level_of_one();
        let base = |(measure, tally): (&Measure, &Tally)| {
            let half_width = ConfidenceInterval::of_mean(tally, self.level).map(|interval| interval.half_width);
            Some(Base { measure: *measure, mean: tally.mean()?, half_width })
        };
        let side = |side: &Side| {
            let differences = self.measures.iter().zip(&self.baseline).zip(&side.pairs);
            differences.map(|((measure, base), pair)| Difference::new(*measure, base, pair, level)).collect()
        };
        let error = (1.0 - self.level) / (self.alternatives.len() * self.gates.len().max(1)) as f64;
        let judge = |side: &Side| side.excesses.iter().map(|excess| GateVerdict::new(excess, error)).collect();
        Some(Comparison {
            replications: self.replications,
            level: self.level,
            baseline: self.measures.iter().zip(&self.baseline).map(base).collect::<Option<_>>()?,
            alternatives: self.alternatives.iter().map(side).collect::<Option<_>>()?,
            gates: self.alternatives.iter().map(judge).collect(),
            digests: self.digests.clone(),
        })
    }
}

impl Side {
    /// Takes the values of a replication: of the measures, then of the gates.
    fn record(&mut self, base: &[f64], own: &[f64], gates: &[Gate]) {
        for ((tally, difference), (base, own)) in self.pairs.iter_mut().zip(base.iter().zip(own)) {
            tally.record(*own);
            difference.record(own - base);
        }
        let of_gates = base.iter().zip(own).skip(self.pairs.len());
        for ((tally, gate), (base, own)) in self.excesses.iter_mut().zip(gates).zip(of_gates) {
            tally.record(gate.excess(*base, *own));
        }
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// How many replications of every scenario.
    pub replications: u64,
    /// With what probability all intervals of differences cover together.
    pub level: f64,
    /// The baseline, measure by measure.
    pub baseline: Vec<Base>,
    /// Each alternative, measure by measure.
    pub alternatives: Vec<Vec<Difference>>,
    /// Each alternative, gate by gate.
    pub gates: Vec<Vec<GateVerdict>>,
    /// The fingerprints of all trajectories: of the baseline, then of each alternative.
    pub digests: Vec<u64>,
}

impl Comparison {
    /// How many intervals share the level.
    #[must_use]
    pub fn comparisons(&self) -> usize {
        self.alternatives.len() * self.baseline.len()
    }
}

/// A measure of the baseline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Base {
    /// Which.
    pub measure: Measure,
    /// Its mean, in its unit.
    pub mean: f64,
    /// Half the width of the mean's interval, at the level by itself; `None` with one replication.
    pub half_width: Option<f64>,
}

/// How a measure of an alternative differs from that of the baseline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// Which measure.
    pub measure: Measure,
    /// The alternative's own mean, in the measure's unit.
    pub mean: f64,
    /// By how much it is above that of the baseline, on average.
    pub difference: f64,
    /// Half the width of the difference's interval, together with all others at the level; `None` with one replication.
    pub half_width: Option<f64>,
    /// The difference as a share of the baseline's mean; `None` if that is 0.
    pub change: Option<f64>,
    /// Half the width of the change's interval, at the same level as that of the difference, by the delta method.
    pub change_half_width: Option<f64>,
    /// By what pairing divided the variance of the difference: (S₁² + S₂²) ÷ S². `None` if nothing varies, or the difference does not.
    pub variance_reduction: Option<f64>,
    /// What is shown.
    pub verdict: Verdict,
}

/// What a comparison shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The alternative has less of it.
    Less,
    /// The alternative has more of it.
    Greater,
    /// The interval of the difference holds 0.
    NotShown,
    /// There was no difference in any replication.
    Same,
}

impl Verdict {
    /// Its name in JSON and CSV.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Less => "less",
            Self::Greater => "greater",
            Self::NotShown => "not_shown",
            Self::Same => "same",
        }
    }
}

impl Difference {
    fn new(measure: Measure, base: &Tally, (own, difference): &(Tally, Tally), level: f64) -> Option<Self> {
        let (mean, base_mean) = (difference.mean()?, base.mean()?);
        let half_width = ConfidenceInterval::of_mean(difference, level).map(|interval| interval.half_width);
        let change = (base_mean != 0.0).then(|| mean / base_mean);
        let verdict = match half_width {
            _ if difference.min() == Some(0.0) && difference.max() == Some(0.0) => Verdict::Same,
            Some(half_width) if mean < -half_width => Verdict::Less,
            Some(half_width) if mean > half_width => Verdict::Greater,
            _ => Verdict::NotShown,
        };
        let [base_s2, own_s2, s2] = [base, own, difference].map(|tally| tally.variance().unwrap_or(0.0));
        // To first order the change varies as (D − change × Y₀) ÷ mean of Y₀; Cov(D, Y₀) follows from the three variances.
        let change_half_width = change.zip(half_width).map(|(change, half_width)| {
            let covariance = (own_s2 - base_s2 - s2) / 2.0;
            let linear_s2 = (s2 + change * change * base_s2 - 2.0 * change * covariance).max(0.0);
            let t_by_root_n = if s2 > 0.0 { half_width / libm::sqrt(s2) } else { quantile_by_root(base, level) };
            t_by_root_n * libm::sqrt(linear_s2) / base_mean.abs()
        });
        let variance_reduction = (s2 > 0.0).then(|| (base_s2 + own_s2) / s2);
        let own_mean = own.mean()?;
        Some(Self {
            measure,
            mean: own_mean,
            difference: mean,
            half_width,
            change,
            change_half_width,
            variance_reduction,
            verdict,
        })
    }
}

/// t ÷ √n, from any sample of n; 0 if that does not vary.
fn quantile_by_root(tally: &Tally, level: f64) -> f64 {
    let interval = ConfidenceInterval::of_mean(tally, level);
    let sd = tally.sd().filter(|sd| *sd > 0.0);
    interval.zip(sd).map_or(0.0, |(interval, sd)| interval.half_width / sd)
}

#[cfg(test)]
mod tests;
