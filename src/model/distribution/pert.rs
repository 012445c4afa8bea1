//! PERT times: a beta distribution between two limits.

use super::family::{Answers, Distribution, Duration, Moments, Other, Special, Stream, ns};
use super::triangular::in_order;
use crate::model::gamma::UnitGamma;
use crate::stats::special::beta_lower;

/// The two shapes of the beta distribution add up to 6. Malcolm, Roseboom, Clark & Fazar, "Application of a technique
/// for research and development program evaluation", Operations Research 7 (1959), as generalised by Vose, *Risk
/// Analysis*, 3rd ed.
pub fn family<R>(min: Duration, mode: Duration, max: Duration, ask: impl FnOnce(&Answers<'_>) -> R) -> R {
    let [min_s, mode_s, max_s] = [min, mode, max].map(Duration::as_secs_f64);
    let width = max_s - min_s;
    let (a, b) = (1.0 + 4.0 * ((mode_s - min_s) / width), 1.0 + 4.0 * ((max_s - mode_s) / width));
    ask(&Answers {
        check: &|at, faults| in_order(min, mode, max, at, faults),
        point: (min == max).then_some(min_s),
        // The upper tail as the mirrored lower one, which is exact far out.
        survival: &|x_s| beta_lower(b, a, ((max_s - x_s) / width).clamp(0.0, 1.0)),
        // The beta distribution with a + b = 6: mean a/6, variance ab/(6² × 7).
        moments: &|| Moments { mean: min_s + width * (a / 6.0), variance: width * width * (a * b / 252.0) },
        scaled: &|factor| {
            let [min, mode, max] = [min, mode, max].map(|time| time.times(factor));
            Some(Distribution::Pert { min: min?, mode: mode?, max: max? })
        },
        // Beta(a, b) = X / (X + Y) with gamma variates X and Y of shapes a and b.
        sampler: &|| {
            let width_ns = ns(max) - ns(min);
            let peak = if width_ns > 0.0 { (ns(mode) - ns(min)) / width_ns } else { 0.5 };
            let gammas = [1.0 + 4.0 * peak, 5.0 - 4.0 * peak].map(UnitGamma::new);
            Other::Pert { min_ns: ns(min), width_ns, gammas }.into()
        },
        special: Special::NONE,
    })
}

pub fn draw(min_ns: f64, width_ns: f64, [left, right]: &[UnitGamma; 2], stream: &mut Stream) -> Duration {
    let (x, y) = (left.draw(stream), right.draw(stream));
    Duration::from_ns_f64(min_ns + width_ns * (x / (x + y)))
}
