//! Samples of a case: the values of each statistic of each claim, replication by replication.
//!
//! All runs of a claim use the same draws (common random numbers), so only the changes between them make a difference.

use super::Result;
use super::trial::Trial;
use super::{Claim, Law};
use crate::expression::{Kind, Quantity, Scope, Statistic, StatisticKind, Value};
use std::ops::Range;

/// For each claim, for each of its statistics, one value a replication: in seconds to the power of the unit; for
/// probabilities 1 if the condition holds and 0 otherwise.
pub struct Samples {
    pub claims: Vec<Vec<Vec<f64>>>,
}

impl Samples {
    /// Plays the replications of a case. If nothing is random, one is enough.
    pub fn play(trial: &mut Trial<'_>, law: &Law, replications: Range<u64>) -> Result<Self> {
        let mut claims: Vec<Vec<Vec<f64>>> =
            law.claims.iter().map(|claim| vec![Vec::new(); claim.expression.statistics().len()]).collect();
        for replication in replications {
            trial.replicate(replication);
            for (index, claim) in law.claims.iter().enumerate() {
                for (statistic, values) in claim.expression.statistics().iter().zip(&mut claims[index]) {
                    values.push(trial.number(claim, index, &statistic.of)?);
                }
            }
            if !trial.is_random() {
                break;
            }
        }
        Ok(Self { claims })
    }
}

/// The values of a claim's names; those of statistics come from a part of the samples.
pub struct Estimated<'t, 'a> {
    pub trial: &'t mut Trial<'a>,
    pub claim: &'t Claim,
    pub index: usize,
    pub samples: &'t [Vec<f64>],
    pub part: Range<usize>,
}

impl Scope for Estimated<'_, '_> {
    fn symbol(&mut self, index: usize) -> std::result::Result<Value, String> {
        self.trial.symbol(self.claim, self.index, index).map_err(|fault| fault.what)
    }

    fn statistic(&mut self, index: usize) -> std::result::Result<Value, String> {
        let statistic = &self.claim.expression.statistics()[index];
        let values = &self.samples[index][self.part.clone()];
        let estimate = match &statistic.kind {
            StatisticKind::Mean | StatisticKind::Probability => values.iter().sum::<f64>() / values.len() as f64,
            StatisticKind::Quantile(_) => {
                let level = level_of(statistic, self)?;
                quantile(values.to_vec(), level)
            }
        };
        let power = match statistic.of.kind {
            Kind::Quantity(power) => power,
            _ => 0,
        };
        Quantity::from_f64(estimate, power).map(Value::Quantity).ok_or_else(|| "this is not finite".to_owned())
    }
}

/// The level of a quantile, as a share.
pub fn level_of(statistic: &Statistic, scope: &mut dyn Scope) -> std::result::Result<f64, String> {
    let StatisticKind::Quantile(level) = &statistic.kind else { return Ok(0.5) };
    let level = level.evaluate(scope).map_err(|flaw| flaw.message)?;
    let share = level.quantity().map_or(f64::NAN, Quantity::to_f64);
    if share > 0.0 && share < 1.0 {
        Ok(share)
    } else {
        Err(format!("a quantile's level is between 0 and 1, not {level}"))
    }
}

/// The smallest value that is not exceeded by a share `level` of the values.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a length")]
fn quantile(mut values: Vec<f64>, level: f64) -> f64 {
    let rank = (libm::ceil(level * values.len() as f64) as usize).clamp(1, values.len());
    *values.select_nth_unstable_by(rank - 1, f64::total_cmp).1
}
