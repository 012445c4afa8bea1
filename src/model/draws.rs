//! Every draw of one replication, to look up: what a program needs that is to do the same as the simulator.

use super::exhibition::Exhibition;
use super::plan::Plan;
use super::purpose::Purpose;
use crate::engine::Streams;
use crate::time::{Duration, Instant};

/// The draws of a replication of a checked exhibition. Boards are numbered from 0, moves from 1.
pub(crate) struct Draws {
    plan: Plan,
    streams: Streams,
}

impl Draws {
    /// Those of replication `replication` (counted from 0) under `seed`.
    pub fn new(exhibition: &Exhibition, seed: u64, replication: u64) -> Self {
        Self { plan: Plan::new(exhibition), streams: Streams::new(seed, replication) }
    }

    /// How many moves the side that begins makes at a board; `u64::MAX` in a game without end.
    pub fn moves(&self, board: u32) -> u64 {
        self.plan.draw_length(board, &self.streams)
    }

    /// How long the opponent at a board would think about his `nth` move, whatever his patience.
    pub fn opponent_thinks(&self, board: u32, nth: u64) -> Duration {
        let stream = || self.streams.stream(Purpose::OpponentThink as usize, board, nth);
        self.plan.groups.of(board).think.draw(nth, stream)
    }

    /// How long a master thinks about the masters' `nth` move at a board.
    pub fn master_thinks(&self, board: u32, nth: u64) -> Duration {
        let stream = || self.streams.stream(Purpose::MasterThink as usize, board, nth);
        self.plan.groups.of(board).master_think.draw(nth, stream)
    }

    /// How long a master walks from one board to another, for the masters' `nth` move there.
    pub fn walk(&self, from: u32, to: u32, nth: u64) -> Duration {
        self.plan.walking_time(from, to, nth, &self.streams)
    }

    /// When each opponent comes, in the order in which they come.
    pub fn arrivals(&self) -> Vec<(Instant, u32)> {
        let mut arrivals = Vec::new();
        self.plan.draw_arrivals(&self.streams, &mut arrivals);
        arrivals
    }

    /// What decides the `nth` random choice (counted from 1): of n boards it takes the one at place ⌊it · n / 2⁶⁴⌋.
    pub fn choice(&self, nth: u64) -> u64 {
        self.streams.stream(Purpose::Choice as usize, 0, nth).next_bits()
    }
}
