//! The result of one replication, exact: counts and whole nanoseconds.
//!
//! Rates and means are formed from it only by [`super::Measure::exact`] and [`super::Measure::value`].

use crate::time::{Duration, Instant};
use std::mem::take;

/// The result of one replication within the observed time (from the end of the warm-up to the end).
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// When observation began: the start, or the end of the warm-up.
    pub observed_from: Instant,
    /// From the start, or the end of the warm-up, to the last event, or the horizon.
    pub makespan: Duration,
    /// How many masters there were.
    pub masters: u32,
    /// How the masters spent their time. The four parts add up to `makespan` × `masters`.
    pub account: MasterAccount,
    /// The figures of each group, in the order of [`super::Exhibition::groups`].
    pub groups: Vec<GroupOutcome>,
    /// Events that the engine handled, from the start of the run.
    pub events: u64,
    /// The fingerprint of the whole trajectory, from the start of the run.
    pub digest: u64,
    /// Quantiles over visits and games: of all boards first, then, with several groups, of each. Empty unless
    /// [`super::Exhibition::quantiles`] asks for them.
    pub distributions: Vec<Distributions>,
}

/// Quantiles over visits and games, at all boards or at those of a group. They are missing if there were no visits or
/// games.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Distributions {
    /// Of the waits, over visits.
    pub waiting: Option<Percentiles>,
    /// Of the times from when a board was ready to the master's move there, over moves.
    pub response: Option<Percentiles>,
    /// Of the times from sitting down to the end of the game, over games.
    pub game: Option<Percentiles>,
    /// Whether these are exact; otherwise each is within [`crate::stats::Quantiles::RELATIVE_ERROR`].
    pub exact: bool,
}

/// Quantiles, each to the nearest nanosecond. For their definition see [`crate::stats::Quantiles`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Percentiles {
    /// The median.
    pub q50: Duration,
    /// The 90 % quantile.
    pub q90: Duration,
    /// The 95 % quantile.
    pub q95: Duration,
    /// The 99 % quantile.
    pub q99: Duration,
}

/// The masters' time, summed over all masters, in nanoseconds (128 bits, as sums over many masters are large).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MasterAccount {
    /// Thinking about moves.
    pub thinking_ns: u128,
    /// On the way between boards.
    pub walking_ns: u128,
    /// Standing at a board whose opponent has not moved yet.
    pub attending_ns: u128,
    /// Nothing to do.
    pub idle_ns: u128,
}

/// The figures of one group of opponents, or of all together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupOutcome {
    /// Visits: times that a master started to think at a board.
    pub visits: u64,
    /// The sum of waiting times, each from when a board became ready to when a master started to think there.
    pub waiting_ns: u128,
    /// The longest of them.
    pub waiting_max: Duration,
    /// Opponents who got a board.
    pub seated: u64,
    /// The sum of their waiting times in the line, each from arrival to getting the board.
    pub line_wait_ns: u128,
    /// Games that ended.
    pub games: u64,
    /// The sum of their sojourn times, each from arrival to the end of the game.
    pub sojourn_ns: u128,
    /// The sum of their lengths, each from sitting down to the end of the game.
    pub game_ns: u128,
    /// Moves that masters completed.
    pub moves: u64,
    /// Games that ended by forfeit.
    pub forfeits: u64,
    /// Time that masters thought at these boards.
    pub thinking_ns: u128,
    /// When a master completed his last move here; the start if he made none.
    pub last_master_move: Instant,
    /// When the last game here was over; the horizon, if some were not over by then.
    pub ended: Instant,
}

impl GroupOutcome {
    /// Adds the figures of another group to these.
    pub fn absorb(&mut self, other: &Self) {
        let Self {
            visits,
            waiting_ns,
            waiting_max,
            seated,
            line_wait_ns,
            games,
            sojourn_ns,
            game_ns,
            moves,
            forfeits,
            thinking_ns,
            last_master_move,
            ended,
        } = *other;
        self.visits += visits;
        self.waiting_ns += waiting_ns;
        self.waiting_max = self.waiting_max.max(waiting_max);
        self.seated += seated;
        self.line_wait_ns += line_wait_ns;
        self.games += games;
        self.sojourn_ns += sojourn_ns;
        self.game_ns += game_ns;
        self.moves += moves;
        self.forfeits += forfeits;
        self.thinking_ns += thinking_ns;
        self.last_master_move = self.last_master_move.max(last_master_move);
        self.ended = self.ended.max(ended);
    }
}

impl Clone for Outcome {
    fn clone(&self) -> Self {
        let mut copy = Self::default();
        copy.clone_from(self);
        copy
    }

    /// Lists that are long enough are used again: outcomes pass between threads, and memory should not.
    fn clone_from(&mut self, other: &Self) {
        let (mut groups, mut distributions) = (take(&mut self.groups), take(&mut self.distributions));
        groups.clone_from(&other.groups);
        distributions.clone_from(&other.distributions);
        *self = Self { groups, distributions, ..*other };
    }
}

impl Outcome {
    /// When the run was over: with its last event, or at the horizon.
    #[must_use]
    pub const fn end(&self) -> Instant {
        self.observed_from.saturating_add(self.makespan)
    }

    /// All groups together.
    #[must_use]
    pub fn total(&self) -> GroupOutcome {
        let mut total = GroupOutcome::default();
        for group in &self.groups {
            total.absorb(group);
        }
        total
    }
}
