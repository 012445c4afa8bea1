//! All that a language needs to know of a scenario.

use super::games::Games;
use super::language::Language;
use super::request::Larry;
use super::shape::Shape;
use crate::model::Names;
use crate::scenario::Scenario;
use crate::time::Duration;

/// More games than this have their table in a file of its own.
const GAMES_INSIDE_MAX: u32 = 30;

/// All that a language needs to know.
pub struct Plan<'a> {
    pub scenario: &'a Scenario,
    pub names: Names,
    pub games: Games,
    pub shape: Shape,
    pub larry: Larry,
    pub language: Language,
    pub decimals: usize,
    pub makespan: Duration,
}

impl Plan<'_> {
    /// Whether the table of games stands in a file of its own. In Rust it never does.
    pub fn has_file(&self) -> bool {
        !self.games.are_alike && self.games.count > GAMES_INSIDE_MAX && self.language != Language::Tokio
    }
}
