//! The measures: what each is called, its unit, and how it follows from an [`Outcome`].

use super::outcome::{GroupOutcome, Outcome};

/// A figure that describes a run. The names in [`Measure::name`] are those of the JSON and CSV output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Measure {
    /// Seconds from the start to the last event; with endless games, from the end of the warm-up to the horizon.
    Makespan,
    /// Masters' thinking ÷ (makespan × masters).
    Utilisation,
    /// Mean seconds that a board waits, from ready to the master's starting to think, over all visits.
    WaitingMean,
    /// The longest such wait, in seconds.
    WaitingMax,
    /// Mean seconds from arrival to getting a board.
    LineWaitMean,
    /// Mean seconds from arrival to the end of the game.
    SojournMean,
    /// Moves that masters completed.
    Moves,
    /// Games that ended by forfeit.
    Forfeits,
    /// Masters' moves per second of the makespan.
    Throughput,
    /// Seconds from the very start to the end of the last move that a master made.
    LastMasterMove,
    /// Seconds of masters' thinking, over all masters.
    MasterThinking,
    /// Seconds of masters' walking.
    MasterWalking,
    /// Seconds that masters stood waiting at a board.
    MasterAttending,
    /// Seconds that masters had nothing to do.
    MasterIdle,
    /// Events that the engine handled.
    Events,
}

impl Measure {
    /// Every measure, in the order of the output.
    pub const ALL: [Self; 15] = [
        Self::Makespan,
        Self::Utilisation,
        Self::WaitingMean,
        Self::WaitingMax,
        Self::LineWaitMean,
        Self::SojournMean,
        Self::Moves,
        Self::Forfeits,
        Self::Throughput,
        Self::LastMasterMove,
        Self::MasterThinking,
        Self::MasterWalking,
        Self::MasterAttending,
        Self::MasterIdle,
        Self::Events,
    ];

    /// The measures that make sense for one group of opponents, in the order of the output.
    pub const OF_A_GROUP: [Self; 9] = [
        Self::Makespan,
        Self::WaitingMean,
        Self::WaitingMax,
        Self::LineWaitMean,
        Self::SojournMean,
        Self::Moves,
        Self::Forfeits,
        Self::LastMasterMove,
        Self::MasterThinking,
    ];

    /// Its name in JSON and CSV, unit last.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Makespan => "makespan_s",
            Self::Utilisation => "utilisation",
            Self::WaitingMean => "waiting_mean_s",
            Self::WaitingMax => "waiting_max_s",
            Self::LineWaitMean => "line_wait_mean_s",
            Self::SojournMean => "sojourn_mean_s",
            Self::Moves => "moves",
            Self::Forfeits => "forfeits",
            Self::Throughput => "throughput_per_s",
            Self::LastMasterMove => "last_master_move_s",
            Self::MasterThinking => "master_thinking_s",
            Self::MasterWalking => "master_walking_s",
            Self::MasterAttending => "master_attending_s",
            Self::MasterIdle => "master_idle_s",
            Self::Events => "events",
        }
    }

    /// Its value in its unit, where `part` sums up the boards in question: one group, or all.
    ///
    /// A mean over nothing (no visit, no game) is 0, as is a rate over no time. What is no figure of boards (makespan,
    /// utilisation, the masters' account except thinking, events) is the whole exhibition's, whatever `part` is. See
    /// [`Outcome::value`] and [`Outcome::group_value`], which add the makespan of a group.
    #[must_use]
    pub fn of(self, outcome: &Outcome, part: &GroupOutcome) -> f64 {
        let makespan_s = outcome.makespan.as_secs_f64();
        let account = &outcome.account;
        match self {
            Self::Makespan => makespan_s,
            Self::Utilisation => ratio(seconds(account.thinking_ns), makespan_s * f64::from(outcome.masters)),
            Self::WaitingMean => mean_s(part.waiting_ns, part.visits),
            Self::WaitingMax => part.waiting_max.as_secs_f64(),
            Self::LineWaitMean => mean_s(part.line_wait_ns, part.seated),
            Self::SojournMean => mean_s(part.sojourn_ns, part.games),
            Self::Moves => part.moves as f64,
            Self::Forfeits => part.forfeits as f64,
            Self::Throughput => ratio(part.moves as f64, makespan_s),
            Self::LastMasterMove => part.last_master_move.as_ns() as f64 / 1e9,
            Self::MasterThinking => seconds(part.thinking_ns),
            Self::MasterWalking => seconds(account.walking_ns),
            Self::MasterAttending => seconds(account.attending_ns),
            Self::MasterIdle => seconds(account.idle_ns),
            Self::Events => outcome.events as f64,
        }
    }
}

fn seconds(ns: u128) -> f64 {
    ns as f64 / 1e9
}

fn mean_s(sum_ns: u128, count: u64) -> f64 {
    ratio(sum_ns as f64, count as f64) / 1e9
}

fn ratio(numerator: f64, denominator: f64) -> f64 {
    if denominator == 0.0 { 0.0 } else { numerator / denominator }
}
