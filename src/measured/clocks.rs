//! Games with clocks: how long each player thought about each move.

use super::harvest::Harvest;
use super::{Measured, Recognised, Source};
use crate::document::Diagnostic;
use crate::time::Duration;
use std::collections::BTreeSet;

/// A game, as far as its clocks know it.
#[derive(Default)]
pub struct ClockedGame {
    /// White and Black.
    pub players: [String; 2],
    /// What a move adds to its player's clock.
    pub increment: Duration,
    /// For each half-move, what is known of its time.
    pub plies: Vec<Ply>,
}

/// What is known of a half-move.
#[derive(Clone, Copy)]
pub enum Ply {
    /// What the player's clock showed after it.
    Left(Duration),
    /// How long it took.
    Took(Duration),
    /// Nothing.
    Untimed,
}

/// The think times of all players in all games, a sequence for each player and game.
///
/// Who plays in every game, of two and more, walks from board to board: that player's clock runs while he is elsewhere,
/// so his times are left out unless he is asked for.
///
/// # Errors
/// If no move has a time.
pub fn read(source: Source<'_>, format: &'static str, games: &[ClockedGame]) -> Result<Measured, Diagnostic> {
    let mut harvest = Harvest::new(source.file, source.request, ["player"])?;
    let master = if harvest.wants_labels() { None } else { master(games) };
    for game in games {
        for (side, player) in game.players.iter().enumerate() {
            harvest.begin(player.clone());
            let mut clock = None;
            for ply in game.plies.iter().skip(side).step_by(2) {
                let before = clock;
                clock = if let Ply::Left(left) = ply { Some(*left) } else { None };
                let took = match (ply, before) {
                    (Ply::Took(took), _) => Ok(*took),
                    (Ply::Untimed, _) => Err("moves without a time"),
                    (Ply::Left(_), None) => Err("first moves, or moves after one without a time"),
                    (Ply::Left(left), Some(before)) => {
                        let available: Duration = before.saturating_add(game.increment);
                        let ns = available.as_ns().checked_sub(left.as_ns());
                        ns.map(Duration::from_ns).ok_or("moves that added time to their own clock")
                    }
                };
                match took {
                    _ if master == Some(player.as_str()) => {
                        harvest.leave_out(&format!("moves of {player}, who plays in every game and walks meanwhile"));
                    }
                    Ok(took) => harvest.take(took, &[("player", player)])?,
                    Err(why) => harvest.leave_out(why),
                }
            }
        }
    }
    harvest.finish(Recognised::new(format, "think times of moves, by their clocks"))
}

/// The only player of every game, where there are several.
fn master(games: &[ClockedGame]) -> Option<&str> {
    let (first, others) = games.split_first().filter(|(_, others)| !others.is_empty())?;
    let mut always: BTreeSet<&str> = first.players.iter().map(String::as_str).filter(|name| *name != "?").collect();
    for game in others {
        always.retain(|name| game.players.iter().any(|player| player == name));
    }
    always.first().copied().filter(|_| always.len() == 1)
}
