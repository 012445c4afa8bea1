//! The event queue: a small trait, and its reference implementation on the `priority-queue` crate.

use super::event::Event;
use priority_queue::PriorityQueue;
use rustc_hash::FxBuildHasher;
use std::cmp::Reverse;
use std::hash::Hash;

/// The pending events, first one first.
///
/// All implementations give the same events in the same order; they differ in speed only.
pub trait EventQueue<E: Event> {
    /// Adds an event, which must differ from all that are pending.
    fn push(&mut self, event: E);

    /// Takes the first event.
    fn pop(&mut self) -> Option<E>;

    /// The first event, without removing it. It may reorganise its memory, but changes nothing visible.
    fn first(&mut self) -> Option<E>;

    /// Removes all events and keeps the memory, ready for another run from the start.
    fn clear(&mut self);
}

/// An event queue that can cancel a pending event.
pub trait CancelEvents<E: Event>: EventQueue<E> {
    /// Removes a pending event; `false` if it is not pending (any more).
    fn cancel(&mut self, event: &E) -> bool;
}

/// The reference event queue: a heap with an index by event, so any event can be cancelled.
#[derive(Clone)]
pub struct KeyedQueue<E: Event + Hash> {
    // The event is its own key, and its own priority. The hasher mixes well: a weaker one makes the index slow.
    events: PriorityQueue<E, Reverse<E>, FxBuildHasher>,
}

impl<E: Event + Hash> Default for KeyedQueue<E> {
    fn default() -> Self {
        Self { events: PriorityQueue::with_default_hasher() }
    }
}

impl<E: Event + Hash> EventQueue<E> for KeyedQueue<E> {
    fn push(&mut self, event: E) {
        let replaced = self.events.push(event, Reverse(event));
        debug_assert!(replaced.is_none(), "two pending events are equal");
    }

    fn pop(&mut self) -> Option<E> {
        self.events.pop().map(|(event, _)| event)
    }

    fn first(&mut self) -> Option<E> {
        self.events.peek().map(|(event, _)| *event)
    }

    fn clear(&mut self) {
        self.events.clear();
    }
}

impl<E: Event + Hash> CancelEvents<E> for KeyedQueue<E> {
    fn cancel(&mut self, event: &E) -> bool {
        self.events.remove(event).is_some()
    }
}
