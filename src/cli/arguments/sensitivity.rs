//! The arguments of `zeitnot sensitivity`.

use super::options::values::{measure, picture};
use super::{ChangeOptions, EffortOptions, Format, LimitOptions, MemoryOptions, TimeOptions, TitleOptions};
use crate::experiment::sensitivity::Proportion;
use crate::model::Measure;
use clap::Args;
use std::path::PathBuf;

/// Find out which settings matter most
///
/// Zeitnot moves each numeric setting up and down by a share of itself (whole numbers by at least 1), with common
/// random numbers, and ranks the settings by their effect on a measure. It stretches distributions as a whole, and also
/// changes each parameter of those with several.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  zeitnot sensitivity larry.ron
  zeitnot sensitivity larry.ron --measure waiting_mean --by 25%
  zeitnot sensitivity larry.ron --only opponents.hobbyist --only master.think \\
      -n 1000
  zeitnot sensitivity larry.ron --chart tornado.svg
  zeitnot sensitivity larry.ron --format csv > sensitivity.csv
  zeitnot sensitivity larry.ron -n 1000000 --max-time 1min

Ctrl-C ends it, and so does the end of --max-time. Zeitnot still prints the results so far, marked as partial: all \
settings with fewer replications, or only some settings if not all have had their first 25 replications. The exit \
code after Ctrl-C is 130.")]
pub(in crate::cli) struct SensitivityOptions {
    /// The scenario file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[command(flatten)]
    pub changes: ChangeOptions,
    /// The share by which each setting is moved up and down
    #[arg(long, value_name = "SHARE", default_value = "10%")]
    pub by: Proportion,
    /// The measure on which to show effects, by its name in JSON [default: makespan; throughput of endless games]
    #[arg(long, value_name = "MEASURE", value_parser = measure)]
    pub measure: Option<Measure>,
    /// Move only this setting, or those below it; may be given several times
    #[arg(long, value_name = "PATH")]
    pub only: Vec<String>,
    /// Draw the tornado into this file: .svg or .png; may be given several times
    #[arg(long = "chart", value_name = "FILE", value_parser = picture)]
    pub charts: Vec<PathBuf>,
    #[command(flatten)]
    pub title: TitleOptions,
    #[command(flatten)]
    pub effort: EffortOptions,
    #[command(flatten)]
    pub time: TimeOptions,
    /// Output format: a table, a JSON object, or CSV with a row for each setting and direction
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
