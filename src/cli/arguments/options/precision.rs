//! Precision in place of a number of replications: for every command that can replicate until it is reached.

use super::EffortOptions;
use super::values::{count, wall_time};
use crate::experiment::{Precision, Sequential};
use clap::Args;
use std::time::Duration;

#[derive(Debug, Args)]
pub(in crate::cli) struct PrecisionOptions {
    /// Replicate until the mean is known to so much at the confidence level: 1% of itself, or 2s
    ///
    /// After each replication from the 30th on, the confidence interval is worked out, and the first that is short enough
    /// ends it. A wall of 1,000,000 replications stands behind it, unless --max-replications says otherwise.
    #[arg(long, value_name = "P", conflicts_with = "replications")]
    pub precision: Option<Precision>,
    /// With --precision: play at most so many replications
    #[arg(long, value_name = "N", value_parser = count, requires = "precision")]
    pub max_replications: Option<u64>,
    /// Stop after so much time of the clock on the wall, such as 30s
    ///
    /// How many replications there are then depends on the machine and its mood: only this option makes results differ
    /// from one time to the next. At least two replications are played.
    #[arg(long, value_name = "TIME", value_parser = wall_time)]
    pub max_time: Option<Duration>,
}

impl PrecisionOptions {
    /// How many replications to play at most, if a precision is asked for.
    pub fn most(&self) -> Option<u64> {
        self.precision.map(|_| self.max_replications.unwrap_or(Sequential::MAX_REPLICATIONS))
    }

    /// The rule for some measures, if a precision is asked for.
    pub fn rule<M: Clone>(&self, measures: &[M], effort: &EffortOptions) -> Option<Sequential<M>> {
        let (precision, max_replications) = self.precision.zip(self.most())?;
        Some(Sequential { precision, measures: measures.to_vec(), level: effort.level(), max_replications })
    }
}
