//! Why replications could not be finished.

use super::Cause;
use crate::model::{Halt, Problem};
use std::error::Error;
use std::fmt;

/// Why replications could not be finished. Its message says what is wrong, not how to fix it, which depends on the
/// caller.
#[derive(Debug)]
#[non_exhaustive]
pub enum PlayError {
    /// The exhibition is invalid.
    Problems {
        /// The name of the exhibition.
        label: String,
        /// All errors in it.
        problems: Vec<Problem>,
    },
    /// A replication did not finish: the first in the order of playing.
    Halted {
        /// The name of the exhibition.
        label: String,
        /// The number of the replication, from 0.
        replication: u64,
        /// Why it did not finish.
        halt: Halt,
    },
    /// Threads could not be started.
    Threads(Box<dyn Error + Send + Sync>),
    /// Play was stopped before there was any result.
    Stopped(Cause),
}

impl fmt::Display for PlayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problems { label, problems } => {
                write!(f, "{label} can't be played")?;
                problems.iter().try_for_each(|problem| write!(f, "\n{}: {}", problem.path, problem.what))
            }
            Self::Halted { label, replication, halt } => write!(f, "{label}, replication {}: {halt}", replication + 1),
            Self::Threads(why) => write!(f, "can't start threads: {why}"),
            Self::Stopped(cause) => write!(f, "{cause} before there was any result"),
        }
    }
}

impl Error for PlayError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Halted { halt, .. } => Some(halt),
            Self::Threads(why) => Some(&**why),
            Self::Problems { .. } | Self::Stopped(_) => None,
        }
    }
}

/// An error if play was stopped.
pub(crate) fn finished(stopped: Option<Cause>) -> Result<(), PlayError> {
    stopped.map_or(Ok(()), |cause| Err(PlayError::Stopped(cause)))
}
