//! When replications are enough, by number or precision; and the forecast of that.

use crate::cli::failure::note;
use crate::cli::progress::Progress;
use crate::count::counted;
use crate::experiment::{Ending, Sequential};
use crate::replicate::Cause;
use crate::report::rounded;
use std::cell::Cell;
use std::time::{Duration, Instant};

/// Work that takes longer is announced.
const LONG: Duration = Duration::from_secs(3);
/// A shorter time says little about the time of the rest.
const PILOT: Duration = Duration::from_millis(100);
/// After this many replications, their final number can be estimated.
const PILOT_REPLICATIONS: u64 = 8;

/// When replications are enough.
pub(in crate::cli) struct Until<M> {
    rule: Option<Sequential<M>>,
    replications: u64,
    begin: Instant,
    announced: Cell<bool>,
}

impl<M> Until<M> {
    /// As many as the rule requires, if there is one; otherwise this many.
    pub fn new(rule: Option<Sequential<M>>, replications: u64) -> Self {
        Self { rule, replications, begin: Instant::now(), announced: Cell::new(false) }
    }

    /// Progress towards the end, if it is known.
    pub fn progress(&self) -> Progress {
        Progress::towards(self.rule.as_ref().map_or(self.replications, |_| Sequential::LEAST))
    }

    /// The largest number to play.
    pub fn most(&self) -> u64 {
        self.rule.as_ref().map_or(self.replications, |rule| rule.max_replications)
    }

    /// The rule, if there is one.
    pub fn into_rule(self) -> Option<Sequential<M>> {
        self.rule
    }

    /// The number, if it is fixed.
    pub fn planned(&self) -> Option<u64> {
        self.rule.is_none().then_some(self.replications)
    }

    /// The ending to report if play stopped too early.
    pub fn stopped(&self, cause: Cause) -> Ending {
        Ending::Stopped { cause, planned: self.planned() }
    }

    /// Why play stops after this many replications, if it does; `by_rule` says whether they are enough for the rule.
    pub fn ending(&self, played: u64, by_rule: impl FnOnce(&Sequential<M>) -> Option<Ending>) -> Option<Ending> {
        match &self.rule {
            Some(rule) => by_rule(rule),
            None => (played >= self.replications).then_some(Ending::Replications),
        }
    }

    /// Announces the expected number: on stderr, once, if it will take long; in the progress bar more often.
    pub fn announce(&self, played: u64, progress: &Progress, expected: impl FnOnce(&Sequential<M>) -> Option<u64>) {
        let is_time_to = played >= PILOT_REPLICATIONS && played.is_power_of_two();
        let Some(rule) = self.rule.as_ref().filter(|_| is_time_to) else { return };
        let Some(expected) = expected(rule).filter(|expected| *expected > played) else { return };
        progress.expect(expected);
        let elapsed = self.begin.elapsed();
        let rest = elapsed.mul_f64((expected - played) as f64 / played as f64);
        if elapsed >= PILOT && rest >= LONG && !self.announced.replace(true) {
            let (precision, count, rest) = (rule.precision, counted(expected, "replication"), rounded(rest.as_nanos()));
            note(&if expected >= rule.max_replications {
                format!("± {precision} needs more than {count}, the maximum (--max-replications), {rest}")
            } else {
                format!("± {precision} needs about {count}, {rest}")
            });
        }
    }
}
