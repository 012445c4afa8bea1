//! Precision instead of a number of replications: for every command that can replicate until it is reached.

use super::values::{count, each_once};
use super::{EffortOptions, TimeOptions};
use crate::experiment::{Precision, Sequential};
use clap::Args;

#[derive(Debug, Args)]
pub(in crate::cli) struct PrecisionOptions {
    /// Play until the mean is known to this precision at the confidence level: 1% of the mean, or 2s
    ///
    /// Zeitnot checks the confidence interval after each replication from the 30th on, and stops when it is short
    /// enough. At most 1,000,000 replications are played, or --max-replications.
    #[arg(long, value_name = "P", conflicts_with = "replications")]
    pub precision: Option<Precision>,
    /// With --precision: play at most this many replications
    // `requires` by itself is waived where `replications` rules out what is required.
    #[arg(long, value_name = "N", value_parser = count, requires = "precision", conflicts_with = "replications")]
    pub max_replications: Option<u64>,
    #[command(flatten)]
    pub time: TimeOptions,
}

impl PrecisionOptions {
    /// The largest number of replications, if a precision is given.
    pub fn most(&self) -> Option<u64> {
        self.precision.map(|_| self.max_replications.unwrap_or(Sequential::MAX_REPLICATIONS))
    }

    /// The rule for some measures, if a precision is given.
    pub fn rule<M: Clone + PartialEq>(&self, measures: &[M], effort: &EffortOptions) -> Option<Sequential<M>> {
        let (precision, max_replications) = self.precision.zip(self.most())?;
        Some(Sequential { precision, measures: each_once(measures), level: effort.level(), max_replications })
    }
}
