//! Settings for playing the scenarios of an analysis: seed, threads, limits.

use crate::replicate::{Known, PlayError, Prepared, Session, Stop};
use crate::scenario::Scenario;
use std::fmt::Debug;
use std::sync::Arc;

/// What is known of scenarios before anything is played.
pub trait Memory: Debug + Send + Sync {
    /// The outcomes of a scenario, played with this seed.
    fn of(&self, scenario: &Scenario, seed: u64) -> Arc<dyn Known>;
}

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
    /// What need not be played.
    pub memory: Option<Arc<dyn Memory>>,
}

impl Playing {
    /// Prepares a scenario; errors call it `label`.
    ///
    /// # Errors
    /// [`PlayError::Problems`] if the exhibition is invalid, which can't happen if the scenario was read from a text.
    pub fn prepare(&self, scenario: &Scenario, label: impl Into<String>) -> Result<Prepared, PlayError> {
        let seed = self.seed.unwrap_or(scenario.seed);
        let prepared = Prepared::new(&scenario.exhibition, seed, label, &self.stop)?.limit_events(self.events_max);
        Ok(match &self.memory {
            Some(memory) => prepared.knowing(memory.of(scenario, seed)),
            None => prepared,
        })
    }

    /// A session that calls `progress` from time to time with the number of replications.
    #[must_use]
    pub const fn session<'a>(&'a self, progress: &'a dyn Fn(u64)) -> Session<'a> {
        Session { jobs: self.jobs, stop: &self.stop, progress }
    }
}
