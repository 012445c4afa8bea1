//! What measures are taken of.

use crate::model::outcome::{Distributions, GroupOutcome, Outcome};
use crate::time::Duration;

/// The boards to which a measure applies: all of an exhibition, or those of one group.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// The whole outcome.
    pub outcome: &'a Outcome,
    /// The sums over these boards.
    pub boards: GroupOutcome,
    /// From the start, or the end of the warm-up, to the end of the last game at these boards.
    pub makespan: Duration,
    /// Quantiles over visits and games, if they were recorded.
    pub distributions: Option<&'a Distributions>,
}

impl Outcome {
    /// The values to which measures apply: the group of this index, or all boards.
    ///
    /// # Panics
    /// If there is no such group.
    #[must_use]
    pub fn part(&self, group: Option<usize>) -> Part<'_> {
        match group {
            None => {
                let distributions = self.distributions.first();
                Part { outcome: self, boards: self.total(), makespan: self.makespan, distributions }
            }
            Some(index) => {
                let boards = self.groups[index];
                // A single group is the same as all boards.
                let distributions = self.distributions.get(index + usize::from(self.groups.len() > 1));
                Part { outcome: self, boards, makespan: boards.ended.since(self.observed_from), distributions }
            }
        }
    }
}
