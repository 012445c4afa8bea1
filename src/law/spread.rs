//! How far the difference of a comparison's two sides may be from what samples say.
//!
//! Where it is calculated from means and probabilities, by the *delta method*: each replication's part in the
//! difference is its influence on each mean, weighted by how much the difference follows that mean (Asmussen and Glynn,
//! *Stochastic Simulation*, III.3). Of the parts, the mean has an interval that allows for skewness. Where that would not
//! be sure, each statistic has an interval of its own ([`super::intervals`]).

use super::Result;
use super::estimate::Estimator;
use crate::expression::Node;
use crate::stats::{Doubt, Interval, Tally, t_quantile};

/// Steps of derivatives, as a part of a mean's standard error.
const STEP: f64 = 1e-3;
/// The least of them, as a part of the mean, so that rounding does not matter.
const STEP_MIN: f64 = 1e-8;
/// What rounding may do to a difference of two sides, as a share of them.
pub const ROUNDING: f64 = 1e-12;

/// How far the true difference of two sides, or a side itself, may be below and above its estimate, each end missing it
/// with half of an error probability.
#[derive(Clone, Copy, Debug)]
pub struct Spread {
    pub below: f64,
    pub above: f64,
    pub doubt: Option<Doubt>,
    /// Whether the ends below and above are not to be trusted: that of the long tail, which may be longer than was seen.
    doubtful: [bool; 2],
}

impl Spread {
    /// Nothing is known of how far.
    const UNKNOWN: Self = Self::between(f64::INFINITY, f64::INFINITY, None);

    /// This far below and above. Both ends can be trusted, whatever the doubt.
    pub const fn between(below: f64, above: f64, doubt: Option<Doubt>) -> Self {
        Self { below, above, doubt, doubtful: [false; 2] }
    }

    /// What `tally` says about its mean, which can't be told from zero below `least`.
    pub fn of(tally: &Tally, alpha: f64, least: f64) -> Self {
        let n = tally.count() as f64;
        let (Some(interval), Some(sd), Some(mean)) = (Interval::of_mean(tally, 1.0 - alpha), tally.sd(), tally.mean())
        else {
            return Self::UNKNOWN;
        };
        if sd <= least {
            return Self::between(0.0, 0.0, Some(Doubt::NeverVaried));
        }
        let (mut below, mut above) = (mean - interval.low, interval.high - mean);
        let doubt = Doubt::about_mean(tally);
        if doubt.is_some() {
            // What is known of the short tail is only that Student's interval is wide enough there.
            let student = -t_quantile(alpha / 2.0, n - 1.0) * sd / libm::sqrt(n);
            (below, above) = (below.max(student), above.max(student));
        }
        let doubtful = match doubt {
            Some(Doubt::Skewed { skewness, .. }) => [skewness < 0.0, skewness > 0.0],
            _ => [false; 2],
        };
        Self { below, above, doubt, doubtful }
    }

    /// Adds how far below and above its estimate the difference may be, because it lies between these `ends`.
    pub const fn widen(&mut self, estimate: f64, ends: [f64; 2]) {
        self.below += (estimate - ends[0]).max(0.0);
        self.above += (ends[1] - estimate).max(0.0);
    }

    /// Whether the end below, or else above, is not to be trusted.
    pub const fn is_doubtful(&self, below: bool) -> bool {
        if below { self.doubtful[0] } else { self.doubtful[1] }
    }

    /// Whether either end is not.
    pub const fn is_too_skewed(&self) -> bool {
        matches!(self.doubt, Some(Doubt::Skewed { .. }))
    }

    /// The greater of the two.
    pub const fn widest(&self) -> f64 {
        self.below.max(self.above)
    }
}

impl Estimator<'_, '_> {
    /// The spread of the difference of two sides, of which the greater is `scale`, or of one side; `alpha` is the error
    /// probability of both ends together.
    pub fn spread(&mut self, sides: &[&Node], scale: f64, alpha: f64) -> Result<Spread> {
        if self.replications() < 2 {
            return Ok(Spread::UNKNOWN);
        }
        if self.needs_intervals(sides) {
            self.by_intervals(sides, alpha)
        } else {
            self.by_influence(sides, scale, alpha)
        }
    }

    fn by_influence(&mut self, sides: &[&Node], scale: f64, alpha: f64) -> Result<Spread> {
        let n = self.replications();
        let tallies: Vec<Tally> = self.samples.iter().map(|values| values.iter().copied().collect()).collect();
        let means: Vec<f64> = tallies.iter().map(|tally| tally.mean().unwrap_or(0.0)).collect();
        let mut slopes = Vec::new();
        for (index, tally) in tallies.iter().enumerate() {
            let standard_error = tally.sd().unwrap_or(0.0) / libm::sqrt(n as f64);
            let step = (STEP * standard_error).max(STEP_MIN * means[index].abs());
            slopes.push(if standard_error > 0.0 { self.slope(sides, &means, index, step)? } else { 0.0 });
        }
        let influence = |replication: usize| {
            let parts = self.samples.iter().zip(&means).zip(&slopes);
            parts.map(|((values, mean), slope)| slope * (values[replication] - mean)).sum::<f64>()
        };
        Ok(Spread::of(&(0..n).map(influence).collect(), alpha, scale * ROUNDING))
    }

    /// How much the difference of the sides grows with one of the means.
    fn slope(&mut self, sides: &[&Node], means: &[f64], index: usize, step: f64) -> Result<f64> {
        let mut moved = means.to_vec();
        moved[index] += step;
        Ok((self.difference(sides, &moved)? - self.difference(sides, means)?) / step)
    }

    /// One side less the other, or a side itself, if the statistics have these values.
    pub fn difference(&mut self, sides: &[&Node], estimates: &[f64]) -> Result<f64> {
        let mut values = sides.iter().map(|side| Ok(self.value(side, estimates)?.to_f64()));
        let first = values.next().unwrap_or(Ok(0.0))?;
        Ok(first - values.next().unwrap_or(Ok(0.0))?)
    }
}
