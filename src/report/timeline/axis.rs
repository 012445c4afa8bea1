//! The axis of time: round marks, and the place of an instant. All in whole numbers, so every machine draws the same.

use crate::time::{Duration, Instant, NS_PER_SECOND};

/// Steps between marks from one second up, in seconds.
const STEPS_S: [u64; 15] = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 2 * 3_600, 3 * 3_600];
/// Longer steps, in hours, to be multiplied by powers of ten.
const STEPS_H: [u64; 4] = [6, 12, 24, 48];

/// Round instants from `from` to `to`, at most 1.5 × `count`, with their texts.
pub(super) fn marks(from: Instant, to: Instant, count: u64) -> Vec<(Instant, String)> {
    let (from, to) = (from.as_ns(), to.as_ns());
    let step = step((to - from).div_ceil(count.max(1)));
    let first = from.div_ceil(step).checked_mul(step);
    let marks = std::iter::successors(first, |at| at.checked_add(step)).take_while(|at| *at <= to);
    marks.map(|at| (Instant::from_ns(at), Duration::from_ns(at).to_string())).collect()
}

/// The smallest round step that is at least `least`, in nanoseconds.
fn step(least: u64) -> u64 {
    let decimal = (0..9).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_u64.pow(power)));
    let seconds = STEPS_S.map(|s| s * NS_PER_SECOND);
    let hours = (0..6).flat_map(|power| STEPS_H.map(|h| (h * 10_u64.pow(power)).saturating_mul(3_600 * NS_PER_SECOND)));
    let mut steps = decimal.chain(seconds).chain(hours);
    steps.find(|step| *step >= least).unwrap_or(u64::MAX)
}

/// The place of an instant between `from` and `to`, as a part of `length`, rounded; outside, the nearer end.
#[expect(clippy::cast_possible_truncation, reason = "at most the length")]
pub(super) fn place(at: Instant, (from, to): (Instant, Instant), length: u64) -> u64 {
    let (at, whole) = (at.clamp(from, to).as_ns() - from.as_ns(), u128::from(to.as_ns() - from.as_ns()));
    ((u128::from(at) * u128::from(length) + whole / 2) / whole) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(from: &str, to: &str, count: u64) -> Vec<String> {
        let [from, to] = [from, to].map(|text| Instant::START.saturating_add(text.parse().unwrap()));
        marks(from, to, count).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn marks_are_round_times() {
        assert_eq!(texts("0s", "2h10m", 7), ["0s", "20m", "40m", "1h", "1h20m", "1h40m", "2h"]);
        assert_eq!(texts("0s", "24h22m", 6), ["0s", "6h", "12h", "18h", "24h"]);
        assert_eq!(texts("0s", "3.3s", 7), ["0s", "500ms", "1s", "1.5s", "2s", "2.5s", "3s"]);
        assert_eq!(texts("1h", "1h1ms", 3), ["1h", "1h500us", "1h1ms"]);
        assert_eq!(texts("0s", "7ns", 4), ["0s", "2ns", "4ns", "6ns"]);
        assert_eq!(texts("21000h", "21001h", 2), ["21000h", "21000h30m", "21001h"]);
        for (from, to) in [(0, u64::MAX - 1), (u64::MAX - 2, u64::MAX - 1), (0, 1)] {
            let marks = marks(Instant::from_ns(from), Instant::from_ns(to), 6);
            assert!((1..=9).contains(&marks.len()), "{from} {to}: {marks:?}");
        }
    }

    #[test]
    fn places_are_rounded_and_inside() {
        let window = (Instant::from_ns(10), Instant::from_ns(20));
        assert_eq!([9, 10, 14, 15, 20, 30].map(|ns| place(Instant::from_ns(ns), window, 3)), [0, 0, 1, 2, 3, 3]);
    }
}
