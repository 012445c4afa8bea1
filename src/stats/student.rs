//! Quantiles of the standard normal and of Student's t distribution.

use super::special::{beta_fraction, normal_tail};
use std::cell::Cell;
use std::f64::consts::PI;

/// From this many degrees of freedom, the expansion about the normal distribution is more exact than needed.
const NEARLY_NORMAL: f64 = 1e4;

/// The standard normal quantile of order `p`: the z with Φ(z) = p, to about 1 part in 10¹⁴.
///
/// Negative infinity for 0, infinity for 1.
///
/// # Panics
/// If `p` is not from 0 to 1.
#[must_use]
pub fn normal_quantile(p: f64) -> f64 {
    assert!((0.0..=1.0).contains(&p), "the order of a quantile is from 0 to 1, not {p}");
    if p < 0.5 { -normal_upper(p) } else { normal_upper(1.0 - p) }
}

/// The z that a standard normal variate exceeds with probability `q`, from 0 to ½.
///
/// Newton's method on ln Q. The normal tail is log-concave, and Q(z) ≤ ½ exp(−z²/2) gives a start beyond the root, so
/// every step comes nearer to it from above.
fn normal_upper(q: f64) -> f64 {
    if q == 0.0 {
        return f64::INFINITY;
    }
    let mut z = libm::sqrt(-2.0 * libm::log(2.0 * q));
    for _ in 0..50 {
        let tail = normal_tail(z);
        let density = libm::exp(-0.5 * z * z) / libm::sqrt(2.0 * PI);
        let step = libm::log(tail / q) * tail / density;
        // If the tail underflows to zero, the start can't be improved.
        if !step.is_finite() {
            break;
        }
        z += step;
        if step.abs() <= 1e-15 * z {
            break;
        }
    }
    z
}

/// The quantile of order `p` of Student's t distribution with `df` degrees of freedom, to about 1 part in 10¹¹.
///
/// `df` need not be whole. Negative infinity for 0, infinity for 1. Very near to p = ½, where the quantile vanishes,
/// the error is about 10⁻¹⁵, absolute.
///
/// # Panics
/// If `p` is not from 0 to 1, or `df` is not at least 1.
#[must_use]
pub fn t_quantile(p: f64, df: f64) -> f64 {
    assert!(df >= 1.0, "there is at least 1 degree of freedom, not {df}");
    assert!((0.0..=1.0).contains(&p), "the order of a quantile is from 0 to 1, not {p}");
    let ((last_p, last_df), last) = LAST.get();
    if (last_p.to_bits(), last_df.to_bits()) == (p.to_bits(), df.to_bits()) {
        return last;
    }
    let t = computed(p, df);
    LAST.set(((p, df), t));
    t
}

thread_local! {
    /// The quantile that was last asked for, and of what: all measures of as many replications need the same one, and
    /// it takes longer than the rest of their summary.
    static LAST: Cell<((f64, f64), f64)> = const { Cell::new(((0.0, 0.0), 0.0)) };
}

fn computed(p: f64, df: f64) -> f64 {
    let (q, sign) = if p < 0.5 { (p, -1.0) } else { (1.0 - p, 1.0) };
    let z = normal_upper(q);
    sign * match q {
        0.0 | 0.5 => z,
        _ if df >= NEARLY_NORMAL => expansion(z, df),
        _ => t_upper(q, df, z),
    }
}

/// The quantile of t from that of the normal: Abramowitz & Stegun, *Handbook of Mathematical Functions*, 26.7.5.
fn expansion(z: f64, df: f64) -> f64 {
    let s = z * z;
    let g1 = (s + 1.0) / 4.0;
    let g2 = ((5.0 * s + 16.0) * s + 3.0) / 96.0;
    let g3 = (((3.0 * s + 19.0) * s + 17.0) * s - 15.0) / 384.0;
    let g4 = ((((79.0 * s + 776.0) * s + 1482.0) * s - 1920.0) * s - 945.0) / 92_160.0;
    z * (1.0 + (g1 + (g2 + (g3 + g4 / df) / df) / df) / df)
}

/// The t that is exceeded with probability `q` < ½, from a start that is not beyond it.
///
/// Newton's method on ln Q as a function of ln t. This function is concave and tends to a straight line, so the first
/// step goes beyond the root and each later one comes nearer to it from above.
fn t_upper(q: f64, df: f64, start: f64) -> f64 {
    let mut t = start;
    for _ in 0..50 {
        let (tail, density) = t_tail(t, df);
        let step = libm::log(tail / q) * tail / (t * density);
        t *= libm::exp(step);
        if step.abs() <= 1e-14 {
            break;
        }
    }
    t
}

/// P(T > t) for t > 0, and the density at t.
///
/// The tail is half of `I_x(df/2, 1/2)` with x = df/(df + t²), the centre half of `I_(1−x)(1/2, df/2)` (NIST *Digital
/// Library of Mathematical Functions*, 8.17.22); the factor before either fraction is the density times t or t/df.
fn t_tail(t: f64, df: f64) -> (f64, f64) {
    let square = t * t / df;
    let shape = df / 2.0;
    let log_constant = libm::lgamma(shape + 0.5) - libm::lgamma(shape);
    let density = libm::exp(log_constant - (shape + 0.5) * libm::log1p(square)) / libm::sqrt(PI * df);
    let x = 1.0 / (1.0 + square);
    let tail = if t * t > 3.0 {
        density * t / df * beta_fraction(shape, 0.5, x)
    } else {
        0.5 - density * t * beta_fraction(0.5, shape, square * x)
    };
    (tail, density)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_close(value: f64, expected: f64, relative: f64) {
        assert!((value / expected - 1.0).abs() < relative, "{value}, not {expected}");
    }

    #[test]
    fn the_normal_quantile_is_right_from_centre_to_tail() {
        for (q, z) in [
            (0.25, 0.674_489_750_196_081_7),
            (0.05, 1.644_853_626_951_472_7),
            (0.025, 1.959_963_984_540_054_2),
            (0.001, 3.090_232_306_167_813_5),
            (1e-6, 4.753_424_308_822_899),
            (1e-20, 9.262_340_089_798_408),
        ] {
            assert_close(normal_quantile(q), -z, 1e-14);
        }
        assert_close(normal_quantile(0.975), 1.959_963_984_540_054_2, 1e-14);
        assert!(normal_quantile(0.5).abs() < 1e-300);
        assert_eq!((normal_quantile(0.0), normal_quantile(1.0)), (f64::NEG_INFINITY, f64::INFINITY));
        assert!((-38.6..-38.0).contains(&normal_quantile(5e-324)));
    }

    /// Two-sided confidence levels.
    const LEVELS: [f64; 5] = [0.5, 0.9, 0.95, 0.99, 0.9999];

    /// Degrees of freedom and the quantiles of [`LEVELS`], from mpmath with 40 digits.
    #[rustfmt::skip]
    #[expect(clippy::unreadable_literal)]
    const TABLE: [(f64, [f64; 5]); 11] = [
        (1.0, [1.0, 6.31375151467504, 12.7062047361747, 63.6567411628716, 6366.19767131594]),
        (2.0, [0.816496580927726, 2.91998558035373, 4.30265272974946, 9.92484320091829, 99.9924998437445]),
        (3.0, [0.764892328404345, 2.35336343480182, 3.18244630528371, 5.84090930973336, 28.000130010949]),
        (5.0, [0.726686843800423, 2.01504837333302, 2.57058183563632, 4.03214298355523, 11.1777100702786]),
        (10.0, [0.699812061312432, 1.81246112281168, 2.22813885198627, 3.16927267261695, 6.21105089129066]),
        (30.0, [0.682755693321293, 1.69726088659396, 2.04227245630124, 2.74999565356723, 4.48241717540975]),
        (100.0, [0.676951043011471, 1.66023432608534, 1.98397151852355, 2.62589052143802, 4.05333670120152]),
        (1e3, [0.674735164607009, 1.64637881728546, 1.96233908082641, 2.58075469806595, 3.90634373670138]),
        (9_999.0, [0.674514286937346, 1.6450060333113, 1.96020126362136, 2.5763210958566, 3.89216214065166]),
        (1e4, [0.674514284483592, 1.64500601806924, 1.96020123989063, 2.57632104666853, 3.89216198356984]),
        (1e6, [0.674489995531087, 1.64485515072204, 1.95996635681411, 2.57583422010533, 3.89060758180307]),
    ];

    #[test]
    fn the_t_quantile_agrees_with_the_tables() {
        for (df, quantiles) in TABLE {
            for (level, t) in LEVELS.into_iter().zip(quantiles) {
                // Rounding 1 − level costs up to 10⁻¹³ of the tail.
                assert_close(-t_quantile((1.0 - level) / 2.0, df), t, 1e-11);
                assert_close(t_quantile(0.5 + level / 2.0, df), t, 1e-11);
            }
        }
    }

    #[test]
    fn one_and_two_degrees_of_freedom_have_closed_forms() {
        for p in [1e-12, 1e-6, 0.01, 0.3, 0.49, 0.499_999] {
            assert_close(t_quantile(p, 1.0), -1.0 / libm::tan(PI * p), 1e-9);
            assert_close(t_quantile(p, 2.0), (2.0 * p - 1.0) / libm::sqrt(2.0 * p * (1.0 - p)), 1e-9);
        }
        assert!(t_quantile(0.5, 7.0).abs() < 1e-300);
        assert_eq!((t_quantile(0.0, 7.0), t_quantile(1.0, 7.0)), (f64::NEG_INFINITY, f64::INFINITY));
    }
}
