//! Under what outcomes are kept.

use crate::scenario::Scenario;

/// The key of a scenario's outcomes: a digest of everything on which they depend.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(pub(super) u128);

impl Key {
    /// The key of a scenario: it depends on the seed, on everything that is played, and on whether quantiles are
    /// recorded; not on how the file is written.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let mut text = scenario.to_ron();
        if scenario.exhibition.quantiles {
            text.push_str("quantiles");
        }
        Self(xxhash_rust::xxh3::xxh3_128(text.as_bytes()))
    }

    /// The same, whatever is measured.
    pub(super) fn of_all_that_is_played(scenario: &Scenario) -> Self {
        Self(xxhash_rust::xxh3::xxh3_128(scenario.to_ron().as_bytes()))
    }
}
