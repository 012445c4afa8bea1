//! The subjects of a comparison: measures and gates, of all boards or of groups that every scenario has.

use crate::cli::arguments::{CompareOptions, each_once};
use crate::cli::failure::Failure;
use crate::cli::input::load::all;
use crate::cli::input::measures::{check_precision, games, note_mixed, warn_of_makespan};
use crate::experiment::{Gate, NoSuchGroup, ParseGateError, Subject};
use crate::expression::measure_advice_among;
use crate::model::Measure;
use crate::scenario::{Diagnostic, Place, Scenario, did_you_mean};

/// The names of the groups of a scenario.
pub(in crate::cli) fn groups_of(scenario: &Scenario) -> Vec<String> {
    scenario.exhibition.groups.iter().map(|group| group.name.clone()).collect()
}

/// The requested subjects, each once, if the baseline has their groups.
pub(in crate::cli) fn subjects(options: &CompareOptions, groups: &[String]) -> Result<Vec<Subject>, Failure> {
    let subject = |name: &String| {
        Subject::new(name, groups).ok_or_else(|| {
            let wrong = Diagnostic::new(format!("there is no measure `{name}`"));
            let place = Place::in_text("--measure", name, 0..name.len());
            wrong.at(place).help(measure_advice_among(name, groups)).into()
        })
    };
    Ok(each_once(&all(options.measures.iter().map(subject))?))
}

/// Which of the gates of a comparison are absolute, for an alternative: those with brackets around what they are about,
/// as in `P(makespan > 1h) > 5%`. Without, a sign may have been forgotten.
pub(in crate::cli) fn is_absolute(text: &str, groups: &[String]) -> bool {
    Gate::new(text, groups).is_err() && text.contains('(')
}

/// By which changes the alternatives are judged, where the baseline has these groups.
pub(in crate::cli) fn gates(options: &CompareOptions, groups: &[String]) -> Result<Vec<Gate>, Failure> {
    let gate = |text: &String| {
        let told = |error: ParseGateError| {
            Diagnostic::new(error.to_string()).at(Place::in_text("--fail-if", text, error.span(text))).into()
        };
        Gate::new(text, groups).map_err(told)
    };
    all(options.gates.iter().filter(|text| !is_absolute(text, groups)).map(gate))
}

/// The requested subjects, if they make sense; or the default.
pub(in crate::cli) fn subjects_or_default(
    options: &CompareOptions,
    subjects: Vec<Subject>,
    gates: &[Gate],
    scenarios: &[Scenario],
) -> Result<Vec<Subject>, Failure> {
    let makespan = Measure::Makespan.into();
    if subjects.contains(&makespan) {
        warn_of_makespan("--measure makespan", scenarios);
    }
    for gate in gates.iter().filter(|gate| *gate.subject() == makespan) {
        warn_of_makespan(&gate.to_string(), scenarios);
    }
    let endless = games(scenarios);
    let measures: Vec<_> = subjects.iter().map(|subject| subject.measure).collect();
    check_precision(options.precision.precision, &measures, endless)?;
    if subjects.is_empty() {
        note_mixed(endless, "scenarios");
        return Ok(vec![endless.principal_measure().into()]);
    }
    Ok(subjects)
}

/// The alternative that lacks a group, and the groups it has. The baseline has them all.
pub(in crate::cli) fn no_such_group(lacking: &NoSuchGroup, names: &[String], groups: &[Vec<String>]) -> Failure {
    let (subject, name) = (&lacking.subject, &names[lacking.scenario - 1]);
    let group = subject.group.as_deref().unwrap_or_default();
    Failure::new(
        format!("`{name}` has no group `{group}`, so {subject} can't be compared"),
        did_you_mean(group, groups[lacking.scenario].iter().map(String::as_str).collect::<Vec<_>>(), "groups there"),
    )
}
