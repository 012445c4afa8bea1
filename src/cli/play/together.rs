//! Many replications, summed up as they come: so many, or until they are enough.

use super::{Cut, Played, Seat, halted, no_threads};
use crate::cli::arguments::RunOptions;
use crate::cli::failure::{Failure, note};
use crate::cli::progress::Progress;
use crate::experiment::{Ending, Plan, ReplicateError, Sequential, Summariser, replicate_until};
use crate::model::{Halt, Simulator};
use crate::report::{Report, Single, grouped, rounded};
use crate::scenario::Scenario;
use crate::stats::Quantiles;
use std::ops::ControlFlow;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

/// Work that takes longer is announced.
const LONG: Duration = Duration::from_secs(1);

/// Plays them.
pub(super) fn play<'a>(
    scenario: &'a Scenario,
    options: &RunOptions,
    simulator: &Simulator,
    interrupted: &AtomicBool,
) -> Result<Played<'a>, Failure> {
    let (rule, replications, jobs) = (options.rule(), options.replications(), options.effort.jobs());
    let (mut summariser, mut first, mut ending) = (Summariser::new(options.effort.level()), None, None);
    let progress = Progress::towards(rule.as_ref().map_or(replications, |_| Sequential::LEAST));
    let plan = Plan { replications, jobs, interrupted, progress: &|done| progress.reach(done) };
    let seat = || Seat { simulator: simulator.clone(), seed: scenario.seed };
    let until =
        Until { rule: rule.as_ref(), replications, max_time: options.precision.max_time, begin: Instant::now() };
    let result = replicate_until(&plan, seat, |replication, outcome| {
        let single = || Single { replication, outcome: outcome.clone(), waits: Quantiles::new() };
        first.get_or_insert_with(single);
        summariser.add(outcome);
        until.announce(&summariser, &progress);
        ending = until.ending(&summariser);
        if ending.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    drop(progress);
    let completed = match result {
        Ok(completed) => completed,
        Err(ReplicateError::Replication { replication, source: Halt::Interrupted { .. } }) => replication,
        Err(ReplicateError::Replication { replication, source }) => return Err(halted(scenario, replication, source)),
        Err(ReplicateError::Threads(why)) => return Err(no_threads(jobs, &why)),
    };
    let cut = ending.is_none().then_some(Cut::After(completed));
    let planned = if rule.is_none() { Some(replications) } else { None };
    let ending = ending.unwrap_or(Ending::Interrupted(planned));
    let report = summariser.summary().zip(first);
    let report = report.map(|(summary, first)| Report { scenario, summary, ending, wanted: rule.clone(), first });
    Ok(Played { report, cut })
}

/// When replications are enough.
struct Until<'a> {
    rule: Option<&'a Sequential>,
    replications: u64,
    max_time: Option<Duration>,
    begin: Instant,
}

impl Until<'_> {
    /// Why it ends after the replications so far, if it does.
    fn ending(&self, summariser: &Summariser) -> Option<Ending> {
        let played = summariser.replications();
        let enough = match self.rule {
            Some(rule) => rule.ending(summariser),
            None => (played >= self.replications).then_some(Ending::Replications),
        };
        let is_up = |limit| played >= 2 && self.begin.elapsed() >= limit;
        enough.or_else(|| self.max_time.is_some_and(is_up).then_some(Ending::MaxTime))
    }

    /// Says what is to be expected: on stderr, once, if it will take long; in the progress bar more often.
    fn announce(&self, summariser: &Summariser, progress: &Progress) {
        let played = summariser.replications();
        let is_time_to = played.is_multiple_of(Sequential::LEAST) && (played / Sequential::LEAST).is_power_of_two();
        let Some(rule) = self.rule.filter(|_| is_time_to) else { return };
        let Some(expected) = rule.expected(summariser).filter(|expected| *expected > played) else { return };
        progress.expect(expected);
        let rest = self.begin.elapsed().mul_f64((expected - played) as f64 / played as f64);
        if played == Sequential::LEAST && rest >= LONG {
            let (precision, count, rest) = (rule.precision, grouped(expected), rounded(rest.as_nanos()));
            let most = if expected >= rule.max_replications { "more than" } else { "about" };
            note(&format!("± {precision} needs {most} {count} replications, {rest}"));
        }
    }
}
