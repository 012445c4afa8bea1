//! The limit on wall-clock time: for every command that plays.

use super::values::wall_time;
use clap::Args;
use std::time::Duration;

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct TimeOptions {
    /// Stop after this much wall-clock time, such as 30s, and report the results so far
    ///
    /// How far play gets depends on the machine and its load. No other option makes results differ between runs.
    #[arg(long, value_name = "TIME", value_parser = wall_time)]
    pub max_time: Option<Duration>,
}
