//! The bottleneck of an exhibition: the constraint of which a little less gains most, as simulated.

use super::gains::{Gain, Gains};
use super::{Constraint, Effect, WhatIf};
use crate::experiment::Summary;
use crate::model::{Exhibition, Measure};

/// A like change that gains less than this share of the measure does not show a bottleneck.
const GAIN_MIN: f64 = 0.01;
/// A lead over another constraint counts only if it is at least this share of the measure.
const LEAD_MIN: f64 = 0.001;
/// The masters are scarce if they think for at least this share of their time, and one more gains …
const UTILISATION_MIN: f64 = 0.5;
/// … at least this share of the measure …
const ONE_MORE_MIN: f64 = 0.02;
/// … or, if one more is a small part of them, this share of what a master is of all.
const ONE_MORE_OF_MANY_MIN: f64 = 0.2;
/// A group is the bottleneck if it alone has this share of the effect of all opponents.
const GROUP_MIN: f64 = 0.8;
/// Walking is, if it has more than this share of the effect of all of the masters' time.
const WALKING_MIN: f64 = 0.5;

/// The bottleneck of an exhibition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bottleneck {
    /// There are too few masters, or they are too slow.
    Masters,
    /// What a master's moves take limits the pace, but not that there are too few masters.
    MasterThinking,
    /// The masters' walking limits the pace.
    Walking,
    /// The masters stand at boards and wait, because of their policy.
    Policy,
    /// Opponents stand in line for boards.
    Boards,
    /// The opponents' thinking limits the pace.
    Opponents,
    /// The thinking of the group of this index does.
    Group(usize),
    /// The opponents arrive too slowly, or too late.
    Arrivals,
    /// No constraint stands out.
    Undecided(Undecided),
}

/// Why no constraint stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undecided {
    /// No like change gains much.
    Little,
    /// This one gains most, but that may be chance.
    Chance(Constraint),
    /// These two gain nearly the same.
    Close([Constraint; 2]),
}

impl Bottleneck {
    /// Its name in JSON.
    ///
    /// # Panics
    /// If `exhibition` lacks its group.
    #[must_use]
    pub fn name(self, exhibition: &Exhibition) -> &'static str {
        match self {
            Self::Masters => "masters",
            Self::MasterThinking => "master_thinking",
            Self::Walking => "walking",
            Self::Policy => "policy",
            Self::Boards => "boards",
            Self::Opponents => "opponents",
            Self::Group(index) if exhibition.groups[index].count == 1 => "one_opponent",
            Self::Group(_) => "one_group",
            Self::Arrivals => "arrivals",
            Self::Undecided(_) => "undecided",
        }
    }

    /// The constraint that it is, if there is one.
    #[must_use]
    pub const fn constraint(self) -> Option<Constraint> {
        Some(match self {
            Self::Masters | Self::MasterThinking => Constraint::Masters,
            Self::Walking => Constraint::Walking,
            Self::Policy => Constraint::Policy,
            Self::Boards => Constraint::Boards,
            Self::Opponents => Constraint::Opponents,
            Self::Group(index) => Constraint::Group(index),
            Self::Arrivals => Constraint::Arrivals,
            Self::Undecided(_) => return None,
        })
    }

    /// The bottleneck of an exhibition. `effects` are those of its what-ifs.
    #[must_use]
    pub(super) fn of(exhibition: &Exhibition, summary: &Summary, gains: &Gains, effects: &[Effect]) -> Self {
        let first = match standing_out(exhibition, gains) {
            Ok(first) => first,
            Err(undecided) => return Self::Undecided(undecided),
        };
        let all = gains.all();
        let mean = |of| all.iter().find(|gain| gain.constraint == of).map_or(0.0, |gain| gain.mean);
        let whole = mean(first.whole());
        match first {
            Constraint::Masters | Constraint::Walking if mean(Constraint::Walking) > WALKING_MIN * whole => {
                Self::Walking
            }
            Constraint::Masters | Constraint::Walking if are_scarce(exhibition, summary, effects) => Self::Masters,
            Constraint::Masters | Constraint::Walking => Self::MasterThinking,
            Constraint::Opponents | Constraint::Group(_) => {
                let mut enough = all.iter().filter(|gain| gain.mean >= GROUP_MIN * whole);
                let group = enough.find_map(|gain| gain.constraint.group());
                group.map_or(Self::Opponents, Self::Group)
            }
            Constraint::Arrivals => Self::Arrivals,
            Constraint::Boards => Self::Boards,
            Constraint::Policy => Self::Policy,
        }
    }
}

/// The constraint whose gain is significant, worth mentioning, and ahead of that of every other one, except those of
/// which it is a part, or which have the same whole. Otherwise why none is.
fn standing_out(exhibition: &Exhibition, gains: &Gains) -> Result<Constraint, Undecided> {
    let all = gains.all();
    let first = all.first().ok_or(Undecided::Little)?;
    // With a single replication, chance is unknown.
    let chance = |half_width: Option<f64>| match half_width {
        None if exhibition.is_deterministic() => 0.0,
        half_width => half_width.unwrap_or(f64::INFINITY),
    };
    let exceeds = |mean: f64, half_width, share: f64| mean > chance(half_width).max(share * gains.measure());
    let much = GAIN_MIN * gains.measure();
    if all.iter().all(|gain| gain.mean + chance(gain.half_width) <= much) {
        return Err(Undecided::Little);
    }
    if !exceeds(first.mean, first.half_width, GAIN_MIN) {
        return Err(Undecided::Chance(first.constraint));
    }
    // Paired differences have the shorter intervals, unless they are skewed.
    let leads = |other: &Gain| {
        let pair = gains.lead(first.constraint, other.constraint);
        pair.is_some_and(|(mean, half_width)| {
            exceeds(mean, half_width, LEAD_MIN)
                || exceeds(mean, Some(chance(first.half_width) + chance(other.half_width)), LEAD_MIN)
        })
    };
    let mut others = all.iter().filter(|other| other.constraint.whole() != first.constraint.whole());
    match others.find(|other| !leads(other)) {
        Some(close) => Err(Undecided::Close([first.constraint, close.constraint])),
        None => Ok(first.constraint),
    }
}

/// Whether the masters are busy for most of their time, and one more would help.
fn are_scarce(exhibition: &Exhibition, summary: &Summary, effects: &[Effect]) -> bool {
    let share = ONE_MORE_MIN.min(ONE_MORE_OF_MANY_MIN / f64::from(exhibition.master.count));
    let helps = |effect: &Effect| {
        let measure = summary.estimate(exhibition.principal_measure()).mean;
        effect.is_gain(exhibition) && effect.difference.abs() >= share * measure
    };
    let one_more = effects.iter().find(|effect| effect.what_if == WhatIf::Master);
    summary.estimate(Measure::Utilisation).mean >= UTILISATION_MIN && one_more.is_some_and(helps)
}
