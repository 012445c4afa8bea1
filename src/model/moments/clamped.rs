//! Moments of what is clamped: exactly where the clamp can be moved inwards, otherwise from the survival function.

use super::super::distribution::Distribution;
use super::{Moments, s, sample};
use crate::stats::quadrature::integral;
use crate::time::Duration;

/// The places where the integrand changes its character: points that are exceeded with these probabilities.
const LEVELS: [f64; 20] = [
    0.999_999_999_999,
    0.999_999,
    0.999,
    0.99,
    0.9,
    0.75,
    0.5,
    0.25,
    0.1,
    0.01,
    1e-3,
    1e-6,
    1e-9,
    1e-12,
    1e-18,
    1e-24,
    1e-36,
    1e-60,
    1e-120,
    1e-300,
];

/// The moments of `of`, with everything below `low` put at `low` and everything above `high` at `high`, in seconds.
pub(super) fn moments(of: &Distribution, low: f64, high: f64) -> Moments {
    // Nothing is negative, so all of it is above a negative limit.
    if high <= 0.0 {
        return Moments::constant(high);
    }
    match of {
        Distribution::Constant(value) => Moments::constant(s(*value).max(low).min(high)),
        Distribution::Empirical(values) | Distribution::Replay(values) => {
            let (low, high) = (Duration::from_secs_f64(low), Duration::from_secs_f64(high));
            sample(values, |value| value.max(low).min(high))
        }
        Distribution::Mixture(parts) => {
            Moments::mixed(parts.iter().map(|(weight, part)| (*weight, moments(part, low, high))))
        }
        Distribution::ByMove(pieces) => {
            pieces.last().map_or(Moments::constant(low.max(0.0)), |(_, last)| moments(last, low, high))
        }
        Distribution::Shifted { by, of } => moments(of, low - s(*by), high - s(*by)).shifted(s(*by)),
        Distribution::Clamped { min, max, of } => moments(of, s(*min).max(low).min(high), s(*max).max(low).min(high)),
        _ => by_integration(|x| of.survival(x), low.max(0.0), high),
    }
}

/// The moments of a variate with this survival function S, clamped to `low` … `high`, both not negative.
///
/// With c about the median and F = 1 − S: E\[X − c\] = ∫S − ∫F and E\[(X − c)²\] = ∫2(x − c)S + ∫2(c − x)F, where S is
/// integrated above c and F below (Feller, *An Introduction to Probability Theory and Its Applications*, vol. 2, V.6,
/// lemma 1, for each side). Nothing large cancels, however narrow the distribution and however wide the limits.
pub(super) fn by_integration(survival: impl Fn(f64) -> f64, low: f64, high: f64) -> Moments {
    let median = exceeded_with(&survival, 0.5, low, high);
    let mut below = vec![low];
    let mut above = vec![median];
    for level in LEVELS {
        let point = exceeded_with(&survival, level, low, high);
        if point < median { below.push(point) } else { above.push(point) }
    }
    below.push(median);
    above.push(high);
    let (below, above) = (graded(&below), graded(&above));
    let mean_below = integral(&|x| 1.0 - survival(x), &below);
    let mean_above = integral(&survival, &above);
    let squares_below = integral(&|x| 2.0 * (median - x) * (1.0 - survival(x)), &below);
    let squares_above = integral(&|x| 2.0 * (x - median) * survival(x), &above);
    let offset = mean_above - mean_below;
    let variance = (squares_below + squares_above - offset * offset).max(0.0);
    Moments { mean: median + offset, variance }
}

/// The rising `points`, with more between them where one is many times the other: a tail may have several scales.
fn graded(points: &[f64]) -> Vec<f64> {
    let mut graded = Vec::new();
    for ends in points.windows(2) {
        let (mut point, end) = (ends[0], ends[1]);
        graded.push(point);
        while point > 0.0 && 4.0 * point < end {
            point *= 4.0;
            graded.push(point);
        }
    }
    graded.extend(points.last());
    graded
}

/// The least x from `low` to `high` that is exceeded with a probability of at most `level`; `high` if there is none.
///
/// By bisection of the bits, which rise with a number that is not negative: 64 steps, whatever its magnitude.
fn exceeded_with(survival: impl Fn(f64) -> f64, level: f64, low: f64, high: f64) -> f64 {
    let (mut low, mut high) = (low.to_bits(), high.to_bits());
    while low < high {
        let middle = low + (high - low) / 2;
        if survival(f64::from_bits(middle)) <= level {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    f64::from_bits(high)
}
