//! Seeking the largest or smallest value of a setting for which a condition holds.
//!
//! [`seek`] is given a row of values, known here by their indices alone, and someone who plays replications at any of
//! them ([`Trials`]). `search` chooses which value to try next; each is played until the [`Condition`] surely holds or
//! surely fails there, or the limit is reached. Replications have the same numbers at every value, hence common random
//! numbers. Nothing is printed, and nothing is known of files or of chess.
//!
//! # Confidence
//! All verdicts of a seek are right jointly with the stated level. Each verdict can be wrong only on one side, and
//! there are at most (values tried × checks of a value × criteria) of them; so each has the error (1 − level) ÷ this
//! number. That is Bonferroni's inequality (Law, *Simulation Modeling and Analysis*, 5th ed., section 9.7), which holds
//! for dependent verdicts, too, so also with common random numbers.

mod absolute_gate;
mod bracket;
mod condition;
mod criterion;
mod judging;
mod question;
mod sample;
mod search;
mod trial;
mod variants;
mod verdict;

pub use crate::expression::Relation;
pub use absolute_gate::{AbsoluteGate, JudgedGate, StatisticEstimate};
pub use bracket::{Answer, Bracket, Edge};
pub use condition::{Condition, Join};
pub use criterion::{Criterion, Statistic};
pub use question::Question;
pub use sample::Seen;
pub use search::Strategy;
pub use trial::{Tested, Trials, Tried};
pub use variants::{SeekError, SeekStep, Variants};
pub use verdict::Verdict;

use search::{Search, tries_max};
use trial::{SequentialTest, looks};

/// The goal of a seek, and its confidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// The condition.
    pub condition: Condition,
    /// The requested edge; `None`: the one that exists.
    pub edge: Option<Edge>,
    /// The choice of values to try.
    pub strategy: Strategy,
    /// The probability that all verdicts are right, between 0 and 1.
    pub level: f64,
    /// The largest number of replications of a value, at least 1.
    pub replications_max: u64,
}

/// The result of a seek.
#[derive(Clone, Debug, PartialEq)]
pub struct Sought {
    /// The edge.
    pub bracket: Bracket,
    /// All values tried, in the order of the row.
    pub tried: Vec<Tried>,
    /// The error that each single verdict was allowed.
    pub error: f64,
}

/// Values in a row with the same verdict, as far as they were tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Their verdict.
    pub verdict: Verdict,
    /// The first index.
    pub from: usize,
    /// The last index.
    pub to: usize,
}

impl Sought {
    /// The answer.
    #[must_use]
    pub const fn answer(&self) -> Answer {
        self.bracket.answer()
    }

    /// Whether every value was tried, and nothing is random at any.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.bracket.complete && self.is_certain()
    }

    /// Whether nothing at any value that was tried depends on quantiles that are not exact.
    #[must_use]
    pub fn has_exact_quantiles(&self) -> bool {
        self.tried.iter().flat_map(|tried| &tried.criteria).all(|tested| tested.exact)
    }

    /// Whether nothing is random at any value that was tried.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        self.tried.iter().flat_map(|tried| &tried.criteria).all(|tested| tested.interval.is_none())
    }

    /// Neighbours among the values tried that have the same verdict, in the order of the row.
    #[must_use]
    pub fn stretches(&self) -> Vec<Stretch> {
        let same = self.tried.chunk_by(|one, other| one.verdict == other.verdict);
        same.map(|run| Stretch { verdict: run[0].verdict, from: run[0].index, to: run[run.len() - 1].index }).collect()
    }
}

impl Goal {
    /// The most values of a row of `len` that are tried.
    #[must_use]
    pub fn tries_max(&self, len: usize) -> usize {
        tries_max(len, self.strategy, self.condition.criteria.len())
    }

    /// The error that a single verdict is allowed in a row of `len` values.
    #[must_use]
    pub fn error_of_a_verdict(&self, len: usize) -> f64 {
        let verdicts = self.tries_max(len) * looks(self.replications_max).count() * self.condition.criteria.len();
        (1.0 - self.level) / verdicts as f64
    }
}

/// Seeks in a row of `len` values. If it is stopped, the result covers the values that were decided by then.
///
/// # Errors
/// Those of `trials`.
///
/// # Panics
/// If the row is empty, the level is not between 0 and 1, or a criterion compares by `==` or `!=`, which no number of
/// replications decides.
pub fn seek<T: Trials>(goal: &Goal, len: usize, trials: &mut T) -> Result<Sought, T::Error> {
    assert!(len > 0, "a seek needs values to try");
    let is_one_sided = |criterion: &Criterion| !matches!(criterion.sense, Relation::Equal | Relation::Unequal);
    assert!(goal.condition.criteria.iter().all(is_one_sided), "no number of replications shows equality");
    assert!(goal.level > 0.0 && goal.level < 1.0, "a confidence level is between 0 and 1, not {}", goal.level);
    let error = goal.error_of_a_verdict(len);
    let test = SequentialTest { level: goal.level, error, replications_max: goal.replications_max };
    let mut tried = Vec::new();
    let Goal { condition, edge: wanted, strategy, .. } = goal;
    let search =
        Search { len, strategy: *strategy, wanted: *wanted, join: &condition.join, criteria: condition.criteria.len() };
    let bracket = search.run(|index| match test.attempt(condition, index, trials) {
        Ok(attempt) => {
            let verdicts = attempt.criteria.iter().map(|tested| tested.verdict).collect();
            tried.push(attempt);
            Ok(Some(verdicts))
        }
        Err(error) if T::is_stop(&error) => Ok(None),
        Err(error) => Err(error),
    })?;
    tried.sort_unstable_by_key(|attempt| attempt.index);
    Ok(Sought { bracket, tried, error })
}

#[cfg(test)]
mod tests;
