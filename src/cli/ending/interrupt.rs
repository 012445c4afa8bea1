//! Ctrl-C: the first asks the run to end well, the second ends the process at once.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// The exit code of a process that was interrupted, by custom 128 + the number of the signal.
pub(in crate::cli) const EXIT_CODE: u8 = 130;

/// Signals within this time are one request: `timeout`, for one, sends two, to the process and to its group.
const ONE_REQUEST: Duration = Duration::from_millis(500);

/// Starts to watch for Ctrl-C (and for the requests to end that the system sends). What is returned becomes true on the first.
///
/// If the system does not allow that, Ctrl-C just ends the process, as it does anywhere.
pub(in crate::cli) fn watch() -> Arc<AtomicBool> {
    let interrupted = Arc::new(AtomicBool::new(false));
    let raised = Arc::clone(&interrupted);
    let first = Mutex::new(None);
    let handler = move || {
        raised.store(true, Ordering::Relaxed);
        let mut first = first.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if first.get_or_insert_with(Instant::now).elapsed() > ONE_REQUEST {
            std::process::exit(i32::from(EXIT_CODE));
        }
    };
    drop(ctrlc::set_handler(handler));
    interrupted
}
