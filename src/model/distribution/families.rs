//! The list of families, and what all distributions are asked.

use super::Distribution;
use super::family::{Answers, Moments, step};
use super::{by_move, clamped, constant, exponential, gamma, hyper_exponential, log_normal, mixture, normal, pareto};
use super::{pert, shifted, triangular, uniform, values, weibull};
use crate::engine::Stream;
use crate::model::gamma::UnitGamma;
use crate::model::sampler::{Other, Sampler};
use crate::stats::survival::mean_and_variance;
use crate::time::{Decimal, Duration};

impl Distribution {
    /// What its family answers to a question.
    pub(in crate::model) fn ask<R>(&self, ask: impl FnOnce(&Answers<'_>) -> R) -> R {
        match *self {
            Self::Constant(value) => constant::family(value, ask),
            Self::Uniform { min, max } => uniform::family(min, max, ask),
            Self::Triangular { min, mode, max } => triangular::family(min, mode, max, ask),
            Self::Pert { min, mode, max } => pert::family(min, mode, max, ask),
            Self::Exponential { mean } => exponential::family(mean, ask),
            Self::Gamma { shape, scale_s } => gamma::family(shape, scale_s, ask),
            Self::Weibull { shape, scale_s } => weibull::family(shape, scale_s, ask),
            Self::LogNormal { mu, sigma } => log_normal::family(mu, sigma, ask),
            Self::Normal { mean, sd } => normal::family(mean, sd, ask),
            Self::Pareto { min, shape } => pareto::family(min, shape, ask),
            Self::HyperExponential { mean, cv } => hyper_exponential::family(mean, cv, ask),
            Self::Mixture(ref parts) => mixture::family(parts, ask),
            Self::Empirical(ref values) => values::empirical(values, ask),
            Self::Replay(ref values) => values::replay(values, ask),
            Self::ByMove(ref pieces) => by_move::family(pieces, ask),
            Self::Shifted { by, ref of } => shifted::family(by, of, ask),
            Self::Clamped { min, max, ref of } => clamped::family(min, max, of, ask),
        }
    }

    /// The mean in seconds: 0 or more, infinite for [`Distribution::Pareto`] with a shape of at most 1.
    ///
    /// A distribution that changes from move to move has its long-run mean: [`Distribution::ByMove`] that of its last
    /// piece, [`Distribution::Replay`] that of its values.
    #[must_use]
    pub fn mean_s(&self) -> f64 {
        self.moments().mean
    }

    /// The variance in seconds squared: 0 or more, or infinite. See [`Distribution::mean_s`] for distributions that
    /// change from move to move. The values of [`Distribution::Empirical`] are the whole population, so the sum is
    /// divided by n.
    #[must_use]
    pub fn variance_s2(&self) -> f64 {
        self.moments().variance
    }

    /// The probability of more than `x_s` seconds; in the long run, as for [`Distribution::mean_s`].
    #[must_use]
    pub fn survival(&self, x_s: f64) -> f64 {
        if x_s < 0.0 {
            return 1.0;
        }
        self.ask(|family| family.point.map_or_else(|| (family.survival)(x_s), |value| step(x_s, value)))
    }

    /// The value of every draw, if all are the same for every move; `None` if they can differ.
    ///
    /// This depends only on the distribution's form: one that can't vary because of its parameters (a uniform
    /// distribution from 5 s to 5 s) counts as varying, since such draws go through floating point.
    #[must_use]
    pub fn constant(&self) -> Option<Duration> {
        self.ask(|family| (family.special.constant)())
    }

    /// Whether the k-th draw is certainly the same in every replication, for every k.
    #[must_use]
    pub fn is_deterministic(&self) -> bool {
        let is_certain = |family: &Answers<'_>| family.point.is_some() || (family.special.is_certain)();
        self.constant().is_some() || self.ask(is_certain)
    }

    /// The distribution of `factor` times a draw of this one; `None` if a parameter would be longer than 584 years, the
    /// limit.
    ///
    /// Durations are scaled exactly and rounded to the nearest nanosecond. Parameters without a unit (a shape, a
    /// coefficient of variation, a weight, the moves of [`Distribution::ByMove`]) are unchanged; ln `factor` is added
    /// to the logarithm of a lognormal. A normal distribution, which is drawn again while negative, is scaled before
    /// that, with the same result.
    #[must_use]
    pub fn scaled(&self, factor: Decimal) -> Option<Self> {
        self.ask(|family| (family.scaled)(factor))
    }

    /// Prepares a checked distribution for drawing.
    pub(in crate::model) fn sampler(&self) -> Sampler {
        self.ask(|family| (family.sampler)())
    }

    /// Whether the sum of any number of independent draws is drawn at once: the sum of constants, of exponential,
    /// Erlang and gamma times, of normal times that are never near 0, and of these with a fixed time added.
    pub(in crate::model) fn sum_has_law(&self) -> bool {
        self.ask(|family| (family.special.sum_has_law)())
    }

    pub(super) fn moments(&self) -> Moments {
        self.ask(|family| family.point.map_or_else(family.moments, Moments::constant))
    }

    /// The moments, with draws below `low` set to `low` and draws above `high` set to `high`, in seconds: exact if the
    /// clamp can be moved inwards, otherwise from the survival function.
    pub(super) fn clamped(&self, low: f64, high: f64) -> Moments {
        // No draw is negative, so all are above a negative limit.
        if high <= 0.0 {
            return Moments::constant(high);
        }
        self.ask(|family| (family.special.clamped)(low, high)).unwrap_or_else(|| {
            let (mean, variance) = mean_and_variance(|x| self.survival(x), &[], low.max(0.0), high);
            Moments { mean, variance }
        })
    }
}

impl Sampler {
    /// The sum of `count` draws from one stream: in one draw if the sum has a known distribution (see
    /// [`Distribution::sum_has_law`]), otherwise draw by draw. `gammas` are those of [`Sampler::gammas_of_sums`].
    pub(in crate::model) fn draw_sum(
        &self,
        count: u32,
        nth: u64,
        gammas: &[UnitGamma],
        stream: &mut Stream,
    ) -> Duration {
        let n = f64::from(count);
        let gamma = |shape| gammas.get(count as usize).copied().unwrap_or_else(|| UnitGamma::new(n * shape));
        match self {
            Self::Constant(value) => constant::sum(*value, count),
            Self::Exponential { mean_ns } => gamma::draw(&gamma(1.0), *mean_ns, stream),
            Self::Other(other) => match **other {
                Other::Uniform { min_ns, width_ns } => uniform::draw_sum(min_ns, width_ns, count, stream),
                Other::Gamma { shape, scale_ns, .. } => gamma::draw(&gamma(shape), scale_ns, stream),
                Other::Normal { mean_ns, sd_ns } if normal::is_surely_positive(mean_ns, sd_ns) => {
                    normal::draw(n * mean_ns, n.sqrt() * sd_ns, stream)
                }
                Other::Shifted { by, ref of } => {
                    of.draw_sum(count, nth, gammas, stream).saturating_add(constant::sum(by, count))
                }
                _ => (0..count).fold(Duration::ZERO, |sum, _| sum.saturating_add(other.draw(nth, stream))),
            },
        }
    }

    /// Gamma variates prepared for sums of few draws, by their number, if such sums are gamma variates: to prepare one
    /// takes as long as to draw one.
    pub(in crate::model) fn gammas_of_sums(&self) -> Vec<UnitGamma> {
        const FEW: u32 = 64;
        let shape = match self {
            Self::Constant(_) => return Vec::new(),
            Self::Exponential { .. } => 1.0,
            Self::Other(other) => match **other {
                Other::Gamma { shape, .. } => shape,
                Other::Shifted { ref of, .. } => return of.gammas_of_sums(),
                _ => return Vec::new(),
            },
        };
        (0..=FEW).map(|count| UnitGamma::new(f64::from(count) * shape)).collect()
    }
}

impl Other {
    /// The `nth` draw (counted from 1) with the random numbers of `stream`.
    #[inline(never)]
    pub(in crate::model) fn draw(&self, nth: u64, stream: &mut Stream) -> Duration {
        match *self {
            Self::Uniform { min_ns, width_ns } => uniform::draw(min_ns, width_ns, stream),
            Self::Triangular(ref triangular) => triangular::draw(triangular, stream),
            Self::Pert { min_ns, width_ns, ref gammas } => pert::draw(min_ns, width_ns, gammas, stream),
            Self::Gamma { ref gamma, scale_ns, .. } => gamma::draw(gamma, scale_ns, stream),
            Self::Weibull { scale_ns, inverse_shape } => weibull::draw(scale_ns, inverse_shape, stream),
            Self::LogNormal { mu, sigma } => log_normal::draw(mu, sigma, stream),
            Self::Normal { mean_ns, sd_ns } => normal::draw(mean_ns, sd_ns, stream),
            Self::Pareto { min_ns, inverse_shape } => pareto::draw(min_ns, inverse_shape, stream),
            Self::HyperExponential { first, first_mean_ns, second_mean_ns } => {
                hyper_exponential::draw(first, first_mean_ns, second_mean_ns, stream)
            }
            Self::Mixture { ref cumulative, ref parts } => mixture::draw(cumulative, parts, nth, stream),
            Self::Empirical(ref values) => values::draw_any(values, stream),
            Self::Replay(ref values) => values::draw_in_turn(values, nth),
            Self::ByMove { ref from, ref parts } => by_move::draw(from, parts, nth, stream),
            Self::Shifted { by, ref of } => shifted::draw(by, of, nth, stream),
            Self::Clamped { min, max, ref of } => clamped::draw(min, max, of, nth, stream),
        }
    }
}
