//! Exponential times.

use super::family::{Answers, Distribution, Duration, Moments, Sampler, Special, ns};

pub fn family<R>(mean: Duration, ask: impl FnOnce(&Answers<'_>) -> R) -> R {
    let mean_s = mean.as_secs_f64();
    ask(&Answers {
        check: &|_, _| {},
        point: mean.is_zero().then_some(0.0),
        survival: &|x_s| libm::exp(-x_s / mean_s),
        moments: &|| Moments { mean: mean_s, variance: mean_s * mean_s },
        scaled: &|factor| Some(Distribution::Exponential { mean: mean.times(factor)? }),
        sampler: &|| Sampler::Exponential { mean_ns: ns(mean) },
        special: Special { sum_has_law: &|| true, ..Special::NONE },
    })
}
