//! What a formula says: a value, or bounds, for a quantity.

use crate::model::{Measure, Outcome};
use crate::time::Duration;

/// What a formula speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// A measure of the run: its mean over replications, in the measure's unit.
    Measure(Measure),
    /// The standard deviation of the makespan from replication to replication, in seconds.
    MakespanSd,
    /// How long a round of all boards takes, in seconds.
    Lap,
    /// From how many boards on the masters, and not the opponents, set the pace.
    SaturationBoards,
}

impl Quantity {
    /// Its name in JSON, unit last. A measure has the name that it has everywhere.
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

/// What a formula says of a quantity, in the quantity's unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// To the nanosecond.
    Exact(Duration),
    /// As well as floating point can tell.
    Number(f64),
    /// It lies between these, ends included; `None` where nothing is said.
    Between {
        /// Not less than this.
        low: Option<f64>,
        /// Not more than this.
        high: Option<f64>,
    },
}

impl Value {
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
    /// Of what it speaks.
    pub quantity: Quantity,
    /// Of which group (its index); `None`: of all boards together.
    pub group: Option<usize>,
    /// What it says.
    pub value: Value,
}

impl Statement {
    /// A statement about all boards together.
    #[must_use]
    pub const fn new(quantity: Quantity, value: Value) -> Self {
        Self { quantity, group: None, value }
    }

    /// That a measure has this value.
    #[must_use]
    pub const fn measure(measure: Measure, value: f64) -> Self {
        Self::new(Quantity::Measure(measure), Value::Number(value))
    }

    /// What a replication says of the same; `None` where a single one can't.
    #[must_use]
    pub fn observed(&self, outcome: &Outcome) -> Option<f64> {
        let Quantity::Measure(measure) = self.quantity else { return None };
        Some(self.group.map_or_else(|| outcome.value(measure), |group| outcome.group_value(group, measure)))
    }
}
