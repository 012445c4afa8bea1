//! Mean, variance and tail of every distribution, in closed form wherever there is one.
//!
//! Values are in seconds, as `f64`, before a draw is rounded to nanoseconds. An infinite moment is infinite. Formulas
//! are those of Johnson, Kotz & Balakrishnan, *Continuous Univariate Distributions*, 2nd ed. (vol. 1: chapters 13, 14,
//! 17, 19–21; vol. 2: 25, 26), unless another source is given, arranged so that nearly equal numbers are not
//! subtracted. A distribution must have passed [`super::Exhibition::check`]; otherwise results can be not-a-number.
//! Nothing is drawn here.

mod clamped;

use super::distribution::Distribution;
use crate::stats::special::{beta_lower, gamma_upper, normal_tail};
use crate::time::Duration;
use std::f64::consts::PI;

/// Mean in seconds, variance in seconds squared.
#[derive(Clone, Copy, Debug)]
struct Moments {
    mean: f64,
    variance: f64,
}

impl Distribution {
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
        match self {
            Self::Constant(value) => step(x_s, s(*value)),
            Self::Uniform { min, max } => falling(x_s, s(*min), s(*max)),
            Self::Triangular { min, mode, max } => triangular_survival(x_s, s(*min), s(*mode), s(*max)),
            Self::Pert { min, max, .. } if min == max => step(x_s, s(*min)),
            Self::Pert { min, mode, max } => {
                let (a, b) = pert_shapes(s(*min), s(*mode), s(*max));
                // The upper tail as the mirrored lower one, which is exact far out.
                beta_lower(b, a, ((s(*max) - x_s) / (s(*max) - s(*min))).clamp(0.0, 1.0))
            }
            Self::Exponential { mean } if mean.is_zero() => 0.0,
            Self::Exponential { mean } => libm::exp(-x_s / s(*mean)),
            Self::Gamma { scale_s, .. } | Self::Weibull { scale_s, .. } if *scale_s == 0.0 => 0.0,
            Self::Gamma { shape, scale_s } => gamma_upper(*shape, x_s / scale_s),
            Self::Weibull { shape, scale_s } => libm::exp(-libm::pow(x_s / scale_s, *shape)),
            Self::LogNormal { mu, sigma } if *sigma == 0.0 => step(x_s, libm::exp(*mu)),
            Self::LogNormal { mu, sigma } => normal_tail((libm::log(x_s) - mu) / sigma),
            Self::Normal { mean, sd } if sd.is_zero() => step(x_s, s(*mean)),
            Self::Normal { mean, sd } => normal_tail((x_s - s(*mean)) / s(*sd)) / normal_tail(-s(*mean) / s(*sd)),
            Self::Pareto { min, .. } if x_s < s(*min) => 1.0,
            Self::Pareto { min, .. } if min.is_zero() => 0.0,
            Self::Pareto { min, shape } => libm::pow(s(*min) / x_s, *shape),
            Self::HyperExponential { mean, .. } if mean.is_zero() => 0.0,
            Self::HyperExponential { mean, cv } => {
                phases(s(*mean), *cv).map(|(p, mean)| p * libm::exp(-x_s / mean)).iter().sum()
            }
            Self::Mixture(parts) => weighted(parts.iter().map(|(weight, part)| (*weight, part.survival(x_s)))),
            Self::Empirical(values) | Self::Replay(values) => {
                values.iter().filter(|value| s(**value) > x_s).count() as f64 / values.len().max(1) as f64
            }
            Self::ByMove(pieces) => pieces.last().map_or(0.0, |(_, last)| last.survival(x_s)),
            Self::Shifted { by, of } => of.survival(x_s - s(*by)),
            Self::Clamped { min, .. } if x_s < s(*min) => 1.0,
            Self::Clamped { max, .. } if x_s >= s(*max) => 0.0,
            Self::Clamped { of, .. } => of.survival(x_s),
        }
    }

    /// The distribution of move `nth` (from 1): the piece of a [`Distribution::ByMove`] that holds then, and itself
    /// for everything else. Moves before the first piece, which [`super::Exhibition::check`] refuses, take that piece.
    #[must_use]
    pub fn at_move(&self, nth: u64) -> &Self {
        let Self::ByMove(pieces) = self else { return self };
        let piece = pieces.iter().rev().find(|(from, _)| *from <= nth).or(pieces.first());
        piece.map_or(self, |(_, piece)| piece.at_move(nth))
    }

    fn moments(&self) -> Moments {
        match self {
            Self::Constant(value) => Moments::constant(s(*value)),
            Self::Uniform { min, max } => {
                let width = s(*max) - s(*min);
                Moments { mean: s(*min) + width / 2.0, variance: width * width / 12.0 }
            }
            Self::Triangular { min, mode, max } => triangular(s(*min), s(*mode), s(*max)),
            Self::Pert { min, max, .. } if min == max => Moments::constant(s(*min)),
            Self::Pert { min, mode, max } => pert(s(*min), s(*mode), s(*max)),
            Self::Exponential { mean } => Moments { mean: s(*mean), variance: s(*mean) * s(*mean) },
            Self::Gamma { scale_s, .. } | Self::Weibull { scale_s, .. } if *scale_s == 0.0 => Moments::constant(0.0),
            Self::Gamma { shape, scale_s } => Moments { mean: shape * scale_s, variance: shape * scale_s * scale_s },
            Self::Weibull { shape, scale_s } => weibull(*shape, *scale_s),
            Self::LogNormal { mu, sigma } => log_normal(*mu, *sigma),
            Self::Normal { mean, sd } => truncated_normal(s(*mean), s(*sd)),
            Self::Pareto { min, shape } => pareto(s(*min), *shape),
            Self::HyperExponential { mean, cv } => Moments { mean: s(*mean), variance: s(*mean) * s(*mean) * cv * cv },
            Self::Mixture(parts) => Moments::mixed(parts.iter().map(|(weight, part)| (*weight, part.moments()))),
            Self::Empirical(values) | Self::Replay(values) => sample(values, |value| value),
            Self::ByMove(pieces) => pieces.last().map_or(Moments::constant(0.0), |(_, last)| last.moments()),
            Self::Shifted { by, of } => of.moments().shifted(s(*by)),
            Self::Clamped { min, max, of } => clamped::moments(of, s(*min), s(*max)),
        }
    }
}

impl Moments {
    const fn constant(value: f64) -> Self {
        Self { mean: value, variance: 0.0 }
    }

    fn shifted(self, by: f64) -> Self {
        Self { mean: self.mean + by, ..self }
    }

    /// The moments of a mixture, by the law of total variance.
    fn mixed(parts: impl Iterator<Item = (f64, Self)> + Clone) -> Self {
        let mean = weighted(parts.clone().map(|(weight, part)| (weight, part.mean)));
        if mean == f64::INFINITY {
            return Self { mean, variance: f64::INFINITY };
        }
        let square = |x: f64| x * x;
        let about_mean = parts.map(|(weight, part)| (weight, part.variance + square(part.mean - mean)));
        Self { mean, variance: weighted(about_mean) }
    }
}

/// Seconds.
fn s(duration: Duration) -> f64 {
    duration.as_secs_f64()
}

/// The weighted mean of (weight, value); 0 of nothing.
fn weighted(parts: impl Iterator<Item = (f64, f64)>) -> f64 {
    let (weights, sum) = parts.fold((0.0, 0.0), |(weights, sum), (weight, x)| (weights + weight, sum + weight * x));
    if weights > 0.0 { sum / weights } else { 0.0 }
}

/// The survival function of a constant.
fn step(x: f64, value: f64) -> f64 {
    if x < value { 1.0 } else { 0.0 }
}

/// A straight line from 1 at `min` to 0 at `max`.
fn falling(x: f64, min: f64, max: f64) -> f64 {
    if x < min || x >= max { step(x, min) } else { (max - x) / (max - min) }
}

fn triangular(min: f64, mode: f64, max: f64) -> Moments {
    let (rise, width) = (mode - min, max - min);
    Moments { mean: min + (rise + width) / 3.0, variance: (width * (width - rise) + rise * rise) / 18.0 }
}

fn triangular_survival(x: f64, min: f64, mode: f64, max: f64) -> f64 {
    if x < min || x >= max {
        step(x, min)
    } else if x < mode {
        1.0 - (x - min) / (mode - min) * ((x - min) / (max - min))
    } else {
        (max - x) / (max - mode) * ((max - x) / (max - min))
    }
}

/// The two shapes of the beta distribution behind a PERT distribution; they add up to 6. Needs `min` < `max`.
///
/// Malcolm, Roseboom, Clark & Fazar, "Application of a technique for research and development program evaluation",
/// Operations Research 7 (1959), as generalised by Vose, *Risk Analysis*, 3rd ed.
fn pert_shapes(min: f64, mode: f64, max: f64) -> (f64, f64) {
    let width = max - min;
    (1.0 + 4.0 * ((mode - min) / width), 1.0 + 4.0 * ((max - mode) / width))
}

fn pert(min: f64, mode: f64, max: f64) -> Moments {
    let (a, b) = pert_shapes(min, mode, max);
    let width = max - min;
    // The beta distribution with a + b = 6: mean a/6, variance ab/(6² × 7).
    Moments { mean: min + width * (a / 6.0), variance: width * width * (a * b / 252.0) }
}

fn weibull(shape: f64, scale: f64) -> Moments {
    let mean = scale * libm::tgamma(1.0 + 1.0 / shape);
    // Γ(1 + 2/k) − Γ(1 + 1/k)² loses all digits for large k; the ratio of the two, less 1, does not.
    let ratio = log_gamma_ratio(1.0 / shape);
    Moments { mean, variance: mean * mean * libm::expm1(ratio) }
}

/// ln(Γ(1 + 2u)/Γ(1 + u)²), for small u by the series NIST *Digital Library of Mathematical Functions* 5.7.3.
fn log_gamma_ratio(u: f64) -> f64 {
    const ZETA_2: f64 = PI * PI / 6.0;
    const ZETA_3: f64 = 1.202_056_903_159_594_2;
    const ZETA_4: f64 = PI * PI * PI * PI / 90.0;
    const ZETA_5: f64 = 1.036_927_755_143_37;
    if u < 1e-3 {
        u * u * (ZETA_2 - u * (2.0 * ZETA_3 - u * (3.5 * ZETA_4 - u * (6.0 * ZETA_5))))
    } else {
        libm::lgamma(1.0 + 2.0 * u) - 2.0 * libm::lgamma(1.0 + u)
    }
}

fn log_normal(mu: f64, sigma: f64) -> Moments {
    let square = sigma * sigma;
    let mean = libm::exp(mu + square / 2.0);
    // exp(σ²) − 1 overflows early, though its product with the mean squared need not.
    let variance = match square {
        0.0 => 0.0,
        700.0.. => libm::exp(2.0 * (mu + square)),
        _ => libm::exp(2.0 * mu + square) * libm::expm1(square),
    };
    Moments { mean, variance }
}

/// The moments of a normal variate on condition that it is not negative, by the hazard at the point of truncation. As
/// `mean` is not negative, the hazard is at most 0.8 and nothing cancels.
fn truncated_normal(mean: f64, sd: f64) -> Moments {
    if sd == 0.0 {
        return Moments::constant(mean);
    }
    let cut = -mean / sd;
    let hazard = libm::exp(-0.5 * cut * cut) / libm::sqrt(2.0 * PI) / normal_tail(cut);
    Moments { mean: mean + sd * hazard, variance: sd * sd * (1.0 - hazard * (hazard - cut)) }
}

fn pareto(min: f64, shape: f64) -> Moments {
    if min == 0.0 {
        return Moments::constant(0.0);
    }
    let above = shape - 1.0;
    Moments {
        mean: if shape > 1.0 { shape / above * min } else { f64::INFINITY },
        variance: if shape > 2.0 { shape / (above * above * (shape - 2.0)) * min * min } else { f64::INFINITY },
    }
}

/// Probability and mean of the two exponentials of a hyperexponential distribution with balanced means:
/// p = ½(1 + √((c² − 1)/(c² + 1))), rates 2p/mean and 2(1 − p)/mean. Whitt, "Approximating a point process by a renewal
/// process, I", Operations Research 30 (1982), section 3.1.
pub(super) fn phases(mean: f64, cv: f64) -> [(f64, f64); 2] {
    let root = libm::sqrt(1.0 - 2.0 / (cv * cv + 1.0));
    let p = 0.5 * (1.0 + root);
    // ½(1 − root), where root is near 1.
    let q = 1.0 / ((cv * cv + 1.0) * (1.0 + root));
    [(p, mean / (2.0 * p)), (q, mean / (2.0 * q))]
}

/// The moments of equally likely values, each changed by `change`: the sum exactly, the squares about the whole
/// nanosecond below the mean.
fn sample(values: &[Duration], change: impl Fn(Duration) -> Duration) -> Moments {
    if values.is_empty() {
        return Moments::constant(0.0);
    }
    let n = values.len();
    let sum_ns: u128 = values.iter().map(|value| u128::from(change(*value).as_ns())).sum();
    let (floor_ns, rest) = (sum_ns / n as u128, sum_ns % n as u128);
    let offset_ns = rest as f64 / n as f64;
    let squares_ns2: f64 = values
        .iter()
        .map(|value| u128::from(change(*value).as_ns()).abs_diff(floor_ns) as f64)
        .map(|deviation| deviation * deviation)
        .sum();
    let variance_ns2 = (squares_ns2 / n as f64 - offset_ns * offset_ns).max(0.0);
    Moments { mean: (sum_ns as f64 / n as f64) / 1e9, variance: variance_ns2 / 1e18 }
}

#[cfg(test)]
mod tests;
