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

use super::sequential::{expected, is_known};
use super::summary::combine;
use super::{Ending, Sequential};
use crate::model::Outcome;
use crate::stats::{ConfidenceInterval, Tally};

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
    under_way: Vec<(Vec<f64>, u64)>,
    /// By subject.
    baseline: Vec<Tally>,
    alternatives: Vec<Rival>,
    digests: Vec<u64>,
    replications: u64,
}

/// The records of an alternative.
#[derive(Clone, Debug)]
struct Rival {
    /// By subject: its own values, and their differences to the baseline.
    pairs: Vec<(Tally, Tally)>,
    /// By gate: by how much the bound is exceeded.
    excesses: Vec<Tally>,
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
            Rival { pairs: vec![Default::default(); subjects.len()], excesses: vec![Tally::new(); gates.len()] };
        Ok(Self {
            under_way: Vec::new(),
            baseline: vec![Tally::new(); subjects.len()],
            alternatives: vec![rival; groups.len() - 1],
            digests: vec![0; groups.len()],
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
        let values = self.subjects.iter().zip(groups).map(|(subject, group)| subject.value(&all_boards, *group));
        self.under_way.push((values.collect(), outcome.digest));
        if self.under_way.len() > self.alternatives.len() {
            self.complete();
        }
    }

    /// Records the current replication, when all outcomes are there.
    fn complete(&mut self) {
        for (digest, (_, of_this)) in self.digests.iter_mut().zip(&self.under_way) {
            *digest = if self.replications == 0 { *of_this } else { combine(*digest, *of_this) };
        }
        let (base, _) = &self.under_way[0];
        for (tally, value) in self.baseline.iter_mut().zip(base) {
            tally.record(*value);
        }
        for (rival, (own, _)) in self.alternatives.iter_mut().zip(&self.under_way[1..]) {
            rival.record(base, own, &self.gates);
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
        let precise = || self.differences(rule).all(|(tally, most)| is_known(tally, most, level));
        if self.replications >= Sequential::LEAST && precise() {
            return Some(Ending::Precision);
        }
        (self.replications >= rule.max_replications).then_some(Ending::MaxReplications)
    }

    /// About how many replications that will need, judging by those so far; `None` with fewer than two.
    #[must_use]
    pub fn expected(&self, rule: &Sequential<Subject>) -> Option<u64> {
        let level = self.level_of_one();
        let needed = self.differences(rule).map(|(tally, most)| expected(tally, most, level));
        let greatest = needed.collect::<Option<Vec<_>>>()?.into_iter().max()?;
        Some(greatest.clamp(Sequential::LEAST, rule.max_replications.max(Sequential::LEAST)))
    }

    /// Every difference to which a rule applies, and the largest half-width of its interval.
    fn differences<'a>(&'a self, rule: &'a Sequential<Subject>) -> impl Iterator<Item = (&'a Tally, f64)> {
        self.alternatives.iter().flat_map(move |rival| {
            let most = self.baseline.iter().map(|base| rule.precision.half_width_max(base.mean().unwrap_or(0.0)));
            let differences = rival.pairs.iter().map(|(_, difference)| difference).zip(most);
            let asked = self.subjects.iter().map(|subject| rule.measures.contains(subject));
            differences.zip(asked).filter_map(|(difference, asked)| asked.then_some(difference))
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
        let base = |(subject, tally): (&Subject, &Tally)| {
            let half_width = ConfidenceInterval::of_mean(tally, self.level).map(|interval| interval.half_width);
            Some(Base { subject: subject.clone(), mean: tally.mean()?, half_width })
        };
        let rival = |rival: &Rival| {
            let differences = self.subjects.iter().zip(&self.baseline).zip(&rival.pairs);
            differences.map(|((subject, base), pair)| Difference::new(subject.measure, base, pair, level)).collect()
        };
        let error = (1.0 - self.level) / (self.alternatives.len() * self.gates.len().max(1)) as f64;
        let judge = |rival: &Rival| rival.excesses.iter().map(|excess| GateVerdict::new(excess, error)).collect();
        Some(Comparison {
            replications: self.replications,
            level: self.level,
            baseline: self.subjects.iter().zip(&self.baseline).map(base).collect::<Option<_>>()?,
            alternatives: self.alternatives.iter().map(rival).collect::<Option<_>>()?,
            gates: self.alternatives.iter().map(judge).collect(),
            digests: self.digests.clone(),
        })
    }
}

impl Rival {
    /// Takes the values of a replication, by subject.
    fn record(&mut self, base: &[f64], own: &[f64], gates: &[(Gate, usize)]) {
        for ((tally, difference), (base, own)) in self.pairs.iter_mut().zip(base.iter().zip(own)) {
            tally.record(*own);
            difference.record_rounded(own - base, own.abs() + base.abs());
        }
        for (tally, (gate, judged)) in self.excesses.iter_mut().zip(gates) {
            tally.record(gate.excess(base[*judged], own[*judged]));
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
