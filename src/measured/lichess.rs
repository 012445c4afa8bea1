//! Lichess's games as JSON, one a line, exported with clocks: what is left after each half-move, in hundredths of a
//! second.

use super::clocks::{self, ClockedGame, Ply};
use super::json;
use super::{Format, Measured, Source};
use crate::document::Diagnostic;
use crate::time::Duration;
use serde::Deserialize;

pub const FORMAT: Format = Format { is: |head| json::has_keys(head, &["players", "speed"]), read, has_columns: false };

const HUNDREDTH_NS: u64 = 10_000_000;

#[derive(Deserialize)]
struct Game {
    players: Players,
    clock: Option<Clock>,
    #[serde(default)]
    clocks: Vec<u64>,
}

#[derive(Deserialize)]
struct Players {
    white: Player,
    black: Player,
}

#[derive(Deserialize)]
struct Player {
    user: Option<User>,
}

#[derive(Deserialize)]
struct User {
    name: String,
}

#[derive(Deserialize)]
struct Clock {
    increment: u64,
}

fn read(source: Source<'_>) -> Result<Measured, Diagnostic> {
    let games: Result<Vec<Game>, _> = json::each(source).collect();
    let games = games?;
    if games.iter().all(|game| game.clocks.is_empty()) {
        let what = format!("the games in `{}` have no clocks", source.file);
        return Err(Diagnostic::new(what).help("export them with clocks=true"));
    }
    let name = |player: Player| player.user.map_or_else(|| "?".to_owned(), |user| user.name);
    let clocked = games.into_iter().map(|game| ClockedGame {
        players: [name(game.players.white), name(game.players.black)],
        increment: Duration::from_secs(game.clock.map_or(0, |clock| clock.increment)),
        plies: game.clocks.iter().map(|left| Ply::Left(Duration::from_ns(left.saturating_mul(HUNDREDTH_NS)))).collect(),
    });
    clocks::read(source, "Lichess JSON", &clocked.collect::<Vec<_>>())
}
