//! A first-in-first-out queue in contiguous memory.

/// A first-in-first-out queue of items. The items are always contiguous: [`Fifo::as_slice`] costs nothing.
///
/// It is faster in the hot path than a ring buffer, as no index ever wraps: items leave by moving a mark. When the
/// space after the last item is used up, the space before the mark is reclaimed if it is half of all, so each item is
/// moved at most once on average.
#[derive(Clone, Debug)]
pub struct Fifo<T> {
    items: Vec<T>,
    /// Items before this index have left.
    first: usize,
}

impl<T> Default for Fifo<T> {
    fn default() -> Self {
        Self { items: Vec::new(), first: 0 }
    }
}

/// Space for fewer items is not worth reclaiming.
const SPACE_MIN: usize = 256;

impl<T: Copy> Fifo<T> {
    /// Adds an item at the end.
    #[inline]
    pub fn push(&mut self, item: T) {
        if self.items.len() == self.items.capacity() {
            self.make_room();
        }
        self.items.push(item);
    }

    /// Replaces all items with these, sorted.
    pub fn fill_sorted(&mut self, items: impl Iterator<Item = T>)
    where
        T: Ord,
    {
        self.clear();
        self.items.extend(items);
        self.items.sort_unstable();
    }

    /// Takes the first item.
    #[inline]
    pub fn pop(&mut self) -> Option<T> {
        let item = *self.items.get(self.first)?;
        self.first += 1;
        Some(item)
    }

    /// Inserts an item into a sorted queue if it belongs among the last `reach` items; otherwise returns `false`.
    // Never inline: adding at the end, which is most common, must not pay for this.
    #[inline(never)]
    pub fn insert_near_end(&mut self, item: T, reach: usize) -> bool
    where
        T: Ord,
    {
        let line = self.as_slice();
        if line.len() >= reach && item < line[line.len() - reach] {
            return false;
        }
        self.push(item);
        let mut slots = self.items[self.first..].iter_mut().rev();
        if let Some(mut hole) = slots.next() {
            for slot in slots {
                if *slot < item {
                    break;
                }
                *hole = *slot;
                hole = slot;
            }
            *hole = item;
        }
        true
    }

    /// Inserts an item after all those for which `is_before` holds; these must be the first ones.
    pub fn insert_after(&mut self, item: T, is_before: impl FnMut(&T) -> bool) {
        let ahead = self.as_slice().partition_point(is_before);
        let place = self.first + ahead;
        // The shorter side moves, if there is room for it.
        if self.first > 0 && ahead <= self.as_slice().len() / 2 {
            self.items.copy_within(self.first..place, self.first - 1);
            self.first -= 1;
            self.items[place - 1] = item;
        } else {
            self.items.insert(place, item);
        }
    }

    /// The first item.
    #[inline]
    #[must_use]
    pub fn first(&self) -> Option<&T> {
        self.items.get(self.first)
    }

    /// The last item.
    #[inline]
    #[must_use]
    pub fn last(&self) -> Option<&T> {
        // The compiler merges these two tests.
        if self.first < self.items.len() { self.items.last() } else { None }
    }

    /// Whether there is no item.
    #[inline]
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.first >= self.items.len()
    }

    /// All items, first one first.
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        &self.items[self.first..]
    }

    /// Removes all items and keeps the memory.
    pub fn clear(&mut self) {
        self.items.clear();
        self.first = 0;
    }

    #[cold]
    fn make_room(&mut self) {
        if self.first < self.items.len() / 2 || self.items.len() < SPACE_MIN {
            return self.items.reserve(SPACE_MIN);
        }
        self.items.drain(..self.first);
        self.first = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::VecDeque;

    proptest! {
        #[test]
        fn agrees_with_a_ring_buffer(steps in prop::collection::vec(any::<Option<u8>>(), 0..3_000)) {
            let (mut fifo, mut expected) = (Fifo::default(), VecDeque::new());
            for step in steps {
                if let Some(item) = step {
                    fifo.push(item);
                    expected.push_back(item);
                } else {
                    prop_assert_eq!(fifo.pop(), expected.pop_front());
                }
                prop_assert_eq!(fifo.first(), expected.front());
                prop_assert_eq!(fifo.last(), expected.back());
                prop_assert_eq!(fifo.is_empty(), expected.is_empty());
            }
        }
    }

    #[test]
    fn inserts_in_order() {
        let mut fifo = Fifo::default();
        (0..900).for_each(|item| fifo.push(item * 10));
        for item in 0..900 {
            assert_eq!(fifo.pop(), Some(item * 10));
            if item < 100 {
                fifo.push(item * 10 + 9_000);
            }
        }
        fifo.insert_after(9_015, |item| *item < 9_015);
        assert_eq!(fifo.as_slice()[..4], [9_000, 9_010, 9_015, 9_020]);
        fifo.insert_after(9_895, |item| *item < 9_895);
        fifo.insert_after(0, |item| *item < 0);
        assert_eq!(fifo.as_slice()[..3], [0, 9_000, 9_010]);
        assert!(fifo.as_slice().is_sorted());
        assert_eq!(fifo.as_slice().len(), 103);
        fifo.fill_sorted([3, 1, 2].into_iter());
        assert_eq!(fifo.as_slice(), [1, 2, 3]);
    }

    #[test]
    fn inserts_near_the_end() {
        let mut fifo = Fifo::default();
        for (item, inserted) in [(50, true), (10, true), (30, true), (5, false), (40, true), (20, false), (60, true)] {
            assert_eq!(fifo.insert_near_end(item, 3), inserted, "{item}");
        }
        assert_eq!(fifo.as_slice(), [10, 30, 40, 50, 60]);
        assert_eq!((fifo.pop(), fifo.pop()), (Some(10), Some(30)));
        // Items that have left need no space any more.
        assert!(fifo.insert_near_end(1, 4));
        assert_eq!(fifo.as_slice(), [1, 40, 50, 60]);
    }

    #[test]
    fn takes_no_more_space_however_many_items_pass() {
        let mut fifo = Fifo::default();
        for item in 0..100_000 {
            fifo.push(item);
            if item >= 1_000 {
                assert_eq!(fifo.pop(), Some(item - 1_000));
            }
        }
        assert!(fifo.items.capacity() <= 4_096, "{}", fifo.items.capacity());
    }
}
