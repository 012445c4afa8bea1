//! What the analysis of one scenario starts from: its file with the changes that are asked for, and how it is played.

use crate::cli::arguments::{ChangeOptions, LimitOptions, ThreadOptions, TimeOptions};
use crate::cli::ending::interrupt;
use crate::cli::failure::Failure;
use crate::cli::input::load;
use crate::experiment::Playing;
use crate::scenario::{Scenario, Template};
use std::path::Path;

/// A scenario to be varied.
pub(in crate::cli) struct Basis {
    /// As it was read, with the changes.
    pub template: Template,
    /// What it makes, with the seed that is asked for.
    pub scenario: Scenario,
    /// How its variants are played.
    pub playing: Playing,
}

impl Basis {
    /// Starts the clock, reads a file, and watches for Ctrl-C from then on.
    ///
    /// # Errors
    /// What is wrong with the file or the changes.
    pub fn read(
        file: &Path,
        changes: &ChangeOptions,
        time: &TimeOptions,
        threads: &ThreadOptions,
        limit: &LimitOptions,
    ) -> Result<Self, Failure> {
        let stop = interrupt::stop_after(time.max_time)?;
        let template = load::templates(&[file.to_owned()], changes)?.swap_remove(0);
        let scenario = load::scenario(&template, changes.seed)?;
        interrupt::watch(&stop);
        let playing =
            Playing { seed: changes.seed, jobs: threads.count(), events_max: limit.events(), stop, memory: None };
        Ok(Self { template, scenario, playing })
    }
}
