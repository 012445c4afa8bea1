//! What of a study is to be played: its points, each of them checked.

use super::Study;
use crate::model::EndlessGames;
use crate::scenario::{Diagnostic, Diagnostics};

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
    /// If there are none, or too many, or if one makes no sense; or if there is a seed for all although seeds are varied.
    pub fn new(study: &Study) -> Result<Self, Diagnostics> {
        if let Some(seed) = study.seed.filter(|_| study.varies_seed()) {
            let what = format!("the seed {seed} has no effect: `seed` is varied");
            return Err(Diagnostic::new(what).help("leave out one of the two").into());
        }
        let points = study.points()?;
        let mut games = EndlessGames::default();
        for point in &points {
            games.count(&study.scenario(*point)?.exhibition);
        }
        Ok(Self { points, games })
    }
}
