//! Sequential stopping: a precision instead of a number of replications.
//!
//! The rule is the sequential procedure of Law, *Simulation Modeling and Analysis*, 5th ed., section 9.4.1: after each
//! replication from the 30th on, the confidence interval of the mean is computed again, and play stops at the first one
//! that is short enough. For an absolute precision d, the half-width must be at most d; Chow & Robbins show that such
//! intervals reach their level as d becomes small: "On the asymptotic theory of fixed-width sequential confidence
//! intervals for the mean", Annals of Mathematical Statistics 36 (1965). For a relative precision γ, half-width ÷
//! |mean| must be at most γ/(1 + γ): then, if the interval covers, the mean is off by at most γ times the *true* mean,
//! not the estimated one.
//!
//! A short interval that is unreliable (see [`Doubt`]) does not stop play.

use super::{Ending, Rule, Summariser};
use crate::model::{Measure, Unit};
use crate::stats::{Doubt, MeanEstimate, normal_quantile};
use crate::time::{Decimal, Duration};
use std::fmt;
use std::str::FromStr;

/// The requested precision of a mean: `1%` of it, or `2s`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Precision {
    /// To this share of the true mean, above 0.
    Relative(f64),
    /// To this time, above zero.
    Absolute(Duration),
}

impl Precision {
    /// The largest half-width that is precise enough for a mean, in the unit of the mean (seconds, if absolute).
    #[must_use]
    pub fn half_width_max(self, mean: f64) -> f64 {
        match self {
            Self::Relative(share) => mean.abs() * share / (1.0 + share),
            Self::Absolute(duration) => duration.as_secs_f64(),
        }
    }

    /// Whether it makes sense for a measure: a time only for measures that are times.
    #[must_use]
    pub fn suits(self, measure: Measure) -> bool {
        match self {
            Self::Relative(_) => true,
            Self::Absolute(_) => measure.unit() == Unit::Seconds,
        }
    }
}

impl fmt::Display for Precision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Relative(share) => {
                let percent = share * 100.0;
                if percent < 1e-6 {
                    return write!(f, "{percent:e} %");
                }
                let percent = format!("{percent:.9}");
                write!(f, "{} %", percent.trim_end_matches('0').trim_end_matches('.'))
            }
            Self::Absolute(duration) => write!(f, "{duration}"),
        }
    }
}

/// Why a text is not a [`Precision`]. Its message says what to write instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParsePrecisionError {
    /// A number without a unit.
    NoUnit,
    /// 100 % or more, or not above zero.
    OutOfRange,
    /// A time that is not above zero.
    NoTime,
    /// Neither a share nor a time.
    Neither,
}

impl fmt::Display for ParsePrecisionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoUnit => "write a share of the mean, such as 1%, or a time, such as 2s",
            Self::OutOfRange => "it must be above 0, and less than 100%",
            Self::NoTime => "it must be above 0, such as 2s",
            Self::Neither => "it is a share of the mean, such as 1%, or a time, such as 2s",
        })
    }
}

impl std::error::Error for ParsePrecisionError {}

impl FromStr for Precision {
    type Err = ParsePrecisionError;

    /// Reads `1%`, `0.5 %`, `250ms`.
    ///
    /// # Errors
    /// See [`ParsePrecisionError`].
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(percent) = text.trim().strip_suffix('%') {
            let exact = percent.trim().parse::<Decimal>().map(Decimal::as_f64);
            // Whoever writes 1e-9 means that.
            let share = exact.ok().or_else(|| percent.trim().parse().ok()).map(|percent: f64| percent / 100.0);
            return match share {
                Some(share) if share > 0.0 && share < 1.0 => Ok(Self::Relative(share)),
                Some(_) => Err(ParsePrecisionError::OutOfRange),
                None => Err(ParsePrecisionError::Neither),
            };
        }
        match text.parse::<Duration>() {
            Ok(duration) if duration.is_zero() => Err(ParsePrecisionError::NoTime),
            Ok(duration) => Ok(Self::Absolute(duration)),
            Err(_) if text.trim().strip_prefix('-').is_some_and(|size| size.parse::<Duration>().is_ok()) => {
                Err(ParsePrecisionError::NoTime)
            }
            Err(_) if text.trim().parse::<f64>().is_ok() => Err(ParsePrecisionError::NoUnit),
            Err(_) => Err(ParsePrecisionError::Neither),
        }
    }
}

/// Replicates until the means of some measures are precise.
///
/// Each interval has the level by itself; the probability that all of them cover is lower.
#[derive(Clone, Debug, PartialEq)]
pub struct Sequential<M = Measure> {
    /// The precision.
    pub precision: Precision,
    /// The measures, at least one; a [`Measure`] is over all boards.
    pub measures: Vec<M>,
    /// The confidence level of the intervals, between 0 and 1.
    pub level: f64,
    /// At most this many replications.
    pub max_replications: u64,
}

impl Sequential {
    /// This many replications are played before the first check. Law recommends at least 10; with more, an interval is
    /// less often short by chance.
    pub const LEAST: u64 = 30;
    /// The default largest number of replications.
    pub const MAX_REPLICATIONS: u64 = 1_000_000;

    /// About how many replications it will need, judging by those so far; `None` with fewer than two.
    ///
    /// For each measure (z s ÷ half-width)², with z the normal quantile; at least [`Sequential::LEAST`].
    #[must_use]
    pub fn expected(&self, summariser: &Summariser) -> Option<u64> {
        let needed = self.measures.iter().map(|measure| {
            let estimate = summariser.mean(*measure)?;
            expected(&estimate, self.precision.half_width_max(estimate.mean), self.level)
        });
        let greatest = needed.collect::<Option<Vec<_>>>()?.into_iter().max()?;
        Some(greatest.clamp(Self::LEAST, self.max_replications.max(Self::LEAST)))
    }
}

impl Rule for Sequential {
    fn least(&self) -> u64 {
        Self::LEAST.min(self.max_replications)
    }

    fn most(&self) -> u64 {
        self.max_replications
    }

    fn ending(&self, summariser: &Summariser) -> Option<Ending> {
        let is_precise = |measure: &Measure| {
            let is_known =
                |estimate: MeanEstimate| is_known(&estimate, self.precision.half_width_max(estimate.mean), self.level);
            summariser.mean(*measure).is_some_and(is_known)
        };
        let replications = summariser.replications();
        if replications >= Self::LEAST && self.measures.iter().all(is_precise) {
            return Some(Ending::Precision);
        }
        (replications >= self.max_replications).then_some(Ending::MaxReplications)
    }
}

/// After this many equal values, they are assumed never to vary: an event of probability 1 % would have occurred with
/// 95 % probability.
const EQUAL_VALUES: u64 = 300;

/// Whether the half-width of the interval is at most `half_width_max`, and the interval is reliable.
pub(super) fn is_known(estimate: &MeanEstimate, half_width_max: f64, level: f64) -> bool {
    least_quantile(level) * estimate.standard_error <= half_width_max
        && estimate.half_width(level).is_some_and(|half_width| half_width <= half_width_max)
        && is_trusted(estimate.doubt, estimate.count)
}

fn is_trusted(doubt: Option<Doubt>, observations: u64) -> bool {
    match doubt {
        None => true,
        Some(Doubt::NeverVaried) => observations >= EQUAL_VALUES,
        Some(Doubt::Skewed { .. }) => false,
    }
}

/// A fast lower bound for all quantiles of t at this level, because computing one takes time: the quantile of the
/// normal distribution, from a short table.
fn least_quantile(level: f64) -> f64 {
    let z = [(0.99, 2.57), (0.95, 1.95), (0.9, 1.64), (0.5, 0.67)].into_iter().find(|(of, _)| level >= *of);
    z.map_or(0.0, |(_, z)| z)
}

/// About how many observations give a reliable half-width of `half_width_max`.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates, which is fine here")]
pub(super) fn expected(estimate: &MeanEstimate, half_width_max: f64, level: f64) -> Option<u64> {
    if estimate.count < 2 {
        return None;
    }
    let (sd, z) = (libm::sqrt(estimate.variance), -normal_quantile((1.0 - level) / 2.0));
    let root = if sd == 0.0 { 0.0 } else { z * sd / half_width_max };
    let trusted = match estimate.doubt {
        None => 0,
        Some(Doubt::NeverVaried) => EQUAL_VALUES,
        Some(Doubt::Skewed { needed, .. }) => needed,
    };
    Some(trusted.max(libm::ceil(root * root) as u64))
}

#[cfg(test)]
mod tests;
