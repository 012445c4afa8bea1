//! Visiting policies: which board a free master goes to (docs/contract.md, section 6).
//!
//! A policy holds the *candidates*, the boards that qualify, in the structure that suits it, and gives the one that comes
//! first. The hall puts boards in and takes them out, and knows only this trait. Policies are static: each makes its own hall.

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

/// What qualifies a board for a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Qualifies {
    /// A move that is due: the candidates are the ready boards.
    MoveDue,
    /// An open game in which a master has to move: he walks there and waits.
    OpenGame,
    /// An opponent in the line: the master comes, opens the game and stays to its end.
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

    /// Adds a candidate: the instant since when it is one, the board, and the number of the masters' move there. `facts` gives what
    /// else a rank can depend on.
    fn add(&mut self, candidate: Event, facts: impl FnOnce() -> Facts);

    /// Takes the candidate that comes first.
    fn take(&mut self, streams: &Streams) -> Option<Event>;

    /// Removes a candidate whose game is over. Only needed where a game can end while it is a candidate.
    fn withdraw(&mut self, _board: u32) {}
}

/// What a rank can depend on, apart from the candidate itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    /// How many moves the game still has, of the side that begins; `u64::MAX` without end.
    pub moves_left: u64,
    /// The index of the board's group.
    pub group: usize,
}
