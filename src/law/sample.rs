//! Samples of a case: the values of each statistic of each claim, replication by replication.
//!
//! All runs of a claim use the same draws (common random numbers), so only the changes between them make a difference.

use super::Result;
use super::trial::Trial;
use super::{Claim, Law};
use crate::experiment::seek::Seen;
use crate::expression::{Kind, Quantity, Scope, Value};
use std::ops::Range;

/// For each claim, for each of its statistics, one value a replication.
pub type Values = Vec<Vec<Vec<f64>>>;

/// For each claim, for each of its statistics, one value a replication: in seconds to the power of the unit; for
/// probabilities 1 if the condition holds and 0 otherwise.
pub struct Samples {
    pub claims: Values,
    /// The least and the greatest that they may be, if quantiles are not exact.
    pub ends: Option<Box<[Values; 2]>>,
    /// Whether nothing in it is random.
    pub certain: bool,
}

impl Samples {
    /// Plays the replications of a case. If nothing is random, one is enough.
    pub fn play(trial: &mut Trial<'_>, law: &Law, replications: Range<u64>) -> Result<Self> {
        let claims = law.claims.iter().map(|claim| vec![Vec::new(); claim.expression.statistics().len()]).collect();
        let mut samples = Self { claims, ends: None, certain: false };
        for replication in replications {
            trial.replicate(replication);
            for (index, claim) in law.claims.iter().enumerate() {
                for (number, statistic) in claim.expression.statistics().iter().enumerate() {
                    samples.take(index, number, trial.number(claim, index, &statistic.of)?);
                }
            }
            if !trial.is_random() {
                break;
            }
        }
        Ok(Self { certain: !trial.is_random(), ..samples })
    }

    /// Takes what is seen of a statistic of a claim in the next replication.
    fn take(&mut self, claim: usize, statistic: usize, Seen { value, ends }: Seen) {
        if ends.is_some() {
            self.part_ends();
        }
        if let Some(all) = &mut self.ends {
            let values = all.iter_mut().zip(ends.unwrap_or([value; 2]));
            values.for_each(|(values, end)| values[claim][statistic].push(end));
        }
        self.claims[claim][statistic].push(value);
    }

    /// Keeps the least and the greatest values from here on.
    fn part_ends(&mut self) -> &mut [Values; 2] {
        self.ends.get_or_insert_with(|| Box::new([self.claims.clone(), self.claims.clone()]))
    }

    /// Takes the replications behind its own.
    pub fn extend(&mut self, mut others: Self) {
        if self.ends.is_some() || others.ends.is_some() {
            let ends = others.part_ends();
            self.part_ends().iter_mut().zip(ends).for_each(|(values, others)| extend(values, std::mem::take(others)));
        }
        extend(&mut self.claims, others.claims);
    }
}

fn extend(values: &mut Values, others: Values) {
    let all = values.iter_mut().flatten().zip(others.into_iter().flatten());
    all.for_each(|(values, others)| values.extend(others));
}

/// The values of a claim's names; those of its statistics are given.
pub struct Estimated<'t, 'a> {
    pub trial: &'t mut Trial<'a>,
    pub claim: &'t Claim,
    pub index: usize,
    /// In seconds to the power of the unit.
    pub estimates: &'t [f64],
    /// The least and the greatest that they may be.
    pub ends: [&'t [f64]; 2],
}

impl Estimated<'_, '_> {
    fn of_statistic(&self, index: usize, estimates: &[f64]) -> std::result::Result<Value, String> {
        let power = match self.claim.expression.statistics()[index].of.kind {
            Kind::Quantity(power) => power,
            _ => 0,
        };
        let estimate = estimates.get(index).copied().unwrap_or(f64::NAN);
        Quantity::from_f64(estimate, power).map(Value::Quantity).ok_or_else(|| "this is not finite".to_owned())
    }
}

impl Scope for Estimated<'_, '_> {
    fn symbol(&mut self, index: usize) -> std::result::Result<Value, String> {
        self.trial.symbol(self.claim, self.index, index).map_err(|fault| fault.what)
    }

    fn statistic(&mut self, index: usize) -> std::result::Result<Value, String> {
        self.of_statistic(index, self.estimates)
    }

    fn statistic_range(&mut self, index: usize) -> std::result::Result<[Value; 2], String> {
        let [low, high] = self.ends;
        Ok([self.of_statistic(index, low)?, self.of_statistic(index, high)?])
    }
}
