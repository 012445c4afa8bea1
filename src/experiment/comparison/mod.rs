//! Comparisons of alternatives with a baseline.
//!
//! Replication k of every scenario is played with the same random numbers, so replications come in pairs, and random
//! effects on both cancel out. The differences are treated as one sample: the paired-t interval of Law, *Simulation
//! Modeling and Analysis*, 5th ed., section 10.2.1. With K comparisons (alternatives × subjects) each interval has the
//! level 1 − α/K, so all of them cover jointly with probability at least 1 − α: Bonferroni's inequality (ibid., section
//! 10.3). So each verdict follows from its interval.

mod found;
mod gate;
mod subject;

pub use found::{Base, Comparison, Difference, Significance};
pub use gate::{Gate, GateVerdict, ParseGateError};
pub use subject::{NoSuchGroup, Subject};

use super::observations::{Differences, Observation, Observations};
use super::sequential::{expected, is_known};
use super::summary::combine;
use super::{Ending, Sequential};
use crate::model::{Aggregation, Outcome};
use crate::stats::{Deviations, MeanEstimate, Tally};

/// Takes outcomes and compares them.
#[derive(Clone, Debug)]
pub struct Comparer {
    /// The subjects, and the index of the group in each scenario, the baseline first.
    subjects: Vec<Subject>,
    groups: Vec<Vec<Option<usize>>>,
    /// The gates, each with the index of its subject.
    gates: Vec<(Gate, usize)>,
    level: f64,
    /// Of the current replication: the values of baseline and alternatives so far, and the digests.
    under_way: Vec<(Vec<Observation>, u64)>,
    /// By subject.
    baseline: Vec<Observations>,
    alternatives: Vec<Rival>,
    digests: Vec<u64>,
    exact: bool,
    replications: u64,
}

/// The records of an alternative.
#[derive(Clone, Debug)]
struct Rival {
    /// By subject: its own values, and their differences to the baseline.
    pairs: Vec<(Observations, Differences)>,
    /// By gate: by how much the bound is exceeded in single replications, at least and at most. They are the same unless
    /// quantiles are not exact.
    excesses: Vec<[Tally; 2]>,
}

impl Comparer {
    /// Compares alternatives by these subjects, and by the subjects of these gates. `groups` are the names of the
    /// groups in each scenario, the baseline first.
    ///
    /// # Errors
    /// If a scenario lacks a group.
    ///
    /// # Panics
    /// If the level is not between 0 and 1, or there is nothing to compare.
    pub fn new<N: AsRef<str>>(
        groups: &[Vec<N>],
        mut subjects: Vec<Subject>,
        gates: Vec<Gate>,
        level: f64,
    ) -> Result<Self, NoSuchGroup> {
        assert!(level > 0.0 && level < 1.0, "a confidence level is between 0 and 1, not {level}");
        let judged = gates.iter().map(|gate| index_in(&mut subjects, gate.subject())).collect::<Vec<_>>();
        assert!(groups.len() > 1 && !subjects.is_empty(), "there is something to compare");
        let within = |(scenario, names): (usize, &Vec<N>)| {
            let found = subjects
                .iter()
                .map(|subject| subject.within(names).ok_or_else(|| NoSuchGroup { scenario, subject: subject.clone() }));
            found.collect::<Result<Vec<_>, _>>()
        };
        let groups = groups.iter().enumerate().map(within).collect::<Result<Vec<_>, _>>()?;
        let rival =
            Rival { pairs: vec![Default::default(); subjects.len()], excesses: vec![Default::default(); gates.len()] };
        Ok(Self {
            under_way: Vec::new(),
            baseline: vec![Observations::default(); subjects.len()],
            alternatives: vec![rival; groups.len() - 1],
            digests: vec![0; groups.len()],
            exact: true,
            replications: 0,
            groups,
            subjects,
            gates: gates.into_iter().zip(judged).collect(),
            level,
        })
    }

    /// Takes the next outcome: for each replication first that of the baseline, then those of the alternatives in
    /// order.
    pub fn add(&mut self, outcome: &Outcome) {
        let (all_boards, groups) = (outcome.part(None), &self.groups[self.under_way.len()]);
        let observed = self.subjects.iter().zip(groups).map(|(subject, group)| subject.observe(&all_boards, *group));
        self.under_way.push((observed.collect(), outcome.digest));
        self.exact &= outcome.distributions.iter().all(|distributions| distributions.exact);
        if self.under_way.len() > self.alternatives.len() {
            self.complete();
        }
    }

    /// Records the current replication, when all outcomes are there.
    fn complete(&mut self) {
        for (digest, (_, of_this)) in self.digests.iter_mut().zip(&self.under_way) {
            *digest = if self.replications == 0 { *of_this } else { combine(*digest, *of_this) };
        }
        let (base, digest) = &self.under_way[0];
        let recorded = self.baseline.iter_mut().zip(base).map(|(record, observation)| record.record(*observation));
        let base: Vec<_> = base.iter().copied().zip(recorded).collect();
        for (rival, (own, of_this)) in self.alternatives.iter_mut().zip(&self.under_way[1..]) {
            rival.record(&base, own, &self.gates, digest == of_this);
        }
        self.under_way.clear();
        self.replications += 1;
    }

    /// How many replications of all scenarios there were.
    #[must_use]
    pub const fn replications(&self) -> u64 {
        self.replications
    }

    /// Whether the replications so far are enough for a rule, and why. The precision applies to every difference in the
    /// rule's measures: to a share of the baseline's mean, or to a time, all intervals jointly at the level.
    #[must_use]
    pub fn ending(&self, rule: &Sequential<Subject>) -> Option<Ending> {
        let level = self.level_of_one();
        let precise =
            || self.differences(rule).all(|difference| difference.is_some_and(|(of, most)| is_known(&of, most, level)));
        if self.replications >= Sequential::LEAST && precise() {
            return Some(Ending::Precision);
        }
        (self.replications >= rule.max_replications).then_some(Ending::MaxReplications)
    }

    /// About how many replications that will need, judging by those so far; `None` with fewer than two.
    #[must_use]
    pub fn expected(&self, rule: &Sequential<Subject>) -> Option<u64> {
        let level = self.level_of_one();
        let needed =
            self.differences(rule).map(|difference| difference.and_then(|(of, most)| expected(&of, most, level)));
        let greatest = needed.collect::<Option<Vec<_>>>()?.into_iter().max()?;
        Some(greatest.clamp(Sequential::LEAST, rule.max_replications.max(Sequential::LEAST)))
    }

    /// Every difference to which a rule applies, and the largest half-width of its interval; `None` before the first
    /// replication.
    fn differences<'a>(
        &'a self,
        rule: &'a Sequential<Subject>,
    ) -> impl Iterator<Item = Option<(MeanEstimate, f64)>> + 'a {
        let asked = |&at: &usize| rule.measures.contains(&self.subjects[at]);
        let asked: Vec<_> = (0..self.subjects.len()).filter(asked).collect();
        let rivals =
            self.alternatives.iter().flat_map(move |rival| asked.clone().into_iter().map(move |at| (rival, at)));
        rivals.map(|(rival, at)| {
            let (base, (own, differences)) = (&self.baseline[at], &rival.pairs[at]);
            let most = rule.precision.half_width_max(base.estimate()?.mean);
            Some((differences.estimate(base, own)?, most))
        })
    }

    /// The level of a single interval, so that all of them jointly have the requested level, including those of the
    /// gates' measures.
    fn level_of_one(&self) -> f64 {
        1.0 - (1.0 - self.level) / (self.alternatives.len() * self.subjects.len()) as f64
    }

    /// The results; `None` before the first replication is complete.
    #[must_use]
    pub fn comparison(&self) -> Option<Comparison> {
        let level = self.level_of_one();
        let base = |(subject, record): (&Subject, &Observations)| {
            let estimate = record.estimate()?;
            Some(Base { subject: subject.clone(), mean: estimate.mean, half_width: estimate.half_width(self.level) })
        };
        let rival = |rival: &Rival| {
            let differences = self.subjects.iter().zip(&self.baseline).zip(&rival.pairs);
            differences.map(|((subject, base), pair)| Difference::new(subject.measure, base, pair, level)).collect()
        };
        let error = (1.0 - self.level) / (self.alternatives.len() * self.gates.len().max(1)) as f64;
        let judge = |rival: &Rival| {
            let judged = self.gates.iter().zip(&rival.excesses);
            judged.map(|((gate, at), excesses)| rival.judge(gate, &self.baseline[*at], *at, excesses, error)).collect()
        };
        Some(Comparison {
            replications: self.replications,
            level: self.level,
            baseline: self.subjects.iter().zip(&self.baseline).map(base).collect::<Option<_>>()?,
            alternatives: self.alternatives.iter().map(rival).collect::<Option<_>>()?,
            gates: self.alternatives.iter().map(judge).collect(),
            digests: self.digests.clone(),
            exact: self.exact,
        })
    }
}

impl Rival {
    /// Takes what was observed in a replication, by subject; of the baseline also what its records said. `is_same`:
    /// both are the same run.
    fn record(
        &mut self,
        base: &[(Observation, Deviations)],
        own: &[Observation],
        gates: &[(Gate, usize)],
        is_same: bool,
    ) {
        let known = |it: Observation| if is_same { it.of_the_same_run() } else { it };
        for ((record, differences), ((base, recorded), own)) in self.pairs.iter_mut().zip(base.iter().zip(own)) {
            differences.record((known(*base), *recorded), (known(*own), record.record(*own)));
        }
        for ([least, most], (gate, at)) in self.excesses.iter_mut().zip(gates) {
            let (base, own) = (known(base[*at].0).ends(), known(own[*at]).ends());
            let excesses = || base.iter().flat_map(|base| own.iter().map(|own| gate.excess(*base, *own)));
            least.record(excesses().fold(f64::INFINITY, f64::min));
            most.record(excesses().fold(f64::NEG_INFINITY, f64::max));
        }
    }

    /// The verdict on a gate on the subject at an index.
    fn judge(&self, gate: &Gate, base: &Observations, at: usize, excesses: &[Tally; 2], error: f64) -> GateVerdict {
        let (own, differences) = &self.pairs[at];
        let verdict = |excess: &MeanEstimate| GateVerdict::new(excess, error);
        if gate.subject().measure.aggregation() == Aggregation::Ratio {
            let excess = gate.excess_of_means(base, own, differences);
            return excess.as_ref().map_or(GateVerdict::Undecided, verdict);
        }
        let of_mean = |tally| MeanEstimate::of_mean(tally).as_ref().map_or(GateVerdict::Undecided, verdict);
        match excesses.each_ref().map(of_mean) {
            [GateVerdict::Passed, GateVerdict::Failed] => GateVerdict::TooClose,
            [least, most] if least == most => least,
            _ => GateVerdict::Undecided,
        }
    }
}

/// The index of a subject, which is added if it is missing.
fn index_in(subjects: &mut Vec<Subject>, subject: &Subject) -> usize {
    subjects.iter().position(|known| known == subject).unwrap_or_else(|| {
        subjects.push(subject.clone());
        subjects.len() - 1
    })
}

#[cfg(test)]
mod tests;
