//! Shapes that a body and a tail don't catch, or only just: few values that hold much of the time, and a pile at the
//! end.

use super::Sample;
use crate::count::counted;
use crate::time::Duration;

/// One per cent of at least this many values.
const HEAVY_LEAST: usize = 100;
/// How much of the time it may hold.
const HEAVY_SHARE: f64 = 0.1;
/// A pile is this near to the greatest value, and holds this share of all, and this many at least.
const PILE_WITHIN: f64 = 0.005;
const PILE_SHARE: f64 = 0.005;
const PILE_LEAST: usize = 5;
/// It holds this many times as many values as the stretch of the same length before it.
const PILE_FACTOR: usize = 4;

/// Whether one value in a hundred holds more than a tenth of the time.
pub fn heavy(sample: &Sample) -> Option<String> {
    let sorted = sample.sorted();
    if sorted.len() < HEAVY_LEAST {
        return None;
    }
    let total: f64 = sorted.iter().map(|value| value.as_secs_f64()).sum();
    let top: f64 = sorted[sorted.len() - sorted.len() / 100..].iter().map(|value| value.as_secs_f64()).sum();
    (total > 0.0 && top > HEAVY_SHARE * total).then(|| {
        let share = libm::round(100.0 * top / total);
        format!("1 % of the values hold {share} % of the time: how long it takes rests on a few.")
    })
}

/// Whether many values end at the same limit, as time-outs do.
pub fn piled_up(sample: &Sample) -> Option<String> {
    let sorted = sample.sorted();
    let max = *sorted.last()?;
    let width = max.as_secs_f64() * PILE_WITHIN;
    let from = |x: f64| sorted.partition_point(|value| value.as_secs_f64() < x);
    let start = from(max.as_secs_f64() - width);
    let (pile, before) = (sorted.len() - start, start - from(max.as_secs_f64() - 2.0 * width));
    let enough = pile >= PILE_LEAST && pile as f64 >= PILE_SHARE * sorted.len() as f64;
    let stands_out = pile > PILE_FACTOR * before && start > sorted.len() / 2;
    (enough && stands_out).then(|| {
        let limit = sorted[start];
        format!(
            "{} end within 0.5 % of the greatest, {}. If these are time-outs, say so: --limit {}.",
            counted(pile as u64, "value"),
            max,
            rounded_down(limit)
        )
    })
}

/// A limit as people set it: with two digits, at most the value.
fn rounded_down(value: Duration) -> Duration {
    let mut power = 1;
    while value.as_ns() / power >= 100 {
        power *= 10;
    }
    Duration::from_ns(value.as_ns() / power * power)
}
