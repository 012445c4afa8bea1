//! Games without an end: what is told of them if nothing is asked for, and what it makes no sense to ask.

use super::failure::{Failure, warn};
use crate::experiment::Precision;
use crate::model::Measure;
use crate::scenario::Scenario;

/// What is told of all these scenarios if nothing is asked for. The throughput means something in games that end, too; the
/// makespan means nothing in endless ones.
pub(super) fn principal_measure(scenarios: &[Scenario]) -> Measure {
    let mut measures = scenarios.iter().map(|scenario| scenario.exhibition.principal_measure());
    measures.find(|measure| *measure != Measure::Makespan).unwrap_or(Measure::Makespan)
}

/// Refuses a precision that makes no sense for what is told if nothing is asked for.
///
/// # Errors
/// If it is a time, and the measure is none.
pub(super) fn check_precision(precision: Option<Precision>, principal: Measure) -> Result<(), Failure> {
    match precision {
        Some(precision) if !precision.suits(principal) => Err(Failure::Other {
            what: format!(
                "games without an end are measured by their throughput, which is no time, so that it can't be known to {precision}"
            ),
            help: "write a share of it, such as 1%, or name a measure that is a time, as with --measure waiting_mean"
                .to_owned(),
        }),
        _ => Ok(()),
    }
}

/// Warns if one of the scenarios answers what is `asked` of the makespan with its horizon.
pub(super) fn warn_of_makespan(asked: &str, scenarios: &[Scenario]) {
    if let Some(scenario) = scenarios.iter().find(|scenario| scenario.exhibition.makespan_is_given()) {
        warn(&said_nothing(asked, &format!("`{}`", scenario.title)));
    }
}

/// Says that what is `asked` tells nothing of what plays these endless games.
pub(super) fn said_nothing(asked: &str, of: &str) -> String {
    format!(
        "`{asked}` tells nothing of {of}: with endless games the makespan is given by the horizon; \
         ask for throughput or another measure"
    )
}
