//! The limit after which a replication is stopped: for every command that plays.

use super::values::whole;
use crate::model::EVENTS_MAX;
use clap::Args;

/// The largest limit on events.
const LIMIT_MAX: u64 = 17_000_000_000;

#[derive(Debug, Args)]
pub(in crate::cli) struct LimitOptions {
    /// Stop a replication with an error after this many events
    #[arg(long, value_name = "N", default_value_t = EVENTS_MAX, value_parser = |text: &str| whole(text, 1..=LIMIT_MAX))]
    event_limit: u64,
}

impl LimitOptions {
    /// The limit, in events.
    pub const fn events(&self) -> u64 {
        self.event_limit
    }
}
