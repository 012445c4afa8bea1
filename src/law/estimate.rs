//! What the samples of a case say of the statistics in a claim, and of what is calculated from them.

use super::quantile::{level_of, quantile};
use super::sample::{Estimated, Samples};
use super::trial::Trial;
use super::{Claim, Law, Result};
use crate::expression::{Node, Quantity, StatisticCall, StatisticKind, Value};
use std::ops::Range;

/// Estimates what stands in a claim.
pub struct Estimator<'j, 'a> {
    trial: &'j mut Trial<'a>,
    pub claim: &'j Claim,
    index: usize,
    /// For each statistic, one value a replication.
    pub samples: &'j [Vec<f64>],
    /// Whether nothing is random.
    pub certain: bool,
}

impl<'j, 'a> Estimator<'j, 'a> {
    pub fn new(trial: &'j mut Trial<'a>, law: &'j Law, index: usize, samples: &'j Samples) -> Self {
        let (claim, certain) = (&law.claims[index], samples.certain);
        Self { trial, claim, index, samples: &samples.claims[index], certain }
    }

    pub fn replications(&self) -> usize {
        self.samples.first().map_or(0, Vec::len)
    }

    /// The value of what is known for certain.
    pub fn exact(&mut self, node: &Node) -> Result<Value> {
        self.trial.value(self.claim, self.index, node)
    }

    /// The statistics' values, by some of the replications.
    pub fn estimates(&mut self, part: Range<usize>) -> Result<Vec<f64>> {
        let mut estimates = Vec::new();
        for (statistic, values) in self.claim.expression.statistics().iter().zip(self.samples) {
            let values = &values[part.clone()];
            estimates.push(match statistic.kind {
                StatisticKind::Mean | StatisticKind::Probability => values.iter().sum::<f64>() / values.len() as f64,
                StatisticKind::Quantile(_) => quantile(values.to_vec(), self.level(statistic)?),
            });
        }
        Ok(estimates)
    }

    /// The same, by all of them.
    pub fn all(&mut self) -> Result<Vec<f64>> {
        self.estimates(0..self.replications())
    }

    /// The level of a quantile.
    pub fn level(&mut self, statistic: &StatisticCall) -> Result<f64> {
        let scope = &mut Estimated { trial: self.trial, claim: self.claim, index: self.index, estimates: &[] };
        level_of(statistic, scope).map_err(|what| self.trial.faulty(what))
    }

    /// The value of a side, if the statistics have these values.
    pub fn value(&mut self, node: &Node, estimates: &[f64]) -> Result<Quantity> {
        let scope = &mut Estimated { trial: self.trial, claim: self.claim, index: self.index, estimates };
        match node.evaluate(scope).map_err(|flaw| self.trial.told(self.claim, &flaw))? {
            Value::Quantity(quantity) => Ok(quantity),
            // Words are compared exactly: no statistic is one.
            _ => Err(self.trial.faulty("this is not a quantity".to_owned())),
        }
    }
}
