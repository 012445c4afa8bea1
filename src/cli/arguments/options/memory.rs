//! Outcomes that need not be played again: for commands that play variations of a scenario.

use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(in crate::cli) struct MemoryOptions {
    /// Use the outcomes that `zeitnot sweep` or its shards stored in this folder, instead of playing them again
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}
