//! Ctrl-C: the first stops the work in an orderly way, the second ends the process at once.

use crate::replicate::{Cause, PlayError, Stop};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The exit code of a process that was interrupted, by custom 128 + the number of the signal.
pub(in crate::cli) const EXIT_CODE: u8 = 130;

/// Signals within this time count as one request: `timeout`, for example, sends two, to the process and to its group.
const ONE_REQUEST: Duration = Duration::from_millis(500);

/// Starts the timer, if there is a time limit: the returned [`Stop`] is raised when the time is over.
///
/// # Errors
/// If the system can't start a thread to watch the time.
pub(in crate::cli) fn stop_after(max_time: Option<Duration>) -> Result<Stop, PlayError> {
    max_time.map_or_else(|| Ok(Stop::new()), Stop::after)
}

/// Starts to watch for Ctrl-C (and for the requests to end that the system sends), and raises `stop` on the first.
///
/// If the system does not allow that, Ctrl-C just ends the process, as usual.
pub(in crate::cli) fn watch(stop: &Stop) {
    let (raised, first) = (stop.clone(), Mutex::new(None));
    let handler = move || {
        raised.raise(Cause::Interrupt);
        let mut first = first.lock().unwrap_or_else(PoisonError::into_inner);
        if first.get_or_insert_with(Instant::now).elapsed() > ONE_REQUEST {
            std::process::exit(i32::from(EXIT_CODE));
        }
    };
    drop(ctrlc::set_handler(handler));
}
