//! Under what outcomes are kept.

use super::bytes;
use crate::scenario::Scenario;
use xxhash_rust::xxh3::xxh3_128;

/// The key of a scenario's outcomes: a digest of everything on which they depend.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(pub(super) u128);

impl Key {
    /// The key of a scenario: it depends on the seed, on everything that is played, and on whether quantiles are
    /// recorded; not on how the file is written.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let mut bytes = bytes::of(scenario);
        bytes.push(scenario.exhibition.quantiles.into());
        Self(xxh3_128(&bytes))
    }

    /// The place of its part, if the range of keys is divided into this many equal parts.
    pub(super) fn part(self, parts: usize) -> usize {
        let within = ((self.0 >> 64) * parts as u128) >> 64;
        usize::try_from(within).expect("it is less than the number of parts")
    }

    /// The same, whatever is measured.
    pub(super) fn of_all_that_is_played(scenario: &Scenario) -> Self {
        Self(xxh3_128(&bytes::of(scenario)))
    }
}
