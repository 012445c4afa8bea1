//! A radix heap: an event queue that sorts by the bits of time, for very many pending events.

use super::event::Event;
use super::heap::HeapQueue;
use super::queue::EventQueue;
use crate::time::Instant;

/// An event queue for hundreds of thousands of pending events.
///
/// Simulated time only moves forward. So almost all events can lie in buckets by the highest bit in which their instant
/// differs from that of the event taken last, unsorted, and only the lowest bucket is ever looked through; its events
/// then move to lower buckets, each at most once per bit (Ahuja, Mehlhorn, Orlin & Tarjan, "Faster Algorithms for the
/// Shortest Path Problem", J. ACM 37, 1990, section 2). It moves whole cache lines, where a binary heap jumps around in
/// memory. Events can't be cancelled.
#[derive(Clone, Debug)]
pub struct RadixQueue<E> {
    /// The instant of the event taken last.
    last: Instant,
    /// Events at that same instant, and the few that were added for an earlier one.
    due: HeapQueue<E>,
    /// `buckets[b]`: events whose instant differs from `last` in bit `b`, and in no higher one.
    buckets: Vec<Vec<E>>,
    /// Which buckets are not empty, one bit each.
    occupied: u64,
    /// The first of all events in the buckets, if it is known.
    first: Option<E>,
}

impl<E> Default for RadixQueue<E> {
    fn default() -> Self {
        Self {
            last: Instant::START,
            due: HeapQueue::default(),
            buckets: (0..u64::BITS).map(|_| Vec::new()).collect(),
            occupied: 0,
            first: None,
        }
    }
}

impl<E: Event> RadixQueue<E> {
    /// The bucket for an instant, or `None` if it is not later than the event taken last.
    #[inline]
    fn bucket(&self, at: Instant) -> Option<usize> {
        (at > self.last).then(|| (at.as_ns() ^ self.last.as_ns()).ilog2() as usize)
    }

    #[inline]
    fn place(&mut self, event: E) {
        match self.bucket(event.at()) {
            None => self.due.push(event),
            Some(bucket) => {
                self.occupied |= 1 << bucket;
                self.buckets[bucket].push(event);
            }
        }
    }

    /// The first event in the buckets: that of the lowest bucket.
    #[inline]
    fn first_in_buckets(&mut self) -> Option<E> {
        if self.first.is_none() && self.occupied != 0 {
            let lowest = self.occupied.trailing_zeros() as usize;
            self.first = self.buckets[lowest].iter().copied().min();
        }
        self.first
    }

    /// Removes the first event from the buckets, and moves its bucket's other events to lower ones.
    fn take_from_buckets(&mut self, first: E) {
        let Some(bucket) = self.bucket(first.at()) else { return };
        self.last = first.at();
        self.first = None;
        self.occupied &= !(1 << bucket);
        let mut events = std::mem::take(&mut self.buckets[bucket]);
        for event in events.drain(..) {
            if event != first {
                self.place(event);
            }
        }
        // Give the memory back to the bucket.
        self.buckets[bucket] = events;
    }
}

impl<E: Event> EventQueue<E> for RadixQueue<E> {
    #[inline]
    fn push(&mut self, event: E) {
        if self.first.is_some_and(|first| event < first) && event.at() > self.last {
            self.first = Some(event);
        }
        self.place(event);
    }

    #[inline]
    fn pop(&mut self) -> Option<E> {
        if let Some(event) = self.due.pop() {
            return Some(event);
        }
        let first = self.first_in_buckets()?;
        self.take_from_buckets(first);
        Some(first)
    }

    #[inline]
    fn first(&mut self) -> Option<E> {
        self.due.first().or_else(|| self.first_in_buckets())
    }

    fn clear(&mut self) {
        self.last = Instant::START;
        self.due.clear();
        self.buckets.iter_mut().for_each(Vec::clear);
        self.occupied = 0;
        self.first = None;
    }
}
