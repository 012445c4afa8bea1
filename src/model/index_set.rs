//! A set of small numbers that answers "which is the next member from here on?" at once, however large it is.

/// A set of numbers below a bound: a tree of 64-bit words, each bit of an inner word telling whether the word below it has any bits.
///
/// All operations touch one word per level, that is at most five for 2³⁰ numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct IndexSet {
    // The first level has one bit per number; the last is one word.
    levels: Vec<Vec<u64>>,
    len: usize,
}

impl IndexSet {
    /// Makes it the empty set of numbers below `bound`; memory is reused.
    pub(super) fn reset(&mut self, bound: usize) {
        self.len = 0;
        let mut words = bound.div_ceil(64).max(1);
        for level in 0.. {
            if self.levels.len() == level {
                self.levels.push(Vec::new());
            }
            self.levels[level].clear();
            self.levels[level].resize(words, 0);
            if words == 1 {
                self.levels.truncate(level + 1);
                return;
            }
            words = words.div_ceil(64);
        }
    }

    /// Whether it has no members.
    #[inline]
    pub(super) const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds a number below the bound that is not a member.
    pub(super) fn insert(&mut self, number: u32) {
        let mut index = number as usize;
        debug_assert!(self.levels[0][index / 64] & (1 << (index % 64)) == 0, "{number} is a member already");
        self.len += 1;
        for level in &mut self.levels {
            let word = &mut level[index / 64];
            let was_empty = *word == 0;
            *word |= 1 << (index % 64);
            if !was_empty {
                return;
            }
            index /= 64;
        }
    }

    /// Removes a number; `false` if it is not a member.
    pub(super) fn remove(&mut self, number: u32) -> bool {
        let mut index = number as usize;
        if self.levels[0][index / 64] & (1 << (index % 64)) == 0 {
            return false;
        }
        self.len -= 1;
        for level in &mut self.levels {
            let word = &mut level[index / 64];
            *word &= !(1 << (index % 64));
            if *word != 0 {
                break;
            }
            index /= 64;
        }
        true
    }

    /// The least member, if any.
    #[inline]
    pub(super) fn first(&self) -> Option<u32> {
        self.first_from(0)
    }

    /// The least member that is at least `from`, or else the least of all.
    pub(super) fn next_around(&self, from: u32) -> Option<u32> {
        self.first_from(from).or_else(|| self.first())
    }

    /// The least member that is at least `from`, if any.
    fn first_from(&self, from: u32) -> Option<u32> {
        let mut index = from as usize;
        for (height, level) in self.levels.iter().enumerate() {
            let Some(word) = level.get(index / 64) else { return None };
            let rest = word & (u64::MAX << (index % 64));
            if rest != 0 {
                return Some(self.descend(height, index / 64 * 64 + rest.trailing_zeros() as usize));
            }
            index = index / 64 + 1;
        }
        None
    }

    /// The least member below the set bit `index` of a level.
    fn descend(&self, height: usize, mut index: usize) -> u32 {
        for level in self.levels[..height].iter().rev() {
            index = index * 64 + level[index].trailing_zeros() as usize;
        }
        u32::try_from(index).expect("members are 32-bit numbers")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn agrees_with_a_sorted_set(bound in 1_u32..9_000, steps in prop::collection::vec((any::<bool>(), any::<u32>()), 0..200)) {
            let (mut set, mut expected) = (IndexSet::default(), BTreeSet::new());
            set.reset(bound as usize);
            for (adds, number) in steps {
                let number = number % bound;
                if adds && expected.insert(number) {
                    set.insert(number);
                } else if !adds {
                    prop_assert_eq!(set.remove(number), expected.remove(&number));
                }
                let next = expected.range(number..).next().or(expected.first()).copied();
                prop_assert_eq!(set.next_around(number), next);
                prop_assert_eq!(set.is_empty(), expected.is_empty());
            }
        }
    }
}
