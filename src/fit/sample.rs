//! A sample: values in rising order and in the order of their measurement, and time-outs.

use crate::stats::{ConfidenceInterval, Quantiles, Tally};
use crate::time::Duration;
use std::sync::Arc;

/// Measured times. Values at or above a limit are time-outs: all that is known of them is that they are not shorter.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// The values below the limit, in rising order.
    sorted: Arc<[Duration]>,
    /// All values, in the order in which they were measured.
    in_order: Vec<Duration>,
    /// How many are time-outs, and at which limit.
    timed_out: Option<(u64, Duration)>,
}

/// What describes a sample in a few figures, in seconds. Time-outs count as the limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// How many values, time-outs included.
    pub count: u64,
    /// The mean.
    pub mean_s: f64,
    /// Half of its confidence interval; `None` of a single value.
    pub half_width_s: Option<f64>,
    /// The median.
    pub median_s: f64,
    /// The 95 % quantile.
    pub q95_s: f64,
    /// The greatest value.
    pub max_s: f64,
    /// Standard deviation ÷ mean; `None` of a single value, or if all are zero.
    pub cv: Option<f64>,
}

impl Sample {
    /// A sample of `values`, of which those from `limit` up are time-outs; `None` if none is below the limit.
    #[must_use]
    pub fn new(values: Vec<Duration>, limit: Option<Duration>) -> Option<Self> {
        let is_below = |value: &&Duration| limit.is_none_or(|limit| **value < limit);
        let mut sorted: Vec<_> = values.iter().filter(is_below).copied().collect();
        sorted.sort_unstable();
        let timed_out =
            limit.map(|limit| ((values.len() - sorted.len()) as u64, limit)).filter(|(count, _)| *count > 0);
        (!sorted.is_empty()).then(|| Self { sorted: sorted.into(), in_order: values, timed_out })
    }

    /// The values below the limit, in rising order; at least one.
    #[must_use]
    pub const fn sorted(&self) -> &Arc<[Duration]> {
        &self.sorted
    }

    /// All values, in the order in which they were measured.
    #[must_use]
    pub fn in_order(&self) -> &[Duration] {
        &self.in_order
    }

    /// How many time-outs there are, and at which limit.
    #[must_use]
    pub const fn timed_out(&self) -> Option<(u64, Duration)> {
        self.timed_out
    }

    /// How many values there are, time-outs included.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.sorted.len() as u64 + self.timed_out.map_or(0, |(count, _)| count)
    }

    /// All values in rising order, time-outs as the limit.
    pub fn all(&self) -> impl Iterator<Item = Duration> {
        let (count, limit) = self.timed_out.unwrap_or_default();
        self.sorted.iter().copied().chain((0..count).map(move |_| limit))
    }

    /// What describes it, with a confidence interval of `level`.
    #[must_use]
    pub fn figures(&self, level: f64) -> Figures {
        let (mut tally, mut quantiles) = (Tally::new(), Quantiles::new());
        for value in self.all() {
            tally.record(value.as_secs_f64());
            quantiles.record(value.as_secs_f64());
        }
        let mean_s = tally.mean().unwrap_or(0.0);
        let mut quantile = |p| quantiles.at(p).unwrap_or(0.0);
        Figures {
            count: self.count(),
            mean_s,
            half_width_s: ConfidenceInterval::of_mean(&tally, level).map(|interval| interval.half_width),
            median_s: quantile(0.5),
            q95_s: quantile(0.95),
            max_s: tally.max().unwrap_or(0.0),
            cv: tally.sd().filter(|_| mean_s > 0.0).map(|sd| sd / mean_s),
        }
    }
}
