//! A set of small numbers that finds the next member from a given number in a few steps, however large it is.

/// A set of numbers below a bound: a tree of 64-bit words, in which each bit of an inner word says whether the word
/// below it has any bits.
///
/// All operations touch one word per level, that is at most five for 2³⁰ numbers, and one for up to 64.
#[derive(Clone, Debug, Default)]
pub(super) struct IndexSet {
    // The root of the tree. With up to 64 numbers there is nothing else.
    root: u64,
    // The other levels, from the leaves (one bit per number) upwards.
    levels: Vec<Vec<u64>>,
}

impl IndexSet {
    /// Makes it the empty set of numbers below `bound`; memory is reused.
    pub(super) fn reset(&mut self, bound: usize) {
        self.root = 0;
        let mut words = bound.div_ceil(64);
        let mut height = 0;
        while words > 1 {
            if self.levels.len() == height {
                self.levels.push(Vec::new());
            }
            self.levels[height].clear();
            self.levels[height].resize(words, 0);
            height += 1;
            words = words.div_ceil(64);
        }
        self.levels.truncate(height);
    }

    /// Whether it has no members.
    #[inline]
    pub(super) const fn is_empty(&self) -> bool {
        self.root == 0
    }

    /// Adds a number below the bound.
    #[inline]
    pub(super) fn insert(&mut self, number: u32) {
        let mut index = number as usize;
        for level in &mut self.levels {
            level[index / 64] |= 1 << (index % 64);
            index /= 64;
        }
        self.root |= 1 << index;
    }

    /// Removes a number, if it is a member.
    #[inline]
    pub(super) fn remove(&mut self, number: u32) {
        let mut index = number as usize;
        for level in &mut self.levels {
            let word = &mut level[index / 64];
            *word &= !(1 << (index % 64));
            if *word != 0 {
                return;
            }
            index /= 64;
        }
        self.root &= !(1 << index);
    }

    /// Removes the smallest member and returns it, if any.
    #[inline]
    pub(super) fn pop_first(&mut self) -> Option<u32> {
        let first = self.first()?;
        if self.levels.is_empty() {
            self.root &= self.root - 1;
        } else {
            self.remove(first);
        }
        Some(first)
    }

    /// The smallest member, if any.
    #[inline]
    pub(super) fn first(&self) -> Option<u32> {
        if self.is_empty() { None } else { Some(self.descend(self.levels.len(), self.root.trailing_zeros() as usize)) }
    }

    /// The smallest member that is at least `from`, or else the smallest of all.
    pub(super) fn next_around(&self, from: u32) -> Option<u32> {
        self.first_from(from).or_else(|| self.first())
    }

    /// The smallest member that is at least `from`, if any.
    fn first_from(&self, from: u32) -> Option<u32> {
        let mut index = from as usize;
        for (height, level) in self.levels.iter().enumerate() {
            let rest = level.get(index / 64)? & (u64::MAX << (index % 64));
            if rest != 0 {
                return Some(self.descend(height, index / 64 * 64 + rest.trailing_zeros() as usize));
            }
            index = index / 64 + 1;
        }
        let rest = if index < 64 { self.root & (u64::MAX << index) } else { 0 };
        (rest != 0).then(|| self.descend(self.levels.len(), rest.trailing_zeros() as usize))
    }

    /// The smallest member below the set bit `index` of the level at `height`.
    #[inline]
    fn descend(&self, height: usize, mut index: usize) -> u32 {
        for level in self.levels[..height].iter().rev() {
            index = index * 64 + level[index].trailing_zeros() as usize;
        }
        #[expect(clippy::cast_possible_truncation, reason = "members are 32-bit numbers")]
        let member = index as u32;
        member
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn agrees_with_a_sorted_set(bound in 1_u32..9_000, steps in prop::collection::vec((0_u8..10, any::<u32>()), 0..200)) {
            let (mut set, mut expected) = (IndexSet::default(), BTreeSet::new());
            set.reset(bound as usize);
            for (step, number) in steps {
                let number = number % bound;
                match step {
                    0..6 => {
                        set.insert(number);
                        expected.insert(number);
                    }
                    6..9 => {
                        set.remove(number);
                        expected.remove(&number);
                    }
                    _ => prop_assert_eq!(set.pop_first(), expected.pop_first()),
                }
                let next = expected.range(number..).next().or(expected.first()).copied();
                prop_assert_eq!(set.next_around(number), next);
                prop_assert_eq!(set.first(), expected.first().copied());
                prop_assert_eq!(set.is_empty(), expected.is_empty());
            }
        }
    }
}
