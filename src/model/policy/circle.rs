//! `Cyclic` and `CyclicSkip`: the next board around the circle after the one last chosen.

use super::{Facts, Policy, Qualifies};
use crate::engine::Streams;
use crate::model::event::Event;
use crate::model::index_set::IndexSet;

/// `Cyclic`: the next open game, ready or not.
pub(in crate::model) type Cyclic = Circle<false>;

/// `CyclicSkip`: the next ready board.
pub(in crate::model) type CyclicSkip = Circle<true>;

/// Candidates around a circle: only ready boards, or all open games.
#[derive(Clone, Debug, Default)]
pub(in crate::model) struct Circle<const READY_ONLY: bool> {
    boards: IndexSet,
    /// The candidate of each board in the set.
    candidates: Vec<Event>,
    /// Where the search starts: after the board last chosen.
    from: u32,
}

impl<const READY_ONLY: bool> Policy for Circle<READY_ONLY> {
    const CANDIDATES: Qualifies = if READY_ONLY { Qualifies::MoveDue } else { Qualifies::OpenGame };

    fn reset(&mut self, opponents: u32) {
        self.boards.reset(opponents as usize);
        self.candidates.resize(opponents as usize, Event::NONE);
        self.from = 0;
    }

    #[inline]
    fn is_empty(&self) -> bool {
        self.boards.is_empty()
    }

    fn add(&mut self, candidate: Event, _: impl FnOnce() -> Facts) {
        self.boards.insert(candidate.actor());
        self.candidates[candidate.actor() as usize] = candidate;
    }

    fn take(&mut self, _: &Streams) -> Option<Event> {
        let board = self.boards.next_around(self.from)?;
        self.boards.remove(board);
        self.from = board + 1;
        Some(self.candidates[board as usize])
    }

    fn withdraw(&mut self, board: u32) {
        self.boards.remove(board);
    }
}
