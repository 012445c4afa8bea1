//! A simulator at work on one thread.

use super::Player;
use crate::model::{Halt, Outcome, Simulator};

/// Plays the replications of one exhibition: the player for [`replicate`](super::replicate), one for each thread.
#[derive(Clone)]
pub struct Seat {
    simulator: Simulator,
    seed: u64,
    first: u64,
}

impl Seat {
    /// Plays replications 0, 1, 2, … of a seed.
    #[must_use]
    pub const fn new(simulator: Simulator, seed: u64) -> Self {
        Self { simulator, seed, first: 0 }
    }

    /// The same from replication `first` on, which is asked for as 0.
    #[must_use]
    pub fn beginning_with(self, first: u64) -> Self {
        Self { first, ..self }
    }
}

impl Player for Seat {
    type Error = Halt;

    fn play(&mut self, replication: u64) -> Result<&Outcome, Halt> {
        self.simulator.play(self.seed, self.first + replication)
    }
}
