//! Samples of a criterion: what is seen of it, replication by replication.

use super::criterion::Statistic;
use crate::stats::Tally;

/// What is seen of a criterion in a replication.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    /// Its value.
    pub value: f64,
    /// Between which values it lies, if it is of quantiles that are not exact.
    pub ends: Option<[f64; 2]>,
}

impl From<f64> for Seen {
    fn from(value: f64) -> Self {
        Self { value, ends: None }
    }
}

/// The values of one criterion, replication by replication.
#[derive(Clone, Debug, Default)]
pub(super) struct CriterionSample {
    pub tally: Tally,
    /// All of them, if the statistic is a quantile.
    pub values: Vec<f64>,
    /// The least and the greatest values that there may be, once there are some that are not exact.
    pub ends: Option<Box<[Self; 2]>>,
}

impl CriterionSample {
    /// Takes what was seen in the next replication, which must be finite.
    pub fn take(&mut self, seen: impl Into<Seen>, of: Statistic) {
        let Seen { value, ends } = seen.into();
        if ends.is_some() && self.ends.is_none() {
            self.ends = Some(Box::new([self.clone(), self.clone()]));
        }
        if let Some([low, high]) = self.ends.as_deref_mut() {
            let [least, greatest] = ends.unwrap_or([value; 2]);
            low.take(least, of);
            high.take(greatest, of);
        }
        self.tally.record(value);
        if matches!(of, Statistic::Quantile(_)) {
            self.values.push(value);
        }
    }

    /// Whether its values differ.
    pub fn varies(&self) -> bool {
        self.tally.min() != self.tally.max()
    }

    /// Whether all values are exact.
    pub const fn is_exact(&self) -> bool {
        self.ends.is_none()
    }

    /// The same values in ascending order.
    pub fn sort(&mut self) {
        self.ends.iter_mut().flat_map(|ends| ends.iter_mut()).for_each(Self::sort);
        self.values.sort_unstable_by(f64::total_cmp);
    }

    /// How many of the values, sorted, are at most `bound`, or below it.
    pub fn count_up_to(&self, bound: f64, included: bool) -> u64 {
        self.values.partition_point(|&value| if included { value <= bound } else { value < bound }) as u64
    }
}
