//! Quantiles of gamma distributions, and the gamma distribution with given quantiles.

use super::special::gamma_upper;

/// The largest shape that [`gamma_of_quantiles`] finds: beyond it [`gamma_upper`] is not exact enough.
const SHAPE_MAX: f64 = 1e8;

/// The quantile of order `p`, between 0 and 1, of the gamma distribution with this shape, above 0, and scale 1.
///
/// By bisection, until two neighbouring numbers are left.
pub(crate) fn gamma_quantile(shape: f64, p: f64) -> f64 {
    let is_below = |x: f64| gamma_upper(shape, x) > 1.0 - p;
    let (mut low, mut high) = (0.0_f64, shape.max(1.0));
    while is_below(high) {
        high *= 2.0;
    }
    // Small shapes have quantiles of any magnitude, so the exponent is halved first: the bits rise with the number.
    while low.to_bits() + 1 < high.to_bits() {
        let middle = f64::from_bits(u64::midpoint(low.to_bits(), high.to_bits()));
        if is_below(middle) { low = middle } else { high = middle }
    }
    high
}

/// Shape and scale of the gamma distribution with this median and 95 % quantile, both above 0 and finite; `None` if
/// they are closer to each other than those of shape 10⁸, 0.02 %.
///
/// Their ratio falls as the shape rises. Its root is bracketed by the Illinois variant of false position in the
/// logarithms: Dowell & Jarratt, "A modified regula falsi method for computing the root of an equation", BIT 11 (1971).
pub(crate) fn gamma_of_quantiles(median: f64, p95: f64) -> Option<(f64, f64)> {
    let wanted = libm::log(p95 / median);
    let excess = |log_shape: f64| {
        let shape = libm::exp(log_shape);
        libm::log(gamma_quantile(shape, 0.95) / gamma_quantile(shape, 0.5)) - wanted
    };
    // From a shape of 1, outwards.
    let (mut low, mut high) = (0.0, 0.0);
    while excess(low) < 0.0 {
        low -= 1.0;
    }
    while excess(high) > 0.0 {
        if high >= libm::log(SHAPE_MAX) {
            return None;
        }
        high = (high + 2.0).min(libm::log(SHAPE_MAX));
    }
    let shape = libm::exp(illinois(excess, low, high));
    Some((shape, median / gamma_quantile(shape, 0.5)))
}

/// A root of a function that falls from `low` to `high`, not below 0 at the one and not above it at the other.
fn illinois(f: impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> f64 {
    let (mut at_low, mut at_high) = (f(low), f(high));
    // Which end was replaced last: 1 the lower one, −1 the upper one.
    let mut last = 0;
    while high - low > 1e-14 * (1.0 + low.abs()) && at_low > 0.0 && at_high < 0.0 {
        let middle = (low * at_high - high * at_low) / (at_high - at_low);
        if !(low < middle && middle < high) {
            return middle.clamp(low, high);
        }
        let at_middle = f(middle);
        let side = if at_middle > 0.0 { 1 } else { -1 };
        if side > 0 {
            (low, at_low) = (middle, at_middle);
        } else {
            (high, at_high) = (middle, at_middle);
        }
        // The value at an end that stays twice is halved, so that it does not stay for ever.
        match (side, last) {
            (1, 1) => at_high /= 2.0,
            (-1, -1) => at_low /= 2.0,
            _ => {}
        }
        last = side;
    }
    if at_low > 0.0 { high } else { low }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_known_ones() {
        // Exponential, and Erlang by a table of chi-squared: 18.307 has 10 degrees of freedom.
        assert!((gamma_quantile(1.0, 0.5) - libm::log(2.0)).abs() < 1e-14);
        assert!((2.0 * gamma_quantile(5.0, 0.95) - 18.307_038).abs() < 1e-6);
        let tiny = gamma_quantile(0.02, 0.5);
        assert!(tiny > 0.0 && (gamma_upper(0.02, tiny) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn roots_are_found_in_few_steps() {
        for (root, f) in [(2.0, (|x| 8.0 - x * x * x) as fn(f64) -> f64), (0.5, |x| 0.125 - x * x * x)] {
            let steps = std::cell::Cell::new(0);
            let found = illinois(|x| f(x) + 0.0 * f64::from(steps.replace(steps.get() + 1)), -1.0, 9.0);
            assert!((found - root).abs() < 1e-12 && steps.get() < 30, "{found} after {} steps", steps.get());
        }
    }

    #[test]
    fn a_distribution_has_the_quantiles_it_was_made_of() {
        for ratio in [1.000_5, 1.01, 1.5, 2.6, 4.321_928, 20.0, 1e3, 1e9, 1e18] {
            let (shape, scale) = gamma_of_quantiles(3.0, 3.0 * ratio).unwrap();
            for (p, x) in [(0.5, 3.0), (0.95, 3.0 * ratio)] {
                let found = gamma_upper(shape, x / scale);
                assert!((found - (1.0 - p)).abs() < 1e-9, "{ratio}, shape {shape}: {found}");
            }
        }
        let (shape, scale) = gamma_of_quantiles(libm::log(2.0), libm::log(20.0)).unwrap();
        assert!((shape - 1.0).abs() < 1e-12 && (scale - 1.0).abs() < 1e-12, "an exponential");
        assert_eq!(gamma_of_quantiles(1.0, 1.000_01), None);
        assert!(gamma_of_quantiles(1.0, 1.000_17).is_some_and(|(shape, _)| shape > 9e7 && shape <= 1e8));
    }
}
