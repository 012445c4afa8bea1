//! What formulas say, beside what the simulation says.

use super::room::Room;
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
    /// How the two compare; `None` where there is nothing to judge.
    pub verdict: Option<Verdict>,
}

/// Whether a simulation keeps to what a formula says must be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does, as far as its confidence interval can tell.
    Holds,
    /// It does not, but chance can explain that, or nothing is known about what chance can do.
    Unclear,
    /// It does not, and neither rounding nor chance nor a window's edges explain that: formula or simulator are wrong.
    Broken,
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
}

/// What all formulas say: those that apply in their order, the others by how much is missing.
pub(super) fn compare(exhibition: &Exhibition, summary: &Summary) -> (Vec<Said>, Vec<Nearly>) {
    let (mut said, mut nearly) = (Vec::new(), Vec::new());
    for formula in Formula::ALL {
        match formula.apply(exhibition) {
            Ok(statements) => {
                let agreements = statements.into_iter().map(|it| agreement(it, exhibition, summary)).collect();
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

fn agreement(statement: Statement, exhibition: &Exhibition, summary: &Summary) -> Agreement {
    let of = |estimates: &[(Measure, Estimate)], measure| {
        estimates.iter().find(|(of, _)| *of == measure).map(|(_, estimate)| *estimate)
    };
    let estimates = statement.group.map_or(Some(&summary.total), |group| summary.groups.get(group));
    match statement.quantity {
        Quantity::Measure(measure) => {
            let estimate = estimates.and_then(|estimates| of(estimates, measure));
            let verdict =
                estimate.and_then(|it| verdict(statement.value, &it, Room::of(measure, &it, exhibition, summary)));
            let (simulated, half_width) = (estimate.map(|it| it.mean), estimate.and_then(|it| it.half_width));
            Agreement { statement, simulated, half_width, verdict }
        }
        Quantity::MakespanSd => {
            let simulated = estimates.and_then(|estimates| of(estimates, Measure::Makespan)?.sd);
            Agreement { statement, simulated, half_width: None, verdict: None }
        }
        Quantity::Lap | Quantity::SaturationBoards => {
            Agreement { statement, simulated: None, half_width: None, verdict: None }
        }
    }
}

/// The verdict on a bound, or on an exact value; other numbers are means of the long run, which nothing keeps to exactly.
fn verdict(value: Value, estimate: &Estimate, room: Room) -> Option<Verdict> {
    let (low, high) = match value {
        Value::Between { low, high } => (low, high),
        Value::Exact(value) if value.as_secs_f64().to_bits() == estimate.mean.to_bits() => return Some(Verdict::Holds),
        Value::Exact(_) => return Some(Verdict::Broken),
        Value::Number(_) => return None,
    };
    let keeps_with = |room: f64| {
        low.is_none_or(|low| low <= estimate.mean + room) && high.is_none_or(|high| estimate.mean - room <= high)
    };
    Some(if keeps_with(room.edges + estimate.half_width.unwrap_or(0.0)) {
        Verdict::Holds
    } else if keeps_with(room.all) {
        Verdict::Unclear
    } else {
        Verdict::Broken
    })
}
