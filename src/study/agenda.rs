//! What of a study is to be played: its points, each of them checked.

use super::Study;
use crate::model::EndlessGames;
use crate::replicate::Stop;
use crate::scenario::Diagnostics;

/// The points that are to be played. All their scenarios make sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agenda {
    /// Their numbers in the grid.
    pub points: Vec<u64>,
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
        let mut games = EndlessGames::default();
        for point in &points {
            if stop.is_raised() {
                return Ok(None);
            }
            games.count(&study.scenario(*point)?.exhibition);
        }
        Ok(Some(Self { points, games }))
    }
}
