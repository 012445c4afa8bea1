//! Mean and variance of a variate, from its survival function.

use super::quadrature::integral;

/// The breaks between pieces: the points that are exceeded with these probabilities.
const LEVELS: [f64; 26] = [
    1.0 - 1e-15,
    0.999_999_999_999,
    0.999_999,
    0.999,
    0.99,
    0.95,
    0.9,
    0.8,
    0.7,
    0.6,
    0.5,
    0.4,
    0.3,
    0.2,
    0.1,
    0.05,
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
];
/// The part beyond the point that is exceeded with this probability is left out, however wide the limits.
const NEVER: f64 = 1e-300;

/// Mean and variance of a variate with this survival function S, clamped to `low` … `high`, both not negative; `high`
/// may be infinite.
///
/// With c about the median and F = 1 − S: E\[X − c\] = ∫S − ∫F and E\[(X − c)²\] = ∫2(x − c)S + ∫2(c − x)F, where S is
/// integrated above c and F below (Feller, *An Introduction to Probability Theory and Its Applications*, vol. 2, V.6,
/// lemma 1, for each side). The pieces lie between quantiles, so nothing is missed, however narrow the distribution and
/// however wide the limits; and nothing large cancels. `edges` are where a steep part may end beside a flat one, which
/// no node of a piece around both need see.
pub(crate) fn mean_and_variance(survival: impl Fn(f64) -> f64, edges: &[f64], low: f64, high: f64) -> (f64, f64) {
    let high = exceeded_with(&survival, NEVER, low, high.min(1e300));
    let median = exceeded_with(&survival, 0.5, low, high);
    let mut points = breaks(&survival, low, high);
    points.extend(edges.iter().map(|edge| edge.clamp(low, high)));
    points.extend([median, high]);
    points.sort_by(f64::total_cmp);
    let (below, above) = points.split_at(points.partition_point(|point| *point < median));
    let below = [below, &[median]].concat();
    let (below, above) = (graded(&below), graded(above));
    let mean_below = integral(&|x| 1.0 - survival(x), &below);
    let mean_above = integral(&survival, &above);
    let squares_below = integral(&|x| 2.0 * (median - x) * (1.0 - survival(x)), &below);
    let squares_above = integral(&|x| 2.0 * (x - median) * survival(x), &above);
    let offset = mean_above - mean_below;
    (median + offset, (squares_below + squares_above - offset * offset).max(0.0))
}

/// The points that are exceeded with the probabilities of [`LEVELS`], between `low` and `high`.
pub(crate) fn breaks(survival: &impl Fn(f64) -> f64, low: f64, high: f64) -> Vec<f64> {
    LEVELS.into_iter().map(|level| exceeded_with(survival, level, low, high)).collect()
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

/// The smallest x from `low` to `high` that is exceeded with a probability of at most `level`; `high` if there is none.
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Uniform variates from 1 s to just above, exponential ones from nanoseconds to years: widths over 24 orders of
    /// magnitude.
    #[test]
    fn nothing_is_too_narrow_or_too_wide() {
        for exponent in -12..=12 {
            let width = libm::exp10(f64::from(exponent));
            let (mean, variance) =
                mean_and_variance(|x| ((1.0 + width - x) / width).clamp(0.0, 1.0), &[], 0.0, f64::INFINITY);
            // The places themselves are rounded to 16 digits.
            let rounding = 1e-16 / width + 1e-11;
            assert!((mean / (1.0 + width / 2.0) - 1.0).abs() < 1e-12, "{width}: {mean}");
            assert!((variance * 12.0 / (width * width) - 1.0).abs() < 10.0 * rounding, "{width}: {variance}");
            let (mean, variance) = mean_and_variance(|x| libm::exp(-x / width), &[], 0.0, f64::INFINITY);
            assert!((mean / width - 1.0).abs() < 1e-12 && (variance / (width * width) - 1.0).abs() < 1e-11, "{width}");
        }
    }
}
