//! Explaining an exhibition: what formulas say beside the simulation, what is the bottleneck, what changes would do, and
//! which chain of thinks and walks set the makespan.
//!
//! [`explain`] plays the exhibition, and the same with one more opponent, board or master, or another policy, under the same random numbers. What comes out
//! is data; words are made of it in [`crate::report`].

mod bottleneck;
mod change;
mod comparison;

pub use bottleneck::Bottleneck;
pub use change::{Change, Changed};
pub use comparison::{Finding, Nearly, Said};

use super::critical_path::{CriticalPath, PathFinder, PathTooLong};
use super::{Plan, ReplicateError, Seat, Summariser, Summary, replicate};
use crate::model::{Exhibition, Halt, Measure, Outcome, Problem, Simulator};
use rayon::ThreadPoolBuildError;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// How much is to be played for an explanation.
#[derive(Clone)]
pub struct Effort<'a> {
    /// From which all random numbers follow.
    pub seed: u64,
    /// How many replications of the exhibition, and of each change.
    pub replications: u64,
    /// The confidence level of all intervals, between 0 and 1.
    pub level: f64,
    /// On how many threads.
    pub jobs: usize,
    /// Of which replication (from 0) the critical path is wanted, if of any.
    pub path_of: Option<u64>,
    /// A replication with more events is an error.
    pub events_max: u64,
    /// Once this is true, everything ends soon, with [`Halt::Interrupted`].
    pub interrupted: &'a Arc<AtomicBool>,
    /// Is told how many replications are played by now.
    pub progress: &'a dyn Fn(u64),
}

/// Everything there is to say.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// What the replications tell.
    pub summary: Summary,
    /// The formulas that apply, and what they say.
    pub said: Vec<Said>,
    /// The formulas that do not, those that miss least first.
    pub nearly: Vec<Nearly>,
    /// What holds it up.
    pub bottleneck: Bottleneck,
    /// What [`Changed`] speaks of: the makespan, or of endless games the throughput.
    pub measure: Measure,
    /// What changes would do.
    pub changed: Vec<Changed>,
    /// The critical path of the replication that was asked for, if games end.
    pub path: Option<Result<CriticalPath, PathTooLong>>,
}

/// Why there is no explanation.
#[derive(Debug)]
pub enum ExplainError {
    /// The exhibition makes no sense.
    Problems(Vec<Problem>),
    /// A replication (its number from 0) came to no end, or was interrupted.
    Halted {
        /// Which.
        replication: u64,
        /// Why.
        halt: Halt,
    },
    /// Threads could not be started.
    Threads(ThreadPoolBuildError),
}

/// So many replications [`explain`] will play, for the sake of those who show progress.
#[must_use]
pub fn replications(exhibition: &Exhibition, effort: &Effort<'_>) -> u64 {
    let runs = 1 + Change::all(exhibition).len() as u64;
    effort.replications.saturating_mul(runs).saturating_add(u64::from(effort.path_of.is_some()))
}

/// Explains `exhibition`.
///
/// # Errors
/// See [`ExplainError`]. A change that comes to no end is left out.
pub fn explain(exhibition: &Exhibition, effort: &Effort<'_>) -> Result<Explanation, ExplainError> {
    let measure = exhibition.principal_measure();
    let mut summariser = Summariser::new(effort.level);
    let mut values = Vec::new();
    play(exhibition, effort, 0, |outcome| {
        summariser.add(outcome);
        values.push(outcome.value(measure));
    })?;
    let summary = summariser.summary().ok_or(ExplainError::Halted { replication: 0, halt: interrupted() })?;
    let mut changed = Vec::new();
    let mut played = effort.replications;
    for change in Change::all(exhibition) {
        let differences = change::play(exhibition, change, effort, played, measure, &values);
        match differences {
            Ok(result) => changed.push(result),
            Err(error @ (ExplainError::Threads(_) | ExplainError::Halted { halt: Halt::Interrupted { .. }, .. })) => {
                return Err(error);
            }
            Err(_) => {}
        }
        played += effort.replications;
    }
    let (said, nearly) = comparison::compare(exhibition, &summary);
    let bottleneck = Bottleneck::of(exhibition, &summary, &changed);
    let path = effort.path_of.filter(|_| !exhibition.is_endless());
    let path = path.map(|replication| critical_path(exhibition, effort, replication)).transpose()?;
    Ok(Explanation { summary, said, nearly, bottleneck, measure, changed, path })
}

fn critical_path(
    exhibition: &Exhibition,
    effort: &Effort<'_>,
    replication: u64,
) -> Result<Result<CriticalPath, PathTooLong>, ExplainError> {
    let mut finder = PathFinder::new(exhibition);
    let observed = simulator(exhibition, effort)?.observe(effort.seed, replication, &mut finder).map(|_| ());
    observed.map_err(|halt| ExplainError::Halted { replication, halt })?;
    Ok(finder.path())
}

fn simulator(exhibition: &Exhibition, effort: &Effort<'_>) -> Result<Simulator, ExplainError> {
    let mut simulator = Simulator::new(exhibition).map_err(ExplainError::Problems)?;
    simulator.limit_events(effort.events_max);
    simulator.interrupt_by(Arc::clone(effort.interrupted));
    Ok(simulator)
}

/// Plays all replications, after so many others, and passes the outcomes on in their order.
fn play(
    exhibition: &Exhibition,
    effort: &Effort<'_>,
    before: u64,
    mut fold: impl FnMut(&Outcome),
) -> Result<(), ExplainError> {
    let simulator = simulator(exhibition, effort)?;
    let progress = |done| (effort.progress)(before + done);
    let plan = Plan {
        replications: effort.replications,
        jobs: effort.jobs,
        interrupted: effort.interrupted,
        progress: &progress,
    };
    let seed = effort.seed;
    match replicate(&plan, || Seat::new(simulator.clone(), seed), |_, outcome| fold(outcome)) {
        Ok(played) if played < effort.replications => {
            Err(ExplainError::Halted { replication: played, halt: interrupted() })
        }
        Ok(_) => Ok(()),
        Err(ReplicateError::Replication { replication, source }) => {
            Err(ExplainError::Halted { replication, halt: source })
        }
        Err(ReplicateError::Threads(why)) => Err(ExplainError::Threads(why)),
    }
}

/// Interrupted before the next replication began.
const fn interrupted() -> Halt {
    Halt::Interrupted { events: 0, at: crate::time::Instant::START }
}
