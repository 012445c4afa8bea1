//! Happenings as words, one line for each instant, so that cases by hand can be written and read.
//!
//! `#2` is board 2, `M0` master 0. In brackets: of a move its number; of sitting down, of a master's
//! starting to think, and of a game's end the time since arrival, since ready, and since arrival.

use super::Trajectory;
use zeitnot::model::Happening;

/// One happening.
pub fn tell(happening: &Happening) -> String {
    match *happening {
        Happening::Arrived { board } => format!("#{board} comes"),
        Happening::Seated { board, line_wait } => format!("#{board} sits({})", line_wait.as_ns()),
        Happening::OpponentMoved { board, nth } => format!("#{board} moves({nth})"),
        Happening::Forfeited { board } => format!("#{board} forfeits"),
        Happening::Walks { master, board } => format!("M{master} walks #{board}"),
        Happening::Attends { master, board } => format!("M{master} attends #{board}"),
        Happening::Thinks { master, board, waited } => format!("M{master} thinks #{board}({})", waited.as_ns()),
        Happening::MasterMoved { master, board, nth } => format!("M{master} moves #{board}({nth})"),
        Happening::GameOver { board, sojourn } => format!("#{board} over({})", sojourn.as_ns()),
    }
}

/// A whole trajectory.
pub fn tell_all(trajectory: &Trajectory) -> String {
    let instants = trajectory.chunk_by(|(one, _), (next, _)| one == next);
    let lines = instants.map(|instant| {
        let words: Vec<_> = instant.iter().map(|(_, happening)| tell(happening)).collect();
        format!("{}: {}", instant[0].0, words.join(", "))
    });
    lines.collect::<Vec<_>>().join("\n")
}
