//! The results of a comparison: means, differences with their intervals, and their significance.

use super::{GateVerdict, Subject};
use crate::experiment::observations::{Differences, Observations};
use crate::model::Measure;
use crate::stats::MeanEstimate;

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// How many replications of every scenario.
    pub replications: u64,
    /// The probability with which all intervals of differences cover jointly.
    pub level: f64,
    /// The baseline, subject by subject: the requested subjects, then those needed only by gates.
    pub baseline: Vec<Base>,
    /// Each alternative, subject by subject.
    pub alternatives: Vec<Vec<Difference>>,
    /// Each alternative, gate by gate.
    pub gates: Vec<Vec<GateVerdict>>,
    /// The fingerprints of all trajectories: of the baseline, then of each alternative.
    pub digests: Vec<u64>,
    /// Whether all quantiles over visits and games are exact.
    pub exact: bool,
}

impl Comparison {
    /// How many intervals share the level.
    #[must_use]
    pub fn comparisons(&self) -> usize {
        self.alternatives.len() * self.baseline.len()
    }
}

/// A measure of the baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Base {
    /// The measure, and its group.
    pub subject: Subject,
    /// Its mean, in its unit.
    pub mean: f64,
    /// The half-width of the mean's interval, at the level by itself; `None` with one replication.
    pub half_width: Option<f64>,
}

/// The difference between an alternative and the baseline in one measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// Which measure.
    pub measure: Measure,
    /// The alternative's own mean, in the measure's unit.
    pub mean: f64,
    /// The mean difference to the baseline.
    pub difference: f64,
    /// The half-width of the difference's interval, jointly with all others at the level; `None` with one replication.
    pub half_width: Option<f64>,
    /// The difference as a share of the baseline's mean; `None` if that is 0.
    pub change: Option<f64>,
    /// The half-width of the change's interval, at the same level as that of the difference, by the delta method.
    pub change_half_width: Option<f64>,
    /// The factor by which pairing reduced the variance of the difference: (S₁² + S₂²) ÷ S². `None` if nothing varies,
    /// or the difference does not.
    pub variance_reduction: Option<f64>,
    /// Its significance.
    pub verdict: Significance,
}

/// The significance of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Significance {
    /// The alternative has significantly less.
    Less,
    /// The alternative has significantly more.
    Greater,
    /// The interval of the difference contains 0, or the difference is within the error of quantiles that are not exact.
    NotShown,
    /// No value differed in any replication.
    Same,
}

impl Significance {
    /// Its name in JSON and CSV.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Less => "less",
            Self::Greater => "greater",
            Self::NotShown => "not_shown",
            Self::Same => "same",
        }
    }
}

impl Difference {
    pub(super) fn new(
        measure: Measure,
        base: &Observations,
        (own, differences): &(Observations, Differences),
        level: f64,
    ) -> Option<Self> {
        let (difference, base, own) = (differences.estimate(base, own)?, base.estimate()?, own.estimate()?);
        let (mean, base_mean, half_width) = (difference.mean, base.mean, difference.half_width(level));
        let change = (base_mean != 0.0).then(|| mean / base_mean);
        let error = differences.error();
        let verdict = match half_width {
            _ if error == 0.0 && (differences.is_none() || (mean, half_width) == (0.0, Some(0.0))) => {
                Significance::Same
            }
            Some(half_width) if mean < -half_width - error => Significance::Less,
            Some(half_width) if mean > half_width + error => Significance::Greater,
            _ => Significance::NotShown,
        };
        let [base_s2, own_s2, s2] = [base, own, difference].map(|estimate| estimate.variance);
        // To first order the change varies as (D − change × Y₀) ÷ mean of Y₀; Cov(D, Y₀) follows from the three
        // variances.
        let change_half_width = change.zip(half_width).map(|(change, half_width)| {
            let covariance = (own_s2 - base_s2 - s2) / 2.0;
            let linear_s2 = (s2 + change * change * base_s2 - 2.0 * change * covariance).max(0.0);
            let t_by_root_n = if s2 > 0.0 { half_width / libm::sqrt(s2) } else { quantile_by_root(&base, level) };
            t_by_root_n * libm::sqrt(linear_s2) / base_mean.abs()
        });
        let variance_reduction = (s2 > 0.0).then(|| (base_s2 + own_s2) / s2);
        Some(Self {
            measure,
            mean: own.mean,
            difference: mean,
            half_width,
            change,
            change_half_width,
            variance_reduction,
            verdict,
        })
    }
}

/// t ÷ √n, from any sample of n; 0 if it does not vary.
fn quantile_by_root(estimate: &MeanEstimate, level: f64) -> f64 {
    let sd = libm::sqrt(estimate.variance);
    estimate.half_width(level).filter(|_| sd > 0.0).map_or(0.0, |half_width| half_width / sd)
}
