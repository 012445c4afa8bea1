//! The owner of a journal: what all its outcomes have in common.

use super::error::JournalError;
use super::record::{self, RecordKind};
use super::{Key, canary, varint};
use crate::engine::GENERATOR;
use crate::scenario::Scenario;
use xxhash_rust::xxh3::xxh3_64;

/// The format of the records. A journal of another format is refused.
pub(super) const FORMAT: &str = "4";

/// The baseline, the seed and the program that a journal belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The facts that must agree, with names for people, in the order in which they are compared.
    facts: Vec<(String, String)>,
}

impl Owner {
    /// Work on variations of `baseline`, with its seed, by this build of the program.
    #[must_use]
    pub fn new(baseline: &Scenario) -> Self {
        Self::of_build(baseline, canary::digest())
    }

    /// The same for a build with this digest of the canary.
    pub(super) fn of_build(baseline: &Scenario, canary: u64) -> Self {
        let facts = [
            ("format", FORMAT.to_owned()),
            ("version of zeitnot", env!("CARGO_PKG_VERSION").to_owned()),
            ("generator of random numbers", GENERATOR.to_owned()),
            ("build of zeitnot", format!("one whose test games have the digest {canary:016x}")),
            ("seed", baseline.seed.to_string()),
            (
                "scenario",
                format!("{:?} with the digest {:032x}", baseline.title, Key::of_all_that_is_played(baseline).0),
            ),
        ];
        Self { facts: facts.map(|(name, value)| (name.to_owned(), value)).into() }
    }

    /// A record with all these facts.
    pub(super) fn record(&self) -> Vec<u8> {
        record::seal(RecordKind::Facts, &self.body())
    }

    /// The digest in every block.
    pub(super) fn digest(&self) -> u64 {
        xxh3_64(&self.body())
    }

    fn body(&self) -> Vec<u8> {
        let mut body = Vec::new();
        varint::put(self.facts.len() as u128, &mut body);
        for text in self.facts.iter().flat_map(|(name, value)| [name, value]) {
            varint::put(text.len() as u128, &mut body);
            body.extend_from_slice(text.as_bytes());
        }
        body
    }

    /// The facts of a body.
    fn facts_in(mut body: &[u8]) -> Option<Vec<(String, String)>> {
        let count = varint::take(&mut body)?;
        let mut text = || {
            let length = usize::try_from(varint::take(&mut body)?).ok()?;
            let (text, rest) = body.split_at_checked(length)?;
            body = rest;
            String::from_utf8(text.to_vec()).ok()
        };
        (0..count).map(|_| Some((text()?, text()?))).collect()
    }

    /// Compares with the body of a record.
    ///
    /// # Errors
    /// What differs.
    pub(super) fn check(&self, body: &[u8]) -> Result<(), JournalError> {
        let theirs = Self::facts_in(body).unwrap_or_default();
        for (what, ours) in &self.facts {
            let theirs = theirs.iter().find(|(name, _)| name == what).map_or("unknown", |(_, value)| value);
            if theirs != ours {
                return Err(JournalError::foreign(what, theirs, ours));
            }
        }
        Ok(())
    }
}
