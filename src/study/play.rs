//! Playing the points of a study, with or without a journal.

use super::{Agenda, Study};
use crate::experiment::{Ending, Rule, Summariser, Summary};
use crate::journal::{Journal, JournalError, Key};
use crate::model::{Halt, Outcome};
use crate::replicate::{Cause, Fold, PlayError, Point, Prepared, Seat, Session, Source, Stop, replicate_points};
use crate::scenario::Scenario;
use std::cell::Cell;
use std::error::Error;
use std::fmt;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How to play.
pub struct Work<'a> {
    /// On how many threads.
    pub jobs: usize,
    /// After how many events a replication is given up.
    pub event_limit: u64,
    /// Where outcomes are kept, if anywhere.
    pub journal: Option<Arc<Journal>>,
    /// Once this is raised, all ends soon.
    pub stop: &'a Stop,
    /// Is called now and then with the numbers of replications and of points that are done.
    pub progress: &'a dyn Fn(u64, usize),
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plays {
    /// What stopped play before all points were completed, if anything did.
    pub stopped: Option<Cause>,
    /// Replications that were played and kept in the journal.
    pub kept: u64,
    /// Replications that the journal had.
    pub stored: u64,
}

/// Why a study could not be played to its end.
#[derive(Debug)]
#[non_exhaustive]
pub enum StudyError {
    /// The journal can't be used.
    Journal(JournalError),
    /// A point could not be played.
    Play(PlayError),
}

impl fmt::Display for StudyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Journal(error) => error.fmt(f),
            Self::Play(error) => error.fmt(f),
        }
    }
}

impl Error for StudyError {}

impl From<PlayError> for StudyError {
    fn from(error: PlayError) -> Self {
        Self::Play(error)
    }
}

/// Plays the points of a study, and passes each one's number and summary to `done`, and why it ended, in their order. What
/// comes out does not depend on the number of threads, nor on the journal. Where play is stopped, what was played of
/// the next point is passed on, too.
///
/// `look` sees every outcome that counts, with its point's place among those of the agenda, and whether it is the last of its
/// point: see [`replicate_points`].
///
/// # Errors
/// See [`StudyError`]; the points before were passed on.
pub fn play(
    study: &Study,
    agenda: &Agenda,
    work: &Work<'_>,
    look: impl FnMut(usize, &Outcome, ControlFlow<()>),
    mut done: impl FnMut(u64, Summary, Ending),
) -> Result<Plays, StudyError> {
    let (points, counts, finished) = (&agenda.points, Arc::new(Counts::default()), Cell::new(0));
    let open = |index: usize| {
        let scenario = &agenda.scenarios[index];
        let label = format!("{} with {}", study.baseline.name(), study.set_at(points[index]));
        let source = Journaled::new(scenario, label, work, &counts)?;
        let length = |journal: &Arc<Journal>| journal.length(source.key).map_err(StudyError::Journal);
        let stored = work.journal.as_ref().map_or(Ok(0), length)?;
        let rule = study.rule(agenda.games.principal_measure());
        Ok(Point { source, fold: Gathered { summariser: Summariser::new(study.level), rule, ending: None }, stored })
    };
    let done = |index, mut gathered: Gathered, stopped: Option<Cause>| {
        finished.set(finished.get() + usize::from(stopped.is_none()));
        let planned = gathered.rule.planned();
        let ending = stopped.map(|cause| Ending::Stopped { cause, planned }).or(gathered.ending);
        if let Some((summary, ending)) = gathered.summariser.summary().zip(ending) {
            done(points[index], summary, ending);
        }
    };
    let progress = |replications| (work.progress)(replications, finished.get());
    let session = Session { jobs: work.jobs, stop: work.stop, progress: &progress };
    let stopped = replicate_points(&session, points.len(), open, look, done)?;
    let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
    Ok(Plays { stopped, kept: count(&counts.kept), stored: count(&counts.stored) })
}

impl Study {
    /// What is set at a point of the grid, for messages.
    #[must_use]
    pub fn set_at(&self, point: u64) -> String {
        let settings = self.grid.settings(point).unwrap_or_default();
        settings.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }
}

/// What a point has, and when that is enough.
struct Gathered {
    summariser: Summariser,
    rule: Box<dyn Rule>,
    ending: Option<Ending>,
}

impl Fold for Gathered {
    fn least(&self) -> u64 {
        self.rule.least()
    }

    fn most(&self) -> u64 {
        self.rule.most()
    }

    fn take(&mut self, outcome: &Outcome) -> ControlFlow<()> {
        self.summariser.add(outcome);
        self.ending = self.rule.ending(&self.summariser);
        if self.ending.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// Replications by where they came from.
#[derive(Debug, Default)]
struct Counts {
    kept: AtomicU64,
    stored: AtomicU64,
}

/// A scenario whose outcomes are kept in the journal, if there is one.
struct Journaled {
    prepared: Prepared,
    key: Key,
    journal: Option<Arc<Journal>>,
    counts: Arc<Counts>,
}

impl Journaled {
    fn new(scenario: &Scenario, label: String, work: &Work<'_>, counts: &Arc<Counts>) -> Result<Self, PlayError> {
        let prepared = Prepared::new(&scenario.exhibition, scenario.seed, label, work.stop)?;
        let (journal, counts) = (work.journal.clone(), Arc::clone(counts));
        // Only a journal needs the key, which takes as long as a few short replications.
        let key = if journal.is_some() { Key::of(scenario) } else { Key::default() };
        Ok(Self { prepared: prepared.limit_events(work.event_limit), key, journal, counts })
    }
}

impl Source for Journaled {
    type Player = Seat;
    type Error = StudyError;

    fn player(&self) -> Seat {
        self.prepared.player()
    }

    fn halted(&self, replication: u64, halt: Halt) -> StudyError {
        self.prepared.halted(replication, halt).into()
    }

    fn stored(&self, replications: Range<u64>) -> Result<Vec<Outcome>, StudyError> {
        let Some(journal) = &self.journal else { return Ok(Vec::new()) };
        let outcomes = journal.outcomes(self.key, replications).map_err(StudyError::Journal)?;
        self.counts.stored.fetch_add(outcomes.len() as u64, Ordering::Relaxed);
        Ok(outcomes)
    }

    fn keeps(&self) -> bool {
        self.journal.is_some()
    }

    fn keep(&self, first: u64, outcomes: &[Outcome]) -> Result<(), StudyError> {
        let Some(journal) = &self.journal else { return Ok(()) };
        self.counts.kept.fetch_add(outcomes.len() as u64, Ordering::Relaxed);
        journal.append(self.key, first, outcomes).map_err(StudyError::Journal)
    }
}
