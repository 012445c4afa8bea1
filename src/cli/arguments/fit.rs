//! The arguments of `zeitnot fit`.

use super::options::values::{duration, picture, ron_file, seed, unit};
use super::{EffortOptions, TimeOptions, TitleOptions, refuse};
use crate::measured::{ReadOptions, Sign};
use crate::time::Duration;
use crate::time::TimeUnit;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Make think times from measurements: lists, tables, and what load generators write
///
/// The file is recognised by its content. Zeitnot reports what it holds and what speaks against it, fits a
/// distribution, and plays a scenario with several models of the values, so that you see what each would predict. By
/// default the distribution is the values themselves up to the 90 % quantile, and an exponential tail.
#[derive(Clone, Debug, Args)]
#[command(after_help = "\
Files that are known: plain lists; CSV, also with semicolons or tabs; JSON
(arrays of numbers or objects, an object a line); results of k6, JMeter, Locust,
ApacheBench, hey and hyperfine; access logs of nginx and Apache; traces of
OpenTelemetry, Jaeger and Zipkin; HAR; games with clocks of PGN, Lichess and
Chess.com; traces of asyncio from zeitnot emit --tracer.

Examples:
  zeitnot fit latencies.csv                              what is in it
  zeitnot fit latencies.txt --unit ms -o scraper.ron     a new scenario
  zeitnot fit requests.csv --only 'GET /' --limit 5s     one kind, time-outs
  zeitnot fit requests.csv --by label -o all.ron         a group each
  zeitnot fit requests.csv --format json > fit.json      for programs
  zeitnot fit requests.csv --into site.ron --for opponents.page.think \\
      -o measured.ron")]
pub(in crate::cli) struct FitOptions {
    /// The file of measured times
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The unit of plain numbers (ns, us, ms, s, min, h), where the file does not say it or says a wrong one
    #[arg(long, value_name = "UNIT", value_parser = unit)]
    pub unit: Option<TimeUnit>,
    /// The column that holds the times: its name, or its number from 1
    #[arg(long, value_name = "COLUMN")]
    pub column: Option<String>,
    /// The sign before decimals: `.` or `,` [default: as the numbers of the column show]
    #[arg(long, value_name = "SIGN", value_parser = decimal)]
    pub decimal: Option<Sign>,
    /// Take only values with this label: the name of a request, an address, a player
    #[arg(long, value_name = "LABEL")]
    pub only: Option<String>,
    /// Keep values apart by this column, and make a group of each class
    #[arg(long, value_name = "COLUMN", conflicts_with = "into")]
    pub by: Option<String>,
    /// Values from this time up are time-outs: they would have taken longer
    #[arg(long, value_name = "TIME", value_parser = duration)]
    pub limit: Option<Duration>,
    /// What to make of the values
    #[arg(long = "as", value_enum, default_value_t = As::BodyAndTail, value_name = "MODEL")]
    pub model: As,
    /// The scenario that the think times are for [default: a new one]
    #[arg(long, value_name = "SCENARIO")]
    pub into: Option<PathBuf>,
    /// With --into: the distribution to replace [default: opponents[0].think, if there is one group]
    #[arg(long = "for", value_name = "PATH", requires = "into")]
    pub path: Option<String>,
    /// Write the scenario to this file, which must not exist yet, and the values to a CSV file beside it
    #[arg(short, long, value_name = "FILE", value_parser = ron_file)]
    pub output: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t = FitFormat::Table)]
    pub format: FitFormat,
    /// Draw the values against the model into FILE: SVG or PNG, by the ending of its name; may be given several times
    #[arg(long = "chart", value_name = "FILE", value_parser = picture)]
    pub charts: Vec<PathBuf>,
    #[command(flatten)]
    pub title: TitleOptions,
    #[command(flatten)]
    pub effort: EffortOptions,
    #[command(flatten)]
    pub time: TimeOptions,
    /// Seed of all random numbers, instead of the scenario's
    #[arg(long, value_name = "S", value_parser = seed)]
    pub seed: Option<u64>,
}

/// How the result is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FitFormat {
    /// Text
    Table,
    /// An object
    Json,
}

/// What to make of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum As {
    /// The values up to the 90 % quantile, and an exponential tail
    BodyAndTail,
    /// The values, each equally likely
    Values,
    /// Each game as it was played: a group for each
    Recorded,
    /// By mean and standard deviation
    Gamma,
    /// By mean and standard deviation
    Lognormal,
    /// By maximum likelihood
    Weibull,
    /// By the mean
    Exponential,
}

/// The sign before decimals.
fn decimal(text: &str) -> Result<Sign, &'static str> {
    match text {
        "." => Ok(Sign::Point),
        "," => Ok(Sign::Comma),
        _ => Err("write a point or a comma"),
    }
}

impl FitOptions {
    /// What is wanted of the file.
    pub fn request(&self) -> ReadOptions {
        ReadOptions {
            unit: self.unit,
            column: self.column.clone(),
            only: self.only.clone(),
            by: self.by.clone(),
            decimal: self.decimal,
        }
    }

    /// Refuses contradictory options as clap does: with a message and exit code 2.
    pub fn check(&self) {
        if self.model == As::Recorded && self.limit.is_some() {
            refuse("fit", "--limit says nothing of games that are replayed\n\n  tip: leave it out, or '--as recorded'");
        }
    }
}
