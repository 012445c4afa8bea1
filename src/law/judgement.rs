//! The evidence of samples on a claim about all runs: they refute it, show it, or leave it open.
//!
//! Means, and values calculated from statistics, are tested by *sectioning*: the replications are split into sections,
//! the difference of the two sides is estimated in each, and their spread gives the precision of the estimate from all
//! replications (Asmussen and Glynn, *Stochastic Simulation*, III.5). A single probability or quantile against a number
//! is tested by the bound of Chernoff on a binomial tail, which holds for any number of replications, however rare the
//! event.

use super::sample::{Estimated, Samples, level_of};
use super::trial::Trial;
use super::{Claim, Law, Result};
use crate::expression::{Comparison, Connective, Form, Node, StatisticKind, Value};
use crate::stats::{Tally, t_quantile};

/// Sections of claims about means; with quantiles fewer and longer ones, as a quantile of a few values is biased.
const SECTIONS: usize = 50;
const SECTIONS_FOR_QUANTILES: usize = 20;
/// The effect of rounding on a difference of two sides, as a share of them.
const ROUNDING: f64 = 1e-12;

/// The evidence about a claim, ordered from bad to good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    Refuted,
    Open,
    Shown,
}

impl Known {
    const fn not(self) -> Self {
        match self {
            Self::Refuted => Self::Shown,
            Self::Open => Self::Open,
            Self::Shown => Self::Refuted,
        }
    }

    const fn of(truth: bool) -> Self {
        if truth { Self::Shown } else { Self::Refuted }
    }
}

/// The evidence of the samples of a case about a claim.
#[derive(Clone, Copy, Debug)]
pub struct Judgement {
    pub known: Known,
    /// How strongly the samples contradict it: from 1 it is refuted. The maximum over its comparisons.
    pub suspicion: f64,
    /// The sides of every `==` in it agree within this share of the larger side.
    pub within: Option<f64>,
}

/// The evidence of samples about the claims of a law, each comparison tested with error probability `alpha`.
pub fn judgements(trial: &mut Trial<'_>, law: &Law, samples: &Samples, alpha: f64) -> Result<Vec<Judgement>> {
    let each = law.claims.iter().enumerate().zip(&samples.claims);
    each.map(|((index, claim), samples)| {
        let mut judge = Judge { trial, claim, index, samples, alpha, suspicion: f64::NEG_INFINITY, within: None };
        let known = judge.known(claim.expression.root(), false)?;
        Ok(Judgement { known, suspicion: judge.suspicion, within: judge.within })
    })
    .collect()
}

/// How many comparisons in a law's claims need a test.
pub fn comparisons(law: &Law) -> usize {
    law.claims.iter().map(|claim| leaves(claim.expression.root())).sum::<usize>().max(1)
}

fn leaves(node: &Node) -> usize {
    match &node.form {
        Form::Connect(_, sides) => sides.iter().map(leaves).sum(),
        Form::Not(inner) => leaves(inner),
        _ => 1,
    }
}

struct Judge<'j, 'a> {
    trial: &'j mut Trial<'a>,
    claim: &'j Claim,
    index: usize,
    samples: &'j [Vec<f64>],
    alpha: f64,
    suspicion: f64,
    within: Option<f64>,
}

impl Judge<'_, '_> {
    /// The evidence about a condition, which is under an odd number of `not` if `negated`.
    fn known(&mut self, node: &Node, negated: bool) -> Result<Known> {
        match &node.form {
            Form::Not(inner) => Ok(self.known(inner, !negated)?.not()),
            Form::Connect(connective, sides) => {
                let left = self.known(&sides[0], negated != (*connective == Connective::Implies))?;
                let right = self.known(&sides[1], negated)?;
                let left = if *connective == Connective::Implies { left.not() } else { left };
                Ok(match connective {
                    Connective::And => left.min(right),
                    Connective::Or | Connective::Implies => left.max(right),
                })
            }
            Form::Compare(comparison, sides) if sides[0].kind != crate::expression::Kind::Choice => {
                self.compared(*comparison, &sides[0], &sides[1], negated)
            }
            _ => Ok(Known::of(self.value(node, 0..usize::MAX)?.is_true())),
        }
    }

    /// The value of a part, from some of the replications.
    fn value(&mut self, node: &Node, part: std::ops::Range<usize>) -> Result<Value> {
        let all = self.samples.first().map_or(0, Vec::len);
        let part = part.start.min(all)..part.end.min(all);
        let scope =
            &mut Estimated { trial: self.trial, claim: self.claim, index: self.index, samples: self.samples, part };
        node.evaluate(scope).map_err(|flaw| self.trial.told(self.claim, &flaw))
    }

    fn compared(&mut self, comparison: Comparison, left: &Node, right: &Node, negated: bool) -> Result<Known> {
        let replications = self.samples.first().map_or(0, Vec::len);
        let (first, second) = (self.value(left, 0..usize::MAX)?, self.value(right, 0..usize::MAX)?);
        let [Value::Quantity(first), Value::Quantity(second)] = [first, second] else { return Ok(Known::Open) };
        let (first, second) = (first.to_f64(), second.to_f64());
        let scale = first.abs().max(second.abs());
        let difference = if (first - second).abs() <= ROUNDING * scale { 0.0 } else { first - second };
        if replications <= 1 {
            let known = Known::of(comparison.holds(difference.total_cmp(&0.0)));
            return Ok(self.noted(known, if known == Known::Shown { 0.0 } else { f64::INFINITY }, negated));
        }
        if let Some((share, level, comparison)) = self.as_share(comparison, left, right)? {
            return Ok(self.share(share, level, comparison, replications, negated));
        }
        let half_width = self.half_width(left, right, replications)?;
        if comparison == Comparison::Equal && scale > 0.0 {
            let within = (difference.abs() + half_width) / scale;
            self.within = Some(self.within.map_or(within, |other| other.max(within)));
        }
        let (low, high) = (difference - half_width, difference + half_width);
        Ok(self.noted(interval(comparison, low, high), against(comparison, difference) / half_width, negated))
    }

    /// Records a suspicion (of the negation, if `negated`: what is shown there contradicts the claim).
    fn noted(&mut self, known: Known, suspicion: f64, negated: bool) -> Known {
        let suspicion = if suspicion.is_nan() { 0.0 } else { suspicion };
        self.suspicion = self.suspicion.max(if negated { -suspicion } else { suspicion });
        known
    }

    /// The half-width of the interval for the difference of the sides.
    fn half_width(&mut self, left: &Node, right: &Node, replications: usize) -> Result<f64> {
        let is_quantile =
            |index: usize| matches!(self.claim.expression.statistics()[index].kind, StatisticKind::Quantile(_));
        let quantiles = (0..self.samples.len()).any(is_quantile);
        let sections = if quantiles { SECTIONS_FOR_QUANTILES } else { SECTIONS }.min(replications / 2).max(2);
        let mut differences = Tally::default();
        for section in 0..sections {
            let part = section * replications / sections..(section + 1) * replications / sections;
            let (left, right) = (self.value(left, part.clone())?, self.value(right, part)?);
            if let (Value::Quantity(left), Value::Quantity(right)) = (left, right) {
                differences.record(left.to_f64() - right.to_f64());
            }
        }
        let variance = differences.variance().unwrap_or(f64::INFINITY);
        let constant =
            self.samples.iter().all(|values| values.iter().all(|value| value.to_bits() == values[0].to_bits()));
        let rare =
            self.claim.expression.statistics().iter().any(|statistic| !matches!(statistic.kind, StatisticKind::Mean));
        if variance == 0.0 && (rare || !constant) {
            // An event that has not occurred may still occur.
            return Ok(f64::INFINITY);
        }
        let t = -t_quantile(self.alpha / 2.0, sections as f64 - 1.0);
        Ok(t * libm::sqrt(variance / sections as f64))
    }

    /// A single probability or quantile against a constant, as the share of the replications in which something holds,
    /// compared with a level.
    fn as_share(
        &mut self,
        comparison: Comparison,
        left: &Node,
        right: &Node,
    ) -> Result<Option<(f64, f64, Comparison)>> {
        let (index, fixed, comparison) = match (left.statistic(), right.statistic()) {
            (Some(index), None) if is_fixed(right) => (index, right, comparison),
            (None, Some(index)) if is_fixed(left) => (index, left, turned(comparison)),
            _ => return Ok(None),
        };
        let Value::Quantity(fixed) = self.value(fixed, 0..0)? else { return Ok(None) };
        let (fixed, values) = (fixed.to_f64(), &self.samples[index]);
        let share = |holds: &dyn Fn(f64) -> bool| {
            values.iter().filter(|value| holds(**value)).count() as f64 / values.len() as f64
        };
        let statistic = &self.claim.expression.statistics()[index];
        match statistic.kind {
            StatisticKind::Mean => Ok(None),
            StatisticKind::Probability => Ok(Some((share(&|value| value > 0.5), fixed, comparison))),
            StatisticKind::Quantile(_) => {
                let at_most = share(&|value| value <= fixed);
                let below = share(&|value| value < fixed);
                let scope = &mut Estimated {
                    trial: self.trial,
                    claim: self.claim,
                    index: self.index,
                    samples: self.samples,
                    part: 0..0,
                };
                let level = level_of(statistic, scope).map_err(|what| self.trial.faulty(what))?;
                // The quantile is at most x if the probability of at most x is at least the level; and so on.
                Ok(match comparison {
                    Comparison::AtMost | Comparison::Less => Some((at_most, level, Comparison::AtLeast)),
                    Comparison::AtLeast | Comparison::Greater => Some((below, level, Comparison::AtMost)),
                    Comparison::Equal | Comparison::Unequal => None,
                })
            }
        }
    }

    /// Compares the share of some replications with the level that its probability is claimed to have.
    fn share(&mut self, share: f64, level: f64, comparison: Comparison, replications: usize, negated: bool) -> Known {
        // Each of the two tails gets half of the error.
        let needed = -libm::log(self.alpha / 2.0);
        let evidence = replications as f64 * divergence(share, level);
        let sure = evidence >= needed;
        let (low, high) = if !sure {
            (-1.0, 1.0)
        } else if share > level {
            (1.0, 1.0)
        } else {
            (-1.0, -1.0)
        };
        self.noted(
            interval(comparison, low, high),
            against(comparison, share - level).signum() * evidence / needed,
            negated,
        )
    }
}

/// The evidence if the difference of the sides lies between `low` and `high`.
fn interval(comparison: Comparison, low: f64, high: f64) -> Known {
    let (above, below) = (low > 0.0, high < 0.0);
    match comparison {
        Comparison::Equal if above || below => Known::Refuted,
        Comparison::Equal if low == 0.0 && high == 0.0 => Known::Shown,
        Comparison::Unequal if above || below => Known::Shown,
        Comparison::Less if below => Known::Shown,
        Comparison::AtMost if high <= 0.0 => Known::Shown,
        Comparison::Less | Comparison::AtMost if above => Known::Refuted,
        Comparison::Greater if above => Known::Shown,
        Comparison::AtLeast if low >= 0.0 => Known::Shown,
        Comparison::Greater | Comparison::AtLeast if below => Known::Refuted,
        _ => Known::Open,
    }
}

/// How strongly a difference of the sides contradicts a comparison.
fn against(comparison: Comparison, difference: f64) -> f64 {
    match comparison {
        Comparison::Equal => difference.abs(),
        Comparison::Unequal => -difference.abs(),
        Comparison::Less | Comparison::AtMost => difference,
        Comparison::Greater | Comparison::AtLeast => -difference,
    }
}

/// The comparison with its sides exchanged.
const fn turned(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::Greater,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::Greater => Comparison::Less,
        Comparison::AtLeast => Comparison::AtMost,
        same => same,
    }
}

fn is_fixed(node: &Node) -> bool {
    match &node.form {
        Form::Constant(_) | Form::Symbol(_) => true,
        Form::Statistic(_) => false,
        Form::Negative(inner) | Form::Not(inner) => is_fixed(inner),
        Form::Arithmetic(_, sides) | Form::Compare(_, sides) | Form::Connect(_, sides) => sides.iter().all(is_fixed),
        Form::Call(_, parts) | Form::Sum(parts) => parts.iter().all(is_fixed),
    }
}

/// The Kullback-Leibler divergence of a coin with probability `share` from one with `level`: the probability that n throws of
/// the latter show a share as far off is at most exp(−n · divergence).
fn divergence(share: f64, level: f64) -> f64 {
    let part = |a: f64, b: f64| match (a, b) {
        (0.0, _) => 0.0,
        (_, b) if b <= 0.0 => f64::INFINITY,
        (a, b) => a * libm::log(a / b),
    };
    part(share, level.min(1.0)) + part(1.0 - share, (1.0 - level).min(1.0))
}
