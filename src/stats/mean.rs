//! What is known of a mean, or of a ratio of means.

use super::skew::{Doubt, reach_of};
use super::tally::Tally;

/// The estimate of a mean, or of a ratio of means, and what its interval follows from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeanEstimate {
    /// From how many observations.
    pub count: u64,
    /// The estimate.
    pub mean: f64,
    /// The sample variance of an observation; of a ratio, that of its residuals over the mean below the line. 0 with a
    /// single observation.
    pub variance: f64,
    /// The standard error of the estimate; 0 with a single observation.
    pub standard_error: f64,
    /// The sample skewness of the observations, or of the residuals; `None` if there are too few, or they do not vary.
    pub skewness: Option<f64>,
    /// Why the interval may cover less often than its level, if there is a reason.
    pub doubt: Option<Doubt>,
}

impl MeanEstimate {
    /// The estimate of the mean of what `tally` has recorded; `None` without observations.
    #[must_use]
    pub fn of_mean(tally: &Tally) -> Option<Self> {
        let variance = tally.variance().unwrap_or(0.0);
        Some(Self {
            count: tally.count(),
            mean: tally.mean()?,
            variance,
            standard_error: libm::sqrt(variance / tally.count() as f64),
            skewness: tally.skewness(),
            doubt: Doubt::about_mean(tally),
        })
    }

    /// The half-width of the interval that covers the true value with probability `level`, wider if the observations
    /// are skewed (see [`super::ConfidenceInterval::of_mean`]); `None` with a single observation.
    ///
    /// # Panics
    /// If `level` is not between 0 and 1.
    #[must_use]
    pub fn half_width(&self, level: f64) -> Option<f64> {
        assert!(level > 0.0 && level < 1.0, "a confidence level is between 0 and 1, not {level}");
        let tail = (1.0 - level) / 2.0;
        let reach = || reach_of(self.count as f64, self.standard_error, self.skewness, tail);
        (self.count > 1).then(reach).map(|(below, above)| below.max(above))
    }
}
