//! Samplers: distributions prepared for fast draws.
//!
//! A sampler has no state: a draw depends on the number of the draw and the stream alone. The file of each family in
//! [`super::distribution`] prepares its samplers, and draws with them. Standard exponential and normal variates come
//! from [`Stream`], gamma variates from [`super::gamma`], triangular ones from `rand_distr`, which needs only a square
//! root for them. All other mathematics uses `libm`, which is the same on every platform.

use super::gamma::UnitGamma;
use crate::engine::Stream;
use crate::time::Duration;
use rand_distr::Triangular;
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
    Uniform { min_ns: f64, width_ns: f64 },
    Triangular(Triangular<f64>),
    Pert { min_ns: f64, width_ns: f64, gammas: [UnitGamma; 2] },
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

impl From<Other> for Sampler {
    fn from(other: Other) -> Self {
        Self::Other(Arc::new(other))
    }
}

impl Sampler {
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
    #[inline]
    pub(super) fn draw_from(&self, nth: u64, stream: &mut Stream) -> Duration {
        match self {
            Self::Constant(value) => *value,
            Self::Exponential { mean_ns } => Duration::from_ns_f64(mean_ns * stream.exponential()),
            Self::Other(other) => other.draw(nth, stream),
        }
    }
}

/// The same time in nanoseconds.
pub(super) fn seconds_to_ns(seconds: f64) -> f64 {
    seconds * NS
}

pub(super) fn ns(duration: Duration) -> f64 {
    duration.as_ns() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Streams;
    use crate::model::Distribution;

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
            let (sampler, streams, count, n) = (step.sampler(), Streams::new(7, 0), 12, 20_000_u32);
            let gammas = sampler.gammas_of_sums();
            let draw = |board, gammas| sampler.draw_sum(count, 1, gammas, &mut streams.stream(3, board, 1));
            assert!((0..100).all(|board| draw(board, &gammas[..]) == draw(board, &[])), "{step:?}");
            let sums = (0..n).map(|board| draw(board, &gammas[..]).as_secs_f64());
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
            let (sampler, streams, n) = (it.sampler(), Streams::new(7, 0), 30_000_u32);
            // Late moves: the mean of a distribution that changes is that of its last piece.
            let nth = |board| 100 + u64::from(board);
            let draws = (0..n).map(|board| sampler.draw(nth(board), || streams.stream(3, board, 1)).as_secs_f64());
            let (mean_s, error_s) = (draws.sum::<f64>() / f64::from(n), (it.variance_s2() / f64::from(n)).sqrt());
            assert!((mean_s - it.mean_s()).abs() <= 4.0 * error_s + 1e-6, "{it:?}: mean {mean_s}");
        }
    }
}
