//! Maximum likelihood, also where some values are known only to be at least as long as a limit.
//!
//! The likelihood of a sample is the product of the density at each value and of the survival function at the limit for
//! each time-out (Lawless, *Statistical Models and Methods for Lifetime Data*, 2nd ed., chapters 4 and 5). Where it has
//! no closed maximum, one parameter is found over its logarithm, for each value of which the other is at its best: the
//! profile likelihood. Its maximum is found by golden-section search, or by Newton's method where the slope is simple.
//! Scales are taken out first, so that figures are near 1. Only `libm` is used.

use super::Sample;
use crate::stats::special::{gamma_upper, normal_tail};
use crate::time::Duration;

/// The search ends when the parameter's logarithm is known to this.
const TOLERANCE: f64 = 1e-9;
/// Newton's method ends after this many steps, or when one is below this share.
const STEPS: usize = 100;
const CLOSE: f64 = 1e-13;
/// How far the logarithm of a shape may be from 0.
const REACH: f64 = 12.0;

/// The parameters of a family with a shape and a scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShapeAndScale {
    /// The shape.
    pub shape: f64,
    /// The scale, in seconds.
    pub scale_s: f64,
}

/// The mean of an exponential distribution, in seconds: all time that was watched, ÷ the values that came to an end.
pub fn exponential(sample: &Sample) -> f64 {
    let total_s: f64 = sample.all().map(Duration::as_secs_f64).sum();
    total_s / sample.sorted().len() as f64
}

/// What the likelihoods need to know of a sample, in units of its mean.
struct Digest {
    /// The unit, in seconds.
    unit_s: f64,
    /// Values below the limit: how many, the sum, the sum of logarithms, that of their squares.
    n: f64,
    sum: f64,
    logs: f64,
    squares: f64,
    /// Time-outs: how many, and the limit.
    out: f64,
    limit: f64,
}

impl Digest {
    /// `None` if a value is zero, or all are the same.
    fn new(sample: &Sample) -> Option<Self> {
        let values = || sample.sorted().iter().map(|value| value.as_secs_f64());
        let n = sample.sorted().len() as f64;
        let unit_s = values().sum::<f64>() / n;
        let (first, last) = (sample.sorted().first()?, sample.sorted().last()?);
        if first.is_zero() || (first == last && sample.timed_out().is_none()) {
            return None;
        }
        let logs = || values().map(|x| libm::log(x / unit_s));
        let (out, limit) =
            sample.timed_out().map_or((0.0, 1.0), |(out, limit)| (out as f64, limit.as_secs_f64() / unit_s));
        Some(Self { unit_s, n, sum: n, logs: logs().sum(), squares: logs().map(|log| log * log).sum(), out, limit })
    }
}

/// A gamma distribution; `None` of values that are all the same, or where one is zero.
pub fn gamma(sample: &Sample) -> Option<ShapeAndScale> {
    let digest = Digest::new(sample)?;
    let log_likelihood = |shape: f64, scale: f64| {
        let n = digest.n;
        let density =
            (shape - 1.0) * digest.logs - digest.sum / scale - n * (shape * libm::log(scale) + libm::lgamma(shape));
        let survival = gamma_upper(shape, digest.limit / scale).max(f64::MIN_POSITIVE);
        density + if digest.out > 0.0 { digest.out * libm::log(survival) } else { 0.0 }
    };
    // Without time-outs the best scale for a shape is the mean ÷ the shape; with them it is longer.
    let mean = digest.sum / digest.n;
    let best_scale = |shape: f64| match digest.out {
        0.0 => mean / shape,
        _ => libm::exp(maximum((libm::log(mean / shape), libm::log(mean / shape) + REACH), |log| {
            log_likelihood(shape, libm::exp(log))
        })),
    };
    let shape = libm::exp(maximum((-REACH, REACH), |log| log_likelihood(libm::exp(log), best_scale(libm::exp(log)))));
    Some(ShapeAndScale { shape, scale_s: best_scale(shape) * digest.unit_s })
}

/// A Weibull distribution; `None` of values that are all the same, or where one is zero.
///
/// For a shape k the best scale is (Σxᵏ ÷ the number of values that came to an end)^(1/k), time-outs in the sum. With
/// it the likelihood is greatest where Σxᵏ ln x ÷ Σxᵏ − 1/k is the mean of ln x over the values that came to an end;
/// the left side grows with k. Newton's method finds it, between bounds.
pub fn weibull(sample: &Sample) -> Option<ShapeAndScale> {
    let digest = Digest::new(sample)?;
    let logs: Vec<_> = sample.sorted().iter().map(|value| libm::log(value.as_secs_f64() / digest.unit_s)).collect();
    let log_limit = libm::log(digest.limit);
    let longest = logs.last().copied()?.max(if digest.out > 0.0 { log_limit } else { f64::NEG_INFINITY });
    // Σxᵏ, Σxᵏ ln x and Σxᵏ (ln x)², the greatest power taken out so that nothing overflows.
    let sums = |shape: f64| {
        let term = |log: f64, count: f64| {
            let power = count * libm::exp(shape * (log - longest));
            [power, power * log, power * log * log]
        };
        let add = |sums: [f64; 3], terms: [f64; 3]| [0, 1, 2].map(|place: usize| sums[place] + terms[place]);
        let start = if digest.out > 0.0 { term(log_limit, digest.out) } else { [0.0; 3] };
        logs.iter().fold(start, |sums, log| add(sums, term(*log, 1.0)))
    };
    let (mut low, mut high) = (libm::exp(-REACH / 2.0), libm::exp(REACH / 2.0));
    let mean = digest.logs / digest.n;
    let sd = libm::sqrt((digest.squares / digest.n - mean * mean).max(0.0));
    // The deviation of ln x is π/√6 ÷ the shape.
    let mut shape = (1.282_549_830_161_864 / sd.max(f64::MIN_POSITIVE)).clamp(low, high);
    for _ in 0..STEPS {
        let [power, first, second] = sums(shape);
        let (slope_of_log, spread) = (first / power, second / power - (first / power) * (first / power));
        let excess = slope_of_log - 1.0 / shape - mean;
        (low, high) = if excess > 0.0 { (low, shape) } else { (shape, high) };
        let next = shape - excess / (spread + 1.0 / (shape * shape));
        let next = if low < next && next < high { next } else { f64::midpoint(low, high) };
        let is_close = (next - shape).abs() <= shape * CLOSE;
        shape = next;
        if is_close {
            break;
        }
    }
    let log_sum = shape * longest + libm::log(sums(shape)[0]);
    let scale = libm::exp((log_sum - libm::log(digest.n)) / shape);
    Some(ShapeAndScale { shape, scale_s: scale * digest.unit_s })
}

/// μ and σ of the logarithm of the seconds of a lognormal distribution; `None` as for the others.
pub fn lognormal(sample: &Sample) -> Option<(f64, f64)> {
    let digest = Digest::new(sample)?;
    let (n, log_unit) = (digest.n, libm::log(digest.unit_s));
    let mean = digest.logs / n;
    let sd = libm::sqrt((digest.squares / n - mean * mean).max(0.0));
    if digest.out == 0.0 {
        return Some((mean + log_unit, sd));
    }
    let log_limit = libm::log(digest.limit);
    let log_likelihood = |mu: f64, sigma: f64| {
        let squares = digest.squares - 2.0 * mu * digest.logs + n * mu * mu;
        let survival = normal_tail((log_limit - mu) / sigma).max(f64::MIN_POSITIVE);
        digest.out * libm::log(survival) - n * libm::log(sigma) - squares / (2.0 * sigma * sigma)
    };
    let best_mu = |sigma: f64| maximum((mean, mean + REACH), |mu| log_likelihood(mu, sigma));
    let log_sd = libm::log(sd.max(1e-6));
    let sigma = libm::exp(maximum((log_sd - 1.0, log_sd + REACH), |log| {
        log_likelihood(best_mu(libm::exp(log)), libm::exp(log))
    }));
    Some((best_mu(sigma) + log_unit, sigma))
}

/// Where a function with a single maximum between two ends has it: golden-section search (Kiefer, "Sequential minimax
/// search for a maximum", Proceedings of the American Mathematical Society 4, 1953).
fn maximum((mut low, mut high): (f64, f64), f: impl Fn(f64) -> f64) -> f64 {
    const GOLDEN: f64 = 0.618_033_988_749_894_8;
    let (mut left, mut right) = (high - GOLDEN * (high - low), low + GOLDEN * (high - low));
    let (mut at_left, mut at_right) = (f(left), f(right));
    while high - low > TOLERANCE {
        if at_left < at_right {
            (low, left, at_left) = (left, right, at_right);
            right = low + GOLDEN * (high - low);
            at_right = f(right);
        } else {
            (high, right, at_right) = (right, left, at_left);
            left = high - GOLDEN * (high - low);
            at_left = f(left);
        }
    }
    f64::midpoint(low, high)
}
