//! The arguments of `zeitnot show`.

use super::options::values::{count, page};
use super::{Alternative, EngineOptions, ScenarioOptions, TimeOptions};
use clap::Args;
use std::path::PathBuf;

/// Write a web page that plays runs, side by side
///
/// The page is one file. It opens in any browser, needs no network, and can be sent or published as it is. Several
/// files, and the first file with each --with, are played side by side with one clock.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  zeitnot show one-at-a-time.ron all-at-once.ron --html larry.html
  zeitnot show larry.ron --with master.count=2 --html larry.html
  zeitnot show larry.ron --replication 7 --html larry.html

In the page, space plays and pauses, the arrow keys go from event to event, and a click or a drag on the timeline \
goes to that time. A link to larry.html#t=2m10s opens the page at that time.")]
pub(in crate::cli) struct ShowOptions {
    #[command(flatten)]
    pub scenarios: ScenarioOptions,
    /// Another run beside: the first file with these settings, separated by semicolons; may be given several times
    #[arg(long = "with", value_name = "SETTINGS")]
    pub alternatives: Vec<Alternative>,
    /// The page to write; it replaces a file of this name
    #[arg(long, value_name = "FILE", value_parser = page)]
    pub html: PathBuf,
    /// Show the K-th replication (counted from 1) of each scenario
    #[arg(long, value_name = "K", value_parser = count, default_value_t = 1)]
    pub replication: u64,
    #[command(flatten)]
    pub time: TimeOptions,
    #[command(flatten)]
    pub engine: EngineOptions,
}
