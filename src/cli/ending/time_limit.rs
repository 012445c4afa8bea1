//! A limit on the time that work may take: when it is over, the work is asked to stop, as by Ctrl-C.

use super::failure::Failure;
use crate::experiment::Ending;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

/// Raises a flag after some time, unless it is dropped before.
pub(in crate::cli) struct TimeLimit {
    stop: Arc<AtomicBool>,
    /// Whether the end of the time came before anything else raised the flag.
    over: Arc<AtomicBool>,
    _gone: Option<Sender<()>>,
}

impl TimeLimit {
    /// Raises `stop` after `time`, if there is a limit at all.
    ///
    /// # Errors
    /// If the system has no thread left to watch the time.
    pub fn new(time: Option<Duration>, stop: Arc<AtomicBool>) -> Result<Self, Failure> {
        let over = Arc::new(AtomicBool::new(false));
        let watch = |time| {
            let (sender, receiver) = mpsc::channel::<()>();
            let (stop, over) = (Arc::clone(&stop), Arc::clone(&over));
            let work = move || {
                if receiver.recv_timeout(time) == Err(RecvTimeoutError::Timeout) {
                    raise(&stop, &over);
                }
            };
            thread::Builder::new().spawn(work).map(|_| sender).map_err(Failure::no_threads)
        };
        let gone = time.map(watch).transpose()?;
        Ok(Self { stop, over, _gone: gone })
    }

    /// Why work ended that was stopped; so many replications were planned, if a number was.
    pub fn ending(&self, planned: Option<u64>) -> Ending {
        let is_over = self.stop.load(Ordering::Acquire) && self.over.load(Ordering::Relaxed);
        if is_over { Ending::MaxTime } else { Ending::Interrupted(planned) }
    }
}

/// Raises `stop`. Whoever sees that it is raised must be able to see why, so that is stored first.
fn raise(stop: &AtomicBool, over: &AtomicBool) {
    if !stop.load(Ordering::Relaxed) {
        over.store(true, Ordering::Relaxed);
        stop.store(true, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_sees_the_end_knows_why() {
        for _ in 0..500 {
            let stop = Arc::new(AtomicBool::new(false));
            let limit = TimeLimit::new(Some(Duration::from_nanos(1)), Arc::clone(&stop)).unwrap();
            while !stop.load(Ordering::Relaxed) {
                std::hint::spin_loop();
            }
            assert_eq!(limit.ending(None), Ending::MaxTime);
        }
    }

    #[test]
    fn whatever_stopped_it_first_stopped_it() {
        let stop = Arc::new(AtomicBool::new(true));
        let limit = TimeLimit::new(None, Arc::clone(&stop)).unwrap();
        raise(&stop, &limit.over);
        assert_eq!(limit.ending(Some(9)), Ending::Interrupted(Some(9)));
    }
}
