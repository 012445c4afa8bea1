//! `FirstReady`: the board that has been ready longest.

use super::{Facts, Policy, Qualifies};
use crate::engine::{Event as _, Fifo, Streams};
use crate::model::event::Event;

/// The ready boards in the order of (instant, board).
#[derive(Clone, Debug, Default)]
pub(in crate::model) struct FirstReady(Fifo<Event>);

impl Policy for FirstReady {
    const CANDIDATES: Qualifies = Qualifies::MoveDue;

    fn reset(&mut self, _: u32) {
        self.clear_line();
    }

    #[inline]
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Boards become ready in the order of time, so they are added at the end, except among boards ready since the same
    /// instant.
    #[inline]
    fn add(&mut self, candidate: Event, _: impl FnOnce() -> Facts) {
        self.add_ready(candidate);
    }

    #[inline]
    fn take(&mut self, _: &Streams) -> Option<Event> {
        self.take_first()
    }
}

impl FirstReady {
    /// Removes all; memory is reused.
    pub fn clear_line(&mut self) {
        self.0.clear();
    }

    /// Adds a board that is ready since its instant.
    #[inline]
    pub fn add_ready(&mut self, candidate: Event) {
        match self.0.last() {
            Some(last) if candidate < *last => self.insert_among_equals(candidate),
            _ => self.0.push(candidate),
        }
    }

    /// Takes the board that has been ready longest.
    #[inline]
    pub fn take_first(&mut self) -> Option<Event> {
        self.0.pop()
    }

    #[cold]
    fn insert_among_equals(&mut self, candidate: Event) {
        debug_assert!(self.0.last().is_none_or(|last| last.at() == candidate.at()));
        self.0.insert_after(candidate, |other| *other < candidate);
    }
}
