//! Playing several scenarios, replication by replication, for a comparison.

use super::Until;
use crate::cli::failure::Failure;
use crate::experiment::{Comparer, Ending, Sequential, Subject};
use crate::model::Outcome;
use crate::replicate::{Cause, Order, Prepared, Session, Stop, replicate};
use std::ops::ControlFlow;

/// The outcome of a comparison.
pub(in crate::cli) struct Contest {
    pub ending: Option<Ending>,
    pub wanted: Option<Sequential<Subject>>,
    /// What stopped it, if anything did.
    pub stopped: Option<Cause>,
}

/// Plays each replication in all scenarios, the baseline first, before the next one, until there are enough, and passes
/// the outcomes to `comparer`, and to `look` with the scenario's number.
pub(in crate::cli) fn play(
    scenarios: &[Prepared],
    until: Until<Subject>,
    jobs: usize,
    stop: &Stop,
    comparer: &mut Comparer,
    mut look: impl FnMut(usize, &Outcome),
) -> Result<Contest, Failure> {
    let (each, mut ending, progress) = (scenarios.len() as u64, None, until.progress());
    let order = Order::lockstep(scenarios.len(), until.most());
    let session = Session { jobs, stop, progress: &|done| progress.reach(done / each) };
    let stopped = replicate(&session, scenarios, order, |scenario, _, outcome| {
        comparer.add(outcome);
        look(scenario, outcome);
        if scenario + 1 == scenarios.len() {
            until.announce(comparer.replications(), &progress, |rule| comparer.expected(rule));
            ending = until.ending(comparer.replications(), |rule| comparer.ending(rule));
        }
        if ending.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    drop(progress);
    let ending = ending.or(stopped.map(|cause| until.stopped(cause)));
    Ok(Contest { ending, wanted: until.into_rule(), stopped })
}
