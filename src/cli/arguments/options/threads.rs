//! The number of threads: for every command that plays.

use super::values::whole;
use clap::Args;
use std::thread::available_parallelism;

const THREADS_MAX: u64 = 4096;

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct ThreadOptions {
    /// Number of threads; all cores by default. Results do not depend on it
    #[arg(short, long, value_name = "J", value_parser = |text: &str| whole(text, 1..=THREADS_MAX))]
    jobs: Option<u64>,
}

impl ThreadOptions {
    /// The requested number.
    pub fn asked(&self) -> Option<usize> {
        self.jobs.and_then(|jobs| usize::try_from(jobs).ok())
    }

    /// The number to use.
    pub fn count(&self) -> usize {
        self.asked().unwrap_or_else(|| available_parallelism().map_or(1, usize::from))
    }
}
