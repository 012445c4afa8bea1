//! Playing the points of a study, with or without a journal.

use super::{Agenda, Study};
use crate::experiment::{Ending, Played, Point, PointsError, PointsPlan, Source, Summary, replicate_points};
use crate::journal::{Journal, JournalError, Key};
use crate::model::{Halt, Simulator};
use crate::scenario::{Diagnostics, Scenario};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// How to play.
pub struct Work<'a> {
    /// On how many threads.
    pub jobs: usize,
    /// After how many events a replication is given up.
    pub event_limit: u64,
    /// Where outcomes are kept, if anywhere.
    pub journal: Option<Arc<Journal>>,
    /// Once this is true, no further replication begins.
    pub interrupted: &'a Arc<AtomicBool>,
    /// Is told now and then how many replications are done, and how many points.
    pub progress: &'a dyn Fn(u64, usize),
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plays {
    /// Points completed: fewer than there are if interrupted.
    pub points: usize,
    /// Replications played.
    pub played: u64,
    /// Replications that the journal remembered.
    pub remembered: u64,
}

/// Why a study could not be played to its end.
#[derive(Debug)]
pub enum PlayError {
    /// A scenario is wrong.
    Scenario(Diagnostics),
    /// A replication came to no end.
    Halted {
        /// The point's number in the grid.
        point: u64,
        /// The replication, from 0.
        replication: u64,
        /// What happened.
        halt: Halt,
    },
    /// The journal can't be used.
    Journal(JournalError),
    /// Threads could not be started.
    Threads(String),
}

/// Plays the points of a study, and passes each one's number and summary to `done`, and why it ended, in their order. What
/// comes out does not depend on the number of threads, nor on the journal. Where it is interrupted, what was played of
/// the next point is passed on, too.
///
/// # Errors
/// See [`PlayError`]; the points before were passed on.
pub fn play(
    study: &Study,
    agenda: &Agenda,
    work: &Work<'_>,
    mut done: impl FnMut(u64, Summary, Ending),
) -> Result<Plays, PlayError> {
    let (points, counts) = (&agenda.points, Arc::new(Counts::default()));
    let plan = PointsPlan {
        points: points.len(),
        level: study.level,
        jobs: work.jobs,
        interrupted: work.interrupted,
        progress: work.progress,
    };
    let open = |index: usize| {
        let scenario = study.scenario(points[index]).map_err(Trouble::Scenario)?;
        let source = Seats::new(scenario, work, &counts)?;
        let length = |journal: &Arc<Journal>| journal.length(source.key).map_err(Trouble::Journal);
        let remembered = work.journal.as_ref().map_or(Ok(0), length)?;
        Ok(Point { source, rule: study.rule(agenda.games.principal_measure()), remembered })
    };
    let result = replicate_points(&plan, open, |index, summary, ending| done(points[index], summary, ending));
    let completed = result.map_err(|error| match error {
        PointsError::Threads(why) => PlayError::Threads(why.to_string()),
        PointsError::Open(trouble) => trouble.told(0, 0),
        PointsError::Replication { point, replication, source } => source.told(points[point], replication),
    })?;
    let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
    Ok(Plays { points: completed, played: count(&counts.played), remembered: count(&counts.remembered) })
}

/// Replications by where they came from.
#[derive(Debug, Default)]
struct Counts {
    played: AtomicU64,
    remembered: AtomicU64,
}

/// Simulators of one scenario, as many as threads want at once.
struct Seats {
    scenario: Scenario,
    key: Key,
    prototype: Simulator,
    idle: Mutex<Vec<Simulator>>,
    journal: Option<Arc<Journal>>,
    counts: Arc<Counts>,
}

enum Trouble {
    Scenario(Diagnostics),
    Halted(Halt),
    Journal(JournalError),
}

impl Trouble {
    fn told(self, point: u64, replication: u64) -> PlayError {
        match self {
            Self::Scenario(diagnostics) => PlayError::Scenario(diagnostics),
            Self::Halted(halt) => PlayError::Halted { point, replication, halt },
            Self::Journal(error) => PlayError::Journal(error),
        }
    }
}

impl Seats {
    fn new(scenario: Scenario, work: &Work<'_>, counts: &Arc<Counts>) -> Result<Self, Trouble> {
        // The scenario has been checked when it was read.
        let problems = |problems: Vec<crate::model::Problem>| {
            let what = problems.into_iter().map(|problem| problem.what).collect::<Vec<_>>().join("; ");
            Trouble::Scenario(crate::scenario::Diagnostic::new(what).into())
        };
        let mut prototype = Simulator::new(&scenario.exhibition).map_err(problems)?;
        prototype.limit_events(work.event_limit);
        prototype.interrupt_by(Arc::clone(work.interrupted));
        let (journal, counts) = (work.journal.clone(), Arc::clone(counts));
        // Only a journal needs the key, which takes as long as a few short replications.
        let key = if journal.is_some() { Key::of(&scenario) } else { Key::default() };
        Ok(Self { key, scenario, prototype, idle: Mutex::new(Vec::new()), journal, counts })
    }

    /// Plays until the end of the range, an error, or a stop.
    fn play(&self, range: Range<u64>, stop: &dyn Fn() -> bool) -> Played<Trouble> {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let found = idle().pop();
        let mut simulator = found.unwrap_or_else(|| self.prototype.clone());
        let (mut outcomes, mut error) = (Vec::new(), None);
        for replication in range {
            if stop() {
                break;
            }
            match simulator.play(self.scenario.seed, replication) {
                Ok(outcome) => outcomes.push(outcome.clone()),
                Err(Halt::Interrupted { .. }) => break,
                Err(halt) => {
                    error = Some(Trouble::Halted(halt));
                    break;
                }
            }
        }
        idle().push(simulator);
        Played { outcomes, error }
    }

    /// What the journal has of the range, from its beginning.
    fn remember(&self, range: Range<u64>) -> Result<Vec<crate::model::Outcome>, JournalError> {
        self.journal.as_ref().map_or(Ok(Vec::new()), |journal| journal.outcomes(self.key, range))
    }
}

impl Source for Seats {
    type Error = Trouble;

    fn outcomes(&self, range: Range<u64>, stop: &dyn Fn() -> bool) -> Played<Trouble> {
        let mut outcomes = match self.remember(range.clone()) {
            Ok(outcomes) => outcomes,
            Err(error) => return Played { outcomes: Vec::new(), error: Some(Trouble::Journal(error)) },
        };
        self.counts.remembered.fetch_add(outcomes.len() as u64, Ordering::Relaxed);
        let first = range.start + outcomes.len() as u64;
        let Played { outcomes: played, error } = self.play(first..range.end, stop);
        self.counts.played.fetch_add(played.len() as u64, Ordering::Relaxed);
        if let Some(journal) = &self.journal
            && let Err(error) = journal.append(self.key, first, &played)
        {
            return Played { outcomes, error: Some(Trouble::Journal(error)) };
        }
        outcomes.extend(played);
        Played { outcomes, error }
    }
}
