//! Why there were no more replications, in words.

use super::Report;
use crate::count::{counted, grouped};
use crate::experiment::{Ending, Precision, Sequential, Subject};

/// The warning that there are fewer replications, or less precision, than requested.
pub(super) fn missing(report: &Report<'_>) -> Option<String> {
    let wanted = report.wanted.as_ref().map(|rule| (measures(rule), rule.precision));
    missing_of(report.ending, wanted, report.summary.replications)
}

/// The same for anything that ended after this many replications; `wanted` is what should be precise, and how precise.
pub(super) fn missing_of(ending: Ending, wanted: Option<(String, Precision)>, replications: u64) -> Option<String> {
    let imprecise = |before: &str| {
        wanted.map_or(String::new(), |(what, precision)| format!("{before}{what} not known to ± {precision}"))
    };
    match ending {
        Ending::Replications | Ending::Precision => None,
        Ending::Stopped { planned: Some(planned), .. } => {
            let (played, planned) = (grouped(replications), grouped(planned));
            let verb = if replications == 1 { "was" } else { "were" };
            Some(format!("PARTIAL: only {played} of {planned} replications {verb} played"))
        }
        Ending::Stopped { cause, planned: None } => {
            let played = counted(replications, "replication");
            Some(format!("PARTIAL: {cause} after {played}{}", imprecise(": ")))
        }
        Ending::MaxReplications => Some(imprecise("after the maximum number of replications: ")),
    }
}

/// The text after the number of replications: what was reached.
pub(super) fn reached(report: &Report<'_>) -> String {
    let wanted = report.wanted.as_ref().filter(|_| report.ending == Ending::Precision);
    wanted.map_or(String::new(), |rule| format!(": enough for {} to ± {}", measures(rule), rule.precision))
}

/// The measures that should be precise.
fn measures(rule: &Sequential) -> String {
    let names: Vec<_> = rule.measures.iter().map(|measure| measure.noun()).collect();
    names.join(", ")
}

/// The same, if some may be of a group.
pub(super) fn subjects(rule: &Sequential<Subject>) -> String {
    let name = |subject: &Subject| match &subject.group {
        Some(group) => format!("{} of {group}", subject.measure.noun()),
        None => subject.measure.noun().to_owned(),
    };
    rule.measures.iter().map(name).collect::<Vec<_>>().join(", ")
}
