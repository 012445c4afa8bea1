//! The arguments of `zeitnot seek`.

use super::options::values::{count, level};
use super::{ChangeOptions, Format, LimitOptions, MemoryOptions, ThreadOptions, TimeOptions};
use crate::experiment::seek::Edge;
use crate::study::LEVEL;
use clap::Args;
use std::path::PathBuf;

/// Find the largest or smallest value for which a condition holds
///
/// Zeitnot tries values near the edges where a comparison of the condition changes, with common random numbers, and
/// plays more replications close to the bound. 16 more values are tried to look for other edges. Every value is tried
/// if there are few, or if the scenario has no random times and that costs little: it needs one replication per value.
/// The answer says what it rests on.
///
/// At each value the condition holds, fails or stays undecided; all verdicts are right jointly with the probability
/// --level.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  zeitnot seek larry.ron --vary 'opponents.hobbyist.count=1..200' \\
      --such-that 'P(makespan <= 2h) >= 95%'
  zeitnot seek larry.ron --vary 'master.think*=1..20 step 0.5' \\
      --such-that 'makespan <= 2h'
  zeitnot seek larry.ron --vary 'master.count=1..20' \\
      --such-that 'q95(waiting_max) <= 1min' --smallest
  zeitnot seek larry.ron --vary 'boards=1..1000' --such-that 'E(makespan) <= 2h' \\
      --max-replications 1000000 --max-time 5min

In conditions, P(…) is a probability, E(…) the mean of a measure, and q95(…) or quantile(…, 95%) a quantile; a \
measure by itself means its mean. Measures have the same names as in JSON, without the unit; hobbyist.makespan is the \
makespan of a group. Join comparisons with and, or, not.

Exit codes: 0 a value was found, or all values qualify; 1 no value qualifies (every value was tried); 2 the answer is \
unknown (raise --max-replications, or try every value with --exhaustive), wrong arguments, a wrong scenario, a run \
that never ends, or the end of --max-time; 130 interrupted. After an interruption or the end of --max-time, Zeitnot \
reports what is decided so far.")]
pub(in crate::cli) struct SeekOptions {
    /// The scenario file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[command(flatten)]
    pub changes: ChangeOptions,
    /// The setting to vary and its range: numbers or durations, in rising order
    #[arg(long, value_name = "PATH=FROM..TO [step S]")]
    pub vary: String,
    /// The condition that must hold
    #[arg(long, value_name = "CONDITION")]
    pub such_that: String,
    /// Find the largest value; the default if the condition holds at the start of the range but not at its end
    #[arg(long, conflicts_with = "smallest")]
    pub largest: bool,
    /// Find the smallest value; the default if the condition holds only at the end of the range
    #[arg(long)]
    pub smallest: bool,
    /// Try every value, whatever that costs
    #[arg(long)]
    pub exhaustive: bool,
    /// Play at most this many replications per value
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = count)]
    pub max_replications: u64,
    /// The probability that all verdicts are right jointly, and the level of the intervals, between 0 and 1
    #[arg(long, value_name = "LEVEL", default_value_t = LEVEL, value_parser = level)]
    pub level: f64,
    #[command(flatten)]
    pub time: TimeOptions,
    #[command(flatten)]
    pub threads: ThreadOptions,
    /// Output format: a table, a JSON object, or CSV with a row for each value and criterion
    #[arg(
        long,
        value_enum,
        default_value_t = Format::Table,
        hide_possible_values = true,
        value_name = "table|json|csv"
    )]
    pub format: Format,
    #[command(flatten)]
    pub memory: MemoryOptions,
    #[command(flatten)]
    pub limit: LimitOptions,
}

impl SeekOptions {
    /// The requested edge, if any.
    pub const fn edge(&self) -> Option<Edge> {
        match (self.largest, self.smallest) {
            (true, _) => Some(Edge::Largest),
            (_, true) => Some(Edge::Smallest),
            _ => None,
        }
    }
}
