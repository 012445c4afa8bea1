//! Samplers: distributions prepared for fast draws.
//!
//! A sampler has no state: a draw depends on the number of the draw and the stream alone. Standard exponential and
//! normal variates come from [`Stream`], gamma variates from [`super::gamma`], triangular ones from `rand_distr`, which
//! needs only a square root for them. All other mathematics uses `libm`, which is the same on every platform.

use super::distribution::Distribution;
use super::exp::exp;
use super::gamma::UnitGamma;
use super::moments::phases;
use super::uniform_sum::Uniform;
use crate::engine::Stream;
use crate::time::Duration;
use rand_distr::{Distribution as _, Triangular};
use std::sync::Arc;

const NS: f64 = 1e9;

/// A distribution prepared for drawing. Parameters in `…_ns` are nanoseconds. A clone is cheap: it shares the lists of
/// values.
#[derive(Clone, Debug)]
pub(super) enum Sampler {
    Constant(Duration),
    Exponential { mean_ns: f64 },
    Other(Arc<Other>),
}

/// The distributions that are not on the fast path.
#[derive(Clone, Debug)]
pub(super) enum Other {
    Uniform(Uniform),
    Triangular(Triangular<f64>),
    Pert { min_ns: f64, width_ns: f64, left: UnitGamma, right: UnitGamma },
    Gamma { shape: f64, gamma: UnitGamma, scale_ns: f64 },
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
    /// Prepares a checked distribution.
    pub(super) fn new(distribution: &Distribution) -> Self {
        match *distribution {
            Distribution::Constant(value) => Self::Constant(value),
            Distribution::Exponential { mean } => Self::Exponential { mean_ns: ns(mean) },
            ref other => Self::Other(Arc::new(Other::new(other))),
        }
    }

    /// The distribution, if it is not on the fast path.
    pub(super) fn other(&self) -> Option<&Other> {
        if let Self::Other(other) = self { Some(other) } else { None }
    }

    /// Whether both are copies of one sampler.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Other(one), Self::Other(other)) if Arc::ptr_eq(one, other))
    }

    /// The `nth` draw (counted from 1) with the random numbers of `stream`; constants use none.
    #[expect(clippy::inline_always, reason = "the fast path is half of what a move costs")]
    #[inline(always)]
    pub(super) fn draw(&self, nth: u64, stream: impl FnOnce() -> Stream) -> Duration {
        match self {
            Self::Constant(value) => *value,
            Self::Exponential { mean_ns } => Duration::from_ns_f64(mean_ns * stream().exponential()),
            Self::Other(other) => other.draw(nth, &mut stream()),
        }
    }

    /// The same, for several draws from one stream.
    pub(super) fn draw_from(&self, nth: u64, stream: &mut Stream) -> Duration {
        match self {
            Self::Constant(value) => *value,
            Self::Exponential { mean_ns } => Duration::from_ns_f64(mean_ns * stream.exponential()),
            Self::Other(other) => other.draw(nth, stream),
        }
    }

    /// The sum of `count` draws from one stream: in one draw if the sum has a known distribution (see
    /// [`Distribution::sum_has_law`]), otherwise draw by draw.
    pub(super) fn draw_sum(&self, count: u32, nth: u64, stream: &mut Stream) -> Duration {
        let n = f64::from(count);
        match self {
            Self::Constant(value) => Duration::from_ns(value.as_ns().saturating_mul(count.into())),
            Self::Exponential { mean_ns } => Duration::from_ns_f64(UnitGamma::new(n).draw(stream) * mean_ns),
            Self::Other(other) => match **other {
                Other::Gamma { shape, scale_ns, .. } => {
                    Duration::from_ns_f64(UnitGamma::new(n * shape).draw(stream) * scale_ns)
                }
                Other::Normal { mean_ns, sd_ns } if mean_ns >= SURELY_POSITIVE_SD * sd_ns => {
                    let (mean_ns, sd_ns) = (n * mean_ns, n.sqrt() * sd_ns);
                    Other::Normal { mean_ns, sd_ns }.draw(nth, stream)
                }
                Other::Shifted { by, ref of } => {
                    let shift = Duration::from_ns(by.as_ns().saturating_mul(count.into()));
                    of.draw_sum(count, nth, stream).saturating_add(shift)
                }
                Other::Uniform(uniform) => uniform.draw_sum(count, stream),
                _ => (0..count).fold(Duration::ZERO, |sum, _| sum.saturating_add(other.draw(nth, stream))),
            },
        }
    }
}

/// A normal variate this many standard deviations below its mean occurs once in 10¹⁸ draws: if the mean is this far
/// above 0, truncation has no effect.
const SURELY_POSITIVE_SD: f64 = 9.0;

impl Distribution {
    /// Whether the sum of any number of independent draws is drawn at once: the sum of constants, of exponential,
    /// Erlang and gamma times, of normal times that are never near 0, and of these with a fixed time added.
    pub(super) fn sum_has_law(&self) -> bool {
        match self {
            Self::Constant(_) | Self::Exponential { .. } | Self::Gamma { .. } => true,
            Self::Normal { mean, sd } => ns(*mean) >= SURELY_POSITIVE_SD * ns(*sd),
            Self::Shifted { of, .. } => of.sum_has_law(),
            _ => false,
        }
    }
}

impl Other {
    fn new(distribution: &Distribution) -> Self {
        match distribution {
            Distribution::Uniform { min, max } => {
                Self::Uniform(Uniform { min_ns: ns(*min), width_ns: ns(*max) - ns(*min) })
            }
            Distribution::Triangular { min, mode, max } => triangular(ns(*min), ns(*mode), ns(*max)),
            Distribution::Pert { min, mode, max } => pert(ns(*min), ns(*mode), ns(*max)),
            Distribution::Gamma { shape, scale_s } => {
                Self::Gamma { shape: *shape, gamma: UnitGamma::new(*shape), scale_ns: scale_s * NS }
            }
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
            Self::Uniform(uniform) => uniform.draw(stream),
            Self::Triangular(triangular) => Duration::from_ns_f64(triangular.sample(stream)),
            Self::Pert { min_ns, width_ns, left, right } => {
                let (x, y) = (left.draw(stream), right.draw(stream));
                Duration::from_ns_f64(min_ns + width_ns * (x / (x + y)))
            }
            Self::Gamma { gamma, scale_ns, .. } => Duration::from_ns_f64(gamma.draw(stream) * scale_ns),
            // A logarithm and an exponential take a third of the time of a power.
            Self::Weibull { scale_ns, inverse_shape } => {
                Duration::from_ns_f64(scale_ns * exp(libm::log(stream.exponential()) * inverse_shape))
            }
            Self::LogNormal { mu, sigma } => Duration::from_ns_f64(seconds_to_ns(exp(mu + sigma * stream.normal()))),
            Self::Normal { mean_ns, sd_ns } => loop {
                // The mean is not negative, so at least every second draw is accepted.
                let value_ns = mean_ns + sd_ns * stream.normal();
                if value_ns >= 0.0 {
                    return Duration::from_ns_f64(value_ns);
                }
            },
            Self::Pareto { min_ns, inverse_shape } => {
                Duration::from_ns_f64(min_ns * exp(stream.exponential() * inverse_shape))
            }
            Self::HyperExponential { first, first_mean_ns, second_mean_ns } => {
                let mean_ns = if stream.unit() < *first { first_mean_ns } else { second_mean_ns };
                Duration::from_ns_f64(mean_ns * stream.exponential())
            }
            Self::Mixture { cumulative, parts } => {
                let u = stream.unit();
                parts[cumulative.partition_point(|&bound| bound <= u).min(parts.len() - 1)].draw_from(nth, stream)
            }
            Self::Empirical(values) => values[index(stream.below(values.len() as u64))],
            Self::Replay(values) => values[index(nth.saturating_sub(1) % values.len() as u64)],
            Self::ByMove { from, parts } => {
                let part = from.partition_point(|&first| first <= nth).saturating_sub(1);
                // Each counts from its own beginning.
                parts[part].draw_from(nth.saturating_sub(from[part]).saturating_add(1), stream)
            }
            Self::Shifted { by, of } => of.draw_from(nth, stream).saturating_add(*by),
            Self::Clamped { min, max, of } => of.draw_from(nth, stream).clamp(*min, *max),
        }
    }
}

/// The same time in nanoseconds.
pub(super) fn seconds_to_ns(seconds: f64) -> f64 {
    seconds * NS
}

fn ns(duration: Duration) -> f64 {
    duration.as_ns() as f64
}

#[expect(clippy::cast_possible_truncation, reason = "it is below the length of a list")]
const fn index(below_len: u64) -> usize {
    below_len as usize
}

/// Beta(a, b) = X / (X + Y) with gamma variates X and Y of shapes a and b.
fn pert(min_ns: f64, mode_ns: f64, max_ns: f64) -> Other {
    let width_ns = max_ns - min_ns;
    let peak = if width_ns > 0.0 { (mode_ns - min_ns) / width_ns } else { 0.5 };
    Other::Pert { min_ns, width_ns, left: UnitGamma::new(1.0 + 4.0 * peak), right: UnitGamma::new(5.0 - 4.0 * peak) }
}

/// A triangular distribution of width zero is a constant.
fn triangular(min_ns: f64, mode_ns: f64, max_ns: f64) -> Other {
    Other::Triangular(Triangular::new(min_ns, max_ns, mode_ns).expect("checked: minimum ≤ mode ≤ maximum"))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Streams;

    #[test]
    fn sums_have_the_moments_of_independent_draws() {
        let secs = Duration::from_secs;
        let exponential = Distribution::Exponential { mean: secs(3) };
        let cases = [
            (true, Distribution::Constant(secs(2))),
            (true, exponential.clone()),
            (true, Distribution::Gamma { shape: 2.5, scale_s: 4.0 }),
            (true, Distribution::Gamma { shape: 0.05, scale_s: 4.0 }),
            (true, Distribution::Normal { mean: secs(9), sd: secs(1) }),
            (true, Distribution::Shifted { by: secs(5), of: Box::new(exponential.clone()) }),
            (false, Distribution::Normal { mean: secs(8), sd: secs(1) }),
            (false, Distribution::Uniform { min: secs(1), max: secs(9) }),
            (false, Distribution::Clamped { min: secs(1), max: secs(9), of: Box::new(exponential) }),
        ];
        for (has_law, step) in cases {
            assert_eq!(step.sum_has_law(), has_law, "{step:?}");
            let (sampler, streams, count, n) = (Sampler::new(&step), Streams::new(7, 0), 12, 20_000_u32);
            let sums = (0..n).map(|board| sampler.draw_sum(count, 1, &mut streams.stream(3, board, 1)).as_secs_f64());
            let (mean_s, variance_s2) = (12.0 * step.mean_s(), 12.0 * step.variance_s2());
            let (mut drawn, mut squares) = (0.0, 0.0);
            for sum in sums {
                drawn += sum / f64::from(n);
                squares += (sum - mean_s) * (sum - mean_s) / f64::from(n);
            }
            let error = (variance_s2 / f64::from(n)).sqrt();
            assert!((drawn - mean_s).abs() <= 4.0 * error + 1e-9, "{step:?}: mean {drawn} for {mean_s}");
            let off = (squares - variance_s2).abs();
            assert!(off <= 0.06 * variance_s2 + 1e-9, "{step:?}: variance {squares} for {variance_s2}");
        }
    }

    #[test]
    fn draws_have_the_mean_of_their_distribution() {
        for it in Distribution::one_of_each() {
            let (sampler, streams, n) = (Sampler::new(&it), Streams::new(7, 0), 30_000_u32);
            // Late moves: the mean of a distribution that changes is that of its last piece.
            let nth = |board| 100 + u64::from(board);
            let draws = (0..n).map(|board| sampler.draw(nth(board), || streams.stream(3, board, 1)).as_secs_f64());
            let (mean_s, error_s) = (draws.sum::<f64>() / f64::from(n), (it.variance_s2() / f64::from(n)).sqrt());
            assert!((mean_s - it.mean_s()).abs() <= 4.0 * error_s + 1e-6, "{it:?}: mean {mean_s}");
        }
    }
}
