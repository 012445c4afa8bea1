//! Playing a scenario as the options say: one replication, watched, or many, in parallel.

use super::arguments::{Format, RunOptions};
use super::failure::Failure;
use super::progress::Progress;
use crate::experiment::{Plan, Player, ReplicateError, Summariser, replicate};
use crate::model::{Halt, Outcome, Simulator};
use crate::report::{Log, Report, Single, Waits};
use crate::scenario::Scenario;
use crate::stats::Quantiles;
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// What became of a scenario.
pub(super) struct Played<'a> {
    /// The result, if any replication was completed.
    pub report: Option<Report<'a>>,
    /// How far it got, if it was interrupted.
    pub cut: Option<Cut>,
}

/// How far an interrupted run got.
pub(super) enum Cut {
    /// So many replications were completed.
    After(u64),
    /// The only replication was under way.
    Within(Halt),
}

/// Plays the replications of a scenario that the options ask for. A log goes to `out`.
pub(super) fn play<'a>(
    scenario: &'a Scenario,
    options: &RunOptions,
    interrupted: &Arc<AtomicBool>,
    out: &mut dyn Write,
) -> Result<Played<'a>, Failure> {
    let mut simulator = simulator(scenario)?;
    simulator.limit_events(options.event_limit);
    if let Some(kind) = options.event_queue.kind() {
        simulator.use_queue(kind);
    }
    simulator.interrupt_by(Arc::clone(interrupted));
    if options.replications() == 1 {
        alone(scenario, options, simulator, interrupted, out)
    } else {
        together(scenario, options, &simulator, interrupted)
    }
}

fn simulator(scenario: &Scenario) -> Result<Simulator, Failure> {
    // Scenario files are checked when they are read, so that this is for scenarios that come from elsewhere.
    Simulator::new(&scenario.exhibition).map_err(|problems| {
        let texts: Vec<_> = problems.iter().map(|problem| format!("{}: {}", problem.path, problem.what)).collect();
        let help = problems.first().map_or(String::new(), |problem| problem.instead.clone());
        Failure::Other { what: texts.join("\n"), help }
    })
}

/// One replication, with whatever is to be seen of it.
fn alone<'a>(
    scenario: &'a Scenario,
    options: &RunOptions,
    mut simulator: Simulator,
    call_off: &Arc<AtomicBool>,
    out: &mut dyn Write,
) -> Result<Played<'a>, Failure> {
    let (seed, replication) = (scenario.seed, options.replication.map_or(0, |number| number - 1));
    let mut waits = Waits::new(scenario.exhibition.warm_up);
    let result = match (options.log, options.format) {
        (true, _) => {
            let mut log = Log::new(&scenario.exhibition, &mut *out, Arc::clone(call_off));
            let result = simulator.observe(seed, replication, &mut (&mut waits, &mut log));
            log.finish()?;
            writeln!(out)?;
            result
        }
        (false, Format::Table) => {
            let _progress = Progress::towards(1);
            simulator.observe(seed, replication, &mut waits)
        }
        (false, Format::Json | Format::Csv) => {
            let _progress = Progress::towards(1);
            simulator.play(seed, replication)
        }
    };
    match result {
        Ok(outcome) => {
            let mut summariser = Summariser::new(options.effort.level());
            summariser.add(outcome);
            let first = Single { replication, outcome: outcome.clone(), waits: waits.into_quantiles() };
            Ok(Played { report: report(scenario, 1, &mut summariser, Some(first)), cut: None })
        }
        Err(halt @ Halt::Interrupted { .. }) => Ok(Played { report: None, cut: Some(Cut::Within(halt)) }),
        Err(halt) => Err(halted(scenario, replication, halt)),
    }
}

/// Many replications, summed up as they come.
fn together<'a>(
    scenario: &'a Scenario,
    options: &RunOptions,
    simulator: &Simulator,
    interrupted: &AtomicBool,
) -> Result<Played<'a>, Failure> {
    let (mut summariser, mut first) = (Summariser::new(options.effort.level()), None);
    let (planned, progress) = (options.replications(), Progress::towards(options.replications()));
    let jobs = options.effort.jobs();
    let plan = Plan { replications: planned, jobs, interrupted, progress: &|done| progress.reach(done) };
    let seat = || Seat { simulator: simulator.clone(), seed: scenario.seed };
    let result = replicate(&plan, seat, |replication, outcome| {
        let single = || Single { replication, outcome: outcome.clone(), waits: Quantiles::new() };
        first.get_or_insert_with(single);
        summariser.add(outcome);
    });
    drop(progress);
    let completed = match result {
        Ok(completed) => completed,
        Err(ReplicateError::Replication { replication, source: Halt::Interrupted { .. } }) => replication,
        Err(ReplicateError::Replication { replication, source }) => return Err(halted(scenario, replication, source)),
        Err(ReplicateError::Threads(why)) => return Err(no_threads(jobs, &why)),
    };
    let cut = (completed < planned).then_some(Cut::After(completed));
    Ok(Played { report: report(scenario, planned, &mut summariser, first), cut })
}

/// A simulator at work on one thread.
struct Seat {
    simulator: Simulator,
    seed: u64,
}

impl Player for Seat {
    type Error = Halt;

    fn play(&mut self, replication: u64) -> Result<&Outcome, Halt> {
        self.simulator.play(self.seed, replication)
    }
}

fn report<'a>(
    scenario: &'a Scenario,
    planned: u64,
    summariser: &mut Summariser,
    first: Option<Single>,
) -> Option<Report<'a>> {
    Some(Report { scenario, summary: summariser.summary()?, planned, first: first? })
}

fn halted(scenario: &Scenario, replication: u64, halt: Halt) -> Failure {
    Failure::Halted { title: scenario.title.clone(), replication, halt }
}

fn no_threads(jobs: usize, why: &dyn std::error::Error) -> Failure {
    Failure::Other {
        what: format!("can't start {jobs} threads: {why}"),
        help: "ask for fewer with --jobs J".to_owned(),
    }
}
