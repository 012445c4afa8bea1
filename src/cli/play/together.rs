//! Playing many replications, and summing them up: a fixed number, or until they are enough.

use super::{Ran, Until};
use crate::cli::arguments::RunOptions;
use crate::cli::failure::Failure;
use crate::count::{counted, grouped};
use crate::experiment::{Rule, Summariser};
use crate::model::Outcome;
use crate::replicate::{Order, Prepared, Session, Stop, replicate};
use crate::report::{Report, Single};
use crate::scenario::Scenario;
use std::ops::ControlFlow;
use std::path::Path;

/// Plays them, and shows each outcome to `look`.
pub(super) fn play<'a>(
    file: &'a Path,
    scenario: &'a Scenario,
    options: &'a RunOptions,
    prepared: Prepared,
    stop: &Stop,
    mut look: impl FnMut(&Outcome),
) -> Result<Ran<'a>, Failure> {
    let until = Until::new(options.rule(scenario.exhibition.principal_measure()), options.replications());
    let (mut summariser, mut first, mut ending) = (Summariser::new(options.effort.level()), None, None);
    let progress = until.progress();
    let session = Session { jobs: options.effort.threads.count(), stop, progress: &|done| progress.reach(done) };
    let stopped = replicate(&session, &[prepared], Order::one(until.most()), |_, replication, outcome| {
        let single = || Single { replication, outcome: outcome.clone() };
        first.get_or_insert_with(single);
        summariser.add(outcome);
        look(outcome);
        until.announce(summariser.replications(), &progress, |rule| rule.expected(&summariser));
        ending = until.ending(summariser.replications(), |rule| rule.ending(&summariser));
        if ending.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    drop(progress);
    let completed = grouped(summariser.replications());
    let how_far = match until.planned() {
        Some(planned) => format!("{completed} of {} completed", counted(planned, "replication")),
        None => format!("{} completed", counted(summariser.replications(), "replication")),
    };
    let ending = ending.or(stopped.map(|cause| until.stopped(cause)));
    let (settings, wanted) = (&options.scenarios.changes.settings, until.into_rule());
    let result = summariser.summary().zip(first).zip(ending);
    let report = result.map(|((summary, first), ending)| Report {
        file,
        scenario,
        settings,
        summary,
        ending,
        wanted,
        first,
        chosen: None,
        gates: Vec::new(),
        shows_quantiles: true,
    });
    Ok(Ran { report, stopped: stopped.map(|cause| (cause, how_far)), histogram: None })
}
