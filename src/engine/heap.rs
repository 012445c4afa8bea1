//! A binary heap made for simulation: most pops are followed by a push.

use super::event::Event;
use super::queue::EventQueue;

/// An event queue as a binary heap whose root stays open after a pop.
///
/// In a simulation most events schedule another, so the next push can fill the open root and sink from there: one walk
/// through the heap instead of two. Events can't be cancelled.
#[derive(Clone, Debug)]
pub struct HeapQueue<E> {
    // While the root is open, the event at index 0 is no longer pending.
    events: Vec<E>,
    root_is_open: bool,
}

impl<E> Default for HeapQueue<E> {
    fn default() -> Self {
        Self { events: Vec::new(), root_is_open: false }
    }
}

impl<E: Event> HeapQueue<E> {
    /// Fills the open root with the last event of the heap.
    fn close_root(&mut self) {
        self.root_is_open = false;
        if let Some(last) = self.events.pop()
            && !self.events.is_empty()
        {
            self.fill_root(last);
        }
    }

    /// Puts an event into the hole at the root.
    ///
    /// The hole sinks all the way, by one comparison a level that need not be a branch, and then the event rises:
    /// hardly ever far, as most events belong near the bottom (the idea of bottom-up heapsort: Wegener, Theoretical
    /// Computer Science 118, 1993).
    #[inline]
    fn fill_root(&mut self, event: E) {
        let events = self.events.as_mut_slice();
        let mut hole = 0;
        let mut child = 1;
        while child + 1 < events.len() {
            child += usize::from(events[child + 1] < events[child]);
            events[hole] = events[child];
            hole = child;
            child = 2 * hole + 1;
        }
        if child < events.len() {
            events[hole] = events[child];
            hole = child;
        }
        rise(events, hole, event);
    }
}

/// Lets an event rise from a hole to its place.
#[inline]
fn rise<E: Event>(events: &mut [E], mut hole: usize, event: E) {
    while hole > 0 {
        let parent = (hole - 1) / 2;
        if events[parent] <= event {
            break;
        }
        events[hole] = events[parent];
        hole = parent;
    }
    events[hole] = event;
}

impl<E: Event> EventQueue<E> for HeapQueue<E> {
    #[inline]
    fn push(&mut self, event: E) {
        if self.root_is_open {
            self.root_is_open = false;
            self.fill_root(event);
        } else {
            let hole = self.events.len();
            self.events.push(event);
            rise(&mut self.events, hole, event);
        }
    }

    #[inline]
    fn pop(&mut self) -> Option<E> {
        if self.root_is_open {
            self.close_root();
        }
        let first = self.events.first().copied();
        self.root_is_open = first.is_some();
        first
    }

    // The root stays open: the first event is one of the two below it.
    #[inline]
    fn first(&mut self) -> Option<E> {
        if !self.root_is_open {
            return self.events.first().copied();
        }
        match *self.events.as_slice() {
            [_, left, right, ..] => Some(left.min(right)),
            [_, only] => Some(only),
            _ => None,
        }
    }

    fn clear(&mut self) {
        self.events.clear();
        self.root_is_open = false;
    }
}
