//! Visiting policies: which board a free master goes to (docs/contract.md, section 6).
//!
//! A policy holds the *candidates* (the boards that qualify) in a suitable structure, and gives the first one. The hall
//! adds and removes boards, and knows only this trait. Policies are type parameters: each has its own hall type.

mod circle;
mod first_ready;
mod random_ready;
mod ranked;
mod sequential;

pub(super) use circle::{Cyclic, CyclicSkip};
pub(super) use first_ready::FirstReady;
pub(super) use random_ready::RandomReady;
pub(super) use ranked::{Rank, Ranked};
pub(super) use sequential::Sequential;

use super::event::Event;
use crate::engine::Streams;

/// What makes a board qualify for a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Qualifies {
    /// A move that is due: candidates are the ready boards.
    MoveDue,
    /// An open game in which a master has to move: he walks there and waits.
    OpenGame,
    /// An opponent in the line: the master comes, opens the game and stays until its end.
    StandingInLine,
}

/// The candidates for a visit, and their order.
pub(super) trait Policy: Clone {
    /// What makes a board a candidate.
    const CANDIDATES: Qualifies;

    /// Removes all candidates, for boards below `opponents`; memory is reused.
    fn reset(&mut self, opponents: u32);

    /// Whether there is nobody to visit.
    fn is_empty(&self) -> bool;

    /// Adds a candidate: the instant from which it qualifies, the board, and the number of the masters' move there.
    /// `facts` gives what else a rank can depend on.
    fn add(&mut self, candidate: Event, facts: impl FnOnce() -> Facts);

    /// Takes the candidate that comes first.
    fn take(&mut self, streams: &Streams) -> Option<Event>;

    /// Removes a candidate whose game is over. Only needed if a game can end while it is a candidate.
    fn withdraw(&mut self, _board: u32) {}
}

/// What a rank can depend on, apart from the candidate itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    /// How many moves of the first side are left in the game; `u64::MAX` for an endless game.
    pub moves_left: u64,
    /// The index of the board's group.
    pub group: usize,
}
