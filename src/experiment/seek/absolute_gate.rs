//! A condition that must not hold of a scenario, judged by its replications: an absolute gate.

use super::criterion::{Criterion, Statistic};
use super::judging::Demand;
use super::question::Question;
use super::sample::CriterionSample;
use super::verdict::Verdict;
use crate::experiment::comparison::GateVerdict;
use crate::expression::{Flaw, Kind};
use crate::model::{Measure, Outcome};
use crate::stats::Interval;

/// A gate and the replications that it has seen.
#[derive(Clone, Debug)]
pub struct AbsoluteGate {
    question: Question,
    samples: Vec<CriterionSample>,
    /// The verdict on each criterion by the first replication, if all are like it.
    certainly: Option<Vec<Verdict>>,
    replications: u64,
}

/// What became of a gate.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgedGate {
    /// As it was written.
    pub text: String,
    /// Whether it failed.
    pub verdict: GateVerdict,
    /// What is known of each statistic in it.
    pub statistics: Vec<StatisticEstimate>,
    /// About how many replications would decide it, judging by those played; `None` if it is decided, or nobody knows.
    pub needed: Option<u64>,
}

/// What is known of a statistic.
#[derive(Clone, Debug, PartialEq)]
pub struct StatisticEstimate {
    /// Its text.
    pub text: String,
    /// The sort of its values.
    pub kind: Kind,
    /// Whether it is a probability.
    pub is_share: bool,
    /// Its estimate, in seconds where it is a time.
    pub estimate: f64,
    /// What covers the true value at the level; nothing where there is no doubt.
    pub interval: Option<Interval>,
}

impl AbsoluteGate {
    /// Reads a gate on the measures of an exhibition with these groups; `is_certain`: all its replications are alike.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn new(text: &str, groups: &[&str], is_certain: bool) -> Result<Self, Flaw> {
        let question = Question::new(text, groups)?;
        let samples = vec![CriterionSample::default(); question.condition().criteria.len()];
        Ok(Self { question, samples, certainly: is_certain.then(Vec::new), replications: 0 })
    }

    /// As it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        self.question.text()
    }

    /// How many statistics it compares with bounds.
    #[must_use]
    pub fn statistics(&self) -> usize {
        self.samples.len()
    }

    /// Whether it is about quantiles over visits or games.
    #[must_use]
    pub fn takes_quantiles(&self) -> bool {
        self.question.measures().iter().any(|(measure, _): &(Measure, _)| measure.is_quantile())
    }

    /// Sees the outcome of the next replication.
    ///
    /// # Errors
    /// If the condition can't be worked out: a division by zero.
    pub fn take(&mut self, outcome: &Outcome) -> Result<(), Flaw> {
        if let Some(certainly) = self.certainly.as_mut().filter(|_| self.replications == 0) {
            *certainly = self.question.holds_always(outcome)?;
        }
        let values = self.question.observe(outcome)?;
        for ((sample, value), criterion) in self.samples.iter_mut().zip(values).zip(&self.question.condition().criteria)
        {
            sample.take(value, criterion.statistic);
        }
        self.replications += 1;
        Ok(())
    }

    /// Judges: either verdict is wrong with a probability of at most `error` for each statistic; intervals have this
    /// level.
    #[must_use]
    pub fn judged(mut self, level: f64, error: f64) -> JudgedGate {
        self.samples.iter_mut().for_each(CriterionSample::sort);
        let condition = self.question.condition();
        let pairs = || condition.criteria.iter().zip(&self.samples);
        let certainly = self.certainly.as_ref().filter(|_| self.replications > 0);
        let verdicts = certainly.cloned().unwrap_or_else(|| {
            // There will be no more replications.
            pairs().map(|(criterion, sample)| criterion.verdict(sample, error, Demand::Last)).collect()
        });
        let open = pairs().zip(&verdicts).filter(|(_, verdict)| **verdict == Verdict::Undecided);
        let open: Vec<_> = open.map(|(pair, _)| pair).collect();
        let is_too_close = |(criterion, sample): &(&Criterion, &CriterionSample)| {
            certainly.is_some() || criterion.is_too_close(sample, error)
        };
        let verdict = match condition.join.verdict(&verdicts) {
            Verdict::Holds => GateVerdict::Failed,
            Verdict::Fails => GateVerdict::Passed,
            Verdict::Undecided if open.iter().all(is_too_close) => GateVerdict::TooClose,
            Verdict::Undecided => GateVerdict::Undecided,
        };
        let needed = open.iter().map(|(criterion, sample)| {
            let least = if criterion.statistic == Statistic::Mean { Demand::Last.least(&sample.tally) } else { 0 };
            Some(criterion.needed(sample, error)?.max(least))
        });
        let needed = needed.collect::<Option<Vec<_>>>().and_then(|needed| needed.into_iter().max());
        let named = pairs().zip(self.question.criteria()).enumerate().filter(|(at, _)| !self.question.repeats(*at));
        let known = named.filter_map(|(_, ((criterion, sample), (text, kind)))| {
            let (estimate, interval) = criterion.estimate(sample, level)?;
            let is_share = criterion.statistic == Statistic::Share;
            let interval = Some(interval).filter(|_| self.certainly.is_none());
            Some(StatisticEstimate { text: text.to_owned(), kind, is_share, estimate, interval })
        });
        let needed = needed.filter(|_| verdict == GateVerdict::Undecided);
        JudgedGate { text: self.text().to_owned(), verdict, statistics: known.collect(), needed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Duration;

    fn of(makespan_s: u64) -> Outcome {
        Outcome { makespan: Duration::from_secs(makespan_s), masters: 1, ..Outcome::default() }
    }

    fn gate(text: &str, is_certain: bool, makespans_s: impl IntoIterator<Item = u64>) -> AbsoluteGate {
        let mut gate = AbsoluteGate::new(text, &["hobbyist"], is_certain).unwrap();
        makespans_s.into_iter().for_each(|s| gate.take(&of(s)).unwrap());
        gate
    }

    fn verdict(text: &str, is_certain: bool, makespans_s: impl IntoIterator<Item = u64>) -> GateVerdict {
        gate(text, is_certain, makespans_s).judged(0.95, 0.05).verdict
    }

    #[test]
    fn a_gate_fails_if_its_condition_is_shown() {
        // One in ten takes longer than a minute.
        let runs = |n: u64| (0..n).map(|number| if number % 10 == 0 { 90 } else { 30 });
        let late = "P(makespan > 60s) > 5%";
        assert_eq!(verdict(late, false, runs(1_000)), GateVerdict::Failed);
        assert_eq!(verdict(late, false, runs(20)), GateVerdict::Undecided);
        assert_eq!(verdict("P(makespan > 60s) > 20%", false, runs(1_000)), GateVerdict::Passed);
        assert_eq!(verdict("E(makespan) > 35s", false, runs(1_000)), GateVerdict::Failed);
        assert_eq!(verdict("makespan > 50s", false, runs(1_000)), GateVerdict::Passed);
        assert_eq!(verdict("q50(makespan) > 60s or P(makespan > 60s) > 5%", false, runs(1_000)), GateVerdict::Failed);
        assert_eq!(verdict("makespan > 50s", false, []), GateVerdict::Undecided);
    }

    #[test]
    fn what_is_far_from_its_bound_takes_few_runs() {
        let runs = |n: u64| (0..n).map(|number| 30 + number * 7 % 10);
        assert_eq!(verdict("E(makespan) > 40s", false, runs(30)), GateVerdict::Passed);
        assert_eq!(verdict("E(makespan) > 30s", false, runs(100)), GateVerdict::Failed);
        assert_eq!(verdict("E(makespan) > 40s", false, runs(29)), GateVerdict::Undecided);
    }

    #[test]
    fn an_undecided_gate_says_how_many_runs_would_do() {
        let runs = |n: u64| (0..n).map(|number| if number * 37 % 100 < 12 { 90 } else { 30 });
        let needed = |gate: AbsoluteGate| gate.judged(0.95, 0.025).needed;
        for text in ["P(makespan > 60s) > 10%", "q85(makespan) > 60s", "E(makespan) > 36s"] {
            let mut gate = gate(text, false, runs(100));
            let enough = needed(gate.clone()).unwrap();
            assert!(enough > 100 && enough < 1_300, "{text}: {enough}");
            runs(2 * enough).skip(100).for_each(|s| gate.take(&of(s)).unwrap());
            assert_ne!(gate.judged(0.95, 0.025).verdict, GateVerdict::Undecided, "{text}");
        }
        let of_equal = |text: &str, n: u64| needed(gate(text, false, (0..n).map(|_| 60)));
        // 0.8 to the power of 17 is less than 0.025, and 0.9 to that of 36.
        assert_eq!(of_equal("P(makespan > 61s) > 20%", 10), Some(17));
        assert_eq!(of_equal("P(makespan > 61s) > 10%", 20), Some(36));
        assert_eq!(of_equal("makespan > 50s", 10), Some(300));
        assert_eq!(of_equal("makespan > 60s", 10), Some(300), "at the bound, which is allowed");
        assert_eq!(needed(gate("makespan > 50s", false, [60, 61])), Some(30));
        assert_eq!(needed(gate("P(makespan > 60s) > 50%", false, [60, 61])), None, "half of them, for ever");
        assert_eq!(needed(gate("E(makespan) > 50s and P(makespan > 60s) > 50%", false, [60, 61])), None);
    }

    #[test]
    fn what_is_subtracted_keeps_its_brackets() {
        let text = |text: &str| gate(text, false, [60, 61]).judged(0.95, 0.05).statistics.remove(0).text;
        assert_eq!(text("makespan > waiting_max + 1s"), "E(makespan - (waiting_max + 1s))");
        assert_eq!(text("makespan - 1s > waiting_max"), "E(makespan - 1s - waiting_max)");
    }

    #[test]
    fn without_chance_one_run_decides() {
        assert_eq!(verdict("makespan > 60s", true, [61]), GateVerdict::Failed);
        assert_eq!(verdict("makespan > 60s", true, [60]), GateVerdict::Passed);
        assert_eq!(verdict("P(makespan > 60s) > 5%", true, [61]), GateVerdict::Failed);
        assert_eq!(verdict("makespan > 60s", false, [61]), GateVerdict::Undecided);
        // What might vary is believed not to after many.
        assert_eq!(verdict("makespan > 60s", false, [61; 299]), GateVerdict::Undecided);
        assert_eq!(verdict("makespan > 60s", false, [61; 300]), GateVerdict::Failed);
    }
}
