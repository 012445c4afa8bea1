//! Events, and their order within an instant.

use crate::time::Instant;
use std::cmp::Ordering;

/// Something that happens at an instant.
///
/// The order of events (`Ord`) is the order in which they happen, and must begin with the instant. Events that are
/// pending together must all differ, so the order is total and an event identifies itself for cancelling.
pub trait Event: Copy + Ord {
    /// When it happens.
    fn at(&self) -> Instant;

    /// Whether it is of a kind of which only few are ever pending together. This is only a hint for
    /// [`LaneQueue`](super::LaneQueue).
    #[inline]
    fn is_express(&self) -> bool {
        false
    }
}

/// An event that carries any message; its place is (instant, phase, sequence).
///
/// Made by [`Context::schedule_after`](super::Context::schedule_after): of the events of one instant, those of a lower
/// phase come first, and within a phase those that were scheduled earlier.
#[derive(Clone, Copy, Debug)]
pub struct Timed<M> {
    at: Instant,
    phase: u8,
    sequence: u64,
    /// The message for the actors.
    pub message: M,
}

impl<M> Timed<M> {
    pub(super) const fn new(at: Instant, phase: u8, sequence: u64, message: M) -> Self {
        Self { at, phase, sequence, message }
    }

    const fn place(&self) -> (Instant, u8, u64) {
        (self.at, self.phase, self.sequence)
    }
}

impl<M: Copy> Event for Timed<M> {
    #[inline]
    fn at(&self) -> Instant {
        self.at
    }
}

impl<M> PartialEq for Timed<M> {
    fn eq(&self, other: &Self) -> bool {
        self.place() == other.place()
    }
}

impl<M> Eq for Timed<M> {}

impl<M> PartialOrd for Timed<M> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<M> Ord for Timed<M> {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        self.place().cmp(&other.place())
    }
}

impl<M> std::hash::Hash for Timed<M> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.place().hash(state);
    }
}
