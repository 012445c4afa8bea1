//! Trying one value: as many replications as its verdict needs.

use super::condition::Condition;
use super::judging::Demand;
use super::sample::{CriterionSample, Seen};
use super::verdict::Verdict;
use crate::stats::{Doubt, Interval};
use std::ops::ControlFlow;

/// Replications before the first check of a value.
const FIRST_LOOK: u64 = 64;

/// The player of a seek.
pub trait Trials {
    /// The error type.
    type Error;

    /// What the only outcome there can be says at the value of this index, of each criterion: the verdict, and the value
    /// of its statistic. `None` if replications differ.
    ///
    /// # Errors
    /// If there is nothing to play at this value, or it does not finish.
    fn certainty(&mut self, index: usize) -> Result<Option<Vec<(Verdict, Seen)>>, Self::Error>;

    /// Plays replications 0, 1, 2, …, `replications` at most, at the value of this index, and passes the values of all
    /// criteria for each replication to `take`, in order, until `take` breaks. All must be finite and depend only on
    /// index and replication. It is called once for each index, so replications can be played ahead.
    ///
    /// # Errors
    /// If a replication that was not played ahead does not finish, or the seek is stopped.
    fn play(
        &mut self,
        index: usize,
        replications: u64,
        take: &mut dyn FnMut(&[Seen]) -> ControlFlow<()>,
    ) -> Result<(), Self::Error>;

    /// Whether this error only means that the seek was stopped: then it ends with the verdicts so far.
    #[must_use]
    fn is_stop(_: &Self::Error) -> bool {
        false
    }
}

/// A value that was tried, and its result.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// The index of the value.
    pub index: usize,
    /// The verdict.
    pub verdict: Verdict,
    /// After this many replications.
    pub replications: u64,
    /// What is known of each criterion.
    pub criteria: Vec<Tested>,
}

/// A criterion at a value, and what came of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tested {
    /// The verdict. Where the condition is decided whatever this criterion comes to, it may be undecided.
    pub verdict: Verdict,
    /// The estimate of its statistic.
    pub estimate: f64,
    /// The interval that covers the true value with the seek's level when looked at alone; `None` where nothing is
    /// random.
    pub interval: Option<Interval>,
    /// Why the replications may not support the level.
    pub doubt: Option<Doubt>,
    /// Whether it depends on no quantile that is not exact.
    pub exact: bool,
    /// Whether it is undecided because of these alone: the bound is so close that no number of replications decides.
    pub is_too_close: bool,
}

/// When to check a value, and with which error.
#[derive(Clone, Copy, Debug)]
pub(super) struct SequentialTest {
    /// The level of the reported intervals.
    pub level: f64,
    /// The probability of a wrong verdict on a criterion at one check.
    pub error: f64,
    /// The largest number of replications of a value.
    pub replications_max: u64,
}

/// The numbers of replications after which a value is checked: 64, then each doubling, and finally the limit.
pub(super) fn looks(replications_max: u64) -> impl Iterator<Item = u64> {
    let doubling = std::iter::successors(Some(FIRST_LOOK), |n| n.checked_mul(2));
    doubling.take_while(move |n| *n < replications_max).chain([replications_max])
}

impl SequentialTest {
    /// Tries the value of an index.
    pub fn attempt<T: Trials>(&self, condition: &Condition, index: usize, trials: &mut T) -> Result<Tried, T::Error> {
        match trials.certainty(index)? {
            Some(criteria) => Ok(certain(condition, index, &criteria)),
            None => self.repeat(condition, index, trials),
        }
    }

    fn repeat<T: Trials>(&self, condition: &Condition, index: usize, trials: &mut T) -> Result<Tried, T::Error> {
        let criteria = &condition.criteria;
        let mut samples = vec![CriterionSample::default(); criteria.len()];
        let (mut played, mut verdicts) = (0, vec![Verdict::Undecided; criteria.len()]);
        let mut looks = looks(self.replications_max).peekable();
        trials.play(index, self.replications_max, &mut |values| {
            for ((sample, criterion), seen) in samples.iter_mut().zip(criteria).zip(values) {
                sample.take(*seen, criterion.statistic);
            }
            played += 1;
            if looks.next_if_eq(&played).is_some() {
                verdicts = self.look(condition, &mut samples, played);
            }
            match condition.join.verdict(&verdicts) {
                Verdict::Undecided => ControlFlow::Continue(()),
                Verdict::Holds | Verdict::Fails => ControlFlow::Break(()),
            }
        })?;
        let tested = criteria.iter().zip(&samples).zip(&verdicts).map(|((criterion, sample), verdict)| {
            let (estimate, interval) = criterion.estimate(sample, self.level).unzip();
            let doubt = criterion.doubt(sample);
            let estimate = estimate.unwrap_or(f64::NAN);
            let is_too_close = *verdict == Verdict::Undecided && criterion.is_too_close(sample, self.error);
            Tested { verdict: *verdict, estimate, interval, doubt, exact: sample.is_exact(), is_too_close }
        });
        let criteria = tested.collect();
        Ok(Tried { index, verdict: condition.join.verdict(&verdicts), replications: played, criteria })
    }

    /// What samples of this many replications say of each criterion.
    fn look(&self, condition: &Condition, samples: &mut [CriterionSample], played: u64) -> Vec<Verdict> {
        samples.iter_mut().for_each(CriterionSample::sort);
        let demand = if played == self.replications_max { Demand::Last } else { Demand::More };
        let judged = condition.criteria.iter().zip(samples);
        judged.map(|(criterion, sample)| criterion.verdict(sample, self.error, demand)).collect()
    }
}

/// If nothing is random, one replication is enough.
fn certain(condition: &Condition, index: usize, criteria: &[(Verdict, Seen)]) -> Tried {
    let tested = |(verdict, seen): &(Verdict, Seen)| Tested {
        verdict: *verdict,
        estimate: seen.value,
        interval: None,
        doubt: None,
        exact: seen.ends.is_none(),
        is_too_close: *verdict == Verdict::Undecided,
    };
    let criteria: Vec<_> = criteria.iter().map(tested).collect();
    let verdicts: Vec<_> = criteria.iter().map(|tested| tested.verdict).collect();
    Tried { index, verdict: condition.join.verdict(&verdicts), replications: 1, criteria }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_double_up_to_the_limit() {
        let all = |limit| looks(limit).collect::<Vec<_>>();
        assert_eq!(all(1_000), [64, 128, 256, 512, 1_000]);
        assert_eq!((all(64), all(10), all(1)), (vec![64], vec![10], vec![1]));
        assert_eq!(looks(u64::MAX).count(), 59);
    }
}
