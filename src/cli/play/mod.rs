//! Playing a scenario as the options say: one replication, watched, or many, in parallel.

mod alone;
mod contest;
mod together;
mod until;

pub(super) use contest::Contest;
pub(super) use until::Until;

use crate::cli::arguments::RunOptions;
use crate::cli::failure::Failure;
use crate::model::{Halt, Simulator};
use crate::report::Report;
use crate::scenario::Scenario;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// What became of a scenario.
pub(super) struct Played<'a> {
    /// The result, if any replication was completed.
    pub report: Option<Report<'a>>,
    /// How far it got, if it was interrupted.
    pub cut: Option<Cut>,
}

/// How far an interrupted run got.
pub(super) enum Cut {
    /// So many replications were completed.
    After(u64),
    /// The only replication was under way.
    Within(Halt),
}

/// Plays the replications of a file's scenario that the options ask for. A log goes to `out`.
pub(super) fn play<'a>(
    file: &'a Path,
    scenario: &'a Scenario,
    options: &'a RunOptions,
    interrupted: &Arc<AtomicBool>,
    out: &mut dyn Write,
) -> Result<Played<'a>, Failure> {
    let mut simulator = simulator(scenario)?;
    options.engine.apply(&mut simulator);
    simulator.interrupt_by(Arc::clone(interrupted));
    if options.is_single() {
        alone::play(file, scenario, options, simulator, interrupted, out)
    } else {
        together::play(file, scenario, options, &simulator, interrupted)
    }
}

/// The simulator of a scenario.
pub(super) fn simulator(scenario: &Scenario) -> Result<Simulator, Failure> {
    // Scenario files are checked when they are read, so that this is for scenarios that come from elsewhere.
    Simulator::new(&scenario.exhibition).map_err(|problems| {
        let texts: Vec<_> = problems.iter().map(|problem| format!("{}: {}", problem.path, problem.what)).collect();
        let help = problems.first().map_or(String::new(), |problem| problem.instead.clone());
        Failure::Other { what: texts.join("\n"), help }
    })
}

pub(super) fn halted(scenario: &Scenario, replication: u64, halt: Halt) -> Failure {
    Failure::Halted { title: scenario.title.clone(), replication, halt }
}
