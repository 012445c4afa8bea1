//! When replications are enough: precision in place of a number.
//!
//! The rule is the sequential procedure of Law, *Simulation Modeling and Analysis*, 5th ed., section 9.4.1: after each
//! replication from the 30th on, the confidence interval of the mean is worked out anew, and the first one that is
//! short enough ends it. For an absolute precision d, short enough is a half-width of at most d; that such intervals
//! cover as often as they say as d becomes small is shown by Chow & Robbins, "On the asymptotic theory of fixed-width
//! sequential confidence intervals for the mean", Annals of Mathematical Statistics 36 (1965). For a relative precision
//! γ, half-width ÷ |mean| must be at most γ/(1 + γ): then, if the interval covers, the mean is off by at most γ times
//! the *true* mean, not the estimated one.
//!
//! A short interval that is not to be trusted (see [`Doubt`]) ends nothing.

use super::{Ending, Rule, Summariser};
use crate::model::{Measure, Unit};
use crate::stats::{ConfidenceInterval, Doubt, RatioTally, Tally, normal_quantile};
use crate::time::{Decimal, Duration};
use std::fmt;
use std::str::FromStr;

/// How exactly a mean is wanted: `1%` of it, or `2s`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Precision {
    /// To so many parts of the true mean, above 0.
    Relative(f64),
    /// To so much time, above zero.
    Absolute(Duration),
}

impl Precision {
    /// The greatest half-width that is precise enough for a mean, in the unit of the mean (seconds, if absolute).
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
                let percent = format!("{:.9}", share * 100.0);
                write!(f, "{} %", percent.trim_end_matches('0').trim_end_matches('.'))
            }
            Self::Absolute(duration) => write!(f, "{duration}"),
        }
    }
}

/// Why a text is no [`Precision`]. Its message tells what to write instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParsePrecisionError {
    /// A number without a unit.
    NoUnit,
    /// 100 % or more, or nothing at all.
    OutOfRange,
    /// None of what it can be.
    Neither,
}

impl fmt::Display for ParsePrecisionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoUnit => "write a share of the mean, such as 1%, or a time, such as 2s",
            Self::OutOfRange => "it must be above 0, and less than 100%",
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
            let share = percent.trim().parse::<Decimal>().map(|percent| percent.as_f64() / 100.0);
            return match share {
                Ok(share) if share < 1.0 => Ok(Self::Relative(share)),
                _ if percent.trim().parse::<f64>().is_ok() => Err(ParsePrecisionError::OutOfRange),
                _ => Err(ParsePrecisionError::Neither),
            };
        }
        match text.parse::<Duration>() {
            Ok(duration) if duration.is_zero() => Err(ParsePrecisionError::OutOfRange),
            Ok(duration) => Ok(Self::Absolute(duration)),
            Err(_) if text.trim().parse::<f64>().is_ok() => Err(ParsePrecisionError::NoUnit),
            Err(_) => Err(ParsePrecisionError::Neither),
        }
    }
}

/// Replicates until the means of some measures are precise.
///
/// Each interval is taken at the level by itself; that all of them cover together is less likely.
#[derive(Clone, Debug, PartialEq)]
pub struct Sequential<M = Measure> {
    /// How precise.
    pub precision: Precision,
    /// Which measures, at least one; a [`Measure`] is over all boards.
    pub measures: Vec<M>,
    /// The confidence level of the intervals, between 0 and 1.
    pub level: f64,
    /// At most so many replications.
    pub max_replications: u64,
}

impl Sequential {
    /// So many replications are played before the first look. Law recommends at least 10; the more, the less often an
    /// interval is short by luck.
    pub const LEAST: u64 = 30;
    /// So many replications at most, unless something else is wanted.
    pub const MAX_REPLICATIONS: u64 = 1_000_000;

    /// About how many replications it will take, judging by those so far; `None` with fewer than two.
    ///
    /// For each measure (z s ÷ half-width)², with z the normal quantile; at least [`Sequential::LEAST`].
    #[must_use]
    pub fn expected(&self, summariser: &Summariser) -> Option<u64> {
        let needed = self.measures.iter().map(|measure| {
            let tally = summariser.tally(*measure)?;
            expected(tally, self.precision.half_width_max(tally.mean()?), self.level)
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
            if let Some((mean, ratio)) = summariser.ratio(*measure) {
                return is_ratio_known(ratio, self.precision.half_width_max(mean), self.level);
            }
            let is_known = |tally: &Tally| {
                tally.mean().is_some_and(|mean| is_known(tally, self.precision.half_width_max(mean), self.level))
            };
            summariser.tally(*measure).is_some_and(is_known)
        };
        let replications = summariser.replications();
        if replications >= Self::LEAST && self.measures.iter().all(is_precise) {
            return Some(Ending::Precision);
        }
        (replications >= self.max_replications).then_some(Ending::MaxReplications)
    }
}

/// Of this many equal values it is believed that they never vary: an event of probability 1 % would have shown itself with 95 %.
const EQUAL_VALUES: u64 = 300;

/// Whether the half-width of the mean's interval is at most `half_width_max`, and the interval can be trusted.
pub(super) fn is_known(tally: &Tally, half_width_max: f64, level: f64) -> bool {
    let Some(variance) = tally.variance() else { return false };
    least_quantile(level) * libm::sqrt(variance / tally.count() as f64) <= half_width_max
        && ConfidenceInterval::of_mean(tally, level).is_some_and(|interval| interval.half_width <= half_width_max)
        && is_trusted(Doubt::about_mean(tally), tally.count())
}

/// The same of a ratio of means.
fn is_ratio_known(ratio: &RatioTally, half_width_max: f64, level: f64) -> bool {
    ratio.standard_error().is_some_and(|error| least_quantile(level) * error <= half_width_max)
        && ratio.half_width(level).is_some_and(|half_width| half_width <= half_width_max)
        && is_trusted(ratio.doubt(), ratio.count())
}

fn is_trusted(doubt: Option<Doubt>, observations: u64) -> bool {
    match doubt {
        None => true,
        Some(Doubt::NeverVaried) => observations >= EQUAL_VALUES,
        Some(Doubt::Skewed { .. }) => false,
    }
}

/// What no quantile of t at this level is below, at once: a quantile of t takes its time. It is never below that of the normal, of which a few
/// are known.
fn least_quantile(level: f64) -> f64 {
    let z = [(0.99, 2.57), (0.95, 1.95), (0.9, 1.64), (0.5, 0.67)].into_iter().find(|(of, _)| level >= *of);
    z.map_or(0.0, |(_, z)| z)
}

/// About how many observations give a half-width of `half_width_max` that can be trusted.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates, which is fine here")]
pub(super) fn expected(tally: &Tally, half_width_max: f64, level: f64) -> Option<u64> {
    let sd = tally.sd()?;
    let z = -normal_quantile((1.0 - level) / 2.0);
    let root = if sd == 0.0 { 0.0 } else { z * sd / half_width_max };
    let trusted = match Doubt::about_mean(tally) {
        None => 0,
        Some(Doubt::NeverVaried) => EQUAL_VALUES,
        Some(Doubt::Skewed { needed, .. }) => needed,
    };
    Some(trusted.max(libm::ceil(root * root) as u64))
}

#[cfg(test)]
mod tests;
