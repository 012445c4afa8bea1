//! The arguments of `zeitnot sweep`, and the options for results, which `zeitnot study` shares.

use super::options::values::{outcomes, picture, ron_file};
use super::{
    ChangeOptions, EffortOptions, Format, LimitOptions, PointOptions, ShareOptions, TimeOptions, TitleOptions, refuse,
    refuse_two_on_stdout,
};
use clap::Args;
use std::path::PathBuf;

/// Vary a scenario and report the result of each variation
///
/// Zeitnot plays every combination of the --vary values. All points use the same random numbers, so that differences
/// between points come from the settings.
#[derive(Debug, Args)]
#[command(mut_arg("max_replications", |arg| arg.requires("precision")), after_help = "\
Examples:
  zeitnot sweep evening.ron --vary opponents.hobbyist.count=1..50
  zeitnot sweep evening.ron --vary master.count=1..3 --vary visit=Cyclic,FirstReady \\
      -n 1000
  zeitnot sweep evening.ron --vary 'opponents.hobbyist.think*=0.5..2 step 0.25' \\
      --chart think.svg
  zeitnot sweep evening.ron --vary 'master.think=Constant(4s),Uniform(2s, 6s)' \\
      --format csv
  zeitnot sweep evening.ron --vary boards=5..12 -n 1000 --outcomes evening.csv
  zeitnot sweep evening.ron --vary boards=5..12 --vary master.count=1..4 \\
      --where 'boards >= 2 * master.count' --out results

With --out DIR no completed replication is lost: after Ctrl-C, the end of --max-time, a crash or a full disk, the \
same command resumes where it left off.")]
pub(in crate::cli) struct SweepOptions {
    /// The scenario file to vary
    pub file: PathBuf,
    /// The setting to vary and its values: PATH=1..50, PATH=10s..2min step 10s, PATH=1,2,5; may be given several times
    ///
    /// Values are separated by commas; ranges include both ends. A path is as for --set, and PATH*=0.5..2 step 0.25
    /// multiplies the value in the file. The last factor varies fastest.
    #[arg(long = "vary", required = true, value_name = "PATH=VALUES")]
    pub factors: Vec<String>,
    /// Take the first value of each factor, then the second of each, and so on, instead of all combinations
    #[arg(long)]
    pub zip: bool,
    /// Play only points that meet this condition on the varied paths, such as 'boards >= 2 * master.count'
    #[arg(long = "where", value_name = "CONDITION")]
    pub condition: Option<String>,
    #[command(flatten)]
    pub changes: ChangeOptions,
    #[command(flatten)]
    pub effort: EffortOptions,
    #[command(flatten)]
    pub points: PointOptions,
    /// Write this command as a study file, for `zeitnot study`
    #[arg(long, value_name = "FILE", value_parser = ron_file, conflicts_with_all = ["shard", "missing"])]
    pub save_study: Option<PathBuf>,
    #[command(flatten)]
    pub results: ResultOptions,
}

/// The options for results.
#[derive(Debug, Args)]
pub(in crate::cli) struct ResultOptions {
    /// Store everything in this folder: a journal from which work can resume, and the results as CSV and JSON
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    #[command(flatten)]
    pub share: ShareOptions,
    /// Draw the first measure, with its confidence intervals, into this file: .svg or .png; may be given several times
    #[arg(long = "chart", value_name = "FILE", value_parser = picture)]
    pub charts: Vec<PathBuf>,
    #[command(flatten)]
    pub title: TitleOptions,
    /// Write the outcomes into this file: a row for each replication, a column for each setting and measure; .csv or
    /// .parquet
    ///
    /// The rows are in the order of points and replications, and are written as these are played. With `-` they go to
    /// stdout as CSV, in place of the results. --measure says which measures; all, if none is named.
    #[arg(long, value_name = "FILE", value_parser = outcomes)]
    pub outcomes: Option<PathBuf>,
    /// Only list the points, and how much would be played
    #[arg(long, conflicts_with_all = ["out", "charts", "outcomes", "max_time"])]
    pub dry_run: bool,
    #[command(flatten)]
    pub time: TimeOptions,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    #[command(flatten)]
    pub limit: LimitOptions,
}

impl ResultOptions {
    /// Refuses contradictory options as clap does.
    pub fn check(&self, command: &str) {
        if self.dry_run && self.format != Format::Table {
            refuse(command, "--dry-run prints a table only, not JSON or CSV\n\n  tip: leave '--format' out");
        }
        refuse_two_on_stdout(command, self.outcomes.as_deref(), self.format != Format::Table);
        if let Some(option) = self.share.given().filter(|_| self.format != Format::Table) {
            refuse(command, &format!("{option} prints no results\n\n  tip: leave '--format' out"));
        }
    }
}
