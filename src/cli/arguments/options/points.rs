//! The measures of each point and their precision: for the commands that play points.

use super::values::{count, each_once, measure};
use crate::experiment::Precision;
use crate::model::Measure;
use clap::Args;

#[derive(Debug, Args)]
pub(in crate::cli) struct PointOptions {
    /// Play each point until the mean of each --measure is known to this precision: 1% of the mean, or 2s [default
    /// measure: makespan; throughput of endless games]
    #[arg(long, value_name = "P", conflicts_with = "replications")]
    pub precision: Option<Precision>,
    /// With --precision: play at most this many replications per point [default: 1000000]
    #[arg(long, value_name = "N", value_parser = count, conflicts_with = "replications")]
    pub max_replications: Option<u64>,
    /// Measure to report, such as makespan; may be given several times [default: three in tables, all elsewhere]
    #[arg(long = "measure", value_name = "MEASURE", value_parser = measure)]
    pub measures: Vec<Measure>,
}

impl PointOptions {
    /// The named measures, each once.
    pub fn measures(&self) -> Vec<Measure> {
        each_once(&self.measures)
    }
}
