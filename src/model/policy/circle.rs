//! `Cyclic` and `CyclicSkip`: the next board around the circle after the one last chosen.

use super::{Facts, Policy, Qualifies};
use crate::engine::Streams;
use crate::model::event::Event;
use crate::model::index_set::IndexSet;

/// `Cyclic`: the next open game, ready or not.
#[derive(Clone, Debug, Default)]
pub(in crate::model) struct Cyclic(Circle);

/// `CyclicSkip`: the next ready board.
#[derive(Clone, Debug, Default)]
pub(in crate::model) struct CyclicSkip(Circle);

/// Candidates around a circle.
#[derive(Clone, Debug, Default)]
struct Circle {
    boards: IndexSet,
    /// The candidate by board, for those that are in the set.
    candidates: Vec<Event>,
    /// Where the search starts: behind the board last chosen.
    from: u32,
}

impl Circle {
    fn reset(&mut self, opponents: u32) {
        self.boards.reset(opponents as usize);
        self.candidates.resize(opponents as usize, Event::NONE);
        self.from = 0;
    }

    fn add(&mut self, candidate: Event) {
        self.boards.insert(candidate.actor());
        self.candidates[candidate.actor() as usize] = candidate;
    }

    fn take(&mut self) -> Option<Event> {
        let board = self.boards.next_around(self.from)?;
        self.boards.remove(board);
        self.from = board + 1;
        Some(self.candidates[board as usize])
    }
}

impl Policy for Cyclic {
    const CANDIDATES: Qualifies = Qualifies::OpenGame;

    fn reset(&mut self, opponents: u32) {
        self.0.reset(opponents);
    }

    #[inline]
    fn is_empty(&self) -> bool {
        self.0.boards.is_empty()
    }

    fn add(&mut self, candidate: Event, _: impl FnOnce() -> Facts) {
        self.0.add(candidate);
    }

    fn take(&mut self, _: &Streams) -> Option<Event> {
        self.0.take()
    }

    fn withdraw(&mut self, board: u32) {
        self.0.boards.remove(board);
    }
}

impl Policy for CyclicSkip {
    const CANDIDATES: Qualifies = Qualifies::MoveDue;

    fn reset(&mut self, opponents: u32) {
        self.0.reset(opponents);
    }

    #[inline]
    fn is_empty(&self) -> bool {
        self.0.boards.is_empty()
    }

    fn add(&mut self, candidate: Event, _: impl FnOnce() -> Facts) {
        self.0.add(candidate);
    }

    fn take(&mut self, _: &Streams) -> Option<Event> {
        self.0.take()
    }
}
