//! How the scenarios of an analysis are played: with what in place of their own seed, on how many threads, until when.

use crate::model::Exhibition;
use crate::replicate::{PlayError, Prepared, Session, Stop};

/// How scenarios are played.
#[derive(Clone, Debug)]
pub struct Playing {
    /// In place of each scenario's seed.
    pub seed: Option<u64>,
    /// On how many threads.
    pub jobs: usize,
    /// A replication with more events is an error.
    pub events_max: u64,
    /// Once this is raised, all ends soon.
    pub stop: Stop,
}

impl Playing {
    /// Makes the exhibition of a scenario with this seed ready, which errors call `label`.
    ///
    /// # Errors
    /// [`PlayError::Problems`] if the exhibition makes no sense. That of a scenario that was read does.
    pub fn prepare(&self, exhibition: &Exhibition, seed: u64, label: impl Into<String>) -> Result<Prepared, PlayError> {
        let seed = self.seed.unwrap_or(seed);
        Ok(Prepared::new(exhibition, seed, label, &self.stop)?.limit_events(self.events_max))
    }

    /// A session in which `progress` is called now and then with the number of replications.
    #[must_use]
    pub const fn session<'a>(&'a self, progress: &'a dyn Fn(u64)) -> Session<'a> {
        Session { jobs: self.jobs, stop: &self.stop, progress }
    }
}
