//! Times from a list: at random, or in turn.

use super::constant::all_the_same;
use super::family::{Answers, Distribution, Duration, Moments, Other, Special, Stream, not_empty};
use std::sync::Arc;

type Values = Arc<[Duration]>;

pub fn empirical<R>(values: &Values, ask: impl FnOnce(&Answers<'_>) -> R) -> R {
    family(values, Distribution::Empirical, Other::Empirical, false, ask)
}

pub fn replay<R>(values: &Values, ask: impl FnOnce(&Answers<'_>) -> R) -> R {
    family(values, Distribution::Replay, Other::Replay, true, ask)
}

fn family<R>(
    values: &Values,
    distribution: fn(Values) -> Distribution,
    sampler: fn(Values) -> Other,
    is_certain: bool,
    ask: impl FnOnce(&Answers<'_>) -> R,
) -> R {
    ask(&Answers {
        check: &|at, faults| faults.add(at, not_empty(values.len(), "[\"5s\"]")),
        point: None,
        survival: &|x_s| {
            let above = values.iter().filter(|value| value.as_secs_f64() > x_s);
            above.count() as f64 / values.len().max(1) as f64
        },
        moments: &|| sample(values, |value| value),
        scaled: &|factor| values.iter().map(|value| value.times(factor)).collect::<Option<_>>().map(distribution),
        sampler: &|| sampler(Arc::clone(values)).into(),
        special: Special {
            constant: &|| all_the_same(values.iter().map(|value| Some(*value))),
            is_certain: &|| is_certain,
            clamped: &|low, high| {
                let [low, high] = [low, high].map(Duration::from_secs_f64);
                Some(sample(values, |value| value.max(low).min(high)))
            },
            ..Special::NONE
        },
    })
}

pub fn draw_any(values: &[Duration], stream: &mut Stream) -> Duration {
    values[index(stream.below(values.len() as u64))]
}

pub fn draw_in_turn(values: &[Duration], nth: u64) -> Duration {
    values[index(nth.saturating_sub(1) % values.len() as u64)]
}

#[expect(clippy::cast_possible_truncation, reason = "it is below the length of a list")]
const fn index(below_len: u64) -> usize {
    below_len as usize
}

/// The moments of equally likely values, each changed by `change`: the sum exactly, the squares about the whole
/// nanosecond below the mean.
fn sample(values: &[Duration], change: impl Fn(Duration) -> Duration) -> Moments {
    if values.is_empty() {
        return Moments::constant(0.0);
    }
    let n = values.len();
    let sum_ns: u128 = values.iter().map(|value| u128::from(change(*value).as_ns())).sum();
    let (floor_ns, rest) = (sum_ns / n as u128, sum_ns % n as u128);
    let offset_ns = rest as f64 / n as f64;
    let squares_ns2: f64 = values
        .iter()
        .map(|value| u128::from(change(*value).as_ns()).abs_diff(floor_ns) as f64)
        .map(|deviation| deviation * deviation)
        .sum();
    let variance_ns2 = (squares_ns2 / n as f64 - offset_ns * offset_ns).max(0.0);
    Moments { mean: (sum_ns as f64 / n as f64) / 1e9, variance: variance_ns2 / 1e18 }
}
