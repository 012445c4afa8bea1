//! Where the outcomes of a point come from: a journal that has kept some, and whoever plays the rest.

use super::work::{StudyError, Work};
use crate::journal::{Appending, Journal, Key};
use crate::model::{Halt, Outcome};
use crate::replicate::{Keeper, PlayError, Prepared, Seat, Source};
use crate::scenario::Scenario;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Replications by their source.
#[derive(Debug, Default)]
pub(super) struct Counts {
    kept: AtomicU64,
    stored: AtomicU64,
}

impl Counts {
    /// Those that were played and kept.
    pub fn kept(&self) -> u64 {
        self.kept.load(Ordering::Relaxed)
    }

    /// Those that the journal had.
    pub fn stored(&self) -> u64 {
        self.stored.load(Ordering::Relaxed)
    }
}

/// A scenario whose outcomes are kept in the journal, if there is one.
pub(super) struct Journaled {
    prepared: Prepared,
    key: Key,
    journal: Option<Arc<Journal>>,
    counts: Arc<Counts>,
}

impl Journaled {
    pub fn new(scenario: &Scenario, label: String, work: &Work<'_>, counts: &Arc<Counts>) -> Result<Self, PlayError> {
        let prepared = Prepared::new(&scenario.exhibition, scenario.seed, label, work.stop)?;
        let (journal, counts) = (work.journal.clone(), Arc::clone(counts));
        // Only a journal needs the key, which takes as long as a few short replications.
        let key = if journal.is_some() { Key::of(scenario) } else { Key::default() };
        Ok(Self { prepared: prepared.limit_events(work.events_max), key, journal, counts })
    }

    /// Up to which replication the journal is likely to have outcomes without a gap, from replication `from` on.
    pub fn reach(&self, from: u64) -> Result<u64, StudyError> {
        let Some(journal) = &self.journal else { return Ok(from) };
        journal.reach(self.key, from).map_err(StudyError::Journal)
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

    fn next_stored(&self, replications: Range<u64>) -> Result<u64, StudyError> {
        let Some(journal) = &self.journal else { return Ok(replications.end) };
        journal.next(self.key, replications).map_err(StudyError::Journal)
    }

    fn keeper(&self, first: u64) -> Option<Box<dyn Keeper<StudyError> + '_>> {
        let appending = self.journal.as_ref()?.appending(self.key, first);
        Some(Box::new(Kept { appending, count: 0, counts: &self.counts }))
    }
}

/// Outcomes on their way to the journal.
struct Kept<'a> {
    appending: Appending<'a>,
    count: u64,
    counts: &'a Counts,
}

impl Keeper<StudyError> for Kept<'_> {
    fn take(&mut self, outcome: &Outcome) {
        self.count += 1;
        self.appending.add(outcome);
    }

    fn close(self: Box<Self>) -> Result<(), StudyError> {
        self.counts.kept.fetch_add(self.count, Ordering::Relaxed);
        self.appending.close().map_err(StudyError::Journal)
    }
}
