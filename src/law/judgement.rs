//! The evidence of samples on a claim about all runs: they refute it, show it, or leave it open.
//!
//! What no statistic takes part in is decided exactly, and so is all in a case that leaves nothing to chance. A single
//! probability or quantile against a number is judged by the bound of Chernoff on a binomial tail, which holds for any
//! number of replications, however rare the event ([`super::chernoff`]); everything else by the [`super::spread`] of the
//! difference of the two sides.

use super::chernoff::divergence;
use super::estimate::Estimator;
use super::evidence::Evidence;
use super::sample::Samples;
use super::sides::{Sides, estimated};
use super::spread::{ROUNDING, Spread};
use super::trial::Trial;
use super::{Law, Result};
use crate::expression::{Connective, Form, Node, Relation, StatisticKind, Value};
use crate::stats::Doubt;

/// The confidence level of what is shown of each side.
const LEVEL: f64 = 0.95;

/// What the samples of a case say about a claim.
#[derive(Clone, Copy, Debug)]
pub struct Judgement {
    pub evidence: Evidence,
    /// The sides of every `==` in it agree within this share of the greater side.
    pub within: Option<f64>,
}

/// What samples say about the claims of a law, each comparison judged with error probability `alpha`.
pub fn judgements(trial: &mut Trial<'_>, law: &Law, samples: &Samples, alpha: f64) -> Result<Vec<Judgement>> {
    (0..law.claims.len())
        .map(|index| {
            let mut judge = Judge::new(trial, law, index, samples, alpha);
            let evidence = judge.evidence(law.claims[index].expression.root())?;
            Ok(Judgement { evidence, within: judge.within })
        })
        .collect()
}

/// Both sides of the comparison because of which samples refute a claim.
pub fn refuted_sides(trial: &mut Trial<'_>, law: &Law, index: usize, samples: &Samples) -> Result<Option<Sides>> {
    let claim = &law.claims[index];
    if samples.certain {
        return trial.sides(index);
    }
    let mut judge = Judge::new(trial, law, index, samples, 1.0 - LEVEL);
    let culprit = judge.culprit(claim.expression.root())?;
    let Some((left, _, right)) = culprit.comparison() else { return Ok(None) };
    let values = [judge.shown(left)?, judge.shown(right)?];
    Ok(Sides::new(claim.expression.text(), culprit, values))
}

/// How many comparisons in a law's claims need a test.
pub fn comparisons(law: &Law) -> usize {
    law.claims.iter().map(|claim| leaves(claim.expression.root())).sum::<usize>().max(1)
}

fn leaves(node: &Node) -> usize {
    match &node.form {
        Form::Connect(_, sides) => sides.iter().map(leaves).sum(),
        Form::Not(inner) => leaves(inner),
        _ => usize::from(node.has_statistic()),
    }
}

/// Judges one claim by the samples of one case.
struct Judge<'j, 'a> {
    says: Estimator<'j, 'a>,
    alpha: f64,
    within: Option<f64>,
}

impl<'j, 'a> Judge<'j, 'a> {
    fn new(trial: &'j mut Trial<'a>, law: &'j Law, index: usize, samples: &'j Samples, alpha: f64) -> Self {
        Self { says: Estimator::new(trial, law, index, samples), alpha, within: None }
    }

    fn evidence(&mut self, node: &Node) -> Result<Evidence> {
        if self.says.certain || !node.has_statistic() {
            return self.exact(node);
        }
        match &node.form {
            Form::Not(inner) => Ok(self.evidence(inner)?.not()),
            Form::Connect(connective, sides) => {
                let (left, right) = (self.evidence(&sides[0])?, self.evidence(&sides[1])?);
                Ok(match connective {
                    Connective::And => left.and(right),
                    Connective::Or => left.or(right),
                    Connective::Implies => left.not().or(right),
                })
            }
            Form::Compare(comparison, sides) => self.compared(*comparison, &sides[0], &sides[1]),
            _ => self.exact(node),
        }
    }

    /// That of what is known for certain.
    fn exact(&mut self, node: &Node) -> Result<Evidence> {
        Ok(self.says.truth(node)?.map_or(Evidence::TOO_CLOSE, Evidence::exact))
    }

    fn compared(&mut self, comparison: Relation, left: &Node, right: &Node) -> Result<Evidence> {
        if let Some(evidence) = self.of_share(comparison, left, right, self.says.samples)? {
            let Some([low, high]) = self.says.ends else { return Ok(evidence) };
            let low = self.of_share(comparison, left, right, low)?.unwrap_or(evidence);
            return Ok(low.either(self.of_share(comparison, left, right, high)?.unwrap_or(evidence)));
        }
        let estimates = self.says.all()?;
        let (first, second) = match (self.says.value(left, &estimates), self.says.value(right, &estimates)) {
            (Ok(first), Ok(second)) => (first.to_f64(), second.to_f64()),
            // A division by what was not seen, though it may happen.
            (Err(_), _) | (_, Err(_)) if self.says.is_rare(&[left, right]) && !self.says.is_stopped() => {
                self.differ_by(comparison, f64::INFINITY);
                return Ok(Evidence { against: OPEN, ..Evidence::exact(true) });
            }
            (Err(wrong), _) | (_, Err(wrong)) => return Err(wrong),
        };
        let scale = first.abs().max(second.abs());
        let difference = if (first - second).abs() <= ROUNDING * scale { 0.0 } else { first - second };
        let mut spread = self.says.spread(&[left, right], scale, self.alpha)?;
        let inexact = match self.says.inexact(&[left, right]) {
            // A division by what may be zero.
            Err(_) if !self.says.is_stopped() => return Ok(Evidence::TOO_CLOSE),
            inexact => inexact?,
        };
        let too_close = inexact.filter(|_| comparison != Relation::Equal).is_some_and(|ends| {
            let [low, high] = ends.map(|end| against(comparison, end, &spread));
            low.is_decided() && high.is_decided() && low.is_refuted() != high.is_refuted()
        });
        if let Some(ends) = inexact {
            spread.widen(difference, ends);
        }
        if scale > 0.0 {
            let beyond = if spread.is_too_skewed() { f64::INFINITY } else { spread.widest() };
            self.differ_by(comparison, (difference.abs() + beyond) / scale);
        }
        Ok(if too_close { Evidence::TOO_CLOSE } else { against(comparison, difference, &spread) })
    }

    /// Takes by which share the sides of a comparison may differ, if it says that they are equal.
    fn differ_by(&mut self, comparison: Relation, share: f64) {
        if comparison == Relation::Equal {
            self.within = Some(self.within.map_or(share, |other| other.max(share)));
        }
    }

    /// What a single probability or quantile against a constant comes to by these samples; `None` of anything else.
    fn of_share(
        &mut self,
        comparison: Relation,
        left: &Node,
        right: &Node,
        samples: &[Vec<f64>],
    ) -> Result<Option<Evidence>> {
        let found = self.as_share(comparison, left, right, samples)?;
        Ok(found.map(|(share, level, comparison)| self.share(share, level, comparison)))
    }

    /// A single probability or quantile against a constant, as the share of the replications in which something holds,
    /// compared with a level.
    fn as_share(
        &mut self,
        comparison: Relation,
        left: &Node,
        right: &Node,
        samples: &[Vec<f64>],
    ) -> Result<Option<(f64, f64, Relation)>> {
        let (index, fixed, comparison) = match (left.statistic(), right.statistic()) {
            (Some(index), None) if !right.has_statistic() => (index, right, comparison),
            (None, Some(index)) if !left.has_statistic() => (index, left, comparison.turned()),
            _ => return Ok(None),
        };
        let statistic = &self.says.claim.expression.statistics()[index];
        if matches!(statistic.kind, StatisticKind::Mean) {
            return Ok(None);
        }
        let (fixed, values) = (self.says.value(fixed, &[])?.to_f64(), &samples[index]);
        let share = |holds: &dyn Fn(f64) -> bool| {
            values.iter().filter(|value| holds(**value)).count() as f64 / values.len() as f64
        };
        if matches!(statistic.kind, StatisticKind::Probability) {
            return Ok(Some((share(&|value| value > 0.5), fixed, comparison)));
        }
        let (at_most, below) = (share(&|value| value <= fixed), share(&|value| value < fixed));
        let level = self.says.level(statistic)?;
        // The quantile is at most x if the probability of at most x is at least the level; and so on.
        Ok(match comparison {
            Relation::AtMost | Relation::Less => Some((at_most, level, Relation::AtLeast)),
            Relation::AtLeast | Relation::Greater => Some((below, level, Relation::AtMost)),
            Relation::Equal | Relation::Unequal => None,
        })
    }

    /// Compares the share of the replications with the level that its probability is claimed to have.
    fn share(&self, share: f64, level: f64, comparison: Relation) -> Evidence {
        // Each of the two tails has half of the error.
        let evidence = self.says.replications() as f64 * divergence(share, level) / -libm::log(self.alpha / 2.0);
        let spread = if evidence > 0.0 { (share - level).abs() / evidence } else { f64::INFINITY };
        against(comparison, share - level, &Spread::between(spread, spread, None))
    }

    /// The comparison that speaks most against a claim.
    fn culprit<'n>(&mut self, node: &'n Node) -> Result<&'n Node> {
        Ok(match &node.form {
            Form::Connect(Connective::And, sides) => {
                let (left, right) = (self.evidence(&sides[0])?, self.evidence(&sides[1])?);
                self.culprit(&sides[usize::from(right.against > left.against)])?
            }
            // All of it is false: what statistics say of it is what needs to be shown.
            Form::Connect(_, sides) => self.culprit(uncertain(sides))?,
            Form::Not(inner) => match &inner.form {
                Form::Connect(_, sides) => self.culprit(uncertain(sides))?,
                _ => self.culprit(inner)?,
            },
            _ => node,
        })
    }

    /// A side's value, with its confidence interval.
    fn shown(&mut self, side: &Node) -> Result<String> {
        let estimates = self.says.all()?;
        let value = self.says.value(side, &estimates)?;
        if !side.has_statistic() {
            return Ok(super::sides::exact(&Value::Quantity(value)));
        }
        let mut spread = self.says.spread(&[side], value.to_f64().abs(), 1.0 - LEVEL)?;
        match self.says.inexact(&[side]) {
            Err(_) if !self.says.is_stopped() => return Ok(estimated(&value, f64::INFINITY)),
            inexact => inexact?.into_iter().for_each(|ends| spread.widen(value.to_f64(), ends)),
        }
        Ok(estimated(&value, spread.widest()))
    }
}

/// How far a difference of the sides speaks against a comparison.
fn against(comparison: Relation, difference: f64, spread: &Spread) -> Evidence {
    let reach = if difference > 0.0 { spread.below } else { spread.above };
    let size = match () {
        // Nothing over nothing: the sides are equal wherever they were looked at.
        () if difference == 0.0 => 0.0,
        () if reach.is_infinite() => OPEN,
        () => difference.abs() / reach,
    };
    let mut against = match comparison {
        Relation::Equal => size,
        Relation::Unequal => -size,
        Relation::Less | Relation::AtMost => size * difference.signum(),
        Relation::Greater | Relation::AtLeast => -size * difference.signum(),
    };
    if spread.is_doubtful(difference > 0.0) {
        against = against.clamp(-UNDECIDED, UNDECIDED);
    }
    // What is decided on the side of the short tail is decided, however long the other is.
    let doubt = spread.doubt.filter(|doubt| against.abs() < 1.0 || *doubt == Doubt::NeverVaried);
    Evidence { against, doubt, too_close: false }
}

/// The last of two parts that a statistic takes part in.
fn uncertain(sides: &[Node; 2]) -> &Node {
    &sides[usize::from(sides[1].has_statistic())]
}

/// How far a difference speaks of which nothing is known: enough for another look.
const OPEN: f64 = 0.3;

/// Just too little to decide.
const UNDECIDED: f64 = 1.0 - f64::EPSILON;
