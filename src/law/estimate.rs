//! What the samples of a case say of the statistics in a claim, and of what is calculated from them.

use super::quantile::{level_of, quantile};
use super::sample::{Estimated, Samples};
use super::trial::Trial;
use super::{Claim, Faulty, Law, Result};
use crate::expression::{Flaw, Form, Node, Quantity, StatisticCall, StatisticKind, Value};
use std::collections::BTreeSet;

/// Estimates what stands in a claim.
pub struct Estimator<'j, 'a> {
    trial: &'j mut Trial<'a>,
    pub claim: &'j Claim,
    index: usize,
    /// For each statistic, one value a replication.
    pub samples: &'j [Vec<f64>],
    /// The least and the greatest that these may be, if quantiles are not exact.
    pub ends: Option<[&'j [Vec<f64>]; 2]>,
    /// Whether nothing is random.
    pub certain: bool,
}

impl<'j, 'a> Estimator<'j, 'a> {
    pub fn new(trial: &'j mut Trial<'a>, law: &'j Law, index: usize, samples: &'j Samples) -> Self {
        let (claim, certain) = (&law.claims[index], samples.certain);
        let ends = samples.ends.as_deref().map(|ends| ends.each_ref().map(|values| &values[index][..]));
        Self { trial, claim, index, samples: &samples.claims[index], ends, certain }
    }

    pub fn replications(&self) -> usize {
        self.samples.first().map_or(0, Vec::len)
    }

    /// Whether something is true that is left to no chance; `None` where quantiles that are not exact leave that open.
    pub fn truth(&mut self, node: &Node) -> Result<Option<bool>> {
        self.trial.truth(self.claim, self.index, node)
    }

    /// The statistics' values.
    pub fn all(&mut self) -> Result<Vec<f64>> {
        self.estimates(self.samples)
    }

    fn estimates(&mut self, samples: &[Vec<f64>]) -> Result<Vec<f64>> {
        let mut estimates = Vec::new();
        for (statistic, values) in self.claim.expression.statistics().iter().zip(samples) {
            estimates.push(match statistic.kind {
                StatisticKind::Mean | StatisticKind::Probability => values.iter().sum::<f64>() / values.len() as f64,
                StatisticKind::Quantile(_) => quantile(values.clone(), self.level(statistic)?),
            });
        }
        Ok(estimates)
    }

    /// Whether a probability takes part in these sides that hardly anything or nearly everything is seen of: what is
    /// calculated from it may be far off.
    pub fn is_rare(&self, sides: &[&Node]) -> bool {
        const FEW: f64 = 30.0;
        statistics_of(sides).into_iter().filter(|at| matches!(self.kind(*at), StatisticKind::Probability)).any(|at| {
            let (seen, all) = (self.samples[at].iter().sum::<f64>(), self.samples[at].len() as f64);
            seen.min(all - seen) < FEW
        })
    }

    /// What one of the claim's statistics is.
    pub fn kind(&self, statistic: usize) -> &StatisticKind {
        &self.claim.expression.statistics()[statistic].kind
    }

    /// Whether trials are stopped, so that errors may be of that.
    pub fn is_stopped(&self) -> bool {
        self.trial.is_stopped()
    }

    /// A flaw of the claim in this case.
    pub fn flawed(&self, flaw: &Flaw) -> Faulty {
        self.trial.flawed(self.claim, flaw)
    }

    /// The level of a quantile.
    pub fn level(&mut self, statistic: &StatisticCall) -> Result<f64> {
        let scope =
            &mut Estimated { trial: self.trial, claim: self.claim, index: self.index, estimates: &[], ends: [&[]; 2] };
        level_of(statistic, scope).map_err(|what| self.trial.faulty(what))
    }

    /// The value of a side, if the statistics have these values.
    pub fn value(&mut self, node: &Node, estimates: &[f64]) -> Result<Quantity> {
        let scope =
            &mut Estimated { trial: self.trial, claim: self.claim, index: self.index, estimates, ends: [estimates; 2] };
        match node.evaluate(scope).map_err(|flaw| self.trial.flawed(self.claim, &flaw))? {
            Value::Quantity(quantity) => Ok(quantity),
            // Words are compared exactly: no statistic is one.
            _ => Err(self.trial.faulty("this is not a quantity".to_owned())),
        }
    }

    /// Between which values one side less the other, or a side itself, may lie because quantiles are not exact, as far
    /// as the replications go; `None` if all are.
    pub fn inexact(&mut self, sides: &[&Node]) -> Result<Option<[f64; 2]>> {
        let Some([low, high]) = self.ends else { return Ok(None) };
        let ends = [self.estimates(low)?, self.estimates(high)?];
        self.range(sides, &ends).map(Some).map_err(|flaw| self.trial.flawed(self.claim, &flaw))
    }

    /// Between which values one side less the other, or a side itself, lies if the statistics lie between these.
    pub fn range(&mut self, sides: &[&Node], [low, high]: &[Vec<f64>; 2]) -> std::result::Result<[f64; 2], Flaw> {
        let mut range = |side: &Node| {
            let (trial, claim, index) = (&mut *self.trial, self.claim, self.index);
            let scope = &mut Estimated { trial, claim, index, estimates: low, ends: [low, high] };
            Ok(side.range(scope)?.map(|end| end.quantity().map_or(f64::NAN, Quantity::to_f64)))
        };
        let first = sides.first().map_or(Ok([0.0; 2]), |side| range(side))?;
        let second = sides.get(1).map_or(Ok([0.0; 2]), |side| range(side))?;
        Ok([first[0] - second[1], first[1] - second[0]])
    }
}

/// The numbers of the statistics that take part in these sides, in order.
pub fn statistics_of(sides: &[&Node]) -> BTreeSet<usize> {
    fn collect(node: &Node, into: &mut BTreeSet<usize>) {
        if let Form::Statistic(index) = node.form {
            into.insert(index);
        }
        node.parts().iter().for_each(|part| collect(part, into));
    }
    let mut found = BTreeSet::new();
    for side in sides {
        collect(side, &mut found);
    }
    found
}
