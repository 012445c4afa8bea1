//! What formulas say, beside what the simulation says.

use crate::experiment::{Estimate, Summary};
use crate::formula::{Broken, Formula, Quantity, Statement, Value};
use crate::model::{Exhibition, Measure};

/// A formula that applies, and what it says.
#[derive(Clone, Debug)]
pub struct Said {
    /// Which.
    pub formula: Formula,
    /// What it says, and what the simulation says of the same.
    pub agreements: Vec<Agreement>,
}

/// What a formula and the simulation say of the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// What the formula says.
    pub statement: Statement,
    /// What the simulation says; `None` where it can't measure that.
    pub simulated: Option<f64>,
    /// Half the width of its confidence interval; `None` of a single replication.
    pub half_width: Option<f64>,
}

/// A formula that does not apply.
#[derive(Clone, Debug)]
pub struct Nearly {
    /// Which.
    pub formula: Formula,
    /// The assumptions that do not hold.
    pub broken: Vec<Broken>,
    /// What it would say if they held, where that can be told: see [`Formula::apply_with`].
    pub if_so: Vec<Statement>,
}

impl Agreement {
    /// By what part the simulation differs from the formula's number; `None` of bounds, or of zero.
    #[must_use]
    pub fn deviation(&self) -> Option<f64> {
        let (number, simulated) = (self.statement.value.number()?, self.simulated?);
        (number != 0.0).then(|| (simulated - number) / number)
    }

    /// Whether the simulation keeps to the formula's bounds, as far as its interval can tell; `None` of what is no bound.
    #[must_use]
    pub fn is_within(&self) -> Option<bool> {
        let Value::Between { low, high } = self.statement.value else { return None };
        let simulated = self.simulated?;
        // Bounds in floating point are met to the last digit but one or two.
        let room = self.half_width.unwrap_or(0.0) + simulated.abs() * 1e-12;
        Some(low.is_none_or(|low| low <= simulated + room) && high.is_none_or(|high| simulated - room <= high))
    }
}

/// What all formulas say: those that apply in their order, the others by how much is missing.
pub(super) fn compare(exhibition: &Exhibition, summary: &Summary) -> (Vec<Said>, Vec<Nearly>) {
    let (mut said, mut nearly) = (Vec::new(), Vec::new());
    for formula in Formula::ALL {
        match formula.apply(exhibition) {
            Ok(statements) => {
                let agreements = statements.into_iter().map(|statement| agreement(statement, summary)).collect();
                said.push(Said { formula, agreements });
            }
            Err(broken) => {
                let if_so = formula.apply_with(&broken, exhibition).unwrap_or_default();
                nearly.push(Nearly { formula, broken, if_so });
            }
        }
    }
    nearly.sort_by_key(|nearly| nearly.broken.len());
    (said, nearly)
}

fn agreement(statement: Statement, summary: &Summary) -> Agreement {
    let of = |estimates: &[(Measure, Estimate)], measure| {
        estimates.iter().find(|(of, _)| *of == measure).map(|(_, estimate)| *estimate)
    };
    let (simulated, half_width) = match (statement.quantity, statement.group) {
        (Quantity::Measure(measure), group) => {
            let estimates = group.map_or(Some(&summary.total), |group| summary.groups.get(group));
            let estimate = estimates.and_then(|estimates| of(estimates, measure));
            (estimate.map(|estimate| estimate.mean), estimate.and_then(|estimate| estimate.half_width))
        }
        (Quantity::MakespanSd, _) => (of(&summary.total, Measure::Makespan).and_then(|it| it.sd), None),
        (Quantity::Lap | Quantity::SaturationBoards, _) => (None, None),
    };
    Agreement { statement, simulated, half_width }
}
