//! Gamma times.

use super::family::{
    Answers, Distribution, Duration, Moments, Other, Special, Stream, not_negative, positive, seconds_to_ns,
};
use crate::model::gamma::UnitGamma;
use crate::stats::special::gamma_upper;

pub fn family<R>(shape: f64, scale_s: f64, ask: impl FnOnce(&Answers<'_>) -> R) -> R {
    ask(&Answers {
        check: &|at, faults| {
            faults.add(at.field(".shape"), positive("shape", shape));
            faults.add(at.field(".scale_s"), not_negative("scale", scale_s));
        },
        point: (scale_s == 0.0).then_some(0.0),
        survival: &|x_s| gamma_upper(shape, x_s / scale_s),
        moments: &|| Moments { mean: shape * scale_s, variance: shape * scale_s * scale_s },
        scaled: &|factor| Some(Distribution::Gamma { shape, scale_s: scale_s * factor.as_f64() }),
        sampler: &|| Other::Gamma { shape, gamma: UnitGamma::new(shape), scale_ns: seconds_to_ns(scale_s) }.into(),
        special: Special { sum_has_law: &|| true, ..Special::NONE },
    })
}

pub fn draw(gamma: &UnitGamma, scale_ns: f64, stream: &mut Stream) -> Duration {
    Duration::from_ns_f64(gamma.draw(stream) * scale_ns)
}
