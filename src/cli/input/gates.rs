//! Absolute gates: conditions that must not hold of a scenario.

use super::load::all;
use super::subjects::groups_of;
use crate::cli::failure::Failure;
use crate::experiment::Gate;
use crate::experiment::seek::AbsoluteGate;
use crate::scenario::{Diagnostic, Diagnostics, Place, Scenario};

/// Those of a scenario that is played so often.
///
/// # Errors
/// What is wrong with any of them; or if a single replication is to judge what differs from one to the next.
pub(in crate::cli) fn absolute_gates(
    texts: &[String],
    scenario: &Scenario,
    is_single: bool,
) -> Result<Vec<AbsoluteGate>, Failure> {
    let is_certain = scenario.exhibition.is_deterministic();
    if is_single && !is_certain && !texts.is_empty() {
        return Err(Failure::new(
            format!("one replication does not show what holds of `{}`, whose replications differ", scenario.title),
            "play more, such as `-n 1000`",
        ));
    }
    let groups = groups_of(scenario);
    let gate = |text: &String| gate(text, &groups, is_certain);
    all(texts.iter().map(gate))
}

fn gate(text: &str, groups: &[String], is_certain: bool) -> Result<AbsoluteGate, Diagnostics> {
    if Gate::new(text, groups).is_ok() {
        let place = Place::in_text("--fail-if", text, 0..text.len());
        let wrong = Diagnostic::new("this is a change, and there is no baseline").at(place);
        return Err(wrong.help("write a bound, such as `makespan > 2h`; changes are for `zeitnot compare`").into());
    }
    let names: Vec<_> = groups.iter().map(String::as_str).collect();
    AbsoluteGate::new(text, &names, is_certain).map_err(|flaw| flaw.diagnostic("--fail-if", text).into())
}
