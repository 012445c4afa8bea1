//! What a clock that is too coarse does to values: zeros, and few different ones.

use super::Sample;
use crate::count::counted;
use crate::time::Duration;

/// A clock is coarse if the median is fewer ticks than this.
const TICKS: u64 = 20;
/// A sample of fewer different values tells nothing of a clock.
const DIFFERENT: usize = 3;

/// Whether some values are zero.
pub fn zeros(sample: &Sample) -> Option<String> {
    let zeros = sample.sorted().partition_point(|value| value.is_zero()) as u64;
    let of = sample.count();
    (zeros > 0).then(|| {
        format!("{} of {} are zero: answered from a cache, or too short for the clock.", counted(zeros, "value"), of)
    })
}

/// Whether all values are multiples of a tick that is long beside them.
pub fn coarse(sample: &Sample) -> Option<String> {
    let sorted = sample.sorted();
    let median = sorted[sorted.len() / 2];
    let tick = sorted.iter().fold(0, |tick, value| common(tick, value.as_ns()));
    let mut different = sorted.chunk_by(|a, b| a == b).take(DIFFERENT);
    let is_coarse = tick > 1 && different.nth(DIFFERENT - 1).is_some() && median.as_ns() < TICKS * tick;
    is_coarse.then(|| {
        format!(
            "All values are multiples of {}, and half of them are below {}: the clock is coarse.",
            Duration::from_ns(tick),
            median.saturating_add(Duration::from_ns(tick))
        )
    })
}

/// The greatest common divisor.
fn common(a: u64, b: u64) -> u64 {
    let (mut a, mut b) = (a, b);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}
