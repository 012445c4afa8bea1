//! Pareto times.

use super::family::{Answers, Distribution, Duration, Moments, Other, Special, Stream, ns, positive};
use crate::model::exp::exp;

pub fn family<R>(min: Duration, shape: f64, ask: impl FnOnce(&Answers<'_>) -> R) -> R {
    let min_s = min.as_secs_f64();
    ask(&Answers {
        check: &|at, faults| {
            let zero = || ("a power law can't begin at zero".into(), "write a time above 0s".into());
            faults.add(at.field(".min"), min.is_zero().then(zero));
            faults.add(at.field(".shape"), positive("shape", shape));
        },
        point: min.is_zero().then_some(0.0),
        survival: &|x_s| if x_s < min_s { 1.0 } else { libm::pow(min_s / x_s, shape) },
        moments: &|| {
            let above = shape - 1.0;
            let variance = || shape / (above * above * (shape - 2.0)) * min_s * min_s;
            Moments {
                mean: if shape > 1.0 { shape / above * min_s } else { f64::INFINITY },
                variance: if shape > 2.0 { variance() } else { f64::INFINITY },
            }
        },
        scaled: &|factor| Some(Distribution::Pareto { min: min.times(factor)?, shape }),
        sampler: &|| Other::Pareto { min_ns: ns(min), inverse_shape: 1.0 / shape }.into(),
        special: Special::NONE,
    })
}

pub fn draw(min_ns: f64, inverse_shape: f64, stream: &mut Stream) -> Duration {
    Duration::from_ns_f64(min_ns * exp(stream.exponential() * inverse_shape))
}
