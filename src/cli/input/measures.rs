//! The requested measures: the default, and requests that make no sense, mainly with endless games.

use crate::cli::failure::{Failure, note, warn};
use crate::count::grouped;
use crate::experiment::Precision;
use crate::model::{EndlessGames, Measure};
use crate::scenario::Scenario;
use crate::study::{Agenda, Study};

/// How many of these scenarios have endless games.
pub(in crate::cli) fn games(scenarios: &[Scenario]) -> EndlessGames {
    scenarios.iter().map(|scenario| &scenario.exhibition).collect()
}

/// Refuses a precision that does not suit the requested measures of a study, and says which measure is reported for
/// endless games.
///
/// # Errors
/// See [`check_precision`].
pub(in crate::cli) fn check_study(study: &Study, agenda: &Agenda) -> Result<(), Failure> {
    let games = agenda.games;
    if study.measures.contains(&Measure::Makespan) && games.endless > 0 {
        warn(&said_nothing("makespan", &some(games.endless, games, "points")));
    }
    if study.measures.is_empty() {
        note_mixed(games, "points");
    }
    check_precision(study.precision(), &study.measures, games)
}

/// Refuses a precision that makes no sense for the requested measures, or for the default measure.
///
/// # Errors
/// If it is a time, and a measure is not a time.
pub(in crate::cli) fn check_precision(
    precision: Option<Precision>,
    asked: &[Measure],
    games: EndlessGames,
) -> Result<(), Failure> {
    let Some(precision) = precision else { return Ok(()) };
    if let Some(measure) = asked.iter().find(|measure| !precision.suits(**measure)) {
        return Err(Failure::new(
            format!("{} is not a time, so its precision can't be {precision}", measure.name()),
            "write a share of its mean, such as --precision 1%",
        ));
    }
    if asked.is_empty() && !precision.suits(games.principal_measure()) {
        return Err(Failure::new(
            format!(
                "endless games are measured by their throughput, which is not a time, so its precision can't \
                 be {precision}"
            ),
            "write a share of it, such as 1%, or name a measure that is a time, as with --measure waiting_mean",
        ));
    }
    Ok(())
}

/// Says which measure is reported if only some games are endless.
pub(in crate::cli) fn note_mixed(games: EndlessGames, what: &str) {
    if games.are_mixed() {
        let endless = some(games.endless, games, what);
        note(&format!("{endless} with endless games: the throughput is reported; --measure chooses another measure"));
    }
}

/// Warns if the makespan `asked` for is just the horizon in one of the scenarios.
pub(in crate::cli) fn warn_of_makespan(asked: &str, scenarios: &[Scenario]) {
    if let Some(scenario) = scenarios.iter().find(|scenario| scenario.exhibition.is_endless()) {
        warn(&said_nothing(asked, &format!("`{}`", scenario.title)));
    }
}

/// `3 of 8 points`.
fn some(count: usize, games: EndlessGames, what: &str) -> String {
    format!("{} of {} {what}", grouped(count as u64), grouped(games.exhibitions as u64))
}

/// Says that the measure `asked` for says nothing about these endless games.
fn said_nothing(asked: &str, of: &str) -> String {
    format!(
        "`{asked}` says nothing about {of}: with endless games the horizon sets the makespan; \
         ask for throughput or another measure"
    )
}
