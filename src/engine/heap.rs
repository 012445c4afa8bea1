//! A binary heap made for simulation: most pops are followed by a push.

use super::event::Event;
use super::queue::EventQueue;

/// An event queue as a binary heap whose root stays open after a pop.
///
/// In a simulation most events schedule another, so that the next push can fill the open root and sink from
/// there: one walk through the heap in place of two. Events can't be cancelled.
#[derive(Clone, Debug)]
pub struct HeapQueue<E> {
    // While the root is open, what stands at index 0 is no longer pending.
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
            self.sink(last);
        }
    }

    /// Puts an event into the hole at the root, and lets it sink to its place.
    #[inline]
    fn sink(&mut self, event: E) {
        let events = self.events.as_mut_slice();
        let mut hole = 0;
        let mut child = 1;
        while child < events.len() {
            if child + 1 < events.len() {
                child += usize::from(events[child + 1] < events[child]);
            }
            if event <= events[child] {
                break;
            }
            events[hole] = events[child];
            hole = child;
            child = 2 * hole + 1;
        }
        events[hole] = event;
    }

    /// Lets an event rise from a new hole at the end to its place.
    #[inline]
    fn rise(&mut self, event: E) {
        let mut hole = self.events.len();
        self.events.push(event);
        let events = self.events.as_mut_slice();
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
}

impl<E: Event> EventQueue<E> for HeapQueue<E> {
    #[inline]
    fn push(&mut self, event: E) {
        if self.root_is_open {
            self.root_is_open = false;
            self.sink(event);
        } else {
            self.rise(event);
        }
    }

    #[inline]
    fn pop(&mut self) -> Option<E> {
        let first = self.first();
        self.root_is_open = first.is_some();
        first
    }

    #[inline]
    fn first(&mut self) -> Option<E> {
        if self.root_is_open {
            self.close_root();
        }
        self.events.first().copied()
    }

    fn clear(&mut self) {
        self.events.clear();
        self.root_is_open = false;
    }
}
