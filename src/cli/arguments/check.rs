//! The arguments of `zeitnot check`.

use super::options::values::{count, number_or_percent, seed, whole};
use super::{ThreadOptions, TimeOptions};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

const REPLICATIONS_MAX: u64 = 1_000_000_000;

/// Test laws: claims about how long things take
///
/// Zeitnot tries each law on thousands of cases, corners first. For a refuted law it prints the smallest failing case,
/// and the condition under which the law holds. It stores failing cases in FILE.failures, next to the law file, and
/// tries them first the next time.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  zeitnot check laws/tutorial.ron
  zeitnot check laws/*.ron --cases 100000 --max-time 10min
  zeitnot check mine.ron --save counterexamples && \\
      zeitnot run counterexamples/mine-1.ron --log

Exit codes: 0 no law is refuted; 1 a law is refuted; 2 wrong arguments, a wrong law, a law that applies to no case, a \
law of which nothing is known, or a case that cannot be played; 130 interrupted.")]
pub(in crate::cli) struct CheckOptions {
    /// Law files
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Cases to try for each law [default: 10000; 50 for a law with `E(…)`, `P(…)` or quantiles]
    #[arg(long, value_name = "N", value_parser = count)]
    pub cases: Option<u64>,
    /// Replications of each case, for a law with `E(…)`, `P(…)` or quantiles
    #[arg(
        short = 'n',
        long,
        value_name = "N",
        default_value_t = 1_000,
        value_parser = |text: &str| whole(text, 40..=REPLICATIONS_MAX),
    )]
    pub replications: u64,
    /// The largest probability that a true law with `E(…)`, `P(…)` or quantiles is refuted
    #[arg(long, value_name = "SHARE", default_value = "1%", value_parser = share)]
    pub error_rate: f64,
    /// Seed of all cases and random numbers
    #[arg(long, value_name = "S", default_value_t = 1, value_parser = seed)]
    pub seed: u64,
    #[command(flatten)]
    pub threads: ThreadOptions,
    #[command(flatten)]
    pub time: TimeOptions,
    /// Write each refuting case as a scenario into this folder, never overwriting a file
    #[arg(long, value_name = "DIR")]
    pub save: Option<PathBuf>,
    /// Neither read nor write FILE.failures
    #[arg(long)]
    pub forget: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t = LawFormat::Table)]
    pub format: LawFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum LawFormat {
    /// Text
    Table,
    /// An array of one object for each law
    Json,
}

/// `1%` or `0.01`.
fn share(text: &str) -> Result<f64, &'static str> {
    let share = number_or_percent(text);
    share.filter(|share| *share > 0.0 && *share < 0.5).ok_or("expected a share above 0 and below 50%, such as 1%")
}
