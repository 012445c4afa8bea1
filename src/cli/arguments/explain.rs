//! The arguments of `zeitnot explain`.

use super::options::values::count;
use super::{EffortOptions, LimitOptions, ScenarioOptions, TimeOptions};
use clap::{Args, ValueEnum};

/// Explain a result: which formulas apply, what is the bottleneck, what would change it
///
/// Plays each scenario, and the same with one more opponent, board or master, or another policy, and tells: what holds it up; what formulas say beside the
/// simulation; which of them nearly apply, and what they miss; and which chain of thinks and walks set the makespan.
#[derive(Debug, Args)]
#[command(mut_arg("replications", |arg| {
    arg.help("How many independent replications to play [default: 100, or 1 if nothing is left to chance]")
}), after_help = "\
Examples:
  zeitnot explain larry.ron
  zeitnot explain larry.ron --set opponents.hobbyist.count=30
  zeitnot explain larry.ron -n 1000 --replication 7     and what set the makespan of the seventh
  zeitnot explain larry.ron --format json > why.json

Ctrl-C ends it, and so does the end of --max-time. The results of the replications completed by then are still printed, marked as partial. The exit code after Ctrl-C is 130.")]
pub(in crate::cli) struct ExplainOptions {
    #[command(flatten)]
    pub scenarios: ScenarioOptions,
    #[command(flatten)]
    pub effort: EffortOptions,
    /// Tell the critical path of the K-th replication (counted from 1), too; that of the first if nothing is left to chance
    #[arg(long, value_name = "K", value_parser = count)]
    pub replication: Option<u64>,
    /// What to write
    #[arg(long, value_enum, default_value_t = ExplainFormat::Table)]
    pub format: ExplainFormat,
    #[command(flatten)]
    pub time: TimeOptions,
    #[command(flatten)]
    pub limit: LimitOptions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ExplainFormat {
    /// Text for people
    Table,
    /// An object, or an array of them for several files
    Json,
}
