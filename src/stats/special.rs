//! Special functions: the normal tail, and the incomplete gamma and beta functions.
//!
//! Formulas are those of the NIST *Digital Library of Mathematical Functions* (DLMF). Only `libm` is used.

use std::f64::consts::{PI, SQRT_2};

/// A continued fraction or series ends when another term changes it by at most this share: two units in the last place,
/// since a factor that should be 1 can be off by one.
const EPSILON: f64 = 2.0 * f64::EPSILON;
/// Stands for a zero divisor in a continued fraction.
const TINY: f64 = 1e-300;
/// The largest number of terms of a series or a fraction. All uses here need far fewer.
const MAX_TERMS: u32 = 100_000;
/// From this shape, the gamma distribution uses its uniform expansion.
const LARGE_SHAPE: f64 = 1e5;

/// P(Z > z) for a standard normal Z.
pub(crate) fn normal_tail(z: f64) -> f64 {
    0.5 * libm::erfc(z / SQRT_2)
}

/// The regularised upper incomplete gamma function Q(a, x): P(X > x) for X gamma with shape `a` > 0 and scale 1.
///
/// Below the mean by the series DLMF 8.11.4, above it by the continued fraction DLMF 8.9.2, for large shapes by the
/// leading terms of the uniform expansion DLMF 8.12.4. At least 9 correct decimals.
pub(crate) fn gamma_upper(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        1.0
    } else if x == f64::INFINITY {
        0.0
    } else if a >= LARGE_SHAPE {
        gamma_upper_large(a, x)
    } else {
        let front = gamma_front(a, x);
        if x < a + 1.0 { 1.0 - front * gamma_series(a, x) } else { front * gamma_fraction(a, x) }
    }
}

/// xᵃ e⁻ˣ / Γ(a).
fn gamma_front(a: f64, x: f64) -> f64 {
    if a < 10.0 {
        return libm::exp(a * libm::log(x) - x - libm::lgamma(a));
    }
    // The same near x = a, where large terms would cancel otherwise.
    let at_mean = a * libm::log(a) - a - libm::lgamma(a);
    let excess = (x - a) / a;
    libm::exp(at_mean - a * (excess - libm::log1p(excess)))
}

/// Σ xⁿ / (a (a + 1) … (a + n)).
fn gamma_series(a: f64, x: f64) -> f64 {
    let mut term = 1.0 / a;
    let mut sum = term;
    for n in 1..MAX_TERMS {
        term *= x / (a + f64::from(n));
        sum += term;
        if term <= sum * EPSILON {
            break;
        }
    }
    sum
}

/// 1/(x + 1 − a − 1(1 − a)/(x + 3 − a − 2(2 − a)/(x + 5 − a − …))).
fn gamma_fraction(a: f64, x: f64) -> f64 {
    let first = x + 1.0 - a;
    let mut fraction = Fraction::new(first);
    for n in 1..MAX_TERMS {
        let n = f64::from(n);
        if fraction.extend(n * (a - n), first + 2.0 * n) {
            break;
        }
    }
    1.0 / fraction.value
}

/// Q(a, x) ≈ ½ erfc(η √(a/2)) + exp(−aη²/2) (1/(x/a − 1) − 1/η) / √(2πa), with η²/2 = x/a − 1 − ln(x/a).
fn gamma_upper_large(a: f64, x: f64) -> f64 {
    let excess = (x - a) / a;
    let half_square = (excess - libm::log1p(excess)).max(0.0);
    let eta = libm::sqrt(2.0 * half_square).copysign(excess);
    // Near the mean the difference of the reciprocals cancels; its expansion is DLMF 8.12.11.
    let correction = if eta.abs() < 1e-2 {
        -1.0 / 3.0 + eta * (1.0 / 12.0 - eta * (2.0 / 135.0 - eta / 864.0))
    } else {
        1.0 / excess - 1.0 / eta
    };
    let density = libm::exp(-a * half_square) / libm::sqrt(2.0 * PI * a);
    (normal_tail(eta * libm::sqrt(a)) + density * correction).clamp(0.0, 1.0)
}

/// The regularised incomplete beta function `I_x(a, b)`: P(X ≤ x) for X beta with shapes `a`, `b` > 0, x from 0 to 1.
///
/// DLMF 8.17.22, on the side of the mean where it converges fast. For shapes up to some thousands, 11 correct decimals.
pub(crate) fn beta_lower(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return if x <= 0.0 { 0.0 } else { 1.0 };
    }
    let log_beta = libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
    let front = libm::exp(a * libm::log(x) + b * libm::log1p(-x) - log_beta);
    if x < (a + 1.0) / (a + b + 2.0) {
        front * beta_fraction(a, b, x) / a
    } else {
        1.0 - front * beta_fraction(b, a, 1.0 - x) / b
    }
}

/// The continued fraction of DLMF 8.17.22, such that `I_x(a, b)` = xᵃ (1 − x)ᵇ / (a B(a, b)) × it.
pub(crate) fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut fraction = Fraction::new(1.0);
    for n in 0..MAX_TERMS {
        let m = f64::from(n);
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let next = m + 1.0;
        let even = next * (b - next) * x / ((a + 2.0 * next - 1.0) * (a + 2.0 * next));
        fraction.extend(odd, 1.0);
        if fraction.extend(even, 1.0) {
            break;
        }
    }
    1.0 / fraction.value
}

/// b₀ + a₁/(b₁ + a₂/(b₂ + …)), evaluated from the front by the modified Lentz method: Thompson & Barnett, "Coulomb and
/// Bessel functions of complex arguments and order", Journal of Computational Physics 64 (1986).
struct Fraction {
    value: f64,
    numerators: f64,
    denominators: f64,
}

impl Fraction {
    fn new(b0: f64) -> Self {
        Self { value: not_zero(b0), numerators: not_zero(b0), denominators: 0.0 }
    }

    /// Takes the next a and b; returns whether the value has converged.
    fn extend(&mut self, a: f64, b: f64) -> bool {
        self.denominators = 1.0 / not_zero(b + a * self.denominators);
        self.numerators = not_zero(b + a / self.numerators);
        let factor = self.numerators * self.denominators;
        self.value *= factor;
        (factor - 1.0).abs() <= EPSILON
    }
}

fn not_zero(x: f64) -> f64 {
    if x == 0.0 { TINY } else { x }
}

#[cfg(test)]
mod tests {
    use super::*;

    // The expected values are from mpmath, with 25 digits.

    #[test]
    fn gamma_upper_is_right_for_small_and_large_shapes() {
        for (a, x, expected) in [
            (0.01, 1e-5, 0.103_663_201_732_803),
            (0.5, 0.2, 0.527_089_256_865_538),
            (1.0, 3.0, 0.049_787_068_367_863_9),
            (2.5, 10.0, 0.001_249_730_563_031_38),
            (30.0, 25.0, 0.817_896_084_022_545),
            (30.0, 40.0, 0.043_228_682_171_735_6),
            (1000.0, 1100.0, 0.001_059_323_253_929_98),
            (99_999.0, 99_500.0, 0.942_896_432_111_83),
            (100_000.0, 100_500.0, 0.057_103_269_976_028_7),
            (100_000.0, 99_990.0, 0.512_193_658_255_227),
            (1_000_000.0, 998_000.0, 0.977_303_885_993_263),
        ] {
            let value = gamma_upper(a, x);
            assert!((value - expected).abs() < 1e-9, "Q({a}, {x}) = {value}, not {expected}");
        }
        assert_eq!((gamma_upper(2.0, 0.0), gamma_upper(2.0, f64::INFINITY)), (1.0, 0.0));
    }

    #[test]
    fn beta_lower_is_right_on_both_sides_of_the_mean() {
        for (a, b, x, expected) in [
            (1.0, 5.0, 0.3, 0.831_93),
            (3.0, 3.0, 0.5, 0.5),
            (1.5, 4.5, 0.01, 0.007_599_172_993_565_48),
            (4.9, 1.1, 0.999, 0.997_224_922_598_904),
            (0.5, 50.0, 0.02, 0.843_756_492_133_182),
        ] {
            let value = beta_lower(a, b, x);
            assert!((value - expected).abs() < 1e-12, "I({a}, {b}, {x}) = {value}, not {expected}");
        }
        assert_eq!((beta_lower(2.0, 3.0, 0.0), beta_lower(2.0, 3.0, 1.0)), (0.0, 1.0));
    }
}
