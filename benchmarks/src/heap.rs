//! The floor's pending customers: 128-bit keys in a heap, or in a sorted line.

use zeitnot::engine::{Event, EventQueue, Fifo, RadixQueue};
use zeitnot::time::Instant;

/// A customer who is (or will be) ready: instant, customer and number of the move in one word, so that one comparison of words
/// is the comparison of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ready(u128);

#[expect(clippy::cast_possible_truncation, reason = "the parts of a word")]
impl Ready {
    #[inline]
    pub const fn new(at_ns: u64, customer: u32, nth: u32) -> Self {
        Self((at_ns as u128) << 64 | (customer as u128) << 32 | nth as u128)
    }

    #[inline]
    pub const fn at_ns(self) -> u64 {
        (self.0 >> 64) as u64
    }

    #[inline]
    pub const fn customer(self) -> u32 {
        (self.0 >> 32) as u32
    }

    #[inline]
    pub const fn nth(self) -> u32 {
        self.0 as u32
    }
}

/// Customers who think, first one first.
pub trait Pending: Default {
    fn push(&mut self, ready: Ready);
    /// Takes the first, if it is ready at `end_ns` at the latest.
    fn pop_until(&mut self, end_ns: u64) -> Option<Ready>;
}

/// A sorted line, into which keys are inserted from its end: the fastest choice if few think, or if customers become
/// ready in the order in which they start to think.
#[derive(Default)]
pub struct Sorted(Fifo<Ready>);

impl Pending for Sorted {
    #[inline]
    fn push(&mut self, ready: Ready) {
        if self.0.last().is_none_or(|last| *last < ready) {
            self.0.push(ready);
        } else {
            self.0.insert_near_end(ready, usize::MAX);
        }
    }

    #[inline]
    fn pop_until(&mut self, end_ns: u64) -> Option<Ready> {
        if self.0.first()?.at_ns() <= end_ns { self.0.pop() } else { None }
    }
}

/// A radix heap, which uses that time only moves forward: the engine's own, as nothing in it could be spared.
#[derive(Default)]
pub struct Radix(RadixQueue<Ready>);

impl Event for Ready {
    #[inline]
    fn at(&self) -> Instant {
        Instant::from_ns(self.at_ns())
    }
}

impl Pending for Radix {
    #[inline]
    fn push(&mut self, ready: Ready) {
        self.0.push(ready);
    }

    #[inline]
    fn pop_until(&mut self, end_ns: u64) -> Option<Ready> {
        if self.0.first()?.at_ns() <= end_ns { self.0.pop() } else { None }
    }
}

/// A binary heap whose root stays open after a pop, so that the next push can fill it: one walk in place of two.
#[derive(Default)]
pub struct Heap {
    keys: Vec<Ready>,
    root_is_open: bool,
}

impl Heap {
    /// Puts a key into the hole at the root. The hole sinks all the way, by comparisons that are not branches, and then the
    /// key rises: hardly ever far, as most keys belong near the bottom.
    #[inline]
    fn fill_root(&mut self, key: Ready) {
        let keys = self.keys.as_mut_slice();
        let mut hole = 0;
        let mut child = 1;
        while let Some([left, right]) = keys.get(child..child + 2) {
            let least = child + usize::from(right < left);
            keys[hole] = keys[least];
            hole = least;
            child = 2 * hole + 1;
        }
        if child < keys.len() {
            keys[hole] = keys[child];
            hole = child;
        }
        Self::rise(keys, hole, key);
    }

    /// Lets a key rise from a hole to its place.
    #[inline]
    fn rise(keys: &mut [Ready], mut hole: usize, key: Ready) {
        while hole > 0 {
            let parent = (hole - 1) / 2;
            if keys[parent] <= key {
                break;
            }
            keys[hole] = keys[parent];
            hole = parent;
        }
        keys[hole] = key;
    }

    /// The first key but for the root.
    #[inline]
    fn second(&self) -> Option<Ready> {
        match *self.keys.as_slice() {
            [_, left, right, ..] => Some(left.min(right)),
            [_, only] => Some(only),
            _ => None,
        }
    }

    /// Fills the open root with the last key.
    #[inline]
    fn close(&mut self) {
        self.root_is_open = false;
        if let Some(last) = self.keys.pop()
            && !self.keys.is_empty()
        {
            self.fill_root(last);
        }
    }
}

impl Pending for Heap {
    #[inline]
    fn push(&mut self, ready: Ready) {
        if self.root_is_open {
            self.root_is_open = false;
            self.fill_root(ready);
        } else {
            let hole = self.keys.len();
            self.keys.push(ready);
            Self::rise(&mut self.keys, hole, ready);
        }
    }

    #[inline]
    fn pop_until(&mut self, end_ns: u64) -> Option<Ready> {
        if self.root_is_open {
            // If the next one is not due, the root stays open for the next push.
            if self.second().is_none_or(|second| second.at_ns() > end_ns) {
                return None;
            }
            self.close();
        }
        let first = *self.keys.first()?;
        self.root_is_open = first.at_ns() <= end_ns;
        self.root_is_open.then_some(first)
    }
}
