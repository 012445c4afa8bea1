//! Imposing an assumption: the nearest exhibition that meets it. So a formula can say what would hold if its missing
//! assumptions were met; with random times at their means, this is what people estimate on whiteboards.

use super::Assumption;
use crate::model::{Arrival, Distribution, Exhibition, Visit, Walk};
use crate::time::Duration;

impl Assumption {
    /// The exhibition changed to meet this assumption, but otherwise the same; `None` if that is ambiguous or
    /// impossible.
    #[must_use]
    pub fn imposed_on(self, exhibition: &Exhibition) -> Option<Exhibition> {
        let mut imposed = exhibition.clone();
        match self {
            Self::Sequential => imposed.visit = Visit::Sequential,
            Self::InRounds => imposed.visit = Visit::Cyclic,
            Self::ReadyDriven | Self::FirstCome => imposed.visit = Visit::FirstReady,
            Self::OneMaster | Self::OneMasterOrAlike => imposed.master.count = 1,
            Self::NoWalks | Self::OneMasterOrNoWalks => imposed.walk = None,
            Self::ConstantTimes | Self::ConstantWalks => return at_means(exhibition),
            Self::AllBoards => imposed.boards = None,
            Self::AllAtStart => imposed.groups.iter_mut().for_each(|group| group.arrive = Arrival::AtStart),
            Self::NobodyForfeits => imposed.groups.iter_mut().for_each(|group| group.patience = None),
            _ => return None,
        }
        Some(imposed)
    }
}

/// The exhibition with every time at its mean; lengths of games are unchanged. `None` if a time has no mean.
fn at_means(exhibition: &Exhibition) -> Option<Exhibition> {
    let mut still = exhibition.clone();
    still.master.think = at_mean(&still.master.think)?;
    if let Some(Walk::Between(time) | Walk::PerBoard(time)) = &mut still.walk {
        *time = at_mean(time)?;
    }
    for group in &mut still.groups {
        group.think = at_mean(&group.think)?;
        if let Some(think) = &mut group.master_think {
            *think = at_mean(think)?;
        }
        if let Arrival::Every(gap) = &mut group.arrive {
            *gap = at_mean(gap)?;
        }
    }
    Some(still)
}

fn at_mean(time: &Distribution) -> Option<Distribution> {
    let mean_s = time.mean_s();
    mean_s.is_finite().then(|| Distribution::Constant(time.constant().unwrap_or(Duration::from_secs_f64(mean_s))))
}
