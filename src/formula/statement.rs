//! The statements of formulas: a value, or bounds, of a quantity.

use crate::model::{Measure, Outcome};
use crate::time::Duration;

/// The quantity of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Characteristic {
    /// A measure of the run: its mean over replications, in the measure's unit.
    Measure(Measure),
    /// The standard deviation of the makespan from replication to replication, in seconds.
    MakespanSd,
    /// The length of a round of all boards, in seconds.
    Lap,
    /// The number of boards from which the masters, and not the opponents, are the bottleneck.
    SaturationBoards,
}

impl Characteristic {
    /// Its name in JSON, unit last. A measure has its usual name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Measure(measure) => measure.name(),
            Self::MakespanSd => "makespan_sd_s",
            Self::Lap => "lap_s",
            Self::SaturationBoards => "saturation_boards",
        }
    }
}

impl From<Measure> for Characteristic {
    fn from(measure: Measure) -> Self {
        Self::Measure(measure)
    }
}

/// The value that a formula gives a quantity, in the quantity's unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PredictedValue {
    /// To the nanosecond.
    Exact(Duration),
    /// To the precision of floating point.
    Number(f64),
    /// Between these bounds, ends included; `None` for no bound.
    Between {
        /// Not less than this.
        low: Option<f64>,
        /// Not more than this.
        high: Option<f64>,
    },
}

impl From<Duration> for PredictedValue {
    fn from(duration: Duration) -> Self {
        Self::Exact(duration)
    }
}

impl From<f64> for PredictedValue {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl PredictedValue {
    /// Not less than this.
    #[must_use]
    pub const fn at_least(low: f64) -> Self {
        Self::Between { low: Some(low), high: None }
    }

    /// Not more than this.
    #[must_use]
    pub const fn at_most(high: f64) -> Self {
        Self::Between { low: None, high: Some(high) }
    }

    /// The value as a number, in the quantity's unit; `None` for bounds.
    #[must_use]
    pub fn number(self) -> Option<f64> {
        match self {
            Self::Exact(duration) => Some(duration.as_secs_f64()),
            Self::Number(number) => Some(number),
            Self::Between { .. } => None,
        }
    }
}

/// One thing that a formula says about an exhibition.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Statement {
    /// The quantity.
    pub quantity: Characteristic,
    /// The index of the group; `None`: all boards together.
    pub group: Option<usize>,
    /// What it says.
    pub value: PredictedValue,
}

impl Statement {
    /// A statement about all boards together.
    #[must_use]
    pub fn new(quantity: impl Into<Characteristic>, value: impl Into<PredictedValue>) -> Self {
        Self { quantity: quantity.into(), group: None, value: value.into() }
    }

    /// The same quantity in one replication; `None` if a single one does not have it.
    #[must_use]
    pub fn observed(&self, outcome: &Outcome) -> Option<f64> {
        let Characteristic::Measure(measure) = self.quantity else { return None };
        Some(self.group.map_or_else(|| outcome.value(measure), |group| outcome.group_value(group, measure)))
    }
}
