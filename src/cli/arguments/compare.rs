//! The arguments of `zeitnot compare`.

use super::{EffortOptions, EngineOptions, Format, MemoryOptions, PrecisionOptions, ScenarioOptions, refuse};
use crate::experiment::{Sequential, Subject};
use crate::scenario::{ParseSettingError, Setting};
use clap::Args;
use std::str::FromStr;

const REPLICATIONS_HELP: &str = "How many replications of each scenario to play [default: 100]";
const PRECISION_HELP: &str = "\
Play until every difference is known to this precision: 1% of the baseline's mean, or 2s. Zeitnot checks the intervals \
after each replication from the 30th on, and stops when all are short enough, or after --max-replications (default \
1,000,000)";

/// Compare alternatives with a baseline: what difference does it make, and is it significant?
///
/// The first file is the baseline. The alternatives are the other files, and the baseline with each --with. All use the
/// same random numbers in each replication, so that small differences become visible.
#[derive(Debug, Args)]
#[command(mut_arg("replications", |arg| arg.help(REPLICATIONS_HELP)))]
#[command(mut_arg("precision", |arg| arg.help(PRECISION_HELP).long_help(PRECISION_HELP)))]
#[command(after_help = "\
Examples:
  zeitnot compare larry.ron --with master.count=2
  zeitnot compare larry.ron --with visit=Cyclic \\
      --with 'visit=Cyclic; master.think*=0.9'
  zeitnot compare before.ron after.ron --precision 1% \\
      --measure makespan --measure waiting_mean
  zeitnot compare before.ron after.ron --fail-if 'makespan > +2%'
  zeitnot compare before.ron after.ron --fail-if 'P(makespan > 2h) > 5%'
  zeitnot compare before.ron after.ron \\
      --measure hobbyist.waiting_mean --measure club.makespan

A --fail-if gate fails (exit code 1) if an alternative exceeds the bound, significantly at the confidence level. If \
neither this nor the opposite is significant, the gate is undecided: it does not fail, and Zeitnot prints a warning. \
A gate with a bound of its own, such as 'P(makespan > 1h) > 5%' or 'E(makespan) > 30m', is about each alternative by \
itself; if it is undecided, the exit code is 2.")]
pub(in crate::cli) struct CompareOptions {
    #[command(flatten)]
    pub scenarios: ScenarioOptions,
    /// An alternative: the baseline with these settings, separated by semicolons; may be given several times
    #[arg(long = "with", value_name = "SETTINGS")]
    pub alternatives: Vec<Alternative>,
    /// The measure to compare, of all boards or of a group (hobbyist.makespan); may be given several times [default:
    /// makespan; throughput of endless games]
    #[arg(long = "measure", value_name = "NAME")]
    pub measures: Vec<String>,
    /// Fail if this change against the baseline is significant, such as 'makespan > +2%', or if this is shown of an
    /// alternative, such as 'P(makespan > 1h) > 5%'; may be given several times
    #[arg(long = "fail-if", value_name = "GATE")]
    pub gates: Vec<String>,
    #[command(flatten)]
    pub effort: EffortOptions,
    #[command(flatten)]
    pub precision: PrecisionOptions,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    #[command(flatten)]
    pub memory: MemoryOptions,
    #[command(flatten)]
    pub engine: EngineOptions,
}

/// Settings that belong together.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Alternative {
    /// As they were written.
    pub text: String,
    pub settings: Vec<Setting>,
}

impl FromStr for Alternative {
    type Err = ParseSettingError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let settings = Setting::list(text)?.into_iter().map(|setting| setting.given_by("--with")).collect();
        Ok(Self { text: text.trim().trim_end_matches(';').to_owned(), settings })
    }
}

impl CompareOptions {
    /// The stopping rule of `--precision`, if it was given.
    pub fn rule(&self, subjects: &[Subject]) -> Option<Sequential<Subject>> {
        self.precision.rule(subjects, &self.effort)
    }

    /// Refuses arguments that are not a comparison, as clap does.
    pub fn check(&self) {
        if self.scenarios.files.len() + self.alternatives.len() < 2 {
            refuse(
                "compare",
                "the baseline needs an alternative\n\n  tip: name another file, or a change, such as '--with \
                 master.count=2'",
            );
        }
        if self.effort.replications() < 2 {
            refuse("compare", "one replication cannot show a difference\n\n  tip: ask for more, such as '-n 100'");
        }
    }
}
