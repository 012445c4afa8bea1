//! A sample: values in rising order and in the order of their measurement, and time-outs.

use crate::stats::{ConfidenceInterval, Tally};
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

    /// A sample of values in rising order, of whose order of measurement nothing is known.
    pub(super) const fn of_sorted(sorted: Arc<[Duration]>, timed_out: Option<(u64, Duration)>) -> Self {
        Self { sorted, in_order: Vec::new(), timed_out }
    }

    /// The values below the limit, to be replaced by as many others; `None` while somebody else has them.
    pub(super) fn sorted_mut(&mut self) -> Option<&mut [Duration]> {
        Arc::get_mut(&mut self.sorted)
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
        let tally = self.tally();
        let mean_s = tally.mean().unwrap_or(0.0);
        Figures {
            count: self.count(),
            mean_s,
            half_width_s: ConfidenceInterval::of_mean(&tally, level).map(|interval| interval.half_width),
            median_s: self.quantile(0.5),
            q95_s: self.quantile(0.95),
            max_s: tally.max().unwrap_or(0.0),
            cv: cv(&tally),
        }
    }

    /// The mean in seconds, and the standard deviation ÷ the mean; `None` of a single value, or if all are zero.
    #[must_use]
    pub fn moments(&self) -> Option<(f64, f64)> {
        let tally = self.tally();
        tally.mean().zip(cv(&tally))
    }

    fn tally(&self) -> Tally {
        self.all().map(Duration::as_secs_f64).collect()
    }

    /// The quantile of order `p` in seconds, as [`Quantiles`](crate::stats::Quantiles) defines it; exact of any number
    /// of values.
    fn quantile(&self, p: f64) -> f64 {
        let (count, limit) = (self.sorted.len(), self.timed_out.unwrap_or_default().1);
        let at = |index: usize| self.sorted.get(index).map_or(limit, |value| *value).as_secs_f64();
        let place = p * (self.count() - 1) as f64;
        let below = libm::floor(place);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "p is from 0 to 1")]
        let index = below as usize;
        let is_last = index + 1 >= count + usize::try_from(self.timed_out.unwrap_or_default().0).unwrap_or(usize::MAX);
        let (low, high) = (at(index), at(if is_last { index } else { index + 1 }));
        low + (high - low) * (place - below)
    }
}

fn cv(tally: &Tally) -> Option<f64> {
    let mean_s = tally.mean().filter(|mean_s| *mean_s > 0.0)?;
    tally.sd().map(|sd| sd / mean_s)
}
