//! A limit on the time that work may take: when it is over, the work is asked to stop, as by Ctrl-C.

use super::failure::{Failure, warn};
use super::interrupt;
use crate::experiment::Ending;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

/// Raises a flag after some time, unless it is dropped before.
pub(super) struct TimeLimit {
    over: Arc<AtomicBool>,
    _gone: Option<Sender<()>>,
}

impl TimeLimit {
    /// Raises `stop` after `time`, if there is a limit at all.
    pub fn new(time: Option<Duration>, stop: Arc<AtomicBool>) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let gone = time.map(|time| {
            let (sender, receiver) = mpsc::channel::<()>();
            let raised = Arc::clone(&over);
            thread::spawn(move || {
                if receiver.recv_timeout(time) == Err(RecvTimeoutError::Timeout) {
                    // Who stopped it first stopped it.
                    raised.store(!stop.swap(true, Ordering::Relaxed), Ordering::Relaxed);
                }
            });
            sender
        });
        Self { over, _gone: gone }
    }

    /// Whether it was the end of the time that stopped the work.
    pub fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }

    /// Why work ended that was stopped; so many replications were planned, if a number was.
    pub fn ending(&self, planned: Option<u64>) -> Ending {
        if self.is_over() { Ending::MaxTime } else { Ending::Interrupted(planned) }
    }

    /// Says how far stopped work got, and gives the exit code: a limit that one has set oneself is no failure.
    pub fn told(&self, title: &str, how_far: &str) -> ExitCode {
        if self.is_over() {
            warn(&format!("{title}: the time was up: {how_far} completed; --max-time TIME allows more"));
            return ExitCode::SUCCESS;
        }
        warn(&format!("{title}: interrupted: {how_far} completed"));
        ExitCode::from(interrupt::EXIT_CODE)
    }

    /// What to do about stopped work that does not answer what was asked.
    ///
    /// # Errors
    /// If nobody interrupted it: then more time must be allowed.
    pub fn without_answer(&self, title: &str, known: &str) -> Result<ExitCode, Failure> {
        if self.is_over() {
            let what = format!("{title}: the time was up: {known}");
            return Err(Failure::Other { what, help: "allow more with --max-time TIME".to_owned() });
        }
        warn(&format!("{title}: interrupted: {known}"));
        Ok(ExitCode::from(interrupt::EXIT_CODE))
    }
}
