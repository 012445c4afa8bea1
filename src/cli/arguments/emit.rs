//! The arguments of `zeitnot emit`.

use super::options::values::{count, number_or_percent};
use super::{ChangeOptions, EngineOptions, TimeOptions, is_stdout, refuse};
use crate::program::{Language, Larry};
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// Write a scenario as a real program that takes just as long
///
/// The program sleeps where somebody thinks, prints every move with its time, and ends with the total time taken. Its
/// one argument is a scale: with 0.01 it takes a hundredth of the time. Random times are the draws of one replication.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  zeitnot emit tutorial-async.ron --as asyncio -o larry.py && python3 larry.py
  zeitnot emit tutorial-one-at-a-time.ron --as sync
  zeitnot emit larry.ron --as asyncio --run 0.01
  zeitnot emit larry.ron --as asyncio --run instantly
  zeitnot emit --tracer > tracer.py

Exit codes: 0 success; 1 the run took longer or shorter than --within allows, or instantly differed at all; 2 wrong \
arguments, a wrong scenario, or one that is not a program; 130 interrupted.")]
pub(in crate::cli) struct EmitOptions {
    /// The scenario file
    #[arg(value_name = "FILE", required_unless_present = "tracer")]
    pub file: Option<PathBuf>,
    #[command(flatten)]
    pub changes: ChangeOptions,
    /// What the program is written in
    #[arg(long = "as", value_enum, value_name = "LANGUAGE", required_unless_present = "tracer")]
    pub language: Option<Language>,
    /// Write the program here, and a table of more than 30 games beside it [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Take the draws of the K-th replication (counted from 1)
    #[arg(long, value_name = "K", value_parser = count, default_value_t = 1)]
    pub replication: u64,
    /// What the master's thinking does to the others [default: blocks, where that is exact]
    #[arg(long, value_enum, value_name = "HOW")]
    pub larry: Option<Larry>,
    /// Run the program at this scale, and compare it with the simulation; `instantly` takes no time at all
    #[arg(long, value_name = "SCALE")]
    pub run: Option<Run>,
    /// With --run: how far the total may be from the simulated one
    #[arg(long, value_name = "SHARE", value_parser = share, requires = "run", default_value = "5%")]
    pub within: f64,
    /// Print a Python file that records what the tasks of a real asyncio program wait for
    #[arg(long, conflicts_with_all = ["file", "language", "output", "run"])]
    pub tracer: bool,
    #[command(flatten)]
    pub time: TimeOptions,
    #[command(flatten)]
    pub engine: EngineOptions,
}

impl EmitOptions {
    /// Refuses an output that could not have a table beside it, in the manner of clap.
    pub fn check(&self) {
        if let (Some(language), Some(Run::Instantly)) = (self.language, self.run)
            && !matches!(language, Language::Asyncio | Language::Sync)
        {
            refuse("emit", "--run instantly has a clock for `--as asyncio` and `--as sync` only");
        }
        if self.language.is_some_and(|language| matches!(language, Language::Tokio)) && self.run.is_some() {
            refuse(
                "emit",
                "a program in Rust must be compiled first\n\n  tip: write it with -o FILE; its first lines say how to \
                 run it",
            );
        }
        if matches!((self.language, self.larry), (Some(Language::Sync), Some(Larry::Awaits))) {
            refuse(
                "emit",
                "`--as sync` has no event loop that could go on while Larry thinks\n\n  tip: leave '--larry' out",
            );
        }
        if self.output.as_ref().is_some_and(|path| path.extension().is_some_and(|ending| ending == "json")) {
            refuse("emit", "a program's name can't end in .json: its table is called that");
        }
        if self.run.is_some() && self.output.as_deref().is_some_and(is_stdout) {
            refuse("emit", "stdout is for what becomes of the program when it runs\n\n  tip: write it with -o FILE");
        }
    }
}

impl ValueEnum for Language {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Asyncio, Self::Sync, Self::Threads, Self::Javascript, Self::Tokio]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::Asyncio => "Python: tasks on an event loop",
            Self::Sync => "Python: one thing after another",
            Self::Threads => "Python: threads, and a pool of them for the masters",
            Self::Javascript => "JavaScript, for Node",
            Self::Tokio => "Rust with Tokio",
        };
        Some(PossibleValue::new(self.name()).help(help))
    }
}

impl ValueEnum for Larry {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Blocks, Self::Awaits]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Blocks => PossibleValue::new("blocks").help("It blocks the event loop: nothing else goes on"),
            Self::Awaits => PossibleValue::new("awaits").help("It holds a lock, and everything else goes on"),
        })
    }
}

/// How a program is run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::cli) enum Run {
    /// Under a clock that jumps.
    Instantly,
    /// Under the real clock, all times multiplied by this.
    Scale(f64),
}

impl FromStr for Run {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.parse() {
            _ if text == "instantly" => Ok(Self::Instantly),
            Ok(scale) if scale > 0.0 && scale <= 1e6 => Ok(Self::Scale(scale)),
            _ => Err("expected a number above 0, such as 0.01, or `instantly`"),
        }
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Instantly => f.write_str("instantly"),
            Self::Scale(scale) => write!(f, "{scale}"),
        }
    }
}

/// A share: `5%` or `0.05`.
fn share(text: &str) -> Result<f64, &'static str> {
    let share = number_or_percent(text).filter(|share| *share > 0.0 && *share < 1.0);
    share.ok_or("expected a share between 0 and 1, such as 5% or 0.05")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_is_a_number_above_0_or_a_word() {
        assert_eq!("0.01".parse(), Ok(Run::Scale(0.01)));
        assert_eq!("instantly".parse(), Ok(Run::Instantly));
        for wrong in ["0", "-1", "NaN", "inf", "fast", "", "1%"] {
            assert!(wrong.parse::<Run>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_share_is_a_percentage_or_a_number() {
        assert_eq!(share("5%"), Ok(0.05));
        assert_eq!(share("0.05"), Ok(0.05));
        for wrong in ["5", "0", "-1%", "100%", "%", "NaN"] {
            assert!(share(wrong).is_err(), "{wrong}");
        }
    }
}
