//! The outcomes that a sweep or its shards have stored, for other commands.

use crate::experiment::Memory;
use crate::journal::{Archive, JournalError, Key, Owner};
use crate::model::Outcome;
use crate::replicate::Known;
use crate::scenario::Scenario;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What is stored in a folder. It is only read.
#[derive(Debug)]
pub struct Remembered(Arc<Stored>);

#[derive(Debug)]
struct Stored {
    archive: Archive,
    /// How many outcomes were given.
    given: AtomicU64,
}

impl Remembered {
    /// What a journal and its shards in `folder` have of variations of `baseline`.
    ///
    /// # Errors
    /// See [`Archive::of_all`].
    pub fn new(folder: &Path, baseline: &Scenario) -> Result<Self, JournalError> {
        let archive = Archive::of_all(folder, &Owner::new(baseline))?;
        Ok(Self(Arc::new(Stored { archive, given: AtomicU64::new(0) })))
    }

    /// Which files were left out, and why.
    #[must_use]
    pub fn warnings(&self) -> &[String] {
        self.0.archive.warnings()
    }

    /// How many outcomes were given so far in place of being played.
    #[must_use]
    pub fn given(&self) -> u64 {
        self.0.given.load(Ordering::Relaxed)
    }
}

impl Memory for Remembered {
    fn of(&self, scenario: &Scenario, seed: u64) -> Arc<dyn Known> {
        Arc::new(OfScenario { stored: Arc::clone(&self.0), key: Key::of(&Scenario { seed, ..scenario.clone() }) })
    }
}

struct OfScenario {
    stored: Arc<Stored>,
    key: Key,
}

impl Known for OfScenario {
    fn outcomes(&self, replications: Range<u64>) -> Vec<Outcome> {
        let outcomes = self.stored.archive.outcomes(self.key, replications);
        self.stored.given.fetch_add(outcomes.len() as u64, Ordering::Relaxed);
        outcomes
    }

    fn next_known(&self, replications: Range<u64>) -> u64 {
        self.stored.archive.next(self.key, replications)
    }
}
