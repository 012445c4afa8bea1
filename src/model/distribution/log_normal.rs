//! Lognormal times.

use super::family::{
    Answers, Complaint, Distribution, Duration, Moments, Other, Special, Stream, not_negative, seconds_to_ns,
};
use crate::model::exp::exp;
use crate::stats::special::normal_tail;

pub fn family<R>(mu: f64, sigma: f64, ask: impl FnOnce(&Answers<'_>) -> R) -> R {
    ask(&Answers {
        check: &|at, faults| {
            faults.add(at.field(".mu"), finite(mu));
            faults.add(at.field(".sigma"), not_negative("sigma", sigma));
        },
        point: (sigma == 0.0).then(|| exp(mu)),
        survival: &|x_s| normal_tail((libm::log(x_s) - mu) / sigma),
        moments: &|| {
            let square = sigma * sigma;
            // exp(σ²) − 1 overflows early, though its product with the mean squared need not.
            let variance = match square {
                0.0 => 0.0,
                700.0.. => libm::exp(2.0 * (mu + square)),
                _ => libm::exp(2.0 * mu + square) * libm::expm1(square),
            };
            Moments { mean: libm::exp(mu + square / 2.0), variance }
        },
        scaled: &|factor| Some(Distribution::LogNormal { mu: mu + libm::log(factor.as_f64()), sigma }),
        sampler: &|| Other::LogNormal { mu, sigma }.into(),
        special: Special::NONE,
    })
}

pub fn draw(mu: f64, sigma: f64, stream: &mut Stream) -> Duration {
    Duration::from_ns_f64(seconds_to_ns(exp(mu + sigma * stream.normal())))
}

fn finite(mu: f64) -> Complaint {
    let what = || format!("mu is {mu}, but must be a finite number");
    (!mu.is_finite()).then(|| (what(), "write a finite number, such as 3.9".into()))
}
