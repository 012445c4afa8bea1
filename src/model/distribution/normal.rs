//! Normal times, drawn again while negative.

use super::family::{Answers, Distribution, Duration, Moments, Other, Special, Stream, ns};
use crate::stats::special::normal_tail;
use std::f64::consts::PI;

pub fn family<R>(mean: Duration, sd: Duration, ask: impl FnOnce(&Answers<'_>) -> R) -> R {
    let [mean_s, sd_s] = [mean, sd].map(Duration::as_secs_f64);
    let cut = -mean_s / sd_s;
    ask(&Answers {
        check: &|_, _| {},
        point: sd.is_zero().then_some(mean_s),
        survival: &|x_s| normal_tail((x_s - mean_s) / sd_s) / normal_tail(cut),
        // By the hazard at the point of truncation. As the mean is not negative, it is at most 0.8 and nothing cancels.
        moments: &|| {
            let hazard = libm::exp(-0.5 * cut * cut) / libm::sqrt(2.0 * PI) / normal_tail(cut);
            Moments { mean: mean_s + sd_s * hazard, variance: sd_s * sd_s * (1.0 - hazard * (hazard - cut)) }
        },
        scaled: &|factor| Some(Distribution::Normal { mean: mean.times(factor)?, sd: sd.times(factor)? }),
        sampler: &|| Other::Normal { mean_ns: ns(mean), sd_ns: ns(sd) }.into(),
        special: Special { sum_has_law: &|| is_surely_positive(ns(mean), ns(sd)), ..Special::NONE },
    })
}

/// The mean is not negative, so at least every second attempt is accepted.
pub fn draw(mean_ns: f64, sd_ns: f64, stream: &mut Stream) -> Duration {
    loop {
        let value_ns = mean_ns + sd_ns * stream.normal();
        if value_ns >= 0.0 {
            return Duration::from_ns_f64(value_ns);
        }
    }
}

/// Whether truncation has no effect: a variate nine standard deviations below its mean occurs once in 10¹⁸ draws.
pub fn is_surely_positive(mean_ns: f64, sd_ns: f64) -> bool {
    mean_ns >= 9.0 * sd_ns
}
