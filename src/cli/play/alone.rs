//! One replication, with whatever is to be seen of it.

use super::{Cut, Played, halted};
use crate::cli::arguments::{Format, RunOptions};
use crate::cli::failure::Failure;
use crate::cli::progress::Progress;
use crate::experiment::{Ending, Summariser};
use crate::model::{Halt, Simulator};
use crate::report::{Log, Report, Single, Waits};
use crate::scenario::Scenario;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Plays it.
pub(super) fn play<'a>(
    file: &'a Path,
    scenario: &'a Scenario,
    options: &'a RunOptions,
    mut simulator: Simulator,
    call_off: &Arc<AtomicBool>,
    out: &mut dyn Write,
) -> Result<Played<'a>, Failure> {
    let (seed, replication) = (scenario.seed, options.replication.map_or(0, |number| number - 1));
    let mut waits = Waits::new(scenario.exhibition.warm_up);
    let result = match (options.log, options.format) {
        (true, _) => {
            let mut log = Log::new(&scenario.exhibition, &mut *out, Arc::clone(call_off));
            let result = simulator.observe(seed, replication, &mut (&mut waits, &mut log));
            log.finish()?;
            writeln!(out)?;
            result
        }
        (false, Format::Table) => {
            let _progress = Progress::towards(1);
            simulator.observe(seed, replication, &mut waits)
        }
        (false, Format::Json | Format::Csv) => {
            let _progress = Progress::towards(1);
            simulator.play(seed, replication)
        }
    };
    match result {
        Ok(outcome) => {
            let mut summariser = Summariser::new(options.effort.level());
            summariser.add(outcome);
            let first = Single { replication, outcome: outcome.clone(), waits: waits.into_quantiles() };
            let (settings, ending) = (&options.scenarios.changes.settings[..], Ending::Replications);
            let report = summariser.summary();
            let report =
                report.map(|summary| Report { file, scenario, settings, summary, ending, wanted: None, first });
            Ok(Played { report, cut: None })
        }
        Err(halt @ Halt::Interrupted { .. }) => Ok(Played { report: None, cut: Some(Cut::Within(halt)) }),
        Err(halt) => Err(halted(scenario, replication, halt)),
    }
}
