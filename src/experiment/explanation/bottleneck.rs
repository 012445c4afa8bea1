//! The bottleneck of an exhibition, judged by how its masters spend their time.

use super::{Effect, WhatIf};
use crate::experiment::Summary;
use crate::model::{Exhibition, Group, Measure};

/// Masters who think or walk for this share of their time have no time left.
const BUSY: f64 = 0.9;

/// The bottleneck of an exhibition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bottleneck {
    /// The masters think nearly all the time, or would if nothing varied.
    Masters,
    /// The masters walk for longer than they think, and have hardly any time left.
    Walking,
    /// The masters stand at boards and wait, because of their policy.
    Policy,
    /// The masters have nothing to do while opponents stand in line for boards.
    Boards,
    /// The masters have nothing to do because all opponents think, or have not arrived yet.
    Opponents,
}

impl Bottleneck {
    /// Its name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Masters => "masters",
            Self::Walking => "walking",
            Self::Policy => "policy",
            Self::Boards => "boards",
            Self::Opponents => "opponents",
        }
    }

    /// The bottleneck of an exhibition, from a summary. The policy and the boards are the bottleneck only if playing
    /// without them shows a gain.
    #[must_use]
    pub(super) fn of(exhibition: &Exhibition, summary: &Summary, effects: &[Effect]) -> Self {
        let mean = |measure| summary.estimate(measure).mean;
        let all_s = mean(Measure::Makespan) * f64::from(exhibition.master.count);
        let [thinking, walking, attending, idle] =
            [Measure::MasterThinking, Measure::MasterWalking, Measure::MasterAttending, Measure::MasterIdle].map(mean);
        let helps = |what_if| effects.iter().any(|effect| effect.what_if == what_if && effect.is_gain(exhibition));
        let masters = if walking > thinking { Self::Walking } else { Self::Masters };
        if thinking + walking >= BUSY * all_s {
            masters
        } else if attending > idle && helps(WhatIf::FirstReady) {
            Self::Policy
        } else if load(exhibition) >= f64::from(exhibition.master.count) {
            masters
        } else if helps(WhatIf::Board) {
            Self::Boards
        } else {
            Self::Opponents
        }
    }
}

/// How many masters would be busy all the time if nobody had to wait for them: each board keeps one busy for the time
/// of a visit divided by the time of a visit and a think. With fewer boards than opponents, each group has its share of
/// the boards.
fn load(exhibition: &Exhibition) -> f64 {
    let walk_s = exhibition.walk.as_ref().map_or(0.0, |walk| walk.time().mean_s());
    let of_group = |group: &Group| {
        let visit_s = exhibition.service(group).mean_s() + walk_s;
        let share = visit_s / (visit_s + group.think.mean_s());
        if share.is_finite() { f64::from(group.count) * share } else { 0.0 }
    };
    let opponents = exhibition.opponents().max(1) as f64;
    let boards = exhibition.boards.map_or(opponents, f64::from).min(opponents);
    exhibition.groups.iter().map(of_group).sum::<f64>() * (boards / opponents)
}
