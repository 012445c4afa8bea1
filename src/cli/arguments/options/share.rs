//! Which part of a study is played, where several machines share it.

use super::values::whole;
use crate::study::{SHARES_MAX, Share};
use clap::Args;

#[derive(Debug, Args)]
pub(in crate::cli) struct ShareOptions {
    /// Play only share I of N, into DIR/shards, and write no results; the same command without --shard gathers all
    /// shares
    ///
    /// Any number of processes can play shares at the same time, on any number of machines. The exit code is 0 if the
    /// share is complete, 75 if it should be tried again (the time was up, or another process plays this share), and 2
    /// if trying again is useless.
    #[arg(long, value_name = "I/N", requires = "out", conflicts_with_all = ["charts", "outcomes", "dry_run"])]
    pub shard: Option<Share>,
    /// Print which of N shares are incomplete, such as 2-3,5-7, and play nothing
    #[arg(long, value_name = "N", requires = "out", conflicts_with_all = ["charts", "outcomes", "dry_run", "shard"],
        value_parser = |text: &str| whole(text, 1..=SHARES_MAX))]
    pub missing: Option<u64>,
}

impl ShareOptions {
    /// The option that is given, if one is: then there are no results.
    pub const fn given(&self) -> Option<&'static str> {
        match (self.shard, self.missing) {
            (Some(_), _) => Some("--shard"),
            (None, Some(_)) => Some("--missing"),
            (None, None) => None,
        }
    }
}
