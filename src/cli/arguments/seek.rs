//! The arguments of `zeitnot seek`.

use super::options::values::{count, level};
use super::{ChangeOptions, Format, LimitOptions, ThreadOptions, TimeOptions};
use crate::experiment::seek::{Edge, Strategy};
use clap::Args;
use std::path::PathBuf;

/// Find the largest or smallest value for which a condition holds
///
/// Values are tried where the condition may cease to hold, with common random numbers and with more replications the nearer that is.
/// At each, the condition holds, fails, or stays undecided; all these verdicts together are right with the probability that --level says.
/// A scenario without chance needs one replication a value, and the answer is exact.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  zeitnot seek larry.ron --vary 'opponents.hobbyist.count=1..200' --such-that 'P(makespan <= 2h) >= 95%'
  zeitnot seek larry.ron --vary 'master.think=1s..30s step 500ms' --such-that 'makespan <= 2h'
  zeitnot seek larry.ron --vary 'master.count=1..20' --such-that 'q95(waiting_max) <= 1min' --smallest
  zeitnot seek larry.ron --vary 'boards=1..1000' --such-that 'E(makespan) <= 2h' --max-replications 1000000 --max-time 5min

In conditions, P(…) is the probability of something, E(…) the mean of a measure, q95(…) or quantile(…, 95%) a quantile; a measure alone means its mean. Measures are named as in JSON, but without the unit; hobbyist.makespan is that of a group. Several comparisons are joined by and, or, not.

Exit codes: 0 a value was found, or all will do; 1 there is none; 2 the answer is unknown (--max-replications allows more), wrong arguments, a wrong scenario, a run without an end, or the end of --max-time; 130 interrupted. After an interruption or the end of the time, what is decided by then is told.")]
pub(in crate::cli) struct SeekOptions {
    /// The scenario file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[command(flatten)]
    pub changes: ChangeOptions,
    /// What to vary, and from where to where: numbers or durations, in rising order
    #[arg(long, value_name = "PATH=FROM..TO [step S]")]
    pub vary: String,
    /// What shall hold
    #[arg(long, value_name = "CONDITION")]
    pub such_that: String,
    /// Seek the largest value; by default, if the condition holds at the beginning rather than at the end of the range
    #[arg(long, conflicts_with = "smallest")]
    pub largest: bool,
    /// Seek the smallest value; by default, if the condition holds at the end of the range only
    #[arg(long)]
    pub smallest: bool,
    /// Try every value, for conditions that hold here and there
    #[arg(long)]
    pub exhaustive: bool,
    /// How many replications of a value to play at most
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = count)]
    pub max_replications: u64,
    /// The probability that all verdicts are right, and the level of the intervals, between 0 and 1
    #[arg(long, value_name = "LEVEL", default_value_t = 0.95, value_parser = level)]
    pub level: f64,
    #[command(flatten)]
    pub time: TimeOptions,
    #[command(flatten)]
    pub threads: ThreadOptions,
    /// What to write: a table for people, a JSON object, or CSV with a row for each value and criterion
    #[arg(long, value_enum, default_value_t = Format::Table, hide_possible_values = true, value_name = "table|json|csv")]
    pub format: Format,
    #[command(flatten)]
    pub limit: LimitOptions,
}

impl SeekOptions {
    /// The edge that is asked for, if one is.
    pub const fn edge(&self) -> Option<Edge> {
        match (self.largest, self.smallest) {
            (true, _) => Some(Edge::Largest),
            (_, true) => Some(Edge::Smallest),
            _ => None,
        }
    }

    /// Which values to try.
    pub const fn strategy(&self) -> Strategy {
        if self.exhaustive { Strategy::Exhaust } else { Strategy::Bisect }
    }
}
