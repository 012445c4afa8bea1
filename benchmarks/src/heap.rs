//! The floor's pending customers: a heap of 128-bit keys, or a plain line where the order is known.

use std::collections::VecDeque;

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

/// With constant think times, who starts to think first is ready first.
#[derive(Default)]
pub struct InOrder(VecDeque<Ready>);

impl Pending for InOrder {
    #[inline]
    fn push(&mut self, ready: Ready) {
        self.0.push_back(ready);
    }

    #[inline]
    fn pop_until(&mut self, end_ns: u64) -> Option<Ready> {
        self.0.pop_front_if(|ready| ready.at_ns() <= end_ns)
    }
}

/// How many children a node has.
const ARITY: usize = 4;

/// A heap whose root stays open after a pop, so that the next push can fill it: one walk in place of two.
#[derive(Default)]
pub struct Heap {
    keys: Vec<Ready>,
    root_is_open: bool,
}

impl Heap {
    /// Puts a key into the hole at the root, and lets it sink.
    #[inline]
    fn sink(&mut self, key: Ready) {
        let keys = self.keys.as_mut_slice();
        let mut hole = 0;
        loop {
            let first = ARITY * hole + 1;
            let Some(children) = keys.get(first..(first + ARITY).min(keys.len())) else { break };
            let Some((nth, least)) = least(children) else { break };
            if key <= least {
                break;
            }
            keys[hole] = least;
            hole = first + nth;
        }
        keys[hole] = key;
    }

    /// Lets a key rise from a new hole at the end.
    #[inline]
    fn rise(&mut self, key: Ready) {
        let mut hole = self.keys.len();
        self.keys.push(key);
        let keys = self.keys.as_mut_slice();
        while hole > 0 {
            let parent = (hole - 1) / ARITY;
            if keys[parent] <= key {
                break;
            }
            keys[hole] = keys[parent];
            hole = parent;
        }
        keys[hole] = key;
    }

    /// Fills the open root with the last key.
    #[inline]
    fn close(&mut self) {
        self.root_is_open = false;
        if let Some(last) = self.keys.pop()
            && !self.keys.is_empty()
        {
            self.sink(last);
        }
    }
}

/// Which of some siblings comes first.
#[inline]
fn least(siblings: &[Ready]) -> Option<(usize, Ready)> {
    let (&first, rest) = siblings.split_first()?;
    let mut least = (0, first);
    for (index, &key) in rest.iter().enumerate() {
        if key < least.1 {
            least = (index + 1, key);
        }
    }
    Some(least)
}

impl Pending for Heap {
    #[inline]
    fn push(&mut self, ready: Ready) {
        if self.root_is_open {
            self.root_is_open = false;
            self.sink(ready);
        } else {
            self.rise(ready);
        }
    }

    #[inline]
    fn pop_until(&mut self, end_ns: u64) -> Option<Ready> {
        if self.root_is_open {
            self.close();
        }
        let first = *self.keys.first()?;
        self.root_is_open = first.at_ns() <= end_ns;
        self.root_is_open.then_some(first)
    }
}
