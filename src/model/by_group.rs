//! A value for each group of opponents, found by the number of a board.

use std::sync::Arc;

/// One value for each group. With only one group, nothing needs to be looked up.
#[derive(Clone, Debug)]
pub(super) enum ByGroup<T> {
    One(T),
    Several {
        values: Vec<T>,
        /// The group of each board.
        group_of: Arc<[u32]>,
    },
}

impl<T> ByGroup<T> {
    /// From the groups' values and sizes, in order.
    pub fn new(mut values: Vec<T>, sizes: impl Iterator<Item = u32>) -> Self {
        if values.len() == 1
            && let Some(value) = values.pop()
        {
            return Self::One(value);
        }
        let group_of = (0_u32..).zip(sizes).flat_map(|(group, size)| (0..size).map(move |_| group)).collect();
        Self::Several { values, group_of }
    }

    /// Another value for each of the same groups.
    pub fn map<U>(&self, mut f: impl FnMut(&T) -> U) -> ByGroup<U> {
        match self {
            Self::One(value) => ByGroup::One(f(value)),
            Self::Several { values, group_of } => {
                ByGroup::Several { values: values.iter().map(f).collect(), group_of: Arc::clone(group_of) }
            }
        }
    }

    /// The index of a board's group.
    #[inline]
    pub fn index(&self, board: u32) -> usize {
        match self {
            Self::One(_) => 0,
            Self::Several { group_of, .. } => group_of[board as usize] as usize,
        }
    }

    /// The value of a board's group.
    #[inline]
    pub fn of(&self, board: u32) -> &T {
        match self {
            Self::One(value) => value,
            Self::Several { values, group_of } => &values[group_of[board as usize] as usize],
        }
    }

    /// The same, to be changed.
    #[inline]
    pub fn of_mut(&mut self, board: u32) -> &mut T {
        match self {
            Self::One(value) => value,
            Self::Several { values, group_of } => &mut values[group_of[board as usize] as usize],
        }
    }

    /// All values, in the order of the groups.
    pub fn as_slice(&self) -> &[T] {
        match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::Several { values, .. } => values,
        }
    }

    /// The same, to be changed.
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        match self {
            Self::One(value) => std::slice::from_mut(value),
            Self::Several { values, .. } => values,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_value_of_a_boards_group() {
        let mut one = ByGroup::new(vec!['a'], [3].into_iter());
        let mut several = ByGroup::new(vec!['a', 'b', 'c'], [2, 0, 3].into_iter()).map(char::to_ascii_uppercase);
        assert_eq!([0, 1, 2].map(|board| *one.of(board)), ['a'; 3]);
        assert_eq!([0, 1, 2, 3, 4].map(|board| *several.of(board)), ['A', 'A', 'C', 'C', 'C']);
        assert_eq!((one.index(2), several.index(4)), (0, 2));
        *one.of_mut(1) = 'z';
        *several.of_mut(3) = 'Z';
        assert_eq!((one.as_slice(), several.as_slice()), (&['z'][..], &['A', 'B', 'Z'][..]));
        several.as_mut_slice().fill('x');
        assert_eq!(*several.of(0), 'x');
    }
}
