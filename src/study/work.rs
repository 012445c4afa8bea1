//! How a study is played, and what became of it.

use crate::journal::{Journal, JournalError};
use crate::replicate::{Cause, PlayError, Stop};
use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// How to play.
pub struct Work<'a> {
    /// The number of threads.
    pub jobs: usize,
    /// The number of events after which a replication is stopped.
    pub events_max: u64,
    /// The journal for outcomes, if any.
    pub journal: Option<Arc<Journal>>,
    /// Once this is raised, everything ends soon.
    pub stop: &'a Stop,
    /// Called from time to time with the numbers of replications and points done.
    pub progress: &'a dyn Fn(u64, usize),
}

/// What was played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plays {
    /// What stopped play before all points were completed, if anything did.
    pub stopped: Option<Cause>,
    /// Replications that were played and kept in the journal.
    pub kept: u64,
    /// Replications that the journal had.
    pub stored: u64,
}

/// Why a study could not be finished.
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
