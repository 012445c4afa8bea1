//! Playing a scenario as the options say: one replication in detail, or many in parallel.

mod alone;
mod contest;
mod together;
mod until;

pub(super) use contest::{Contest, play as contest};
pub(super) use until::Until;

use crate::cli::arguments::{EngineOptions, RunOptions};
use crate::cli::failure::Failure;
use crate::cli::input::subjects::groups_of;
use crate::cli::output::outcomes::Outcomes;
use crate::model::Measure;
use crate::replicate::{Cause, PlayError, Prepared, Stop};
use crate::report::{OutcomeTable, Report};
use crate::scenario::Scenario;
use std::io::Write;
use std::path::Path;

/// The outcome of a scenario.
pub(super) struct Ran<'a> {
    /// The result, if any replication was completed.
    pub report: Option<Report<'a>>,
    /// What stopped it, if anything did, and how far it got.
    pub cut: Option<(Cause, String)>,
}

/// Plays the replications of a file's scenario that the options ask for. A log goes to `out`.
pub(super) fn play<'a>(
    file: &'a Path,
    scenario: &'a Scenario,
    options: &'a RunOptions,
    stop: &Stop,
    out: &mut dyn Write,
) -> Result<Ran<'a>, Failure> {
    let prepared = prepare(scenario, &options.engine, stop)?;
    let table = || {
        let takes_quantiles = scenario.exhibition.quantiles;
        let wanted = |measure: Measure| takes_quantiles || !measure.is_quantile();
        OutcomeTable::new((&scenario.title, scenario.seed), None, &groups_of(scenario), wanted)
    };
    let begin = |path| Outcomes::begin(path, table(), &[], stop);
    let outcomes = options.outcomes.as_deref().map(begin).transpose()?;
    if options.is_single() {
        alone::play(file, scenario, options, &prepared, stop, outcomes, out)
    } else {
        together::play(file, scenario, options, prepared, stop, outcomes)
    }
}

/// A scenario prepared as the options say.
pub(super) fn prepare(scenario: &Scenario, engine: &EngineOptions, stop: &Stop) -> Result<Prepared, PlayError> {
    Ok(engine.apply(Prepared::new(&scenario.exhibition, scenario.seed, &scenario.title, stop)?))
}
