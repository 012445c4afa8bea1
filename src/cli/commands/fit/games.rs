//! Values of games: where they can be replayed as they were played.

use super::subject::Subject;
use super::target;
use crate::fit::{Model, Target, replayed};
use crate::scenario::{Diagnostics, Scenario};

/// Whether all opponents' values are of games.
pub(super) fn has_games(subjects: &[Subject]) -> bool {
    subjects.iter().all(|subject| subject.is_service || !subject.games.is_empty())
}

/// Whether the values of opponents go where a group can make way for games.
pub(super) fn replaces_groups(subjects: &[Subject], target: &Target) -> Result<bool, Diagnostics> {
    let scenario = target.template().scenario()?;
    let mut slots = target.slots().iter().zip(subjects).filter(|(_, subject)| !subject.is_service);
    Ok(slots.all(|(slot, _)| target::group_of(&scenario.exhibition, &slot.path).is_some()))
}

/// The scenario in which each game is replayed.
pub(super) fn recorded(subjects: &[Subject], target: &Target) -> Result<Scenario, Diagnostics> {
    let models: Vec<_> =
        subjects.iter().filter_map(|subject| subject.sample.as_ref()).map(Model::body_and_tail).collect();
    let mut scenario = target.with(&models)?.scenario()?;
    for (slot, subject) in target.slots().iter().zip(subjects).rev().filter(|(_, subject)| !subject.is_service) {
        if let Some(index) = target::group_of(&scenario.exhibition, &slot.path) {
            scenario.exhibition = replayed(&scenario.exhibition, index, &subject.games);
        }
    }
    Ok(scenario)
}
