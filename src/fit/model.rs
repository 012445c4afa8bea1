//! Distributions of think times, made of a sample.

use super::likelihood::{self, ShapeAndScale};
use super::{Family, Sample};
use crate::measured::Slice;
use crate::stats::gamma_quantiles::gamma_quantile;
use crate::stats::normal_quantile;
use crate::time::Duration;
use std::fmt::Write;
use std::sync::Arc;

/// The tail holds a tenth of the values that ended, but at least this many.
const TAIL_LEAST: usize = 5;
/// From how many values on a tail is set apart.
const VALUES_LEAST: usize = 2 * TAIL_LEAST;

/// Why there is no distribution with a density of logarithms.
const ZERO: &str = "it has no zeros, and some values are zero";

/// A distribution of think times, in seconds unless its type says otherwise.
#[derive(Clone, Debug, PartialEq)]
pub enum Model {
    /// The values themselves, in rising order, each equally likely.
    Values(Arc<[Duration]>),
    /// The values up to a point, and beyond it an exponential tail with the mean excess.
    BodyAndTail {
        /// The values of the body, in rising order.
        body: Arc<[Duration]>,
        /// How many values the tail stands for.
        tail: u64,
        /// Where the tail begins: at the last value of the body.
        from: Duration,
        /// By how much the values of the tail exceed that, on average.
        excess: Duration,
    },
    /// Always the same.
    Constant(Duration),
    /// Exponential.
    Exponential(Duration),
    /// Gamma, by shape and scale.
    Gamma(ShapeAndScale),
    /// Lognormal: mean and standard deviation of the logarithm of the seconds.
    LogNormal(f64, f64),
    /// Weibull, by shape and scale.
    Weibull(ShapeAndScale),
    /// Even between percentiles.
    Slices(Vec<Slice>),
}

impl Model {
    /// The body and the tail of a sample.
    ///
    /// The tail is that of the largest values that ended, one in ten and at least five: exceedances of a high threshold are about
    /// exponential for tails that are not heavy (Pickands, "Statistical inference using extreme order statistics",
    /// Annals of Statistics 3, 1975), and the mean excess keeps the mean of the sample as it is. Time-outs are in the
    /// tail, and make it as much longer as maximum likelihood says. Fewer than ten values stand for themselves.
    #[must_use]
    pub fn body_and_tail(sample: &Sample) -> Self {
        let (sorted, (out, limit)) = (sample.sorted(), sample.timed_out().unwrap_or_default());
        if sorted.first() == sorted.last() && out == 0 {
            return Self::Constant(sorted[0]);
        }
        // Time-outs say how many values are long, not how long: a tenth of the others is to say that.
        let ended = sorted.len().div_ceil(10).max(TAIL_LEAST);
        if sorted.len() < VALUES_LEAST {
            return Self::Values(sorted.clone());
        }
        let (body, tail) = sorted.split_at(sorted.len() - ended);
        let from = body[body.len() - 1];
        let excess_ns = |value: Duration| u128::from(value.as_ns() - from.as_ns());
        let total: u128 =
            tail.iter().map(|value| excess_ns(*value)).sum::<u128>() + excess_ns(limit.max(from)) * u128::from(out);
        if total == 0 {
            return Self::Values(sorted.clone());
        }
        let excess =
            u64::try_from((total + ended as u128 / 2) / ended as u128).map_or(Duration::MAX, Duration::from_ns);
        Self::BodyAndTail { body: body.into(), tail: ended as u64 + out, from, excess }
    }

    /// A family: exponential and Weibull distributions by maximum likelihood, the others by the mean and the standard
    /// deviation of the sample, which keeps both; with time-outs, which hide both, all by maximum likelihood.
    ///
    /// # Errors
    /// Why there is no such distribution of this sample.
    pub fn family(family: Family, sample: &Sample) -> Result<Self, &'static str> {
        let (sorted, censored) = (sample.sorted(), sample.timed_out().is_some());
        if sorted.first() == sorted.last() && !censored {
            return Err("all values are the same");
        }
        let moments = || sample.moments().ok_or("all values are zero");
        match family {
            Family::Exponential => Ok(Self::Exponential(Duration::from_secs_f64(likelihood::exponential(sample)))),
            Family::Weibull => likelihood::weibull(sample).map(Self::Weibull).ok_or(ZERO),
            Family::Gamma if censored => likelihood::gamma(sample).map(Self::Gamma).ok_or(ZERO),
            Family::Gamma => moments()
                .map(|(mean_s, cv)| Self::Gamma(ShapeAndScale { shape: 1.0 / (cv * cv), scale_s: mean_s * cv * cv })),
            Family::LogNormal if censored => {
                likelihood::lognormal(sample).map(|(mu, sigma)| Self::LogNormal(mu, sigma)).ok_or(ZERO)
            }
            Family::LogNormal => moments().map(|(mean_s, cv)| {
                let square = libm::log1p(cv * cv);
                Self::LogNormal(libm::log(mean_s) - square / 2.0, libm::sqrt(square))
            }),
        }
    }

    /// The values that the distribution needs in a file, in rising order.
    #[must_use]
    pub const fn file_values(&self) -> Option<&Arc<[Duration]>> {
        match self {
            Self::Values(values) | Self::BodyAndTail { body: values, .. } => Some(values),
            _ => None,
        }
    }

    /// The distribution as scenario files write it, with its values in column [`Model::COLUMN`] of `file`.
    #[must_use]
    pub fn to_ron(&self, file: &str) -> String {
        let empirical = || format!("Empirical(file: {file:?}, column: \"{}\")", Self::COLUMN);
        match self {
            Self::Values(_) => empirical(),
            Self::BodyAndTail { body, tail, from, excess } => format!(
                "Mixture([({}, {}), ({tail}, Shifted(by: \"{from}\", of: Exponential(mean: \"{excess}\")))])",
                body.len(),
                empirical()
            ),
            Self::Constant(value) => format!("Constant(\"{value}\")"),
            Self::Exponential(mean) => format!("Exponential(mean: \"{mean}\")"),
            Self::Gamma(ShapeAndScale { shape, scale_s }) => {
                by_moments("Gamma", shape * scale_s, libm::sqrt(*shape) * scale_s)
            }
            Self::LogNormal(mu, sigma) => {
                let mean_s = libm::exp(mu + sigma * sigma / 2.0);
                by_moments("LogNormal", mean_s, mean_s * libm::sqrt(libm::expm1(sigma * sigma)))
            }
            Self::Weibull(it) => {
                format!("Weibull(shape: {:.6}, scale: \"{}\")", it.shape, Duration::from_secs_f64(it.scale_s))
            }
            Self::Slices(slices) => of_slices(slices),
        }
    }

    /// The column that holds the values.
    pub const COLUMN: &str = "think_s";

    /// The quantile of order `p`, between 0 and 1, in seconds.
    #[must_use]
    pub fn quantile(&self, p: f64) -> f64 {
        match self {
            Self::Values(values) => of_sorted(values, p),
            Self::BodyAndTail { body, tail, from, excess } => {
                let share = body.len() as f64 / (body.len() as f64 + *tail as f64);
                if p < share {
                    of_sorted(body, p / share)
                } else {
                    from.as_secs_f64() - excess.as_secs_f64() * libm::log((1.0 - p) / (1.0 - share))
                }
            }
            Self::Constant(value) => value.as_secs_f64(),
            Self::Exponential(mean) => -mean.as_secs_f64() * libm::log1p(-p),
            Self::Weibull(it) => it.scale_s * libm::pow(-libm::log1p(-p), 1.0 / it.shape),
            Self::LogNormal(mu, sigma) => libm::exp(mu + sigma * normal_quantile(p)),
            Self::Gamma(it) => it.scale_s * gamma_quantile(it.shape, p),
            Self::Slices(slices) => of_slices_at(slices, p),
        }
    }
}

/// A distribution that is given by its mean and its standard deviation.
fn by_moments(name: &str, mean_s: f64, sd_s: f64) -> String {
    // A deviation below a nanosecond would be none at all.
    let (mean, sd) = (Duration::from_secs_f64(mean_s), Duration::from_secs_f64(sd_s).max(Duration::from_ns(1)));
    format!("{name}(mean: \"{mean}\", sd: \"{sd}\")")
}

/// The quantile of equally likely values in rising order.
fn of_sorted(values: &[Duration], p: f64) -> f64 {
    let place = p * (values.len() - 1) as f64;
    let below = libm::floor(place);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "p is from 0 to 1")]
    let index = (below as usize).min(values.len() - 1);
    let (low, high) = (values[index].as_secs_f64(), values[(index + 1).min(values.len() - 1)].as_secs_f64());
    low + (high - low) * (place - below)
}

fn of_slices(slices: &[Slice]) -> String {
    let mut text = String::from("Mixture([");
    for (index, Slice { share, low, high }) in slices.iter().enumerate() {
        let comma = if index > 0 { ", " } else { "" };
        // Percentages have few digits; a difference of two has more by rounding alone.
        let percent = libm::round(share * 1e8) / 1e6;
        let part = if low == high { format!("Constant(\"{low}\")") } else { format!("Uniform(\"{low}\", \"{high}\")") };
        let _ = write!(text, "{comma}({percent}, {part})");
    }
    text + "])"
}

fn of_slices_at(slices: &[Slice], p: f64) -> f64 {
    let total: f64 = slices.iter().map(|slice| slice.share).sum();
    let mut left = p * total;
    for slice in slices {
        if left <= slice.share {
            let (low, high) = (slice.low.as_secs_f64(), slice.high.as_secs_f64());
            return low + (high - low) * (left / slice.share);
        }
        left -= slice.share;
    }
    slices.last().map_or(0.0, |slice| slice.high.as_secs_f64())
}
