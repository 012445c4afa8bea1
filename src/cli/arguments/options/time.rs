//! How long it may take: for every command whose work ends well before it is done.

use super::values::wall_time;
use clap::Args;
use std::time::Duration;

#[derive(Debug, Args)]
pub(in crate::cli) struct TimeOptions {
    /// Stop after so much time of the clock on the wall, such as 30s, and tell what is known by then
    ///
    /// How far it gets depends on the machine and its mood: only this option makes results differ from one time to the next.
    #[arg(long, value_name = "TIME", value_parser = wall_time)]
    pub max_time: Option<Duration>,
}
