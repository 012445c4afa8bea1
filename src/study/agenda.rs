//! The checked points of a study, to be played.

use super::Study;
use crate::model::EndlessGames;
use crate::replicate::Stop;
use crate::scenario::{Diagnostics, Scenario, Variations};

/// The points to play. All their scenarios are valid.
#[derive(Clone, Debug, PartialEq)]
pub struct Agenda {
    /// Their numbers in the grid.
    pub points: Vec<u64>,
    /// Their scenarios, in the same order.
    pub scenarios: Vec<Scenario>,
    /// How many points of the study have endless games, and what is therefore told, and is to be precise, if nothing is
    /// asked for.
    pub games: EndlessGames,
}

impl Agenda {
    /// The points of a study; `None` if `stop` is raised before all are checked.
    ///
    /// # Errors
    /// If there are none, or too many, or if one is invalid.
    pub fn new(study: &Study, stop: &Stop) -> Result<Option<Self>, Diagnostics> {
        Self::among(study, &study.points()?, |_| true, stop)
    }

    /// Those of a study's points whose places among them are chosen. All of them are checked.
    pub(super) fn among(
        study: &Study,
        points: &[u64],
        mut is_chosen: impl FnMut(usize) -> bool,
        stop: &Stop,
    ) -> Result<Option<Self>, Diagnostics> {
        let mut agenda = Self { points: Vec::new(), scenarios: Vec::new(), games: EndlessGames::default() };
        let mut variations = Variations::new(study.baseline.clone());
        for (place, point) in points.iter().enumerate() {
            if stop.is_raised() {
                return Ok(None);
            }
            let scenario = study.scenario(*point, &mut variations)?;
            agenda.games.count(&scenario.exhibition);
            if is_chosen(place) {
                agenda.points.push(*point);
                agenda.scenarios.push(scenario);
            }
        }
        Ok(Some(agenda))
    }
}
