//! Chess.com's archives as JSON: each game holds its PGN, with clocks.

use super::clocks;
use super::json;
use super::pgn;
use super::{Format, Measured, Source};
use crate::document::Diagnostic;
use serde::Deserialize;

pub const FORMAT: Format = Format { is: |head| json::has_keys(head, &["games", "pgn"]), read, has_columns: false };

#[derive(Deserialize)]
struct Archive {
    games: Vec<Game>,
}

#[derive(Deserialize)]
struct Game {
    #[serde(default)]
    url: String,
    #[serde(default)]
    pgn: String,
}

fn read(source: Source<'_>) -> Result<Measured, Diagnostic> {
    let archive: Archive = json::whole(source)?;
    let mut games = Vec::new();
    for (index, game) in archive.games.iter().enumerate() {
        let name = format!("{}, game {} ({})", source.file, index + 1, game.url);
        games.extend(pgn::games(&name, &game.pgn)?);
    }
    clocks::read(source, "Chess.com JSON", &games)
}
