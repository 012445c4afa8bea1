//! What one more of anything, or a policy that does not wait at boards, would do, by playing it: under the same random numbers, so that differences are paired.

use super::{Effort, ExplainError};
use crate::model::{Arrival, Exhibition, Measure, Visit};
use crate::stats::{ConfidenceInterval, Tally};

/// With many groups, one more opponent of each would be too much to look at.
const GROUPS_MAX: usize = 4;

/// One more of something, or another policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// One more opponent in the group of this index.
    Opponent(usize),
    /// One more board, where they are limited.
    Board,
    /// One more master.
    Master,
    /// Masters who go to who is ready first, where they stand and wait at boards now.
    FirstReady,
}

/// What a change would do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Changed {
    /// Which change.
    pub change: Change,
    /// The mean of the measure with the change.
    pub mean: f64,
    /// By how much that is more than without, on average.
    pub difference: f64,
    /// Half the width of the confidence interval of the difference; `None` of a single replication.
    pub half_width: Option<f64>,
}

impl Changed {
    /// Whether it surely makes `exhibition` faster: the makespan shorter, or of endless games the throughput greater.
    #[must_use]
    pub fn is_gain(&self, exhibition: &Exhibition) -> bool {
        let gain = if exhibition.is_endless() { self.difference } else { -self.difference };
        gain > self.half_width.unwrap_or(0.0)
    }
}

impl Change {
    /// All changes that make sense for `exhibition`.
    #[must_use]
    pub fn all(exhibition: &Exhibition) -> Vec<Self> {
        let groups = exhibition.groups.len();
        let opponents = (0..groups).filter(|_| groups <= GROUPS_MAX).map(Self::Opponent);
        let all = opponents.chain([Self::Board, Self::Master, Self::FirstReady]);
        all.filter(|change| change.apply(exhibition).is_some()).collect()
    }

    /// The exhibition with the change; `None` if that makes no sense.
    #[must_use]
    pub fn apply(self, exhibition: &Exhibition) -> Option<Exhibition> {
        let mut changed = exhibition.clone();
        match self {
            Self::Opponent(index) => {
                let group = changed.groups.get_mut(index)?;
                group.count = group.count.checked_add(1)?;
                if let Arrival::At(instants) = &mut group.arrive {
                    instants.push(*instants.last()?);
                }
            }
            Self::Board => {
                let boards = changed.boards.filter(|boards| u64::from(*boards) < exhibition.opponents())?;
                changed.boards = Some(boards + 1);
            }
            Self::Master => changed.master.count = changed.master.count.checked_add(1)?,
            Self::FirstReady if !matches!(changed.visit, Visit::Sequential | Visit::Cyclic) => return None,
            Self::FirstReady => changed.visit = Visit::FirstReady,
        }
        changed.check().is_empty().then_some(changed)
    }

    /// How the scenario language says it: a setting for `--set`.
    #[must_use]
    pub fn setting(self, exhibition: &Exhibition) -> String {
        match self {
            Self::Opponent(index) => {
                let group = &exhibition.groups[index];
                format!("opponents[{index}].count={}", u64::from(group.count) + 1)
            }
            Self::Board => format!("boards={}", exhibition.boards.map_or(0, u64::from) + 1),
            Self::Master => format!("master.count={}", u64::from(exhibition.master.count) + 1),
            Self::FirstReady => "visit=FirstReady".to_owned(),
        }
    }
}

/// Plays the change, replication by replication beside the `values` without it.
pub(super) fn play(
    exhibition: &Exhibition,
    change: Change,
    effort: &Effort<'_>,
    before: u64,
    measure: Measure,
    values: &[f64],
) -> Result<Changed, ExplainError> {
    let changed = change.apply(exhibition).ok_or_else(|| ExplainError::Problems(Vec::new()))?;
    let (mut with, mut differences) = (Tally::new(), Tally::new());
    let mut values = values.iter();
    super::play(&changed, effort, before, |outcome| {
        let value = outcome.value(measure);
        with.record(value);
        differences.record(value - values.next().copied().unwrap_or(value));
    })?;
    let half_width = ConfidenceInterval::of_mean(&differences, effort.level).map(|interval| interval.half_width);
    let [mean, difference] = [with, differences].map(|tally| tally.mean().unwrap_or(0.0));
    Ok(Changed { change, mean, difference, half_width })
}
