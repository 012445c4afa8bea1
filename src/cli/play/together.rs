//! Many replications, summed up as they come: so many, or until they are enough.

use super::{Cut, Played, Until, halted};
use crate::cli::arguments::RunOptions;
use crate::cli::failure::Failure;
use crate::experiment::{Plan, ReplicateError, Rule, Seat, Summariser, replicate_until};
use crate::model::{Halt, Simulator};
use crate::report::{Report, Single};
use crate::scenario::Scenario;
use crate::stats::Quantiles;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::AtomicBool;

/// Plays them.
pub(super) fn play<'a>(
    file: &'a Path,
    scenario: &'a Scenario,
    options: &'a RunOptions,
    simulator: &Simulator,
    interrupted: &AtomicBool,
) -> Result<Played<'a>, Failure> {
    let until = Until::new(
        options.rule(scenario.exhibition.principal_measure()),
        options.replications(),
        options.precision.max_time,
    );
    let (mut summariser, mut first, mut ending) = (Summariser::new(options.effort.level()), None, None);
    let (jobs, progress) = (options.effort.threads.count(), until.progress());
    let plan = Plan { replications: until.most(), jobs, interrupted, progress: &|done| progress.reach(done) };
    let seat = || Seat::new(simulator.clone(), scenario.seed);
    let result = replicate_until(&plan, seat, |replication, outcome| {
        let single = || Single { replication, outcome: outcome.clone(), waits: Quantiles::new() };
        first.get_or_insert_with(single);
        summariser.add(outcome);
        until.announce(summariser.replications(), &progress, |rule| rule.expected(&summariser));
        ending = until.ending(summariser.replications(), |rule| rule.ending(&summariser));
        if ending.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    drop(progress);
    let completed = match result {
        Ok(completed) => completed,
        Err(ReplicateError::Replication { replication, source: Halt::Interrupted { .. } }) => replication,
        Err(ReplicateError::Replication { replication, source }) => return Err(halted(scenario, replication, source)),
        Err(ReplicateError::Threads(why)) => return Err(Failure::no_threads(why)),
    };
    let cut = ending.is_none().then_some(Cut::After(completed));
    let (ending, wanted) = (ending.unwrap_or(until.interrupted()), until.into_rule());
    let settings = &options.scenarios.changes.settings;
    let report = summariser.summary().zip(first);
    let report = report.map(|(summary, first)| Report { file, scenario, settings, summary, ending, wanted, first });
    Ok(Played { report, cut })
}
