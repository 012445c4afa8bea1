//! Weibull times.

use super::family::{
    Answers, Distribution, Duration, Moments, Other, Special, Stream, not_negative, positive, seconds_to_ns,
};
use crate::model::exp::exp;
use crate::model::ln::ln;
use std::f64::consts::PI;

pub fn family<R>(shape: f64, scale_s: f64, ask: impl FnOnce(&Answers<'_>) -> R) -> R {
    ask(&Answers {
        check: &|at, faults| {
            faults.add(at.field(".shape"), positive("shape", shape));
            faults.add(at.field(".scale_s"), not_negative("scale", scale_s));
        },
        point: (scale_s == 0.0).then_some(0.0),
        survival: &|x_s| libm::exp(-libm::pow(x_s / scale_s, shape)),
        moments: &|| {
            let mean = scale_s * libm::tgamma(1.0 + 1.0 / shape);
            // Γ(1 + 2/k) − Γ(1 + 1/k)² loses all digits for large k; the ratio of the two, less 1, does not.
            Moments { mean, variance: mean * mean * libm::expm1(log_gamma_ratio(1.0 / shape)) }
        },
        scaled: &|factor| Some(Distribution::Weibull { shape, scale_s: scale_s * factor.as_f64() }),
        sampler: &|| Other::Weibull { scale_ns: seconds_to_ns(scale_s), inverse_shape: 1.0 / shape }.into(),
        special: Special::NONE,
    })
}

/// A logarithm and an exponential take a third of the time of a power.
pub fn draw(scale_ns: f64, inverse_shape: f64, stream: &mut Stream) -> Duration {
    Duration::from_ns_f64(scale_ns * exp(ln(stream.exponential()) * inverse_shape))
}

/// ln(Γ(1 + 2u)/Γ(1 + u)²), for small u by the series NIST *Digital Library of Mathematical Functions* 5.7.3.
pub fn log_gamma_ratio(u: f64) -> f64 {
    const ZETA_2: f64 = PI * PI / 6.0;
    const ZETA_3: f64 = 1.202_056_903_159_594_2;
    const ZETA_4: f64 = PI * PI * PI * PI / 90.0;
    const ZETA_5: f64 = 1.036_927_755_143_37;
    if u < 1e-3 {
        u * u * (ZETA_2 - u * (2.0 * ZETA_3 - u * (3.5 * ZETA_4 - u * (6.0 * ZETA_5))))
    } else {
        libm::lgamma(1.0 + 2.0 * u) - 2.0 * libm::lgamma(1.0 + u)
    }
}
