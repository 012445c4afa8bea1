//! An event queue for events that are mostly scheduled in the order in which they happen.

use super::event::Event;
use super::fifo::Fifo;
use super::heap::HeapQueue;
use super::queue::EventQueue;

/// A queue that is a *run*, a sorted line whose end takes every event that lies behind all others in it, beside a heap for the rest.
///
/// With constant delays every event joins the run, and the queue costs the same however many are pending. With random delays
/// almost all go to the heap, and the run costs little.
#[derive(Clone, Debug)]
pub struct RunQueue<E> {
    run: Fifo<E>,
    heap: HeapQueue<E>,
}

impl<E> Default for RunQueue<E> {
    fn default() -> Self {
        Self { run: Fifo::default(), heap: HeapQueue::default() }
    }
}

impl<E: Event> EventQueue<E> for RunQueue<E> {
    #[inline]
    fn push(&mut self, event: E) {
        if self.run.last().is_none_or(|last| *last < event) {
            self.run.push(event);
        } else {
            self.heap.push(event);
        }
    }

    #[inline]
    fn pop(&mut self) -> Option<E> {
        match (self.run.first(), self.heap.first()) {
            (Some(first), Some(other)) if other < *first => self.heap.pop(),
            (Some(_), _) => self.run.pop(),
            (None, _) => self.heap.pop(),
        }
    }

    #[inline]
    fn first(&mut self) -> Option<E> {
        match (self.run.first(), self.heap.first()) {
            (Some(first), Some(other)) => Some(other.min(*first)),
            (first, other) => other.or(first.copied()),
        }
    }

    // One look at either part, in place of two.
    #[inline]
    fn pop_before(&mut self, bound: E) -> Option<E> {
        match (self.run.first(), self.heap.first()) {
            (Some(&first), other) if other.is_none_or(|other| first < other) => {
                if first < bound {
                    self.run.pop()
                } else {
                    None
                }
            }
            (_, Some(first)) if first < bound => {
                self.heap.open_root();
                Some(first)
            }
            _ => None,
        }
    }

    fn clear(&mut self) {
        self.run.clear();
        self.heap.clear();
    }
}
