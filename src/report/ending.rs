//! Why there were no more replications, in words.

use super::{Report, label};
use crate::count::{counted, grouped};
use crate::experiment::{Ending, Sequential};

/// What a reader has to be warned of: that there are fewer replications, or less precision, than was asked for.
pub(super) fn missing(report: &Report<'_>) -> Option<String> {
    missing_of(report.ending, report.wanted.as_ref(), report.summary.replications)
}

/// The same, of anything that ended after so many replications.
pub(super) fn missing_of(ending: Ending, wanted: Option<&Sequential>, replications: u64) -> Option<String> {
    let imprecise = |before: &str| {
        wanted.map_or(String::new(), |rule| format!("{before}{} not known to ± {}", measures(rule), rule.precision))
    };
    match ending {
        Ending::Replications | Ending::Precision => None,
        Ending::Interrupted(Some(planned)) => {
            let played = grouped(replications);
            Some(format!("PARTIAL: only {played} of {} replications were played", grouped(planned)))
        }
        Ending::Interrupted(None) => {
            Some(format!("PARTIAL: interrupted after {}", counted(replications, "replication")))
        }
        Ending::MaxReplications => Some(imprecise("after the most replications allowed: ")),
        Ending::MaxTime => Some(format!("the time was up{}", imprecise(": "))),
    }
}

/// To stand behind the number of replications: what was reached.
pub(super) fn reached(report: &Report<'_>) -> String {
    let wanted = report.wanted.as_ref().filter(|_| report.ending == Ending::Precision);
    wanted.map_or(String::new(), |rule| format!(": enough for {} to ± {}", measures(rule), rule.precision))
}

/// The measures that are to be precise.
pub(super) fn measures(rule: &Sequential) -> String {
    let names: Vec<_> = rule.measures.iter().map(|measure| label::subject(*measure)).collect();
    names.join(", ")
}
