//! Samples of a case: the values of each statistic of each claim, replication by replication.
//!
//! All runs of a claim use the same draws (common random numbers), so only the changes between them make a difference.

use super::Result;
use super::trial::Trial;
use super::{Claim, Law};
use crate::expression::{Kind, Quantity, Scope, Value};
use std::ops::Range;

/// For each claim, for each of its statistics, one value a replication: in seconds to the power of the unit; for
/// probabilities 1 if the condition holds and 0 otherwise.
pub struct Samples {
    pub claims: Vec<Vec<Vec<f64>>>,
    /// Whether nothing in it is random.
    pub certain: bool,
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
        Ok(Self { claims, certain: !trial.is_random() })
    }

    /// Takes the replications behind its own.
    pub fn extend(&mut self, others: Self) {
        let all = self.claims.iter_mut().flatten().zip(others.claims.into_iter().flatten());
        all.for_each(|(values, others)| values.extend(others));
    }
}

/// The values of a claim's names; those of its statistics are given.
pub struct Estimated<'t, 'a> {
    pub trial: &'t mut Trial<'a>,
    pub claim: &'t Claim,
    pub index: usize,
    /// In seconds to the power of the unit.
    pub estimates: &'t [f64],
}

impl Scope for Estimated<'_, '_> {
    fn symbol(&mut self, index: usize) -> std::result::Result<Value, String> {
        self.trial.symbol(self.claim, self.index, index).map_err(|fault| fault.what)
    }

    fn statistic(&mut self, index: usize) -> std::result::Result<Value, String> {
        let statistic = &self.claim.expression.statistics()[index];
        let power = match statistic.of.kind {
            Kind::Quantity(power) => power,
            _ => 0,
        };
        let estimate = self.estimates.get(index).copied().unwrap_or(f64::NAN);
        Quantity::from_f64(estimate, power).map(Value::Quantity).ok_or_else(|| "this is not finite".to_owned())
    }
}
