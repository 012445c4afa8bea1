//! Two event queues as one: an express lane for the few actors who have most of the events.

use super::event::Event;
use super::heap::HeapQueue;
use super::queue::EventQueue;
use crate::time::Instant;

/// An event queue with an express lane, for models in which a few servers take turns with many customers.
///
/// The servers' events, half of all, never travel through the customers' big queue; with one server the express lane
/// is one event long. Which events take it, [`Event::is_express`] says.
#[derive(Clone, Debug)]
pub struct LaneQueue<E> {
    express: HeapQueue<E>,
    main: HeapQueue<E>,
}

impl<E> Default for LaneQueue<E> {
    fn default() -> Self {
        Self { express: HeapQueue::default(), main: HeapQueue::default() }
    }
}

impl<E: Event> EventQueue<E> for LaneQueue<E> {
    #[inline]
    fn push(&mut self, event: E) {
        if event.is_express() { self.express.push(event) } else { self.main.push(event) }
    }

    #[inline]
    fn pop(&mut self) -> Option<E> {
        match (self.express.first(), self.main.first()) {
            (Some(express), Some(main)) if main < express => self.main.pop(),
            (Some(_), _) => self.express.pop(),
            (None, _) => self.main.pop(),
        }
    }

    #[inline]
    fn next_at(&mut self) -> Option<Instant> {
        match (self.express.next_at(), self.main.next_at()) {
            (Some(express), Some(main)) => Some(express.min(main)),
            (express, main) => express.or(main),
        }
    }

    fn clear(&mut self) {
        self.express.clear();
        self.main.clear();
    }
}
