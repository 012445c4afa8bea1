//! An event queue for few pending events, and for events that are mostly scheduled in the order in which they happen.

use super::event::Event;
use super::fifo::Fifo;
use super::queue::EventQueue;

/// A queue that consists of a *run*, a sorted line that takes every event that belongs near its end, and a queue of
/// type `R` for the rest.
///
/// With constant delays every event joins the run at its end, and the queue costs the same however many are pending. If
/// only few are pending, all are in the run: inserting into a short line is cheaper than walking through a heap. With
/// many pending and random delays almost all go to the rest, and the run costs little.
#[derive(Clone, Debug)]
pub struct RunQueue<E, R> {
    run: Fifo<E>,
    rest: R,
}

/// How far from the end of the run an event may belong. Of the values measured (8, 16 and 32), 32 is best for 12 to 30
/// pending random delays, and no worse for more.
const REACH: usize = 32;

impl<E, R: Default> Default for RunQueue<E, R> {
    fn default() -> Self {
        Self { run: Fifo::default(), rest: R::default() }
    }
}

impl<E: Event, R: EventQueue<E>> RunQueue<E, R> {
    /// Replaces all events with these: all of them join the run.
    pub fn fill(&mut self, events: impl Iterator<Item = E>) {
        self.run.fill_sorted(events);
        self.rest.clear();
    }
}

impl<E: Event, R: EventQueue<E>> EventQueue<E> for RunQueue<E, R> {
    #[inline]
    fn push(&mut self, event: E) {
        if self.run.last().is_none_or(|last| *last < event) {
            self.run.push(event);
        } else if !self.run.insert_near_end(event, REACH) {
            self.rest.push(event);
        }
    }

    #[expect(clippy::inline_always, reason = "part of the executive's loop")]
    #[inline(always)]
    fn pop(&mut self) -> Option<E> {
        match (self.run.first(), self.rest.first()) {
            (Some(first), Some(other)) if other < *first => self.rest.pop(),
            (Some(_), _) => self.run.pop(),
            (None, _) => self.rest.pop(),
        }
    }

    #[inline]
    fn first(&mut self) -> Option<E> {
        match (self.run.first(), self.rest.first()) {
            (Some(first), Some(other)) => Some(other.min(*first)),
            (first, other) => other.or(first.copied()),
        }
    }

    fn clear(&mut self) {
        self.run.clear();
        self.rest.clear();
    }
}
