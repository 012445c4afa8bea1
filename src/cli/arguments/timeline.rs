//! The arguments of `zeitnot timeline`.

use super::options::values::{count, instant, picture};
use super::{Alternative, EngineOptions, ScenarioOptions, TimeOptions, TitleOptions, refuse};
use crate::time::Instant;
use clap::Args;
use std::path::PathBuf;

/// Draw runs as timelines: what masters and boards do, from the start to the end
///
/// Each master and each board has a row. Several files, and the first file with each --with, are drawn below each other
/// on one time axis. If there are too many opponents for rows (more than 24 in the terminal, 64 in a picture), each
/// seat has a row if only a few games are open at a time; otherwise one area shows all boards.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  zeitnot timeline one-at-a-time.ron all-at-once.ron
  zeitnot timeline larry.ron --with master.count=2 --with visit=Cyclic
  zeitnot timeline larry.ron --chart larry.svg --chart larry.png
  zeitnot timeline larry.ron --replication 7 --from 5m --to 6m

In the terminal each cell shows the state with the most time, counting its time in this cell and its time not shown \
in earlier cells. So the number of cells of a state matches its share of the time.")]
pub(in crate::cli) struct TimelineOptions {
    #[command(flatten)]
    pub scenarios: ScenarioOptions,
    /// Another run: the first file with these settings, separated by semicolons; may be given several times
    #[arg(long = "with", value_name = "SETTINGS")]
    pub alternatives: Vec<Alternative>,
    /// Draw the K-th replication (counted from 1) of each scenario
    #[arg(long, value_name = "K", value_parser = count, default_value_t = 1)]
    pub replication: u64,
    /// Begin the time axis here, such as 1h30m
    #[arg(long, value_name = "TIME", value_parser = instant, default_value = "0s")]
    pub from: Instant,
    /// End the time axis here [default: where the longest run ends]
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub to: Option<Instant>,
    /// Also draw a picture into this file: .svg or .png; may be given several times
    #[arg(long = "chart", value_name = "FILE", value_parser = picture)]
    pub charts: Vec<PathBuf>,
    #[command(flatten)]
    pub title: TitleOptions,
    #[command(flatten)]
    pub time: TimeOptions,
    #[command(flatten)]
    pub engine: EngineOptions,
}

impl TimelineOptions {
    /// Refuses a time axis of length zero, as clap does.
    pub fn check(&self) {
        if self.to.is_some_and(|to| to <= self.from) {
            refuse("timeline", "the time axis ends before it begins\n\n  tip: give --to a later time than --from");
        }
    }
}
