//! How far the difference of a comparison's two sides may be from what samples say.
//!
//! Where it is calculated from means and probabilities, by the *delta method*: each replication's part in the
//! difference is its influence on each mean, weighted by how much the difference follows that mean (Asmussen and Glynn,
//! *Stochastic Simulation*, III.3). Of the parts, the mean has an interval that allows for skewness. Where quantiles
//! take part, by *sectioning* (the same, III.5): the difference is estimated in each of some sections of the
//! replications, and their spread says how far the estimate from all of them can be trusted.

use super::Result;
use super::estimate::Estimator;
use crate::expression::{Node, StatisticKind};
use crate::stats::{Doubt, Interval, Tally, t_quantile};

/// Sections of claims with quantiles: few and long ones, as a quantile of a few values is biased.
const SECTIONS: usize = 20;
/// Steps of derivatives, as a part of a mean's standard error.
const STEP: f64 = 1e-3;
/// The least of them, as a part of the mean, so that rounding does not matter.
const STEP_MIN: f64 = 1e-8;
/// What rounding may do to a difference of two sides, as a share of them.
const ROUNDING: f64 = 1e-12;

/// How far the true difference of two sides, or a side itself, may be below and above its estimate, each end missing it
/// with half of an error probability.
#[derive(Clone, Copy, Debug)]
pub struct Spread {
    pub below: f64,
    pub above: f64,
    pub doubt: Option<Doubt>,
}

impl Spread {
    /// Nothing is known of how far.
    const UNKNOWN: Self = Self { below: f64::INFINITY, above: f64::INFINITY, doubt: None };

    /// What `tally` says about its mean, which can't be told from zero below `least`.
    fn of(tally: &Tally, alpha: f64, least: f64) -> Self {
        let n = tally.count() as f64;
        let (Some(interval), Some(sd), Some(mean)) = (Interval::of_mean(tally, 1.0 - alpha), tally.sd(), tally.mean())
        else {
            return Self::UNKNOWN;
        };
        if sd <= least {
            return Self { below: 0.0, above: 0.0, doubt: Some(Doubt::NeverVaried) };
        }
        let (mut below, mut above) = (mean - interval.low, interval.high - mean);
        let doubt = Doubt::about_mean(tally);
        if doubt.is_some() {
            // What is known of the short tail is only that Student's interval is wide enough there.
            let student = -t_quantile(alpha / 2.0, n - 1.0) * sd / libm::sqrt(n);
            (below, above) = (below.max(student), above.max(student));
        }
        Self { below, above, doubt }
    }

    /// Adds how far below and above its estimate the difference may be, because it lies between these `ends`.
    pub const fn widen(&mut self, estimate: f64, ends: [f64; 2]) {
        self.below += (estimate - ends[0]).max(0.0);
        self.above += (ends[1] - estimate).max(0.0);
    }

    /// Whether the end below (or else above) is not to be trusted: that of the long tail, which may be longer than was
    /// seen.
    pub fn is_doubtful(&self, below: bool) -> bool {
        matches!(self.doubt, Some(Doubt::Skewed { skewness, .. }) if (skewness < 0.0) == below)
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
        let statistics = self.claim.expression.statistics();
        let has_quantiles = statistics.iter().any(|it| matches!(it.kind, StatisticKind::Quantile(_)));
        if has_quantiles { self.by_sections(sides, scale, alpha) } else { self.by_influence(sides, scale, alpha) }
    }

    fn by_influence(&mut self, sides: &[&Node], scale: f64, alpha: f64) -> Result<Spread> {
        let n = self.replications();
        let tallies: Vec<Tally> = self.samples.iter().map(|values| values.iter().copied().collect()).collect();
        let means: Vec<f64> = tallies.iter().map(|tally| tally.mean().unwrap_or(0.0)).collect();
        let (mut slopes, mut unseen) = (Vec::new(), 0.0);
        for (index, tally) in tallies.iter().enumerate() {
            let is_probability = matches!(self.claim.expression.statistics()[index].kind, StatisticKind::Probability);
            let (mean, standard_error) = (means[index], tally.sd().unwrap_or(0.0) / libm::sqrt(n as f64));
            let slope = if standard_error > 0.0 {
                self.slope(sides, &means, index, (STEP * standard_error).max(STEP_MIN * mean.abs()))?
            } else if is_probability {
                // What never happened may happen in this share of all runs: (1 − p)ⁿ is the chance not to see it.
                let rare = (-libm::log(alpha / 2.0) / n as f64).min(1.0);
                let slope = self.slope(sides, &means, index, if mean > 0.5 { -rare } else { rare })?;
                unseen += slope.abs() * rare;
                0.0
            } else {
                0.0
            };
            slopes.push(slope);
        }
        let influence = |replication: usize| {
            let parts = self.samples.iter().zip(&means).zip(&slopes);
            parts.map(|((values, mean), slope)| slope * (values[replication] - mean)).sum::<f64>()
        };
        let spread = Spread::of(&(0..n).map(influence).collect(), alpha, scale * ROUNDING);
        Ok(Spread { below: spread.below + unseen, above: spread.above + unseen, ..spread })
    }

    /// How much the difference of the sides grows with one of the means.
    fn slope(&mut self, sides: &[&Node], means: &[f64], index: usize, step: f64) -> Result<f64> {
        let mut moved = means.to_vec();
        moved[index] += step;
        Ok((self.difference(sides, &moved)? - self.difference(sides, means)?) / step)
    }

    /// One side less the other, or a side itself, if the statistics have these values.
    fn difference(&mut self, sides: &[&Node], estimates: &[f64]) -> Result<f64> {
        let mut values = sides.iter().map(|side| Ok(self.value(side, estimates)?.to_f64()));
        let first = values.next().unwrap_or(Ok(0.0))?;
        Ok(first - values.next().unwrap_or(Ok(0.0))?)
    }

    fn by_sections(&mut self, sides: &[&Node], scale: f64, alpha: f64) -> Result<Spread> {
        let n = self.replications();
        let sections = SECTIONS.min(n / 2).max(2);
        let mut differences = Tally::default();
        for section in 0..sections {
            let estimates = self.estimates(section * n / sections..(section + 1) * n / sections)?;
            differences.record(self.difference(sides, &estimates)?);
        }
        let spread = Spread::of(&differences, alpha, scale * ROUNDING);
        // A section's quantile is nearly normal: a few sections that look skewed do not say that there should be more.
        Ok(Spread { doubt: spread.doubt.filter(|doubt| *doubt == Doubt::NeverVaried), ..spread })
    }
}
