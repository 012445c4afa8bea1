//! The saturation point: the number of boards from which the masters are the bottleneck.

use super::game::alike;
use super::{Assumption, Characteristic, Entry, Statement};

pub(super) const ENTRY: Entry = Entry {
    name: "saturation",
    title: "Saturation point",
    equation: "N* = c (S + Z)/S, where a walk counts as part of S",
    source: "Denning & Buzen, Computing Surveys 10 (1978); Lazowska et al. 1984, ch. 5",
    assumptions: &[
        Assumption::Alike,
        Assumption::SameAtEveryMove,
        Assumption::MastersTakeTime,
        Assumption::ReadyDriven,
        Assumption::AllAtStart,
        Assumption::NobodyForfeits,
        Assumption::SeveralRounds,
    ],
    says: |exhibition| {
        let group = alike(exhibition)?;
        let walk_s = exhibition.walk.as_ref().map_or(0.0, |walk| walk.time().mean_s());
        let visit_s = exhibition.service(group).mean_s() + walk_s;
        let boards = saturation_point(exhibition.master.count, group.think.mean_s(), visit_s);
        boards.is_finite().then(|| vec![Statement::new(Characteristic::SaturationBoards, boards)])
    },
};

/// How many boards keep `masters` busy if nothing varies: N* = c (S + Z)/S. With fewer, masters wait for opponents;
/// with more, opponents wait for masters. Infinite if a visit takes no time.
///
/// Denning & Buzen, "The operational analysis of queueing network models", Computing Surveys 10 (1978).
#[must_use]
pub fn saturation_point(masters: u32, think_s: f64, visit_s: f64) -> f64 {
    f64::from(masters) * ((visit_s + think_s) / visit_s)
}
