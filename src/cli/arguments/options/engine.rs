//! Options of the engine that change no result: for every command that plays.

use super::LimitOptions;
use crate::model::QueueKind;
use crate::replicate::Prepared;
use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(in crate::cli) struct EngineOptions {
    #[command(flatten)]
    limit: LimitOptions,
    /// The data structure for pending events. It affects speed, not results
    #[arg(long, value_enum, default_value_t = EventQueue::Auto, value_name = "KIND", hide = true)]
    pub event_queue: EventQueue,
}

impl EngineOptions {
    /// Sets it up as the options say.
    pub fn apply(&self, prepared: Prepared) -> Prepared {
        let limited = prepared.limit_events(self.limit.events());
        match self.event_queue.kind() {
            Some(kind) => limited.use_queue(kind),
            None => limited,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum EventQueue {
    /// Whichever suits the number of opponents
    Auto,
    /// A binary heap
    Heap,
    /// A radix heap, for thousands of opponents who think at once
    Radix,
    /// The reference, to check the others against
    Keyed,
}

impl EventQueue {
    /// The requested kind, if any.
    pub const fn kind(self) -> Option<QueueKind> {
        match self {
            Self::Auto => None,
            Self::Heap => Some(QueueKind::Heap),
            Self::Radix => Some(QueueKind::Radix),
            Self::Keyed => Some(QueueKind::Keyed),
        }
    }
}
