//! Drawing: a distribution made ready for fast draws.
//!
//! A sampler has no state: a draw depends on the number of the draw and the stream alone. The standard exponential, normal and
//! gamma variates come from `rand_distr`; all further mathematics from `libm`, which is the same on every platform.

use super::distribution::Distribution;
use super::moments::phases;
use crate::engine::Stream;
use crate::time::Duration;
use rand_distr::{Distribution as _, Exp1, Gamma, StandardNormal};
use std::sync::Arc;

const NS: f64 = 1e9;

/// A distribution made ready. Parameters in `…_ns` are nanoseconds. A clone costs nothing, however long the lists of values.
#[derive(Clone, Debug)]
pub(super) enum Sampler {
    Constant(Duration),
    Exponential { mean_ns: f64 },
    Other(Arc<Other>),
}

/// The distributions off the fast path.
#[derive(Clone, Debug)]
pub(super) enum Other {
    Uniform { min_ns: f64, width_ns: f64 },
    Triangular { min_ns: f64, mode_ns: f64, max_ns: f64 },
    Pert { min_ns: f64, width_ns: f64, left: Gamma<f64>, right: Gamma<f64> },
    Gamma { gamma: Gamma<f64>, boost: Option<f64>, scale_ns: f64 },
    Weibull { scale_ns: f64, inverse_shape: f64 },
    LogNormal { mu: f64, sigma: f64 },
    Normal { mean_ns: f64, sd_ns: f64 },
    Pareto { min_ns: f64, inverse_shape: f64 },
    HyperExponential { first: f64, first_mean_ns: f64, second_mean_ns: f64 },
    Mixture { cumulative: Vec<f64>, parts: Vec<Sampler> },
    Empirical(Arc<[Duration]>),
    Replay(Arc<[Duration]>),
    ByMove { from: Vec<u64>, parts: Vec<Sampler> },
    Shifted { by: Duration, of: Sampler },
    Clamped { min: Duration, max: Duration, of: Sampler },
}

impl Sampler {
    /// Makes a checked distribution ready.
    pub(super) fn new(distribution: &Distribution) -> Self {
        match *distribution {
            Distribution::Constant(value) => Self::Constant(value),
            Distribution::Exponential { mean } => Self::Exponential { mean_ns: ns(mean) },
            ref other => Self::Other(Arc::new(Other::new(other))),
        }
    }

    /// The `nth` draw (counted from 1) with the random numbers of `stream`, which constants don't ask for.
    #[expect(clippy::inline_always, reason = "the fast path is half of what a move costs")]
    #[inline(always)]
    pub(super) fn draw(&self, nth: u64, stream: impl FnOnce() -> Stream) -> Duration {
        match self {
            Self::Constant(value) => *value,
            Self::Exponential { mean_ns } => Duration::from_ns_f64(mean_ns * exponential(&mut stream())),
            Self::Other(other) => other.draw(nth, &mut stream()),
        }
    }

    /// The same, for several draws from one stream.
    pub(super) fn draw_from(&self, nth: u64, stream: &mut Stream) -> Duration {
        match self {
            Self::Constant(value) => *value,
            Self::Exponential { mean_ns } => Duration::from_ns_f64(mean_ns * exponential(stream)),
            Self::Other(other) => other.draw(nth, stream),
        }
    }
}

impl Other {
    fn new(distribution: &Distribution) -> Self {
        match distribution {
            Distribution::Uniform { min, max } => Self::Uniform { min_ns: ns(*min), width_ns: ns(*max) - ns(*min) },
            Distribution::Triangular { min, mode, max } => {
                Self::Triangular { min_ns: ns(*min), mode_ns: ns(*mode), max_ns: ns(*max) }
            }
            Distribution::Pert { min, mode, max } => pert(ns(*min), ns(*mode), ns(*max)),
            Distribution::Gamma { shape, scale_s } => gamma(*shape, *scale_s),
            Distribution::Weibull { shape, scale_s } => {
                Self::Weibull { scale_ns: scale_s * NS, inverse_shape: 1.0 / shape }
            }
            Distribution::LogNormal { mu, sigma } => Self::LogNormal { mu: *mu, sigma: *sigma },
            Distribution::Normal { mean, sd } => Self::Normal { mean_ns: ns(*mean), sd_ns: ns(*sd) },
            Distribution::Pareto { min, shape } => Self::Pareto { min_ns: ns(*min), inverse_shape: 1.0 / shape },
            Distribution::HyperExponential { mean, cv } => {
                let [(first, first_mean_ns), (_, second_mean_ns)] = phases(ns(*mean), *cv);
                Self::HyperExponential { first, first_mean_ns, second_mean_ns }
            }
            Distribution::Mixture(parts) => mixture(parts),
            Distribution::Empirical(values) => Self::Empirical(Arc::clone(values)),
            Distribution::Replay(values) => Self::Replay(Arc::clone(values)),
            Distribution::ByMove(pieces) => Self::ByMove {
                from: pieces.iter().map(|(from, _)| *from).collect(),
                parts: pieces.iter().map(|(_, part)| Sampler::new(part)).collect(),
            },
            Distribution::Shifted { by, of } => Self::Shifted { by: *by, of: Sampler::new(of) },
            Distribution::Clamped { min, max, of } => Self::Clamped { min: *min, max: *max, of: Sampler::new(of) },
            Distribution::Constant(_) | Distribution::Exponential { .. } => {
                unreachable!("the fast path is taken in Sampler::new")
            }
        }
    }

    #[inline(never)]
    fn draw(&self, nth: u64, stream: &mut Stream) -> Duration {
        match self {
            Self::Uniform { min_ns, width_ns } => Duration::from_ns_f64(min_ns + width_ns * stream.unit()),
            Self::Triangular { min_ns, mode_ns, max_ns } => triangular(*min_ns, *mode_ns, *max_ns, stream.unit()),
            Self::Pert { min_ns, width_ns, left, right } => {
                let (x, y) = (left.sample(stream), right.sample(stream));
                Duration::from_ns_f64(min_ns + width_ns * (x / (x + y)))
            }
            Self::Gamma { gamma, boost, scale_ns } => {
                let factor = boost.map_or(1.0, |inverse_shape| libm::pow(1.0 - stream.unit(), inverse_shape));
                Duration::from_ns_f64(gamma.sample(stream) * factor * scale_ns)
            }
            Self::Weibull { scale_ns, inverse_shape } => {
                Duration::from_ns_f64(scale_ns * libm::pow(exponential(stream), *inverse_shape))
            }
            Self::LogNormal { mu, sigma } => Duration::from_ns_f64(libm::exp(mu + sigma * normal(stream)) * NS),
            Self::Normal { mean_ns, sd_ns } => loop {
                // The mean is not negative, so that at least every second draw is accepted.
                let value_ns = mean_ns + sd_ns * normal(stream);
                if value_ns >= 0.0 {
                    return Duration::from_ns_f64(value_ns);
                }
            },
            Self::Pareto { min_ns, inverse_shape } => {
                Duration::from_ns_f64(min_ns * libm::exp(exponential(stream) * inverse_shape))
            }
            Self::HyperExponential { first, first_mean_ns, second_mean_ns } => {
                let mean_ns = if stream.unit() < *first { first_mean_ns } else { second_mean_ns };
                Duration::from_ns_f64(mean_ns * exponential(stream))
            }
            Self::Mixture { cumulative, parts } => {
                let u = stream.unit();
                parts[cumulative.partition_point(|&bound| bound <= u).min(parts.len() - 1)].draw_from(nth, stream)
            }
            Self::Empirical(values) => values[index(stream.below(values.len() as u64))],
            Self::Replay(values) => values[index(nth.saturating_sub(1) % values.len() as u64)],
            Self::ByMove { from, parts } => {
                parts[from.partition_point(|&first| first <= nth).saturating_sub(1)].draw_from(nth, stream)
            }
            Self::Shifted { by, of } => of.draw_from(nth, stream).saturating_add(*by),
            Self::Clamped { min, max, of } => of.draw_from(nth, stream).clamp(*min, *max),
        }
    }
}

fn ns(duration: Duration) -> f64 {
    duration.as_ns() as f64
}

#[expect(clippy::cast_possible_truncation, reason = "it is below the length of a list")]
const fn index(below_len: u64) -> usize {
    below_len as usize
}

#[inline]
fn exponential(stream: &mut Stream) -> f64 {
    Exp1.sample(stream)
}

fn normal(stream: &mut Stream) -> f64 {
    StandardNormal.sample(stream)
}

/// A gamma variate of shape below 1 is one of shape + 1, times U^(1/shape) (Marsaglia & Tsang, "A Simple Method for Generating
/// Gamma Variables", 2000, section 6).
fn gamma(shape: f64, scale_s: f64) -> Other {
    let boost = (shape < 1.0).then_some(1.0 / shape);
    let shape = if shape < 1.0 { shape + 1.0 } else { shape };
    Other::Gamma { gamma: unit_gamma(shape), boost, scale_ns: scale_s * NS }
}

fn unit_gamma(shape: f64) -> Gamma<f64> {
    Gamma::new(shape, 1.0).expect("a checked shape is finite and above 0")
}

/// Beta(a, b) = X / (X + Y) with gamma variates X and Y of shapes a and b.
fn pert(min_ns: f64, mode_ns: f64, max_ns: f64) -> Other {
    let width_ns = max_ns - min_ns;
    let peak = if width_ns > 0.0 { (mode_ns - min_ns) / width_ns } else { 0.5 };
    Other::Pert { min_ns, width_ns, left: unit_gamma(1.0 + 4.0 * peak), right: unit_gamma(5.0 - 4.0 * peak) }
}

/// By inversion of the distribution function, on either side of the mode.
fn triangular(min_ns: f64, mode_ns: f64, max_ns: f64, u: f64) -> Duration {
    let width_ns = max_ns - min_ns;
    let left_ns = mode_ns - min_ns;
    Duration::from_ns_f64(if u * width_ns < left_ns {
        min_ns + (u * width_ns * left_ns).sqrt()
    } else {
        max_ns - ((1.0 - u) * width_ns * (max_ns - mode_ns)).sqrt()
    })
}

fn mixture(parts: &[(f64, Distribution)]) -> Other {
    let total: f64 = parts.iter().map(|(weight, _)| weight).sum();
    let mut sum = 0.0;
    let cumulative = parts.iter().map(|(weight, _)| {
        sum += weight / total;
        sum
    });
    Other::Mixture {
        cumulative: cumulative.collect(),
        parts: parts.iter().map(|(_, part)| Sampler::new(part)).collect(),
    }
}
