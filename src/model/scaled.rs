//! Scaled distributions: every draw multiplied by a factor.

use super::distribution::Distribution;
use crate::time::{Decimal, Duration};

impl Distribution {
    /// The distribution of `factor` times a draw of this one; `None` if a parameter would be longer than 584 years, the
    /// limit.
    ///
    /// Durations are scaled exactly and rounded to the nearest nanosecond. Parameters without a unit (a shape, a
    /// coefficient of variation, a weight, the moves of [`Distribution::ByMove`]) are unchanged; ln `factor` is added
    /// to the logarithm of a lognormal. A normal distribution, which is drawn again while negative, is scaled before
    /// that, with the same result.
    #[must_use]
    pub fn scaled(&self, factor: Decimal) -> Option<Self> {
        let time = |value: &Duration| value.times(factor);
        let times = |values: &[Duration]| values.iter().map(time).collect::<Option<_>>();
        Some(match self {
            Self::Constant(value) => Self::Constant(time(value)?),
            Self::Uniform { min, max } => Self::Uniform { min: time(min)?, max: time(max)? },
            Self::Triangular { min, mode, max } => {
                Self::Triangular { min: time(min)?, mode: time(mode)?, max: time(max)? }
            }
            Self::Pert { min, mode, max } => Self::Pert { min: time(min)?, mode: time(mode)?, max: time(max)? },
            Self::Exponential { mean } => Self::Exponential { mean: time(mean)? },
            Self::Gamma { shape, scale_s } => Self::Gamma { shape: *shape, scale_s: scale_s * factor.as_f64() },
            Self::Weibull { shape, scale_s } => Self::Weibull { shape: *shape, scale_s: scale_s * factor.as_f64() },
            Self::LogNormal { mu, sigma } => Self::LogNormal { mu: mu + libm::log(factor.as_f64()), sigma: *sigma },
            Self::Normal { mean, sd } => Self::Normal { mean: time(mean)?, sd: time(sd)? },
            Self::Pareto { min, shape } => Self::Pareto { min: time(min)?, shape: *shape },
            Self::HyperExponential { mean, cv } => Self::HyperExponential { mean: time(mean)?, cv: *cv },
            Self::Mixture(parts) => Self::Mixture(
                parts.iter().map(|(weight, part)| Some((*weight, part.scaled(factor)?))).collect::<Option<_>>()?,
            ),
            Self::Empirical(values) => Self::Empirical(times(values)?),
            Self::Replay(values) => Self::Replay(times(values)?),
            Self::ByMove(stretches) => Self::ByMove(
                stretches.iter().map(|(from, think)| Some((*from, think.scaled(factor)?))).collect::<Option<_>>()?,
            ),
            Self::Shifted { by, of } => Self::Shifted { by: time(by)?, of: Box::new(of.scaled(factor)?) },
            Self::Clamped { min, max, of } => {
                Self::Clamped { min: time(min)?, max: time(max)?, of: Box::new(of.scaled(factor)?) }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let long = Distribution::Constant(Duration::MAX);
        assert_eq!(long.scaled(two), None);
        assert_eq!(Distribution::Shifted { by: Duration::ZERO, of: Box::new(long) }.scaled(two), None);
    }
}
