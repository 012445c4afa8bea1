//! What of a study is to be played: its points, each of them checked.

use super::Study;
use crate::model::EndlessGames;
use crate::replicate::Stop;
use crate::scenario::{Diagnostics, Scenario};

/// The points that are to be played. All their scenarios make sense.
#[derive(Clone, Debug, PartialEq)]
pub struct Agenda {
    /// Their numbers in the grid.
    pub points: Vec<u64>,
    /// Their scenarios, in the same order.
    pub scenarios: Vec<Scenario>,
    /// How many of them have endless games, and what is therefore told, and is to be precise, if nothing is asked for.
    pub games: EndlessGames,
}

impl Agenda {
    /// The points of a study; `None` if `stop` is raised before all are checked.
    ///
    /// # Errors
    /// If there are none, or too many, or if one makes no sense.
    pub fn new(study: &Study, stop: &Stop) -> Result<Option<Self>, Diagnostics> {
        let points = study.points()?;
        let (mut scenarios, mut games) = (Vec::with_capacity(points.len()), EndlessGames::default());
        for point in &points {
            if stop.is_raised() {
                return Ok(None);
            }
            let scenario = study.scenario(*point)?;
            games.count(&scenario.exhibition);
            scenarios.push(scenario);
        }
        Ok(Some(Self { points, scenarios, games }))
    }
}
