//! Options for how much to play, and with how many threads: for every command that plays replications.

use super::ThreadOptions;
use super::values::{count, level};
use crate::study::{LEVEL, REPLICATIONS};
use clap::Args;

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct EffortOptions {
    /// How many independent replications to play
    #[arg(short = 'n', long, value_name = "N", value_parser = count)]
    pub replications: Option<u64>,
    /// The confidence level of the intervals, between 0 and 1 [default: 0.95]
    #[arg(long, value_name = "LEVEL", value_parser = level)]
    pub level: Option<f64>,
    #[command(flatten)]
    pub threads: ThreadOptions,
}

impl EffortOptions {
    /// How many replications, if no precision decides that.
    pub fn replications(&self) -> u64 {
        self.replications.unwrap_or(REPLICATIONS)
    }

    /// The level of intervals.
    pub fn level(&self) -> f64 {
        self.level.unwrap_or(LEVEL)
    }
}
