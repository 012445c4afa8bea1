//! What of a study is to be played: its points, each of them checked.

use super::Study;
use crate::model::EndlessGames;
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
    /// The points of a study.
    ///
    /// # Errors
    /// If there are none, or too many, or if one makes no sense.
    pub fn new(study: &Study) -> Result<Self, Diagnostics> {
        let points = study.points()?;
        let mut games = EndlessGames::default();
        for point in &points {
            games.count(&study.scenario(*point)?.exhibition);
        }
        Ok(Self { points, games })
    }
}
