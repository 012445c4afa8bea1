//! Whose journal it is: what all its outcomes have in common.

use super::Key;
use crate::engine::GENERATOR;
use crate::scenario::Scenario;

/// The format of the records. A journal of another format is refused.
const FORMAT: u32 = 1;

/// The baseline, the seed and the program that a journal belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    seed: u64,
    baseline: Key,
    title: String,
}

impl Owner {
    /// Work on variations of `baseline`, with its seed, by this version of the program.
    #[must_use]
    pub fn new(baseline: &Scenario) -> Self {
        Self { seed: baseline.seed, baseline: Key::of(baseline), title: baseline.title.clone() }
    }

    /// What must agree, in the order in which it is compared, with its name for people.
    pub(super) fn facts(&self) -> [(&'static str, String); 5] {
        [
            ("format", FORMAT.to_string()),
            ("version of zeitnot", env!("CARGO_PKG_VERSION").to_owned()),
            ("generator of random numbers", GENERATOR.to_owned()),
            ("seed", self.seed.to_string()),
            ("scenario", format!("{:?} with the digest {:032x}", self.title, self.baseline.0)),
        ]
    }
}
