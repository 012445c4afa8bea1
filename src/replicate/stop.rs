//! Ending work early, by an interrupt or a deadline, with the cause.

use super::{Cause, PlayError};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

/// A request to stop, which all clones share. It is cheap to check, and a replication in progress sees it, too.
///
/// ```
/// use zeitnot::replicate::{Cause, Stop};
/// let stop = Stop::new();
/// assert_eq!(stop.cause(), None);
/// stop.clone().raise(Cause::Interrupt);
/// stop.raise(Cause::Deadline);
/// assert_eq!(stop.cause(), Some(Cause::Interrupt), "the first cause counts");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Stop {
    raised: Arc<AtomicBool>,
    /// Known before `raised` is true.
    cause: Arc<OnceLock<Cause>>,
    deadline: Option<Instant>,
    /// The timer's thread ends when the last of these is gone.
    _timer: Option<Arc<Sender<()>>>,
}

impl Stop {
    /// A request that is not raised yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same; it is raised automatically, with [`Cause::Deadline`], after this much wall-clock time.
    ///
    /// # Errors
    /// If the system can't start a thread to watch the time.
    pub fn after(time: Duration) -> Result<Self, PlayError> {
        let (sender, receiver) = mpsc::channel();
        let stop = Self { deadline: Instant::now().checked_add(time), ..Self::new() };
        let raised = stop.clone();
        let watch = move || {
            if receiver.recv_timeout(time) == Err(RecvTimeoutError::Timeout) {
                raised.raise(Cause::Deadline);
            }
        };
        thread::Builder::new().spawn(watch).map_err(|why| PlayError::Threads(why.into()))?;
        Ok(Self { _timer: Some(Arc::new(sender)), ..stop })
    }

    /// A request of its own, for a part of the work: it is raised when this much wall-clock time has passed, or when
    /// this one is.
    ///
    /// # Errors
    /// If the system has no thread left to watch the time.
    pub fn part(&self, time: Duration) -> Result<Self, PlayError> {
        /// How long it may take until the part sees a request to the whole.
        const LOOK: Duration = Duration::from_millis(5);
        let (sender, receiver) = mpsc::channel();
        let part = Self { deadline: Instant::now().checked_add(time), ..Self::new() };
        let (raised, whole) = (part.clone(), self.clone());
        let watch = move || {
            let wait = || raised.left().map_or(LOOK, |left| left.min(LOOK));
            while receiver.recv_timeout(wait()) == Err(RecvTimeoutError::Timeout) && !raised.is_raised() {
                if let Some(cause) = whole.cause() {
                    raised.raise(cause);
                }
                raised.look();
            }
        };
        thread::Builder::new().spawn(watch).map_err(|why| PlayError::Threads(why.into()))?;
        // If there is no time at all, nothing is begun.
        part.look();
        Ok(Self { _timer: Some(Arc::new(sender)), ..part })
    }

    /// How much time is left until the deadline, if there is one.
    #[must_use]
    pub fn left(&self) -> Option<Duration> {
        self.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()))
    }

    /// Raises the request. If it was raised before, nothing changes.
    pub fn raise(&self, cause: Cause) {
        if self.cause.set(cause).is_ok() {
            self.raised.store(true, Ordering::Release);
        }
    }

    /// Checks the clock, because the timer may be late on a busy machine.
    pub(super) fn look(&self) {
        if self.deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            self.raise(Cause::Deadline);
        }
    }

    /// Whether work should stop.
    #[inline]
    #[must_use]
    pub fn is_raised(&self) -> bool {
        self.raised.load(Ordering::Relaxed)
    }

    /// Why work should stop, if it should.
    #[must_use]
    pub fn cause(&self) -> Option<Cause> {
        self.raised.load(Ordering::Acquire).then(|| self.cause.get().copied()).flatten()
    }

    /// The flag that a simulator checks while it plays.
    pub(super) fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.raised)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_sees_the_end_knows_why() {
        for _ in 0..50 {
            let stop = Stop::after(Duration::from_nanos(1)).unwrap();
            while !stop.is_raised() {
                thread::yield_now();
            }
            assert_eq!(stop.cause(), Some(Cause::Deadline));
        }
    }

    #[test]
    fn a_part_ends_with_its_own_time_or_with_the_whole() {
        let whole = Stop::after(Duration::from_hours(1)).unwrap();
        let (short, long) = (whole.part(Duration::ZERO).unwrap(), whole.part(Duration::from_hours(1)).unwrap());
        let wait = |stop: &Stop| {
            while !stop.is_raised() {
                thread::yield_now();
            }
            stop.cause()
        };
        assert_eq!((short.cause(), whole.cause(), long.cause()), (Some(Cause::Deadline), None, None));
        whole.raise(Cause::Interrupt);
        assert_eq!(wait(&long), Some(Cause::Interrupt));
        assert!(whole.left().unwrap() > Duration::from_mins(50) && Stop::new().left().is_none());
    }

    #[test]
    fn an_interrupt_before_the_deadline_is_the_cause() {
        let stop = Stop::after(Duration::from_millis(20)).unwrap();
        stop.raise(Cause::Interrupt);
        thread::sleep(Duration::from_millis(60));
        assert_eq!(stop.cause(), Some(Cause::Interrupt));
    }
}
