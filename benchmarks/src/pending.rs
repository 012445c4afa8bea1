//! Where the floor's customers wait until it is their turn: 128-bit keys in a heap, in a radix heap, or in a sorted line.

use zeitnot::engine::{Event, EventQueue, Fifo, RadixQueue, RunQueue};
use zeitnot::time::Instant;

/// A customer who is (or will be) ready: instant, customer and number of the move in one word, so that one comparison of
/// words is the comparison of events.
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

/// All customers but those who have finished, the least key first.
pub trait Pending {
    /// Of the customers at the start, in any order.
    fn new(customers: Vec<Ready>) -> Self;
    /// The least key. It stays, and is either removed or replaced before the next one is asked for.
    fn first(&mut self) -> Option<Ready>;
    fn remove_first(&mut self);
    /// Puts a later key in the place of the first.
    fn replace_first(&mut self, later: Ready);
}

/// A sorted line, into which keys are inserted from its end: the fastest if most keys belong near the end.
pub struct Sorted(Fifo<Ready>);

impl Pending for Sorted {
    fn new(customers: Vec<Ready>) -> Self {
        let mut line = Fifo::default();
        line.fill_sorted(customers.into_iter());
        Self(line)
    }

    #[inline]
    fn first(&mut self) -> Option<Ready> {
        self.0.first().copied()
    }

    #[inline]
    fn remove_first(&mut self) {
        self.0.pop();
    }

    #[inline]
    fn replace_first(&mut self, later: Ready) {
        self.0.pop();
        if self.0.last().is_none_or(|last| *last < later) {
            self.0.push(later);
        } else {
            self.0.insert_near_end(later, usize::MAX);
        }
    }
}

/// A radix heap, which uses that time only moves forward, behind a sorted line of the customers at the start: both are
/// the engine's own, as nothing in them could be spared.
pub struct Radix(RunQueue<Ready, RadixQueue<Ready>>);

impl Event for Ready {
    #[inline]
    fn at(&self) -> Instant {
        Instant::from_ns(self.at_ns())
    }
}

impl Pending for Radix {
    fn new(customers: Vec<Ready>) -> Self {
        let mut queue = RunQueue::default();
        queue.fill(customers.into_iter());
        Self(queue)
    }

    #[inline]
    fn first(&mut self) -> Option<Ready> {
        self.0.pop()
    }

    #[inline]
    fn remove_first(&mut self) {}

    #[inline]
    fn replace_first(&mut self, later: Ready) {
        self.0.push(later);
    }
}

/// A binary heap: one walk from the root to a leaf for each move.
pub struct Heap(Vec<Ready>);

impl Pending for Heap {
    fn new(mut customers: Vec<Ready>) -> Self {
        customers.sort_unstable();
        Self(customers)
    }

    #[inline]
    fn first(&mut self) -> Option<Ready> {
        self.0.first().copied()
    }

    #[inline]
    fn remove_first(&mut self) {
        if let Some(last) = self.0.pop()
            && !self.0.is_empty()
        {
            self.replace_first(last);
        }
    }

    /// The hole at the root sinks all the way, by comparisons that are not branches, and then the key rises: hardly ever
    /// far, as most keys belong near the bottom.
    #[inline]
    fn replace_first(&mut self, later: Ready) {
        let keys = self.0.as_mut_slice();
        let (mut hole, mut child) = (0, 1);
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
        while hole > 0 {
            let parent = (hole - 1) / 2;
            if keys[parent] <= later {
                break;
            }
            keys[hole] = keys[parent];
            hole = parent;
        }
        keys[hole] = later;
    }
}
