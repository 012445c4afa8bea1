//! Drawing cases: corners first, then random cases, with a preference for small values and values at an edge.

use super::case::from_smallest;
use super::{Case, Law};
use proptest::test_runner::{RngAlgorithm, TestRng};
use rand::RngExt;
use rand::distr::{Distribution, Uniform};

/// The number of replications among which a law about single random runs is tested.
const REPLICATIONS: u64 = 1_000;
/// At most this many corners are tried.
const CORNERS_MAX: usize = 1_024;

/// How many positions each part of a case has.
#[derive(Clone, Debug)]
pub struct Space {
    pub lengths: Vec<u64>,
}

impl Space {
    /// The cases of a law; `random` if their runs differ from replication to replication.
    pub fn new(law: &Law, random: bool) -> Self {
        let mut lengths: Vec<_> = law.variables.iter().map(|variable| variable.factor.len()).collect();
        if random && !law.is_statistical() {
            lengths.push(REPLICATIONS);
        }
        Self { lengths }
    }

    /// How many cases there are; `None` if there are too many to count.
    pub fn len(&self) -> Option<u64> {
        self.lengths.iter().try_fold(1_u64, |product, &length| product.checked_mul(length))
    }

    /// Every combination of first and last positions, up to the limit.
    pub fn corners(&self) -> Vec<Case> {
        let mut corners = vec![Vec::new()];
        for &length in &self.lengths {
            let ends = if length > 1 && corners.len() < CORNERS_MAX { vec![0, length - 1] } else { vec![0] };
            corners =
                corners.iter().flat_map(|corner| ends.iter().map(move |&end| [&corner[..], &[end]].concat())).collect();
        }
        let mut corners: Vec<_> = corners.into_iter().map(Case::new).collect();
        corners.sort();
        corners
    }

    /// All cases, the smallest first.
    pub fn smallest_first(&self) -> impl Iterator<Item = Case> + use<> {
        from_smallest(&self.lengths)
    }
}

/// Draws cases.
pub struct CaseDraws {
    lengths: Vec<u64>,
    random: TestRng,
}

impl CaseDraws {
    /// Draws from `space`; the cases depend only on `seed` and `purpose`.
    pub fn new(space: &Space, seed: u64, purpose: u8) -> Self {
        let mut bytes = [purpose; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        Self { lengths: space.lengths.clone(), random: TestRng::from_seed(RngAlgorithm::ChaCha, &bytes) }
    }
}

impl Iterator for CaseDraws {
    type Item = Case;

    fn next(&mut self) -> Option<Case> {
        let random = &mut self.random;
        Some(Case::new(self.lengths.iter().map(|&length| position(length, random)).collect()))
    }
}

/// A position below `length`: most often any, sometimes a small one or one at the edge. It is the one that `proptest`
/// would draw, without the trees by which it would shrink.
fn position(length: u64, random: &mut TestRng) -> u64 {
    let last = length - 1;
    let kinds = [(7, 0, last), (2, 0, last.min(9)), (1, last.saturating_sub(1), last)];
    let mut at: u64 = uniform(0, 9, random);
    for (weight, least, most) in kinds {
        if at < weight {
            return uniform(least, most, random);
        }
        at -= weight;
        // The seed of a tree that is not needed.
        let _: [u8; 32] = random.random();
    }
    last
}

fn uniform(least: u64, most: u64, random: &mut TestRng) -> u64 {
    Uniform::new_inclusive(least, most).map_or(most, |range| range.sample(random))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::strategy::{Strategy, ValueTree};
    use proptest::test_runner::{Config, TestRunner};

    #[test]
    fn cases_are_those_of_proptest() {
        let lengths = vec![1, 2, 5, 10, 11, 1_000, u64::MAX];
        let strategy: Vec<_> = lengths
            .iter()
            .map(|&length| {
                let last: u64 = length - 1;
                proptest::prop_oneof![
                    7 => 0..=last,
                    2 => 0..=last.min(9),
                    1 => last.saturating_sub(1)..=last,
                ]
            })
            .collect();
        let draws = CaseDraws::new(&Space { lengths }, 7, 1);
        let mut runner =
            TestRunner::new_with_rng(Config::default(), CaseDraws::new(&Space { lengths: Vec::new() }, 7, 1).random);
        for case in draws.take(2_000) {
            assert_eq!(case.positions(), strategy.new_tree(&mut runner).unwrap().current());
        }
    }
}
