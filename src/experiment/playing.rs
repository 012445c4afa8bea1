//! Settings for playing the scenarios of an analysis: seed, threads, limits.

use crate::model::Exhibition;
use crate::replicate::{PlayError, Prepared, Session, Stop};

/// Settings for playing scenarios.
#[derive(Clone, Debug)]
pub struct Playing {
    /// The seed, instead of each scenario's own.
    pub seed: Option<u64>,
    /// The number of threads.
    pub jobs: usize,
    /// A replication with more events is an error.
    pub events_max: u64,
    /// Once this is raised, everything ends soon.
    pub stop: Stop,
}

impl Playing {
    /// Prepares the exhibition of a scenario with this seed; errors call it `label`.
    ///
    /// # Errors
    /// [`PlayError::Problems`] if the exhibition is invalid, which can't happen if the scenario was read from a text.
    pub fn prepare(&self, exhibition: &Exhibition, seed: u64, label: impl Into<String>) -> Result<Prepared, PlayError> {
        let seed = self.seed.unwrap_or(seed);
        Ok(Prepared::new(exhibition, seed, label, &self.stop)?.limit_events(self.events_max))
    }

    /// A session that calls `progress` from time to time with the number of replications.
    #[must_use]
    pub const fn session<'a>(&'a self, progress: &'a dyn Fn(u64)) -> Session<'a> {
        Session { jobs: self.jobs, stop: &self.stop, progress }
    }
}
