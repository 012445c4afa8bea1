//! Simulators at work on several threads.

use crate::cli::failure::Failure;
use crate::experiment::Player;
use crate::model::{Halt, Outcome, Simulator};

/// A simulator at work on one thread.
pub(in crate::cli) struct Seat {
    pub simulator: Simulator,
    pub seed: u64,
}

impl Player for Seat {
    type Error = Halt;

    fn play(&mut self, replication: u64) -> Result<&Outcome, Halt> {
        self.simulator.play(self.seed, replication)
    }
}

/// Threads could not be started.
pub(in crate::cli) fn no_threads(jobs: usize, why: &dyn std::error::Error) -> Failure {
    Failure::Other {
        what: format!("can't start {jobs} threads: {why}"),
        help: "ask for fewer with --jobs J".to_owned(),
    }
}
