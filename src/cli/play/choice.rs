//! One of many replications, chosen, and then played as if it had been asked for by its number.

use super::{Ran, alone, prepare};
use crate::cli::arguments::RunOptions;
use crate::cli::ending::interrupt;
use crate::cli::failure::Failure;
use crate::experiment::Chosen;
use crate::replicate::Stop;
use crate::scenario::Scenario;
use std::io::Write;
use std::path::Path;

/// Plays the chosen one of those that `ran`, with its log or trace if that is asked for.
pub(super) fn play<'a>(
    of: (&'a Path, &'a Scenario),
    options: &'a RunOptions,
    chosen: Chosen,
    ran: Ran<'a>,
    out: &mut dyn Write,
) -> Result<Ran<'a>, Failure> {
    let (_, scenario) = of;
    let mut exhibition = scenario.exhibition.clone();
    exhibition.quantiles |= options.shows_table();
    // What stopped the others does not stop this one.
    let stop = Stop::new();
    interrupt::watch(&stop);
    let prepared = prepare(&Scenario { exhibition, ..scenario.clone() }, &options.engine, &stop)?;
    let alone = alone::play(of, options, chosen.replication, &prepared, &stop, |_| (), out)?;
    let stopped = alone.stopped.or(ran.stopped);
    let report = alone.report.map(|report| crate::report::Report { chosen: Some(chosen), ..report });
    Ok(Ran { report, stopped, histogram: None })
}
