//! The arguments of `zeitnot explain`.

use super::options::values::count;
use super::{EffortOptions, LimitOptions, ScenarioOptions, TimeOptions};
use clap::{Args, ValueEnum};

/// Explain a result: the bottleneck, the formulas that apply, what would change it
///
/// Zeitnot plays each scenario, and the same scenario with one more opponent, board or master, or another policy. It
/// reports the bottleneck, formulas next to the simulation, formulas that nearly apply and why not, and the chain of
/// thinks and walks that set the makespan.
#[derive(Debug, Args)]
#[command(mut_arg("replications", |arg| {
    arg.help("How many independent replications to play [default: 100, or 1 if the scenario has no random times]")
}), after_help = "\
Examples:
  zeitnot explain larry.ron
  zeitnot explain larry.ron --set opponents.hobbyist.count=30
  zeitnot explain larry.ron -n 1000 --replication 7     one of them
  zeitnot explain larry.ron --format json > why.json

Ctrl-C ends it, and so does the end of --max-time. The results of the replications completed by then are still \
printed, marked as partial. The exit code after Ctrl-C is 130.")]
pub(in crate::cli) struct ExplainOptions {
    #[command(flatten)]
    pub scenarios: ScenarioOptions,
    #[command(flatten)]
    pub effort: EffortOptions,
    /// Also print the critical path of the K-th replication, counted from 1; by default only if the scenario has no
    /// random times
    #[arg(long, value_name = "K", value_parser = count)]
    pub replication: Option<u64>,
    /// Output format
    #[arg(long, value_enum, default_value_t = ExplainFormat::Table)]
    pub format: ExplainFormat,
    #[command(flatten)]
    pub time: TimeOptions,
    #[command(flatten)]
    pub limit: LimitOptions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ExplainFormat {
    /// Text
    Table,
    /// An object, or an array of objects for several results
    Json,
}
