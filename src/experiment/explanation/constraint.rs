//! What may limit the pace of an exhibition, and the like changes by which these constraints are compared: a tenth
//! less time of each.

use super::WhatIf;
use crate::model::{Arrival, Distribution, Exhibition, Walk};
use crate::time::Decimal;

/// What is left of times, in percent.
const LEFT: u32 = 100 - Constraint::LESS_PERCENT;
/// With many groups, one more change for each would be too many.
const GROUPS_MAX: usize = 4;

/// What may limit the pace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// The masters' time: thinking and walking.
    Masters,
    /// Their walking alone.
    Walking,
    /// The opponents' thinking, and the time until they give up.
    Opponents,
    /// That of the group of this index alone.
    Group(usize),
    /// When opponents arrive.
    Arrivals,
    /// The number of boards.
    Boards,
    /// A policy by which masters stand at boards and wait.
    Policy,
}

impl Constraint {
    /// By how many percent its time is shortened.
    pub const LESS_PERCENT: u32 = 10;

    /// By how many percent boards become more, rounded: work that takes 10 % less time leaves room for 1/9 more of it.
    pub const MORE_BOARDS_PERCENT: u32 = (100 * Self::LESS_PERCENT + LEFT / 2) / LEFT;

    /// All that can be changed in `exhibition`. The first ones are not parts of others.
    #[must_use]
    pub fn all(exhibition: &Exhibition) -> Vec<Self> {
        let groups = exhibition.groups.len();
        let groups = (0..groups).filter(|_| (2..=GROUPS_MAX).contains(&groups)).map(Self::Group);
        let whole = [Self::Masters, Self::Opponents, Self::Arrivals, Self::Boards, Self::Policy];
        let all = whole.into_iter().chain([Self::Walking]).chain(groups);
        all.filter(|constraint| constraint.relaxed(exhibition).is_some()).collect()
    }

    /// What it is a part of, if anything.
    #[must_use]
    pub const fn part_of(self) -> Option<Self> {
        match self {
            Self::Walking => Some(Self::Masters),
            Self::Group(_) => Some(Self::Opponents),
            _ => None,
        }
    }

    /// Itself, or what it is a part of.
    #[must_use]
    pub(super) fn whole(self) -> Self {
        self.part_of().unwrap_or(self)
    }

    /// The index of its group, if it is about one.
    #[must_use]
    pub const fn group(self) -> Option<usize> {
        if let Self::Group(index) = self { Some(index) } else { None }
    }

    /// Its name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Masters => "masters",
            Self::Walking => "walking",
            Self::Opponents => "opponents",
            Self::Group(_) => "group",
            Self::Arrivals => "arrivals",
            Self::Boards => "boards",
            Self::Policy => "policy",
        }
    }

    /// The exhibition with less of it; `None` if that is the same, or invalid.
    #[must_use]
    pub(super) fn relaxed(self, exhibition: &Exhibition) -> Option<Exhibition> {
        if self == Self::Policy {
            return WhatIf::FirstReady.apply(exhibition);
        }
        let mut relaxed = exhibition.clone();
        match self {
            Self::Masters => {
                relaxed.master.think = shorter(&relaxed.master.think)?;
                for think in relaxed.groups.iter_mut().filter_map(|group| group.master_think.as_mut()) {
                    *think = shorter(think)?;
                }
                shorten_walks(&mut relaxed)?;
            }
            Self::Walking => shorten_walks(&mut relaxed)?,
            Self::Opponents => (0..relaxed.groups.len()).try_for_each(|index| shorten_thinks(&mut relaxed, index))?,
            Self::Group(index) => shorten_thinks(&mut relaxed, index)?,
            Self::Arrivals => {
                for group in &mut relaxed.groups {
                    match &mut group.arrive {
                        Arrival::AtStart => {}
                        Arrival::At(instants) => instants.iter_mut().try_for_each(|instant| {
                            *instant = instant.times(factor())?;
                            Some(())
                        })?,
                        Arrival::Every(gap) => *gap = shorter(gap)?,
                    }
                }
            }
            Self::Boards => relaxed.boards = Some(exhibition.boards? + more_boards(exhibition)?),
            Self::Policy => {}
        }
        (relaxed != *exhibition && relaxed.check().is_empty()).then_some(relaxed)
    }

    /// The same as settings for `--set`.
    #[must_use]
    pub fn settings(self, exhibition: &Exhibition) -> Vec<String> {
        let factor = factor();
        let walk = exhibition.walk.iter().map(|_| format!("walk*={factor}"));
        let thinks = |index: usize| {
            let patience = exhibition.groups[index].patience.map(|_| format!("opponents[{index}].patience*={factor}"));
            [format!("opponents[{index}].think*={factor}")].into_iter().chain(patience)
        };
        let groups = exhibition.groups.iter().enumerate();
        match self {
            Self::Masters => {
                let own = groups.filter(|(_, group)| group.master_think.is_some());
                let own = own.map(|(index, _)| format!("opponents[{index}].master_think*={factor}"));
                [format!("master.think*={factor}")].into_iter().chain(own).chain(walk).collect()
            }
            Self::Walking => walk.collect(),
            Self::Opponents => (0..exhibition.groups.len()).flat_map(thinks).collect(),
            Self::Group(index) => thinks(index).collect(),
            Self::Arrivals => {
                let late = groups.filter(|(_, group)| group.arrive != Arrival::AtStart);
                late.map(|(index, _)| format!("opponents[{index}].arrive*={factor}")).collect()
            }
            Self::Boards => {
                let more = more_boards(exhibition).unwrap_or(0);
                vec![format!("boards={}", exhibition.boards.unwrap_or(0) + more)]
            }
            Self::Policy => vec![WhatIf::FirstReady.setting(exhibition)],
        }
    }

    /// The part of the change's effect that counts: boards are whole, and may be more than in proportion.
    #[must_use]
    pub fn weight(self, exhibition: &Exhibition) -> f64 {
        match (self, exhibition.boards, more_boards(exhibition)) {
            (Self::Boards, Some(boards), Some(more)) => {
                let in_proportion = f64::from(boards) * (f64::from(Self::LESS_PERCENT) / f64::from(LEFT));
                (in_proportion / f64::from(more)).min(1.0)
            }
            _ => 1.0,
        }
    }
}

/// Times become this many times as long.
fn factor() -> Decimal {
    format!("0.{LEFT:02}").parse().expect("a decimal number")
}

fn shorter(time: &Distribution) -> Option<Distribution> {
    time.scaled(factor())
}

fn shorten_walks(exhibition: &mut Exhibition) -> Option<()> {
    if let Some(Walk::Between(time) | Walk::PerBoard(time)) = &mut exhibition.walk {
        *time = shorter(time)?;
    }
    Some(())
}

/// Patience shrinks too: so the same games are forfeited, only sooner.
fn shorten_thinks(exhibition: &mut Exhibition, group: usize) -> Option<()> {
    let group = exhibition.groups.get_mut(group)?;
    group.think = shorter(&group.think)?;
    if let Some(patience) = &mut group.patience {
        *patience = patience.times(factor())?;
    }
    Some(())
}

/// More boards in proportion, rounded up, but not more than there are opponents; `None` if all have one.
fn more_boards(exhibition: &Exhibition) -> Option<u32> {
    let boards = exhibition.few_boards()?;
    let lacking = exhibition.opponents() - u64::from(boards);
    u32::try_from((u64::from(boards) * u64::from(Constraint::LESS_PERCENT)).div_ceil(LEFT.into()).min(lacking)).ok()
}
