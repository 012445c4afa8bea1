//! The values of a measure, and bins with round edges.

use crate::model::{Measure, Unit};
use crate::report::figure::Scale;
use crate::report::picture::axis::{number, round_step, time};
use crate::stats::Quantiles;

/// Beyond the 99 % quantile at most as much is shown as lies between it and the least value, so that a single value far
/// out leaves room for the others.
const FAR_OUT: f64 = 0.99;

/// The values of a measure, one for each replication.
#[derive(Clone, Debug)]
pub struct Histogram {
    pub(super) title: String,
    pub(super) measure: Measure,
    /// In rising order, in the unit that is shown.
    values: Vec<f64>,
    pub(super) unit: &'static str,
}

/// Equal steps with the values that lie in them.
pub(super) struct Bins {
    pub(super) step: f64,
    /// The lower edge of the first bin, in steps.
    first: f64,
    pub(super) counts: Vec<u64>,
    /// How many values lie beyond the last.
    pub(super) beyond: u64,
}

impl Histogram {
    /// That of these values of a measure, in its unit, of a scenario with this title; `None` without any.
    #[must_use]
    pub fn new(title: String, measure: Measure, mut values: Vec<f64>) -> Option<Self> {
        values.sort_unstable_by(f64::total_cmp);
        let scale = Scale::new(measure, *values.last()?, None);
        if let Scale::Number { factor, .. } = scale {
            for value in &mut values {
                *value *= factor;
            }
        }
        Some(Self { title, measure, values, unit: scale.unit() })
    }

    pub(super) fn is_time(&self) -> bool {
        self.measure.unit() == Unit::Seconds
    }

    pub(super) fn least(&self) -> f64 {
        self.values[0]
    }

    pub(super) fn greatest(&self) -> f64 {
        self.values[self.values.len() - 1]
    }

    pub(super) fn count(&self) -> u64 {
        self.values.len() as u64
    }

    /// How many values are at most this.
    pub(super) fn count_up_to(&self, value: f64) -> u64 {
        // An edge such as 3 × 0.3 may lie a hair below the decimal that it stands for.
        let edge = value + value.abs() * 1e-12;
        self.values.partition_point(|of| *of <= edge) as u64
    }

    pub(super) fn share_up_to(&self, value: f64) -> f64 {
        self.count_up_to(value) as f64 / self.values.len() as f64
    }

    /// A quantile of the values, as tables have it.
    pub(super) fn quantile(&self, order: f64) -> f64 {
        self.values.iter().copied().collect::<Quantiles>().at(order).unwrap_or(0.0)
    }

    /// A round value as text, with its unit.
    pub(super) fn text(&self, value: f64) -> String {
        if self.is_time() { time(value) } else { number(value) + self.unit }
    }

    /// What precedes a value that this many runs do not exceed.
    pub(super) const fn by(&self) -> &'static str {
        match self.measure {
            Measure::Makespan | Measure::LastMasterMove => "by",
            _ => "up to",
        }
    }

    /// About this many bins.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "there are few")]
    pub(super) fn bins(&self, about: usize) -> Bins {
        let (least, greatest, far) = (self.least(), self.greatest(), self.quantile(FAR_OUT));
        let end = if greatest - far > far - least && far > least { far } else { greatest };
        let span = if end > least { end - least } else { end.abs().max(f64::MIN_POSITIVE) };
        let is_whole = self.measure.unit() == Unit::Count && self.values.iter().all(|value| value.fract() == 0.0);
        let finest = if is_whole { 1.0 } else { 0.0 };
        let step = round_step((span / about as f64).max(finest), self.is_time());
        let place = |value: f64| libm::ceil(value / step - value.abs() / step * 1e-12);
        let (first, end) = (place(least) - 1.0, place(end));
        let edge = |bin: u64| self.count_up_to((first + bin as f64) * step);
        let bins = (end - first).clamp(1.0, 10_000.0) as u64;
        let counts: Vec<_> = (0..bins).map(|bin| edge(bin + 1) - edge(bin)).collect();
        Bins { step, first, beyond: self.count() - edge(bins), counts }
    }
}

impl Bins {
    /// The upper edge of a bin, counted from 0; that of −1 is where the first begins.
    pub(super) fn edge(&self, bin: i32) -> f64 {
        (self.first + f64::from(bin) + 1.0) * self.step
    }

    /// Each bin's number, counted from 0, with its count.
    pub(super) fn numbered(&self) -> impl Iterator<Item = (i32, u64)> {
        (0..).zip(self.counts.iter().copied())
    }

    pub(super) fn most(&self) -> u64 {
        self.counts.iter().copied().max().unwrap_or(0)
    }
}
