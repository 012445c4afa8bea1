//! Playing one replication, with its log and trace.

use super::Ran;
use crate::cli::arguments::RunOptions;
use crate::cli::failure::Failure;
use crate::cli::progress::Progress;
use crate::experiment::{Ending, Summariser};
use crate::file::Draft;
use crate::model::{Halt, Outcome};
use crate::replicate::{Player, Prepared, Seat, Source, Stop};
use crate::report::{Log, Report, Single, TraceFormat, TraceWriter};
use crate::scenario::Scenario;
use crate::time::Instant;
use std::io::Write;
use std::path::Path;

/// Plays it, and shows its outcome to `look`.
pub(super) fn play<'a>(
    (file, scenario): (&'a Path, &'a Scenario),
    options: &'a RunOptions,
    replication: u64,
    prepared: &Prepared,
    stop: &Stop,
    look: impl FnOnce(&Outcome),
    out: &mut dyn Write,
) -> Result<Ran<'a>, Failure> {
    let mut seat = prepared.seat();
    let result = if options.log || options.trace.is_some() {
        watched(scenario, options, (&mut seat, replication), stop, out)?
    } else {
        let _progress = Progress::towards(1);
        seat.play(replication).cloned()
    };
    match (result, stop.cause()) {
        (Ok(outcome), _) => {
            look(&outcome);
            let mut summariser = Summariser::new(options.effort.level());
            summariser.add(&outcome);
            let first = Single { replication, outcome };
            let (settings, ending) = (&options.scenarios.changes.settings[..], Ending::Replications);
            let report = summariser.summary();
            let report = report.map(|summary| Report {
                file,
                scenario,
                settings,
                summary,
                ending,
                wanted: None,
                first,
                chosen: None,
                gates: Vec::new(),
                shows_quantiles: options.quantiles,
            });
            Ok(Ran { report, stopped: None, histogram: None })
        }
        (Err(halt @ Halt::Interrupted { .. }), Some(cause)) => {
            Ok(Ran { report: None, stopped: Some((cause, halt.to_string())), histogram: None })
        }
        (Err(halt), _) => Err(prepared.halted(replication, halt).into()),
    }
}

/// Plays it with a log, a trace, or both.
fn watched(
    scenario: &Scenario,
    options: &RunOptions,
    (seat, replication): (&mut Seat, u64),
    stop: &Stop,
    out: &mut dyn Write,
) -> Result<Result<Outcome, Halt>, Failure> {
    let mut log = options.log.then(|| Log::new(&scenario.exhibition, &mut *out, stop.clone()));
    let mut trace = options.trace.as_deref().map(|path| begin(path, scenario, options, stop)).transpose()?;
    // A log shows progress by itself.
    let progress = (!options.log).then(|| Progress::towards(1));
    let result = seat.observe(replication, &mut (&mut log, &mut trace)).cloned();
    drop(progress);
    if let Some(log) = log {
        log.finish()?;
        writeln!(out)?;
    }
    // A run that did not end leaves no trace. But if writing the trace failed, that is reported.
    if let Some((path, trace)) = options.trace.as_deref().zip(trace) {
        let end = result.as_ref().map_or(Instant::START, Outcome::end);
        let kept = trace.finish(end).and_then(|draft| if result.is_ok() { draft.replace() } else { Ok(()) });
        kept.map_err(|error| Failure::cant_write(path, &error))?;
    }
    Ok(result)
}

/// Begins a trace.
fn begin(path: &Path, scenario: &Scenario, options: &RunOptions, stop: &Stop) -> Result<TraceWriter<Draft>, Failure> {
    let is_csv = path.extension().is_some_and(|ending| ending == "csv");
    let format = if is_csv { TraceFormat::Csv } else { TraceFormat::Perfetto };
    let draft = Draft::new(path).map_err(|error| Failure::cant_write(path, &error))?;
    let window = (options.from, options.to.unwrap_or(Instant::NEVER));
    Ok(TraceWriter::new(format, &scenario.exhibition, &scenario.title, window, draft, stop.clone()))
}
