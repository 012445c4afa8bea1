//! What is wanted of each point, and how exactly: for the commands that play points.

use super::values::{count, measure};
use crate::experiment::Precision;
use crate::model::Measure;
use clap::Args;

#[derive(Debug, Args)]
pub(in crate::cli) struct PointOptions {
    /// Replicate each point until the mean of each --measure (else of the makespan; of endless games the throughput) is known to so much: 1% of itself, or 2s
    #[arg(long, value_name = "P", conflicts_with = "replications")]
    pub precision: Option<Precision>,
    /// With --precision: play at most so many replications of each point [default: 1000000]
    #[arg(long, value_name = "N", value_parser = count, conflicts_with = "replications")]
    pub max_replications: Option<u64>,
    /// Which measure to tell, such as makespan; may be given several times. By default three in tables, all elsewhere
    #[arg(long = "measure", value_name = "MEASURE", value_parser = measure)]
    pub measures: Vec<Measure>,
}
