//! The arguments, as clap reads them. What their combinations mean is checked in [`RunOptions::check`].

use crate::model::QueueKind;
use clap::builder::{RangedU64ValueParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const LONG_VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "\nrandom numbers: lattice64 v1");

/// The greatest limit on events that can be asked for.
const EVENT_LIMIT_MAX: u64 = 17_000_000_000;

const EXIT_CODES: &str = "\
Exit codes: 0 all is well; 2 wrong arguments, a wrong scenario, or a run without an end; 130 interrupted.";

/// How long will it take, and what would change that?
///
/// Plays simultaneous exhibitions (one master, many boards) in virtual time, exact to the nanosecond.
#[derive(Debug, Parser)]
#[command(name = "zeitnot", version, long_version = LONG_VERSION, after_help = EXIT_CODES, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// Whether to use colours; auto means on a terminal, unless `NO_COLOR` is set
    #[arg(long, value_enum, default_value_t = Color::Auto, global = true, value_name = "WHEN")]
    pub color: Color,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Run(RunOptions),
    New(NewOptions),
    Validate(ValidateOptions),
}

/// Play scenarios and tell how long they take
///
/// Several files are played one after another. They are all checked first: if one is wrong, none is played.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  zeitnot run larry.ron                          one replication, on one screen
  zeitnot run larry.ron --log | less             its course, move by move
  zeitnot run larry.ron -n 1000                  means with 95 % confidence intervals
  zeitnot run *.ron -n 1000 --format csv > results.csv

Ctrl-C ends the run. What the replications completed so far tell is still printed, marked as partial (in JSON and CSV by the number of replications), and the exit code is 130. A second Ctrl-C ends it without a word.")]
pub(super) struct RunOptions {
    /// Scenario files; `zeitnot new` writes one to start with
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// How many independent replications to play
    #[arg(short = 'n', long, value_name = "N", default_value_t = 1, value_parser = count)]
    pub replications: u64,
    /// Play only the K-th replication (counted from 1) of those that --replications would play
    #[arg(long, value_name = "K", value_parser = count, conflicts_with = "replications")]
    pub replication: Option<u64>,
    /// The confidence level of the intervals, between 0 and 1
    #[arg(long, value_name = "LEVEL", default_value_t = 0.95, value_parser = level)]
    pub level: f64,
    /// From which all random numbers follow, in place of the scenario's seed
    #[arg(long, value_name = "S", value_parser = seed)]
    pub seed: Option<u64>,
    /// How many threads play replications; all cores by default. Results do not depend on it
    #[arg(short, long, value_name = "J", value_parser = jobs())]
    pub jobs: Option<usize>,
    /// Tell the course of the games, move by move, before the result
    ///
    /// Each line begins with the virtual time in seconds, exact: with three decimals if all times of the scenario are whole
    /// milliseconds, with six or nine if they are finer. Boards are counted from 1, opponents within their group.
    /// The log is for tables and a single replication only.
    #[arg(long)]
    pub log: bool,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// Stop a replication with an error after so many events
    #[arg(long, value_name = "N", default_value_t = crate::model::EVENTS_MAX,
        value_parser = RangedU64ValueParser::<u64>::new().range(1..=EVENT_LIMIT_MAX))]
    pub event_limit: u64,
    /// The structure that keeps the pending events in order. Results do not depend on it, only speed does
    #[arg(long, value_enum, default_value_t = EventQueue::Auto, value_name = "KIND")]
    pub event_queue: EventQueue,
}

/// Write a commented scenario to start with
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  zeitnot new larry.ron && zeitnot run larry.ron")]
pub(super) struct NewOptions {
    /// The file to write, which must not exist yet; stdout if there is none
    pub file: Option<PathBuf>,
}

/// Check scenarios, and show them as understood, with all defaults
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  zeitnot validate larry.ron")]
pub(super) struct ValidateOptions {
    /// Scenario files
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Tables for people
    Table,
    /// An object, or an array of them for several files
    Json,
    /// One row for each scenario, group and measure
    Csv,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum EventQueue {
    /// Whichever suits the number of opponents
    Auto,
    /// A binary heap
    Heap,
    /// A radix heap, for tens of thousands of opponents who think at once
    Radix,
    /// The reference, to check the others against
    Keyed,
}

impl EventQueue {
    /// The kind that is asked for, if any is.
    pub const fn kind(self) -> Option<QueueKind> {
        match self {
            Self::Auto => None,
            Self::Heap => Some(QueueKind::Heap),
            Self::Radix => Some(QueueKind::Radix),
            Self::Keyed => Some(QueueKind::Keyed),
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Makes this the rule for all that is printed.
    pub fn write_global(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

impl RunOptions {
    /// Refuses options that contradict each other, in the manner of clap: with a message, and the exit code 2.
    pub fn check(&self) {
        if self.log && self.replications > 1 {
            let n = self.replications;
            refuse(&format!(
                "--log tells the course of a single replication, but --replications asks for {n}\n\n  \
                 tip: leave '--replications' out, or choose one with '--replication K' in its place"
            ));
        }
        if self.log && self.format != Format::Table {
            refuse(
                "--log writes lines for people to stdout, which would not be JSON or CSV any more\n\n  tip: leave '--format' out",
            );
        }
    }
}

fn refuse(message: &str) {
    let mut command = Arguments::command();
    command.build();
    let run = command.find_subcommand_mut("run").expect("there is such a command");
    run.error(ErrorKind::ArgumentConflict, message).exit();
}

fn count(text: &str) -> Result<u64, &'static str> {
    text.parse().ok().filter(|&count| count > 0).ok_or("it is a whole number from 1 on")
}

fn seed(text: &str) -> Result<u64, &'static str> {
    text.parse().map_err(|_| "it is a whole number from 0 to 18446744073709551615, such as 2017")
}

fn jobs() -> impl TypedValueParser<Value = usize> {
    RangedU64ValueParser::<usize>::new().range(1..=4096)
}

fn level(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(level) if level > 0.0 && level < 1.0 => Ok(level),
        Ok(percent) if (1.0..100.0).contains(&percent) => {
            Err(format!("it is between 0 and 1; for {percent} % write {}", percent / 100.0))
        }
        _ => Err("it is a number between 0 and 1, such as 0.95".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_make_sense() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn the_long_version_names_the_generator() {
        assert!(LONG_VERSION.ends_with(crate::engine::GENERATOR));
    }

    #[test]
    fn a_level_is_between_0_and_1() {
        assert_eq!(level("0.99"), Ok(0.99));
        assert_eq!(level("95").unwrap_err(), "it is between 0 and 1; for 95 % write 0.95");
        for wrong in ["0", "1000", "-1", "NaN", "high", ""] {
            assert!(level(wrong).is_err(), "{wrong}");
        }
    }
}
