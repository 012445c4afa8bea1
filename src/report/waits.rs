//! How long boards wait for a master, visit by visit: an observer for the table of a single replication.

use crate::engine::Observer;
use crate::model::Happening;
use crate::stats::Quantiles;
use crate::time::{Duration, Instant};

/// Takes down every wait from the end of the warm-up on.
#[derive(Clone, Debug)]
pub struct Waits {
    start: Instant,
    quantiles: Quantiles,
}

impl Waits {
    /// No waits so far.
    #[must_use]
    pub const fn new(warm_up: Duration) -> Self {
        Self { start: Instant::START.saturating_add(warm_up), quantiles: Quantiles::new() }
    }

    /// The quantiles of the waits, in seconds.
    #[must_use]
    pub fn into_quantiles(self) -> Quantiles {
        self.quantiles
    }
}

impl Observer<Happening> for Waits {
    fn observe(&mut self, now: Instant, happening: &Happening) {
        if let Happening::Thinks { waited, .. } = happening
            && now >= self.start
        {
            self.quantiles.record(waited.as_secs_f64());
        }
    }
}
