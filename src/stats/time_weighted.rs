//! The time average of a level that changes in steps: the length of a queue, servers at work.

use crate::time::Instant;

/// A level that is constant from one change to the next, averaged over virtual time.
///
/// The integral is exact: level × nanoseconds in 128 bits, which cannot overflow. The average is that of Law,
/// *Simulation Modeling and Analysis*, 5th ed., section 1.4.1 (time-average number in queue).
///
/// ```
/// use zeitnot::{stats::TimeWeighted, time::Instant};
/// let mut queue = TimeWeighted::new(Instant::START, 0);
/// queue.set(Instant::from_ns(10), 2);
/// queue.set(Instant::from_ns(40), 1);
/// assert_eq!(queue.mean(Instant::from_ns(50)), Some(1.4)); // (10 × 0 + 30 × 2 + 10 × 1) ÷ 50
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeWeighted {
    begin: Instant,
    changed: Instant,
    level: u64,
    max: u64,
    /// Level × nanoseconds, from `begin` to `changed`.
    integral: u128,
}

impl TimeWeighted {
    /// Begins at `begin`, with the level at that instant.
    #[must_use]
    pub const fn new(begin: Instant, level: u64) -> Self {
        Self { begin, changed: begin, level, max: level, integral: 0 }
    }

    /// Sets the level from `now` on. Time must not run backwards.
    #[inline]
    pub fn set(&mut self, now: Instant, level: u64) {
        self.integral = self.integral(now);
        self.changed = now;
        self.level = level;
        self.max = self.max.max(level);
    }

    /// The current level.
    #[must_use]
    pub const fn level(&self) -> u64 {
        self.level
    }

    /// The highest level so far, however briefly.
    #[must_use]
    pub const fn max(&self) -> u64 {
        self.max
    }

    /// Level × nanoseconds from the beginning to `now`, which must not be before the last change.
    #[inline]
    #[must_use]
    pub fn integral(&self, now: Instant) -> u128 {
        debug_assert!(now >= self.changed, "time must not run backwards");
        self.integral + u128::from(self.level) * u128::from(now.since(self.changed).as_ns())
    }

    /// The time-weighted mean level from the beginning to `now`; `None` if no time has passed.
    #[must_use]
    pub fn mean(&self, now: Instant) -> Option<f64> {
        let elapsed_ns = now.since(self.begin).as_ns();
        (elapsed_ns > 0).then(|| self.integral(now) as f64 / elapsed_ns as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_of_no_length_have_no_weight_but_count_for_the_maximum() {
        let at = Instant::from_ns;
        let mut level = TimeWeighted::new(at(5), 3);
        assert_eq!(level.mean(at(5)), None);
        level.set(at(7), 9);
        level.set(at(7), 1);
        assert_eq!((level.integral(at(10)), level.max(), level.level()), (9, 9, 1));
        assert_eq!(level.mean(at(11)), Some(10.0 / 6.0));
    }

    #[test]
    fn the_greatest_level_for_all_time_does_not_overflow() {
        let level = TimeWeighted::new(Instant::START, u64::MAX);
        assert_eq!(level.mean(Instant::from_ns(u64::MAX - 1)), Some(u64::MAX as f64));
    }
}
