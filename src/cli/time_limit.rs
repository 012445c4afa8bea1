//! A limit on the time that work may take: when it is over, the work is asked to stop, as by Ctrl-C.

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
                    raised.store(true, Ordering::Relaxed);
                    stop.store(true, Ordering::Relaxed);
                }
            });
            sender
        });
        Self { over, _gone: gone }
    }

    /// Whether the time is over.
    pub fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }
}
