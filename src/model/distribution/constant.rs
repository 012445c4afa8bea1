//! Always the same.

use super::family::{Answers, Distribution, Duration, Moments, Sampler, Special, step};

pub fn family<R>(value: Duration, ask: impl FnOnce(&Answers<'_>) -> R) -> R {
    let value_s = value.as_secs_f64();
    ask(&Answers {
        check: &|_, _| {},
        point: None,
        survival: &|x_s| step(x_s, value_s),
        moments: &|| Moments::constant(value_s),
        scaled: &|factor| Some(Distribution::Constant(value.times(factor)?)),
        sampler: &|| Sampler::Constant(value),
        special: Special {
            constant: &|| Some(value),
            clamped: &|low, high| Some(Moments::constant(value_s.max(low).min(high))),
            sum_has_law: &|| true,
            ..Special::NONE
        },
    })
}

/// The sum of this many.
pub fn sum(value: Duration, count: u32) -> Duration {
    Duration::from_ns(value.as_ns().saturating_mul(count.into()))
}

/// The constant that all of these are, if they are.
pub fn all_the_same(mut values: impl Iterator<Item = Option<Duration>>) -> Option<Duration> {
    let first = values.next()??;
    values.all(|value| value == Some(first)).then_some(first)
}
