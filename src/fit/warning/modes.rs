//! Two kinds of values in one sample, such as answers from a cache and from a disk.
//!
//! The logarithms of the values are split in two where the classes differ most beside what they vary within (Otsu, "A
//! threshold selection method from gray-level histograms", IEEE Transactions on Systems, Man, and Cybernetics 9, 1979).
//! There are two modes if fewer values than in either lie between them: in a window around the middle, as wide as those
//! around the classes' medians.

use super::Sample;
use crate::time::Duration;

/// The smaller class holds at least this share of the values.
const SHARE_LEAST: f64 = 0.05;
const VALUES_LEAST: usize = 40;
/// Counts of independent values are about Poisson: their difference is significant from this many standard errors on.
const STANDARD_ERRORS: f64 = 4.0;

/// Whether there are two modes.
pub fn two(sample: &Sample) -> Option<String> {
    let positive = &sample.sorted()[sample.sorted().partition_point(|value| value.is_zero())..];
    if positive.len() < VALUES_LEAST {
        return None;
    }
    let logs: Vec<_> = positive.iter().map(|value| libm::log(value.as_secs_f64())).collect();
    let split = split(&logs)?;
    let least = SHARE_LEAST * logs.len() as f64;
    if (split as f64) < least || ((logs.len() - split) as f64) < least {
        return None;
    }
    let (below, above) = (logs[split / 2], logs[usize::midpoint(split, logs.len())]);
    let half_window = (above - below) / 6.0;
    let around = |x: f64| {
        let count =
            logs.partition_point(|log| *log <= x + half_window) - logs.partition_point(|log| *log < x - half_window);
        count as f64
    };
    let (valley, side) = (around(f64::midpoint(below, above)), around(below).min(around(above)));
    let is_valley = valley < side / 2.0 && side - valley > STANDARD_ERRORS * libm::sqrt(side + valley);
    is_valley.then(|| {
        let share = libm::round(100.0 * split as f64 / logs.len() as f64);
        let [below, above] = [positive[split / 2], positive[usize::midpoint(split, logs.len())]].map(about);
        format!(
            "There are two kinds of values: {share} % around {below}, the others around {above}. Keep them apart \
            with --by or --only if the file says which is which."
        )
    })
}

/// How many values belong to the first class; `None` if all are the same.
fn split(logs: &[f64]) -> Option<usize> {
    let (total, n) = (logs.iter().sum::<f64>(), logs.len() as f64);
    let (mut sum, mut best) = (0.0, (0.0, 0));
    for (index, log) in logs.iter().enumerate().take(logs.len() - 1) {
        sum += log;
        let count = (index + 1) as f64;
        let apart = sum / count - (total - sum) / (n - count);
        let between = count * (n - count) * apart * apart;
        if between > best.0 && logs[index + 1] > *log {
            best = (between, index + 1);
        }
    }
    (best.1 > 0).then_some(best.1)
}

/// A time with three digits.
fn about(value: Duration) -> Duration {
    let mut power = 1;
    while value.as_ns() / power >= 1_000 {
        power *= 10;
    }
    Duration::from_ns((value.as_ns() + power / 2) / power * power)
}
