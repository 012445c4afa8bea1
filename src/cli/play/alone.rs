//! One replication, with whatever is to be seen of it.

use super::Ran;
use crate::cli::arguments::{Format, RunOptions};
use crate::cli::failure::Failure;
use crate::cli::progress::Progress;
use crate::experiment::{Ending, Summariser};
use crate::model::Halt;
use crate::replicate::{Player, Prepared, Source, Stop};
use crate::report::{Log, Report, Single, Waits};
use crate::scenario::Scenario;
use std::io::Write;
use std::path::Path;

/// Plays it.
pub(super) fn play<'a>(
    file: &'a Path,
    scenario: &'a Scenario,
    options: &'a RunOptions,
    prepared: &Prepared,
    stop: &Stop,
    out: &mut dyn Write,
) -> Result<Ran<'a>, Failure> {
    let (mut seat, replication) = (prepared.seat(), options.replication.map_or(0, |number| number - 1));
    let mut waits = Waits::new(scenario.exhibition.warm_up);
    let result = match (options.log, options.format) {
        (true, _) => {
            let mut log = Log::new(&scenario.exhibition, &mut *out, stop.clone());
            let result = seat.observe(replication, &mut (&mut waits, &mut log));
            log.finish()?;
            writeln!(out)?;
            result
        }
        (false, Format::Table) => {
            let _progress = Progress::towards(1);
            seat.observe(replication, &mut waits)
        }
        (false, Format::Json | Format::Csv) => {
            let _progress = Progress::towards(1);
            seat.play(replication)
        }
    };
    match (result, stop.cause()) {
        (Ok(outcome), _) => {
            let mut summariser = Summariser::new(options.effort.level());
            summariser.add(outcome);
            let first = Single { replication, outcome: outcome.clone(), waits: waits.into_quantiles() };
            let (settings, ending) = (&options.scenarios.changes.settings[..], Ending::Replications);
            let report = summariser.summary();
            let report =
                report.map(|summary| Report { file, scenario, settings, summary, ending, wanted: None, first });
            Ok(Ran { report, cut: None })
        }
        (Err(halt @ Halt::Interrupted { .. }), Some(cause)) => {
            Ok(Ran { report: None, cut: Some((cause, halt.to_string())) })
        }
        (Err(halt), _) => Err(prepared.halted(replication, halt).into()),
    }
}
