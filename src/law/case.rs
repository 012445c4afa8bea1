//! A case: one value for each variable, and their order from small to large.

use std::sync::Arc;

/// A case of a law: for each variable the position of its value in its range, from 0; for a law about single random
/// runs, also the number of the replication.
///
/// A case is smaller than another if the sum of its positions is smaller, or, if the sums are equal, if its first
/// different position is smaller.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Case {
    positions: Vec<u64>,
}

impl Case {
    pub(super) const fn new(positions: Vec<u64>) -> Self {
        Self { positions }
    }

    /// The positions, in the order of the variables; the replication last, if it is part of the case.
    #[must_use]
    pub fn positions(&self) -> &[u64] {
        &self.positions
    }

    /// The sum of the positions.
    #[must_use]
    pub fn size(&self) -> u128 {
        self.positions.iter().map(|&at| u128::from(at)).sum()
    }

    /// The first of the many replications of this case: far from those of other cases, so cases do not share their
    /// random numbers.
    pub(super) fn first_replication(&self) -> u64 {
        // FNV-1a over the positions; any hash that stays the same would do.
        let bytes = self.positions.iter().flat_map(|at| at.to_le_bytes());
        let hash =
            bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        hash >> 16
    }

    /// The same case, except for one position.
    pub(super) fn with(&self, index: usize, position: u64) -> Self {
        let mut positions = self.positions.clone();
        positions[index] = position;
        Self { positions }
    }
}

impl PartialOrd for Case {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Case {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.size(), &self.positions).cmp(&(other.size(), &other.positions))
    }
}

/// All cases whose positions are below `lengths`, the smallest first.
pub fn from_smallest(lengths: &[u64]) -> impl Iterator<Item = Case> + use<> {
    let lengths: Arc<[u64]> = lengths.into();
    let largest: u128 = lengths.iter().map(|&length| u128::from(length.saturating_sub(1))).sum();
    (0..=largest).flat_map(move |size| OfSize::new(Arc::clone(&lengths), size)).map(Case::new)
}

/// The positions with a given sum, in lexicographic order.
struct OfSize {
    lengths: Arc<[u64]>,
    next: Option<Vec<u64>>,
}

impl OfSize {
    fn new(lengths: Arc<[u64]>, size: u128) -> Self {
        let mut first = vec![0; lengths.len()];
        let next = fill(&mut first, &lengths, size).then_some(first);
        Self { lengths, next }
    }
}

/// Distributes `size` over the last positions; returns whether they can hold it.
fn fill(positions: &mut [u64], lengths: &[u64], mut size: u128) -> bool {
    for (position, length) in positions.iter_mut().zip(lengths).rev() {
        let part = size.min(u128::from(length.saturating_sub(1)));
        *position = u64::try_from(part).unwrap_or(u64::MAX);
        size -= part;
    }
    size == 0
}

impl Iterator for OfSize {
    type Item = Vec<u64>;

    fn next(&mut self) -> Option<Vec<u64>> {
        let current = self.next.take()?;
        // The last position that can grow at the expense of those after it.
        for index in (0..current.len()).rev() {
            let behind: u128 = current[index + 1..].iter().map(|&at| u128::from(at)).sum();
            if behind > 0 && current[index] + 1 < self.lengths[index] {
                let mut next = current.clone();
                next[index] += 1;
                let (_, tail) = next.split_at_mut(index + 1);
                if fill(tail, &self.lengths[index + 1..], behind - 1) {
                    self.next = Some(next);
                    break;
                }
            }
        }
        Some(current)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_cases_come_once_and_in_order() {
        for lengths in [&[3, 4, 2][..], &[1, 1], &[5], &[], &[2, 2, 2, 2]] {
            let cases: Vec<_> = from_smallest(lengths).collect();
            assert_eq!(cases.len() as u64, lengths.iter().product::<u64>(), "{lengths:?}");
            assert!(cases.is_sorted_by(|a, b| a < b), "{lengths:?}");
        }
        let first: Vec<_> = from_smallest(&[u64::MAX, u64::MAX]).take(4).map(|case| case.positions).collect();
        assert_eq!(first, [[0, 0], [0, 1], [1, 0], [0, 2]]);
    }
}
