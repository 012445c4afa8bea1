//! A scenario made ready to be played, with some setting or other: its replications on several threads, as many as it takes.

use super::{Plan, ReplicateError, Seat, replicate_until};
use crate::model::{Halt, Outcome, Simulator};
use crate::scenario::{Diagnostics, Scenario};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// How variants are played.
#[derive(Clone, Debug)]
pub struct Playing {
    /// In place of the scenario's seed.
    pub seed: Option<u64>,
    /// On how many threads.
    pub jobs: usize,
    /// A replication with more events is an error.
    pub events_max: u64,
    /// Once this is true, all ends.
    pub interrupted: Arc<AtomicBool>,
}

impl Playing {
    /// A simulator of a scenario.
    ///
    /// # Panics
    /// If the exhibition makes no sense. That of a scenario that was read does.
    #[must_use]
    pub fn simulator(&self, scenario: &Scenario) -> Simulator {
        let mut simulator = Simulator::new(&scenario.exhibition).expect("scenarios are checked when they are read");
        simulator.limit_events(self.events_max);
        simulator.interrupt_by(Arc::clone(&self.interrupted));
        simulator
    }

    /// From which all random numbers of a scenario follow.
    #[must_use]
    pub fn seed(&self, scenario: &Scenario) -> u64 {
        self.seed.unwrap_or(scenario.seed)
    }
}

/// Why a variant could not be played.
#[derive(Debug)]
pub enum VariantError {
    /// The scenario makes no sense.
    Scenario(Diagnostics),
    /// A replication came to no end.
    Halted {
        /// What was set.
        setting: String,
        /// Its number, from 0.
        replication: u64,
        /// Why.
        halt: Halt,
    },
    /// Threads could not be started, for this reason.
    Threads(String),
    /// It was called off.
    Interrupted,
}

/// A scenario made ready to be played.
pub struct Variant<'a> {
    setting: String,
    seed: u64,
    is_deterministic: bool,
    makespan_is_given: bool,
    simulator: Simulator,
    playing: &'a Playing,
}

impl<'a> Variant<'a> {
    /// Makes a scenario ready; messages tell what was set (`setting`, if anything).
    ///
    /// # Panics
    /// If the exhibition makes no sense. That of a scenario that was read does.
    #[must_use]
    pub fn new(scenario: &Scenario, setting: String, playing: &'a Playing) -> Self {
        let is_deterministic = scenario.exhibition.is_deterministic();
        let makespan_is_given = scenario.exhibition.makespan_is_given();
        let (seed, simulator) = (playing.seed(scenario), playing.simulator(scenario));
        Self { setting, seed, is_deterministic, makespan_is_given, simulator, playing }
    }

    /// Whether all replications are alike.
    #[must_use]
    pub const fn is_deterministic(&self) -> bool {
        self.is_deterministic
    }

    /// Whether all makespans are alike: the time from warm-up to horizon.
    #[must_use]
    pub const fn makespan_is_given(&self) -> bool {
        self.makespan_is_given
    }

    /// Plays replications 0, 1, 2, …, `replications` at most, and hands on each outcome, in their order, until `take` breaks
    /// off. `progress` is told now and then how many of them are done.
    ///
    /// # Errors
    /// See [`VariantError`]. All before the one that failed are handed on.
    pub fn play(
        &self,
        replications: u64,
        progress: &dyn Fn(u64),
        mut take: impl FnMut(&Outcome) -> ControlFlow<()>,
    ) -> Result<(), VariantError> {
        let plan = Plan { replications, jobs: self.playing.jobs, interrupted: &self.playing.interrupted, progress };
        let seat = || Seat::new(self.simulator.clone(), self.seed);
        let mut flow = ControlFlow::Continue(());
        let result = replicate_until(&plan, seat, |_, outcome| {
            flow = take(outcome);
            flow
        });
        match result {
            Ok(played) if played < replications && flow.is_continue() => Err(VariantError::Interrupted),
            Ok(_) => Ok(()),
            Err(ReplicateError::Replication { source: Halt::Interrupted { .. }, .. }) => Err(VariantError::Interrupted),
            Err(ReplicateError::Replication { replication, source }) => {
                Err(VariantError::Halted { setting: self.setting.clone(), replication, halt: source })
            }
            Err(ReplicateError::Threads(why)) => Err(VariantError::Threads(why.to_string())),
        }
    }
}
