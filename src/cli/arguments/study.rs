//! The arguments of `zeitnot study`.

use super::{ChangeOptions, EffortOptions, PointOptions, ResultOptions};
use clap::Args;
use std::path::PathBuf;

const REPLICATIONS_HELP: &str = "Replications of each point, instead of the file's";
const LEVEL_HELP: &str = "Confidence level of the intervals, between 0 and 1, instead of the file's";
const SEED_HELP: &str = "Seed of all random numbers, instead of the file's";
const PRECISION_HELP: &str =
    "Play each point until the means are known to this precision, instead of the file's: 1% of the mean, or 2s";
const MAX_HELP: &str = "With a precision: play at most this many replications per point";
const MEASURE_HELP: &str = "Measure to report, instead of the file's, such as makespan; may be given several times";

/// Run a study: a sweep that is described in a file
///
/// Options on the command line override the file; only the varied factors can't be changed.
#[derive(Debug, Args)]
#[command(
    mut_arg("replications", |arg| arg.help(REPLICATIONS_HELP)),
    mut_arg("level", |arg| arg.help(LEVEL_HELP)),
    mut_arg("seed", |arg| arg.help(SEED_HELP)),
    mut_arg("precision", |arg| arg.help(PRECISION_HELP)),
    mut_arg("max_replications", |arg| arg.help(MAX_HELP)),
    mut_arg("measures", |arg| arg.help(MEASURE_HELP)),
    after_help = "\
Examples:
  zeitnot study how-many-boards.ron
  zeitnot study how-many-boards.ron -n 1000 --seed 7
  zeitnot study how-many-boards.ron --set master.count=2 --chart boards.svg
  zeitnot sweep evening.ron --vary boards=5..12 \\
      --save-study how-many-boards.ron")]
pub(in crate::cli) struct StudyOptions {
    /// The study file; `zeitnot sweep … --save-study FILE` writes one
    pub file: PathBuf,
    #[command(flatten)]
    pub changes: ChangeOptions,
    #[command(flatten)]
    pub effort: EffortOptions,
    #[command(flatten)]
    pub points: PointOptions,
    #[command(flatten)]
    pub results: ResultOptions,
}
