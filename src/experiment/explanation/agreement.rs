//! Comparison of formulas with the simulation.

use super::tolerance::Tolerance;
use crate::experiment::{Estimate, Summary};
use crate::formula::{Characteristic, Formula, PredictedValue, Statement, Violation};
use crate::model::{Exhibition, Measure};

/// Equal nanoseconds can differ by this many rounding errors, as seconds and as a mean of equal values.
const ULPS: f64 = 4.0;

/// A formula that applies, and its statements.
#[derive(Clone, Debug)]
pub struct Applied {
    /// Which.
    pub formula: Formula,
    /// Its statements, with the simulated values.
    pub agreements: Vec<Agreement>,
}

/// A statement of a formula, with the simulated value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// The statement of the formula.
    pub statement: Statement,
    /// The simulated value; `None` if the simulation can't measure it.
    pub simulated: Option<f64>,
    /// The half-width of its confidence interval; `None` with a single replication.
    pub half_width: Option<f64>,
    /// How the two compare; `None` if they can't be compared.
    pub verdict: Option<Consistency>,
}

/// Whether a simulation agrees with a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consistency {
    /// It agrees, within its confidence interval.
    Holds,
    /// It does not agree, but chance can explain that, or the effect of chance is unknown.
    Unclear,
    /// It does not agree, and neither rounding nor chance nor the window's edges explain that: the formula or the
    /// simulator is wrong.
    Broken,
}

/// A formula that does not apply.
#[derive(Clone, Debug)]
pub struct Nearly {
    /// Which.
    pub formula: Formula,
    /// The assumptions that do not hold.
    pub broken: Vec<Violation>,
    /// What it would say if they held, if that is known: see [`Formula::apply_with`].
    pub if_so: Vec<Statement>,
}

impl Agreement {
    /// The relative difference of the simulation from the formula's number; `None` for bounds, or for zero.
    #[must_use]
    pub fn deviation(&self) -> Option<f64> {
        let (number, simulated) = (self.statement.value.number()?, self.simulated?);
        (number != 0.0).then(|| (simulated - number) / number)
    }
}

/// The results of all formulas: those that apply in their order, the others by how many assumptions they miss.
pub(super) fn compare(exhibition: &Exhibition, summary: &Summary) -> (Vec<Applied>, Vec<Nearly>) {
    let (mut said, mut nearly) = (Vec::new(), Vec::new());
    for formula in Formula::ALL {
        match formula.apply(exhibition) {
            Ok(statements) => {
                let agreements = statements.into_iter().map(|it| agreement(it, exhibition, summary)).collect();
                said.push(Applied { formula, agreements });
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
        Characteristic::Measure(measure) => {
            let estimate = estimates.and_then(|estimates| of(estimates, measure));
            let verdict =
                estimate.and_then(|it| verdict(statement.value, &it, Tolerance::of(measure, &it, exhibition, summary)));
            let (simulated, half_width) = (estimate.map(|it| it.mean), estimate.and_then(|it| it.half_width));
            Agreement { statement, simulated, half_width, verdict }
        }
        Characteristic::MakespanSd => {
            let simulated = estimates.and_then(|estimates| of(estimates, Measure::Makespan)?.sd);
            Agreement { statement, simulated, half_width: None, verdict: None }
        }
        Characteristic::Lap | Characteristic::SaturationBoards => {
            Agreement { statement, simulated: None, half_width: None, verdict: None }
        }
    }
}

/// The verdict on a bound, or on an exact value; other numbers are long-run means, with which no run agrees exactly.
fn verdict(value: PredictedValue, estimate: &Estimate, tolerance: Tolerance) -> Option<Consistency> {
    let (low, high) = match value {
        PredictedValue::Between { low, high } => (low, high),
        PredictedValue::Exact(value) => {
            let value_s = value.as_secs_f64();
            let is_equal = (value_s - estimate.mean).abs() <= ULPS * f64::EPSILON * value_s;
            return Some(if is_equal { Consistency::Holds } else { Consistency::Broken });
        }
        PredictedValue::Number(_) => return None,
    };
    let keeps_with = |tolerance: f64| {
        low.is_none_or(|low| low <= estimate.mean + tolerance)
            && high.is_none_or(|high| estimate.mean - tolerance <= high)
    };
    Some(if keeps_with(tolerance.edges + estimate.half_width.unwrap_or(0.0)) {
        Consistency::Holds
    } else if keeps_with(tolerance.all) {
        Consistency::Unclear
    } else {
        Consistency::Broken
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Duration;

    /// Rounding never breaks an exact value, but a nanosecond does; a bound is broken only beyond chance.
    #[test]
    fn rounding_breaks_nothing() {
        let exact = Duration::from_secs(705);
        let judged = |value, mean, tolerance| {
            let [sd, skewness, half_width, min, q05, q50, q95, q99, max] = [None; 9];
            let estimate = Estimate { mean, sd, skewness, half_width, doubt: None, min, q05, q50, q95, q99, max };
            verdict(value, &estimate, tolerance)
        };
        let tolerance = Tolerance { edges: 1e-6, all: 2.0 };
        let of_exact = |mean| judged(PredictedValue::Exact(exact), mean, tolerance);
        for mean in [705.0, 705.0_f64.next_up(), 705.0_f64.next_down()] {
            assert_eq!(of_exact(mean), Some(Consistency::Holds));
        }
        assert_eq!(of_exact(705.000_000_001), Some(Consistency::Broken));
        let of_bound = |mean| judged(PredictedValue::at_least(705.0), mean, tolerance);
        assert_eq!(of_bound(705.0 - 1e-7), Some(Consistency::Holds));
        assert_eq!(of_bound(704.0), Some(Consistency::Unclear));
        assert_eq!(of_bound(702.0), Some(Consistency::Broken));
    }
}
