//! The values of a measure, replication by replication, and the differences of two scenarios in it.
//!
//! The mean of a measure that is a ratio ([`Aggregation::Ratio`]) is the ratio of the means: all waits divided by all
//! visits. So the parts of the ratio are recorded beside its value.

use crate::model::{Aggregation, Measure, Part};
use crate::stats::{Deviations, Doubt, MeanEstimate, RatioCovariance, RatioTally, Tally};

/// A measure in one replication, in its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Observation {
    /// Its value.
    pub value: f64,
    /// The parts of a ratio: above the line, and below.
    parts: Option<(f64, f64)>,
    /// Between which values it lies, if it is a quantile that is not exact.
    ends: Option<[f64; 2]>,
}

impl Observation {
    pub fn new(measure: Measure, part: &Part<'_>) -> Self {
        let is_ratio = measure.aggregation() == Aggregation::Ratio;
        let parts = is_ratio.then(|| measure.exact(part).parts(measure.unit()));
        let ends = measure.bounds(part).map(|ends| ends.map(|end| end.value(measure.unit())));
        Self { value: measure.value(part), parts, ends }
    }

    /// The least and the greatest that it may be.
    pub fn ends(self) -> [f64; 2] {
        self.ends.unwrap_or([self.value; 2])
    }

    /// How far it may be from the exact value.
    pub fn error(self) -> f64 {
        let [low, high] = self.ends();
        (self.value - low).max(high - self.value)
    }

    /// The same, if its difference to one of the same run is all that counts: that is exact.
    pub const fn of_the_same_run(self) -> Self {
        Self { ends: None, ..self }
    }
}

#[cfg(test)]
impl From<f64> for Observation {
    fn from(value: f64) -> Self {
        Self { value, parts: None, ends: None }
    }
}

#[cfg(test)]
impl Observation {
    /// That of a ratio.
    pub fn of_ratio(above: f64, below: f64) -> Self {
        Self { value: above / below, parts: Some((above, below)), ends: None }
    }
}

/// The values of a measure in one scenario.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Observations {
    tally: Tally,
    /// The parts of a measure that is a ratio.
    ratio: Option<RatioTally>,
}

impl Observations {
    /// Takes the next observation. What it returns is for [`Differences::record`].
    pub fn record(&mut self, observation: Observation) -> Deviations {
        self.tally.record(observation.value);
        let recorded =
            observation.parts.map(|(above, below)| self.ratio.get_or_insert_default().deviations_of(above, below));
        recorded.unwrap_or_default()
    }

    /// The values of the single replications.
    pub const fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Whether the measure is a ratio.
    pub const fn is_ratio(&self) -> bool {
        self.ratio.is_some()
    }

    /// The mean over replications; `None` without any.
    pub fn estimate(&self) -> Option<MeanEstimate> {
        match self.varying_ratio() {
            Some(ratio) => ratio.estimate(),
            None => MeanEstimate::of_mean(&self.tally),
        }
    }

    /// The ratio of means, if there is one and its values vary; a constant is reported unchanged.
    fn varying_ratio(&self) -> Option<&RatioTally> {
        self.ratio.as_ref().filter(|ratio| self.tally.min() != self.tally.max() && ratio.ratio().is_some())
    }
}

/// A variance that is this part of the variances that it was worked out from is rounding.
const ROUNDING: f64 = 1e-12;

/// The differences of two scenarios in a measure, replication by replication.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Differences {
    tally: Tally,
    /// Whether the parts of a ratio differed, though perhaps not the ratio.
    parts_differ: bool,
    /// How far a difference may be from the exact one, at most.
    error: f64,
    ratios: RatioCovariance,
}

impl Differences {
    /// Takes what was observed in the next replication of the one and of the other, and what their [`Observations`]
    /// returned.
    pub fn record(&mut self, (from, at_from): (Observation, Deviations), (to, at_to): (Observation, Deviations)) {
        self.tally.record_rounded(to.value - from.value, to.value.abs() + from.value.abs());
        self.parts_differ |= from.parts != to.parts;
        self.error = self.error.max(from.error() + to.error());
        self.ratios.record(at_from, at_to);
    }

    /// How far the mean may be from that of exact values, where quantiles are not exact.
    pub const fn error(&self) -> f64 {
        self.error
    }

    /// Whether there was no difference in any replication.
    pub fn is_none(&self) -> bool {
        self.tally.min() == Some(0.0) && self.tally.max() == Some(0.0) && !self.parts_differ
    }

    /// How much greater the mean of the other is than that of the one; `None` without replications.
    ///
    /// The variance is that of paired differences; of ratios, that of the differences of their residuals. How skewed
    /// those are is taken from the differences of the values.
    pub fn estimate(&self, from: &Observations, to: &Observations) -> Option<MeanEstimate> {
        let of_values = MeanEstimate::of_mean(&self.tally)?;
        if (from.varying_ratio().is_none() && to.varying_ratio().is_none()) || self.is_none() {
            return Some(of_values);
        }
        let doubt = of_values.doubt.filter(|doubt| matches!(doubt, Doubt::Skewed { .. }));
        Some(MeanEstimate { doubt, ..self.excess(from, to, 1.0)? })
    }

    /// How much greater the mean of the other is than a multiple of that of the one, with the variance as above; `None`
    /// without replications.
    pub fn excess(&self, from: &Observations, to: &Observations, factor: f64) -> Option<MeanEstimate> {
        let (of_values, one, other) = (MeanEstimate::of_mean(&self.tally)?, from.estimate()?, to.estimate()?);
        let separate = other.variance + factor * factor * one.variance;
        let paired = separate - 2.0 * factor * self.covariance(from, to).unwrap_or(0.0);
        let variance = if paired > ROUNDING * separate { paired } else { 0.0 };
        let standard_error = libm::sqrt(variance / of_values.count as f64);
        Some(MeanEstimate { mean: other.mean - factor * one.mean, variance, standard_error, ..of_values })
    }

    /// The covariance of an observation of the one with that of the other.
    pub fn covariance(&self, from: &Observations, to: &Observations) -> Option<f64> {
        if self.is_none() {
            return Some(from.estimate()?.variance);
        }
        match (from.varying_ratio(), to.varying_ratio()) {
            (Some(one), Some(other)) => self.ratios.covariance(one, other),
            (None, None) => {
                let [one, other, difference] = [&from.tally, &to.tally, &self.tally].map(Tally::variance);
                Some((one? + other? - difference?) / 2.0)
            }
            // One of the two does not vary.
            _ => Some(0.0),
        }
    }
}
