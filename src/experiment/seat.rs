//! A simulator at work on one thread.

use super::Player;
use crate::model::{Halt, Outcome, Simulator};

/// Plays the replications of one exhibition: the player for [`replicate`](super::replicate), one for each thread.
#[derive(Clone)]
pub struct Seat {
    simulator: Simulator,
    seed: u64,
}

impl Seat {
    /// Plays replications 0, 1, 2, … of a seed.
    #[must_use]
    pub const fn new(simulator: Simulator, seed: u64) -> Self {
        Self { simulator, seed }
    }
}

impl Player for Seat {
    type Error = Halt;

    fn play(&mut self, replication: u64) -> Result<&Outcome, Halt> {
        self.simulator.play(self.seed, replication)
    }
}
