//! Why a replication did not finish.

use crate::count::counted;
use crate::time::Instant;
use std::fmt;

/// Why a replication did not finish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Halt {
    /// The next event at this board would be after the end of virtual time (584 years).
    EndOfTime {
        /// The board, from 0; for an event of a master, the master's board.
        board: u32,
    },
    /// The limit on events was reached.
    EventLimit {
        /// The limit.
        events: u64,
        /// The virtual time at which it was reached.
        at: Instant,
    },
    /// Endless games continue at one instant without taking time.
    NoProgress {
        /// The instant.
        at: Instant,
    },
    /// The interrupt was raised.
    Interrupted {
        /// Events so far.
        events: u64,
        /// The virtual time.
        at: Instant,
    },
}

impl fmt::Display for Halt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = |at: &Instant| at.since(Instant::START);
        match self {
            Self::EndOfTime { board } => {
                write!(
                    f,
                    "the next event at board {} would be after the end of virtual time (584 years)",
                    u64::from(*board) + 1
                )
            }
            Self::EventLimit { events, at } => {
                write!(f, "stopped after {}, the limit, at virtual time {}", counted(*events, "event"), seconds(at))
            }
            Self::NoProgress { at } => write!(
                f,
                "virtual time makes no progress: at {} the games continue without taking any time",
                seconds(at)
            ),
            Self::Interrupted { events, at } => {
                write!(f, "interrupted after {}, at virtual time {}", counted(*events, "event"), seconds(at))
            }
        }
    }
}

impl std::error::Error for Halt {}
