//! A condition that must not hold of a scenario, judged by its replications: an absolute gate.

use super::criterion::{Criterion, Sample, Statistic};
use super::question::Question;
use super::verdict::Verdict;
use crate::experiment::comparison::GateVerdict;
use crate::expression::{Flaw, Kind};
use crate::model::{Measure, Outcome};
use crate::stats::Interval;

/// Of this many equal values it is believed that they never vary, as for `--precision`.
const EQUAL_VALUES: u64 = 300;

/// A gate and the replications that it has seen.
#[derive(Clone, Debug)]
pub struct Limit {
    question: Question,
    samples: Vec<Sample>,
    /// The first value of each sample, and whether there was another one since.
    varied: Vec<Option<(f64, bool)>>,
    /// The verdict on each criterion by the first replication, if all are like it.
    certainly: Option<Vec<Verdict>>,
    replications: u64,
}

/// What became of a gate.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// As it was written.
    pub text: String,
    /// Whether it failed.
    pub verdict: GateVerdict,
    /// What is known of each statistic in it.
    pub statistics: Vec<Judgement>,
}

/// What is known of a statistic.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
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

impl Limit {
    /// Reads a gate on the measures of an exhibition with these groups; `is_certain`: all its replications are alike.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn new(text: &str, groups: &[&str], is_certain: bool) -> Result<Self, Flaw> {
        let question = Question::new(text, groups)?;
        let samples = vec![Sample::default(); question.condition().criteria.len()];
        let (varied, certainly) = (vec![None; samples.len()], is_certain.then(Vec::new));
        Ok(Self { question, samples, varied, certainly, replications: 0 })
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
            *certainly = self.question.holds_always(outcome)?.into_iter().map(Verdict::from).collect();
        }
        let values = self.question.observe(outcome)?;
        for ((sample, value), criterion) in self.samples.iter_mut().zip(values).zip(&self.question.condition().criteria)
        {
            sample.take(value, criterion.statistic);
        }
        self.replications += 1;
        Ok(())
    }

    /// Judges: either verdict is wrong with a probability of at most `error` for each statistic; intervals have this level.
    #[must_use]
    pub fn judged(mut self, level: f64, error: f64) -> Judged {
        self.samples.iter_mut().for_each(Sample::sort);
        let condition = self.question.condition();
        let pairs = || condition.criteria.iter().zip(&self.samples);
        let verdict = |((criterion, sample), varied): ((&Criterion, &Sample), &Option<(f64, bool)>)| {
            // There will be no more replications; but that what has not varied never does takes many.
            let is_last = varied.is_some_and(|(_, varied)| varied) || self.replications >= EQUAL_VALUES;
            criterion.verdict(sample, error, is_last)
        };
        let verdicts = match &self.certainly {
            Some(certainly) if self.replications > 0 => certainly.clone(),
            _ => pairs().zip(&self.varied).map(verdict).collect(),
        };
        let verdict = condition.join.verdict(&verdicts);
        let known = pairs().zip(self.question.criteria()).filter_map(|((criterion, sample), (text, kind))| {
            let (estimate, interval) = criterion.estimate(sample, level)?;
            let (is_share, interval) =
                (criterion.statistic == Statistic::Share, Some(interval).filter(|_| self.certainly.is_none()));
            Some(Judgement { text: text.to_owned(), kind, is_share, estimate, interval })
        });
        let verdict = match verdict {
            Verdict::Holds => GateVerdict::Failed,
            Verdict::Fails => GateVerdict::Passed,
            Verdict::Undecided => GateVerdict::Undecided,
        };
        Judged { text: self.text().to_owned(), verdict, statistics: known.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Duration;

    fn verdict(text: &str, is_certain: bool, makespans_s: impl IntoIterator<Item = u64>) -> GateVerdict {
        let mut limit = Limit::new(text, &["hobbyist"], is_certain).unwrap();
        for s in makespans_s {
            limit.take(&Outcome { makespan: Duration::from_secs(s), masters: 1, ..Outcome::default() }).unwrap();
        }
        limit.judged(0.95, 0.05).verdict
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
