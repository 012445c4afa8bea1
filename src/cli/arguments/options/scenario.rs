//! The scenarios, and changes to them: for every command that reads scenario files.

use super::values::seed;
use crate::scenario::Setting;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(in crate::cli) struct ScenarioOptions {
    /// Scenario files; `zeitnot new` writes one as a start, `-` is stdin
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub changes: ChangeOptions,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ChangeOptions {
    /// Change a value of the scenario, such as master.count=2; may be given several times
    ///
    /// PATH=VALUE takes values as in scenario files, without quotation marks around durations and texts.
    /// PATH*=FACTOR multiplies a number or a duration, or stretches a distribution: 'master.think*=1.5'. A path
    /// consists of fields, names of groups and numbers of parts: opponents.hobbyist.count, 'opponents[0].think.mean'.
    /// Fields that the file leaves to their defaults can be set as well.
    #[arg(long = "set", value_name = "PATH=VALUE")]
    pub settings: Vec<Setting>,
    /// Seed of all random numbers, instead of the scenario's
    #[arg(long, value_name = "S", value_parser = seed)]
    pub seed: Option<u64>,
}
