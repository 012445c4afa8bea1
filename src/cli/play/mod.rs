//! Playing a scenario as the options say: one replication in detail, or many in parallel.

mod alone;
mod choice;
mod contest;
mod together;
mod until;

pub(super) use contest::{Contest, play as contest};
pub(super) use until::Until;

use crate::cli::arguments::{EngineOptions, RunOptions};
use crate::cli::failure::{Failure, warn};
use crate::cli::input::subjects::groups_of;
use crate::cli::output::outcomes::Outcomes;
use crate::experiment::seek::{AbsoluteGate, JudgedGate};
use crate::experiment::{Chooser, GateVerdict};
use crate::model::{Measure, Outcome};
use crate::replicate::{Cause, PlayError, Prepared, Stop};
use crate::report::histogram::Histogram;
use crate::report::{OutcomeTable, Report};
use crate::scenario::{Diagnostics, Scenario};
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;

/// The outcome of a scenario.
pub(super) struct Ran<'a> {
    /// The result, if any replication was completed.
    pub report: Option<Report<'a>>,
    /// What stopped it, if anything did, and how far it got.
    pub stopped: Option<(Cause, String)>,
    /// How the replications are distributed, if that is to be drawn.
    pub histogram: Option<Histogram>,
}

/// Plays the replications of a file's scenario that the options ask for. A log goes to `out`.
pub(super) fn play<'a>(
    file: &'a Path,
    scenario: &'a Scenario,
    options: &'a RunOptions,
    mut absolute_gates: Vec<AbsoluteGate>,
    stop: &Stop,
    out: &mut dyn Write,
) -> Result<Ran<'a>, Failure> {
    let prepared = prepare(scenario, &options.engine, stop)?;
    let mut outcomes = begin_outcomes(scenario, options, stop)?;
    let mut flaw = None;
    let mut look = |outcome: &Outcome| {
        if let Some(outcomes) = &mut outcomes {
            outcomes.take(0, outcome, ControlFlow::Continue(()));
        }
        observe(&mut absolute_gates, outcome, &mut flaw);
    };
    let of = (file, scenario);
    let principal = scenario.exhibition.principal_measure();
    let drawn = options.drawn(principal);
    let mut values = Vec::new();
    let mut ran = if options.is_single() {
        let replication = options.replication.map_or(0, |number| number - 1);
        alone::play(of, options, replication, &prepared, stop, look, out)?
    } else {
        let mut chooser = options.chooser(principal);
        let ran = together::play(file, scenario, options, prepared, stop, |outcome| {
            look(outcome);
            if let Some(chooser) = &mut chooser {
                chooser.take(outcome);
            }
            values.extend(drawn.map(|measure| outcome.value(measure)));
        })?;
        match chooser.and_then(Chooser::chosen) {
            Some(chosen) => choice::play(of, options, chosen, ran, out)?,
            None => ran,
        }
    };
    outcomes.map_or(Ok(()), Outcomes::publish)?;
    if let Some(flaw) = flaw {
        return Err(flaw.into());
    }
    if let Some(report) = &mut ran.report {
        let statistics = absolute_gates.iter().map(AbsoluteGate::statistics).sum::<usize>();
        report.gates = judged(absolute_gates, statistics * options.scenarios.files.len(), options.effort.level());
    }
    let histogram =
        drawn.and_then(|measure| Histogram::new(options.title.or(&scenario.title).to_owned(), measure, values));
    Ok(Ran { histogram, ..ran })
}

/// Shows absolute gates an outcome. The first flaw that shows is kept.
pub(super) fn observe(gates: &mut [AbsoluteGate], outcome: &Outcome, flaw: &mut Option<Diagnostics>) {
    for gate in gates {
        if let Err(wrong) = gate.take(outcome) {
            flaw.get_or_insert_with(|| wrong.diagnostic("--fail-if", gate.text()).into());
        }
    }
}

/// The verdicts on the absolute gates of a scenario. This many `statistics` in all share the error that the level leaves.
pub(super) fn judged(gates: Vec<AbsoluteGate>, statistics: usize, level: f64) -> Vec<JudgedGate> {
    let error = (1.0 - level) / statistics.max(1) as f64;
    gates.into_iter().map(|gate| gate.judged(level, error)).collect()
}

/// Says what to do about gates that are not decided, if there are any.
pub(super) fn warn_of_undecided(verdicts: &[GateVerdict]) {
    if verdicts.contains(&GateVerdict::Undecided) {
        warn("some gates are undecided: play more replications (-n), or use --precision");
    } else if verdicts.contains(&GateVerdict::TooClose) {
        warn("some gates are undecided, whatever is played: quantiles are not exact; move the bounds");
    }
}

/// The exit code that follows from the verdicts on absolute gates: 1 if one failed, 2 if one is not decided.
pub(super) fn judge(verdicts: &[GateVerdict]) -> ExitCode {
    warn_of_undecided(verdicts);
    if verdicts.contains(&GateVerdict::Failed) {
        ExitCode::from(1)
    } else if verdicts.iter().any(|verdict| *verdict != GateVerdict::Passed) {
        ExitCode::from(2)
    } else {
        ExitCode::SUCCESS
    }
}

/// Begins the file of outcomes, if one is asked for.
fn begin_outcomes<'a>(
    scenario: &'a Scenario,
    options: &'a RunOptions,
    stop: &Stop,
) -> Result<Option<Outcomes<'a>>, Failure> {
    let Some(path) = options.outcomes.as_deref() else { return Ok(None) };
    let takes_quantiles = scenario.exhibition.quantiles;
    let wanted = |measure: Measure| takes_quantiles || !measure.is_quantile();
    let table = OutcomeTable::new((&scenario.title, scenario.seed), None, &groups_of(scenario), wanted);
    let outcomes = Outcomes::begin(path, table, &[], stop)?;
    Ok(Some(outcomes.beginning_with(options.replication.map_or(0, |number| number - 1))))
}

/// A scenario prepared as the options say.
pub(super) fn prepare(scenario: &Scenario, engine: &EngineOptions, stop: &Stop) -> Result<Prepared, PlayError> {
    Ok(engine.apply(Prepared::new(&scenario.exhibition, scenario.seed, &scenario.title, stop)?))
}
