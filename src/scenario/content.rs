//! The content of a scenario file, field by field, and the exhibition that it means.

use crate::line::is_plain;
use crate::model::{Exhibition, Group, Master, Side, Visit, Walk};
use crate::time::Duration;

/// The fields of a scenario file: as written, or their defaults.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    pub title: Option<String>,
    pub seed: u64,
    pub master: Master,
    pub opponents: Vec<Group>,
    pub boards: Option<u32>,
    pub visit: Visit,
    pub walk: Option<Walk>,
    pub first_move: Side,
    pub last_move: Option<Side>,
    pub warm_up: Option<Duration>,
    pub horizon: Option<Duration>,
}

impl Content {
    /// The full content of a file with this exhibition.
    pub fn of(title: String, seed: u64, exhibition: Exhibition) -> Self {
        let Exhibition { master, groups, boards, visit, walk, first_move, last_move, warm_up, horizon, quantiles: _ } =
            exhibition;
        Self {
            title: Some(title),
            seed,
            master,
            opponents: groups,
            boards,
            visit,
            walk,
            first_move,
            last_move: Some(last_move),
            // Without a horizon there is no warm-up; with a horizon, a missing warm-up has length zero.
            warm_up: horizon.map(|_| warm_up),
            horizon,
        }
    }

    /// The exhibition to play.
    pub fn exhibition(&self) -> Exhibition {
        Exhibition {
            master: self.master.clone(),
            groups: self.opponents.clone(),
            boards: self.boards,
            visit: self.visit,
            walk: self.walk.clone(),
            first_move: self.first_move,
            last_move: self.last_move.unwrap_or(self.first_move.other()),
            warm_up: self.warm_up.unwrap_or(Duration::ZERO),
            horizon: self.horizon,
            quantiles: false,
        }
    }

    /// Whether the title is one line of text.
    pub fn has_good_title(&self) -> bool {
        self.title.as_ref().is_none_or(|title| is_plain(title))
    }
}
