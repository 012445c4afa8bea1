//! Tests of every closed form against the integral of the survival function, and against published figures.

use super::Distribution;
use super::weibull::log_gamma_ratio;
use crate::stats::survival::mean_and_variance;
use crate::time::{Decimal, Duration};
use Distribution::*;
use proptest::prelude::*;
use std::f64::consts::PI;

fn sec(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds)
}

fn assert_close(value: f64, expected: f64, relative: f64, what: &dyn std::fmt::Debug) {
    let close = value.to_bits() == expected.to_bits() || (value - expected).abs() <= relative * expected.abs();
    assert!(close, "{what:?}: {value}, not {expected}");
}

fn clamped(min: f64, max: f64, of: &Distribution) -> Distribution {
    Clamped { min: sec(min), max: sec(max), of: Box::new(of.clone()) }
}

fn pert(min: f64, mode: f64, max: f64) -> Distribution {
    Pert { min: sec(min), mode: sec(mode), max: sec(max) }
}

fn triangular(min: f64, mode: f64, max: f64) -> Distribution {
    Triangular { min: sec(min), mode: sec(mode), max: sec(max) }
}

/// One or more of every family, with the edges of their parameters.
fn families() -> Vec<Distribution> {
    let exponential = |mean| Exponential { mean: sec(mean) };
    let values = || [3.0, 1.0, 1.0, 8.5].map(sec).into();
    vec![
        Constant(sec(5.0)),
        Constant(Duration::ZERO),
        Uniform { min: sec(2.0), max: sec(7.0) },
        Uniform { min: sec(2.0), max: sec(2.0) },
        Uniform { min: Duration::ZERO, max: Duration::from_ns(1) },
        triangular(1.0, 2.0, 5.0),
        triangular(1.0, 1.0, 5.0),
        triangular(1.0, 5.0, 5.0),
        triangular(3.0, 3.0, 3.0),
        pert(1.0, 2.0, 5.0),
        pert(1.0, 1.0, 5.0),
        pert(1.0, 5.0, 5.0),
        pert(3.0, 3.0, 3.0),
        exponential(55.0),
        exponential(0.0),
        Gamma { shape: 0.05, scale_s: 3.0 },
        Gamma { shape: 2.5, scale_s: 4.0 },
        Gamma { shape: 9e4, scale_s: 1e-3 },
        Gamma { shape: 3.6e9, scale_s: 1e-8 },
        Gamma { shape: 2.5, scale_s: 0.0 },
        Weibull { shape: 0.3, scale_s: 2.0 },
        Weibull { shape: 1.7, scale_s: 60.0 },
        Weibull { shape: 990.0, scale_s: 60.0 },
        Weibull { shape: 1e6, scale_s: 60.0 },
        Weibull { shape: 1.7, scale_s: 0.0 },
        LogNormal { mu: 3.9, sigma: 0.6 },
        LogNormal { mu: -2.0, sigma: 3.0 },
        LogNormal { mu: 1.0, sigma: 1e-6 },
        LogNormal { mu: 1.0, sigma: 0.0 },
        Normal { mean: sec(60.0), sd: sec(20.0) },
        Normal { mean: sec(1.0), sd: sec(1e3) },
        Normal { mean: sec(1e6), sd: sec(1e-3) },
        Normal { mean: Duration::ZERO, sd: sec(4.0) },
        Normal { mean: sec(60.0), sd: Duration::ZERO },
        Pareto { min: sec(2.0), shape: 2.5 },
        Pareto { min: sec(2.0), shape: 40.0 },
        Pareto { min: Duration::ZERO, shape: 0.5 },
        HyperExponential { mean: sec(5.0), cv: 1.0 },
        HyperExponential { mean: sec(5.0), cv: 3.0 },
        HyperExponential { mean: sec(5.0), cv: 1e4 },
        HyperExponential { mean: Duration::ZERO, cv: 3.0 },
        Mixture(vec![(3.0, exponential(1.0)), (1.0, Uniform { min: sec(20.0), max: sec(30.0) })]),
        Empirical(values()),
        Replay(values()),
        ByMove(vec![(1, exponential(90.0)), (11, triangular(1.0, 2.0, 5.0))]),
        Shifted { by: sec(10.0), of: Box::new(exponential(5.0)) },
    ]
}

#[test]
fn closed_forms_agree_with_the_survival_function() {
    for family in families() {
        let (mean, variance) = mean_and_variance(|x| family.survival(x), &[], 0.0, 1e24);
        assert_close(mean, family.mean_s(), 1e-9, &family);
        // Squares of values near a million seconds are exact to about a millisecond squared × 1e−9.
        let sd = family.variance_s2().sqrt();
        let floor = 1e-15 * mean;
        assert!((variance.sqrt() - sd).abs() <= 1e-8 * sd + floor, "{family:?}: {variance}, not {sd}²");
    }
}

#[test]
fn clamping_to_everything_changes_nothing_and_to_a_point_leaves_the_point() {
    for family in families() {
        // Almost none of these values is above 300 years.
        let wide = clamped(0.0, 1e10, &family);
        assert_close(wide.mean_s(), family.mean_s(), 1e-7, &family);
        let point = clamped(4.0, 4.0, &family);
        assert_close(point.mean_s(), 4.0, 1e-15, &family);
        assert_close(point.variance_s2(), 0.0, 0.0, &family);
    }
}

#[test]
fn infinite_moments_are_infinite_until_clamped() {
    let pareto = |shape| Pareto { min: sec(2.0), shape };
    let infinite = f64::INFINITY;
    for (shape, mean, variance) in [(0.5, infinite, infinite), (1.0, infinite, infinite), (2.0, 4.0, infinite)] {
        assert_close(pareto(shape).mean_s(), mean, 1e-15, &shape);
        assert_close(pareto(shape).variance_s2(), variance, 0.0, &shape);
    }
    let mixture = Mixture(vec![(1.0, pareto(1.0)), (9.0, Constant(sec(1.0)))]);
    assert_close(mixture.mean_s() + mixture.variance_s2(), infinite, 0.0, &mixture);
    for high in [3.0, 1e3, 1e9] {
        // E = m + m ln(h/m), E[X²] = m² + 2m(h − m), for shape 1.
        let (one, mean) = (clamped(1.0, high, &pareto(1.0)), 2.0 + 2.0 * libm::log(high / 2.0));
        assert_close(one.mean_s(), mean, 1e-11, &high);
        assert_close(one.variance_s2(), 4.0 + 4.0 * (high - 2.0) - mean * mean, 1e-11, &high);
        let half = clamped(1.0, high, &pareto(0.5));
        assert_close(half.mean_s(), 2.0 + 2.0 * (libm::sqrt(2.0 * high) - 2.0), 1e-11, &high);
    }
}

#[test]
fn clamped_moments_have_these_closed_forms() {
    let exponential = Exponential { mean: sec(5.0) };
    let both = clamped(2.0, 9.0, &exponential);
    assert_close(both.mean_s(), 2.0 + 5.0 * (libm::exp(-0.4) - libm::exp(-1.8)), 1e-13, &both);
    // The clamp moves through a shift, a mixture and another clamp.
    let shifted = clamped(5.0, 12.0, &Shifted { by: sec(3.0), of: Box::new(exponential.clone()) });
    assert_close(shifted.mean_s(), both.mean_s() + 3.0, 1e-13, &shifted);
    assert_close(shifted.variance_s2(), both.variance_s2(), 1e-12, &shifted);
    let beyond = clamped(1.0, 2.0, &Shifted { by: sec(3.0), of: Box::new(exponential.clone()) });
    assert_close(beyond.mean_s(), 2.0, 1e-15, &beyond);
    let twice = clamped(2.0, 100.0, &clamped(0.0, 9.0, &exponential));
    assert_close(twice.mean_s(), both.mean_s(), 1e-13, &twice);
    let mixed = clamped(2.0, 9.0, &Mixture(vec![(1.0, exponential), (1.0, Constant(sec(30.0)))]));
    assert_close(mixed.mean_s(), f64::midpoint(both.mean_s(), 9.0), 1e-13, &mixed);
    let values = clamped(2.0, 6.0, &Empirical([1.0, 4.0, 10.0].map(sec).into()));
    assert_close(values.mean_s(), 4.0, 0.0, &values);
    assert_close(values.variance_s2(), 8.0 / 3.0, 1e-15, &values);
}

#[test]
fn textbook_values() {
    let half_normal = Normal { mean: Duration::ZERO, sd: sec(1.0) };
    assert_close(half_normal.mean_s(), libm::sqrt(2.0 / PI), 1e-14, &half_normal);
    assert_close(half_normal.variance_s2(), 1.0 - 2.0 / PI, 1e-14, &half_normal);
    let rayleigh = Weibull { shape: 2.0, scale_s: 2.0 };
    assert_close(rayleigh.mean_s(), libm::sqrt(PI), 1e-14, &rayleigh);
    assert_close(rayleigh.variance_s2(), 4.0 - PI, 1e-13, &rayleigh);
    let sharp = Weibull { shape: 1e9, scale_s: 1.0 };
    assert_close(sharp.variance_s2(), PI * PI / 6.0 * 1e-18, 1e-8, &sharp);
    assert_close(log_gamma_ratio(0.000_999_999), log_gamma_ratio(0.001) * 0.999_998, 1e-8, &"where the series ends");
    let erlang = Gamma { shape: 2.0, scale_s: 3.0 };
    assert_close(erlang.survival(6.0), 3.0 * libm::exp(-2.0), 1e-13, &erlang);
    let project = pert(1.0, 3.0, 5.0);
    assert_close(project.mean_s(), 3.0, 1e-15, &project);
    assert_close(project.variance_s2(), 16.0 / 28.0, 1e-14, &project);
    assert_close(project.survival(3.0), 0.5, 1e-13, &project);
    let values = Empirical([1.0, 2.0, 2.0, 7.0].map(sec).into());
    assert_close(values.mean_s(), 3.0, 0.0, &values);
    assert_close(values.variance_s2(), 5.5, 1e-15, &values);
    assert_close(values.survival(2.0), 0.25, 0.0, &values);
}

#[test]
fn a_late_empirical_sample_keeps_its_variance() {
    let century_ns = 3_000_000_000_000_000_000;
    let values = Empirical([0, 1, 5].map(|ns| Duration::from_ns(century_ns + ns)).into());
    assert_close(values.variance_s2(), 14.0 / 3.0 * 1e-18, 1e-14, &values);
}

#[test]
fn a_move_has_the_piece_that_holds_then() {
    let [slow, quick, last] = [90.0, 9.0, 1.0].map(|seconds| Constant(sec(seconds)));
    let by_move = ByMove(vec![(1, slow.clone()), (11, quick.clone()), (12, last.clone())]);
    for (nth, piece) in [(0, &slow), (1, &slow), (10, &slow), (11, &quick), (12, &last), (u64::MAX, &last)] {
        assert_eq!(by_move.at_move(nth), piece, "move {nth}");
    }
    assert_eq!(slow.at_move(3), &slow);
    assert_close(by_move.mean_s(), 1.0, 0.0, &by_move);
}

#[test]
fn moments_and_tails_are_those_of_the_stretched_variate() {
    let close = |a: f64, b: f64| (a - b).abs() <= 1e-9 * b.abs().max(1e-12);
    for text in ["2", "0.75"] {
        let factor: Decimal = text.parse().unwrap();
        let c = factor.as_f64();
        for it in Distribution::one_of_each() {
            let scaled = it.scaled(factor).unwrap();
            assert!(close(scaled.mean_s(), c * it.mean_s()), "{it:?}");
            assert!(close(scaled.variance_s2(), c * c * it.variance_s2()), "{it:?}");
            for x_s in [0.5, 3.0, 6.5, 20.0] {
                assert!(close(scaled.survival(c * x_s), it.survival(x_s)), "{it:?} at {x_s}");
            }
        }
    }
}

#[test]
fn what_would_outlast_time_is_none() {
    let two = "2".parse().unwrap();
    let long = Constant(Duration::MAX);
    assert_eq!(long.scaled(two), None);
    assert_eq!(Shifted { by: Duration::ZERO, of: Box::new(long) }.scaled(two), None);
}

proptest! {
    #[test]
    fn survival_falls_from_one_to_zero(index in 0..families().len(), x in 0.0..100.0, further in 0.0..100.0) {
        let family = &families()[index];
        let (near, far) = (family.survival(x), family.survival(x + further));
        // Rounding may lift it by an ulp or two.
        prop_assert!((0.0..=1.0).contains(&near) && far <= near + 1e-12, "{:?}", family);
        prop_assert!(family.survival(-1e-9).to_bits() == 1.0_f64.to_bits() && family.survival(f64::INFINITY) < 1e-300);
    }

    #[test]
    fn clamped_moments_are_possible_ones(index in 0..families().len(), low in 0_u32..100, width in 0_u32..100) {
            let (low, width) = (f64::from(low), f64::from(width));
        let clamped = clamped(low, low + width, &families()[index]);
        let (mean, variance) = (clamped.mean_s(), clamped.variance_s2());
        prop_assert!(low - 1e-9 <= mean && mean <= low + width + 1e-9);
        // Bhatia & Davis (2000): no more than (max − mean)(mean − min).
        prop_assert!(variance >= 0.0 && variance <= (low + width - mean) * (mean - low) * (1.0 + 1e-9) + 1e-9);
    }
}
