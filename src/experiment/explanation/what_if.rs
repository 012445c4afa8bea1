//! The effect of one more of anything, or of a policy that does not wait at boards: a paired comparison with the
//! unchanged exhibition.

use crate::experiment::Comparer;
use crate::model::{Arrival, Exhibition, Visit};

/// With many groups, one more opponent of each would be too many what-ifs.
const GROUPS_MAX: usize = 4;

/// One more of something, or another policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhatIf {
    /// One more opponent in the group of this index.
    Opponent(usize),
    /// One more board, if they are limited.
    Board,
    /// One more master.
    Master,
    /// Masters who go to the board that became ready first, if they stand and wait at boards now.
    FirstReady,
}

/// The effect of a what-if.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// The what-if.
    pub what_if: WhatIf,
    /// The mean of the measure with it.
    pub mean: f64,
    /// The mean difference to the unchanged exhibition.
    pub difference: f64,
    /// The half-width of the confidence interval of the difference; `None` with a single replication.
    pub half_width: Option<f64>,
}

impl Effect {
    /// The result; `None` without a replication of both.
    pub(super) fn new(what_if: WhatIf, comparer: &Comparer) -> Option<Self> {
        let found = comparer.comparison()?.alternatives[0][0];
        Some(Self { what_if, mean: found.mean, difference: found.difference, half_width: found.half_width })
    }

    /// Whether it significantly makes `exhibition` faster: a shorter makespan, or a higher throughput of endless games.
    #[must_use]
    pub fn is_gain(&self, exhibition: &Exhibition) -> bool {
        let gain = if exhibition.is_endless() { self.difference } else { -self.difference };
        gain > self.half_width.unwrap_or(0.0)
    }
}

impl WhatIf {
    /// All what-ifs that make sense for `exhibition`.
    #[must_use]
    pub fn all(exhibition: &Exhibition) -> Vec<Self> {
        let groups = exhibition.groups.len();
        let opponents = (0..groups).filter(|_| groups <= GROUPS_MAX).map(Self::Opponent);
        let all = opponents.chain([Self::Board, Self::Master, Self::FirstReady]);
        all.filter(|what_if| what_if.apply(exhibition).is_some()).collect()
    }

    /// The exhibition with it; `None` if that is invalid.
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
            Self::Board => changed.boards = Some(exhibition.few_boards()? + 1),
            Self::Master => changed.master.count = changed.master.count.checked_add(1)?,
            Self::FirstReady if !changed.visit.waits_at_boards() => return None,
            Self::FirstReady => changed.visit = Visit::FirstReady,
        }
        changed.check().is_empty().then_some(changed)
    }

    /// The what-if as a setting for `--set`.
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

/// A comparer of one what-if with `exhibition`, by the principal measure; it takes outcomes of both in turn.
pub(super) fn comparer(exhibition: &Exhibition, level: f64) -> Comparer {
    let groups = [Vec::<String>::new(), Vec::new()];
    let subject = exhibition.principal_measure().into();
    Comparer::new(&groups, vec![subject], Vec::new(), level).expect("a measure of all boards asks for no group")
}
