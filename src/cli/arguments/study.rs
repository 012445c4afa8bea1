//! The arguments of `zeitnot study`.

use super::values::{count, measure};
use super::{ChangeOptions, EffortOptions, ResultOptions};
use crate::experiment::Precision;
use crate::model::Measure;
use clap::Args;
use std::path::PathBuf;

const REPLICATIONS_HELP: &str = "How many replications of each point to play, in place of what the file says";
const LEVEL_HELP: &str = "The confidence level of the intervals, between 0 and 1, in place of the file's";
const SEED_HELP: &str = "From which all random numbers follow, in place of the file's";

/// Carry out a study: a sweep whose whole description is a file
///
/// What the command line says counts, and for all else the file. What is varied, only the file says.
#[derive(Debug, Args)]
#[command(mut_arg("replications", |arg| arg.help(REPLICATIONS_HELP)), mut_arg("level", |arg| arg.help(LEVEL_HELP)), mut_arg("seed", |arg| arg.help(SEED_HELP)), after_help = "\
Examples:
  zeitnot study how-many-boards.ron
  zeitnot study how-many-boards.ron -n 1000 --seed 7
  zeitnot study how-many-boards.ron --set master.count=2 --chart boards.svg
  zeitnot sweep evening.ron --vary boards=5..12 --save-study how-many-boards.ron")]
pub(in crate::cli) struct StudyOptions {
    /// The study file; `zeitnot sweep … --save-study FILE` writes one
    pub file: PathBuf,
    #[command(flatten)]
    pub changes: ChangeOptions,
    #[command(flatten)]
    pub effort: EffortOptions,
    /// Replicate each point until the means are known to so much, in place of what the file says: 1% of themselves, or 2s
    #[arg(long, value_name = "P", conflicts_with = "replications")]
    pub precision: Option<Precision>,
    /// With a precision: play at most so many replications of each point
    #[arg(long, value_name = "N", value_parser = count, conflicts_with = "replications")]
    pub max_replications: Option<u64>,
    /// Which measure to tell, in place of the file's, such as makespan; may be given several times
    #[arg(long = "measure", value_name = "MEASURE", value_parser = measure)]
    pub measures: Vec<Measure>,
    #[command(flatten)]
    pub results: ResultOptions,
}
