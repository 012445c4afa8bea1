//! Intervals of each statistic by itself, and by interval arithmetic of what is calculated from them.
//!
//! A quantile of few values is biased and may jump, so nothing about its spread would be sure. Nor is anything sure where
//! a probability is divided by or multiplied, or hardly anything of it was seen; or where statistics are rounded.

use super::Result;
use super::chernoff::bounds;
use super::estimate::{Estimator, statistics_of};
use super::evidence::worse;
use super::spread::{ROUNDING, Spread};
use crate::expression::{Arithmetic, Form, Function, Node, StatisticKind};
use crate::stats::{Doubt, Interval};

/// Stands for an end that is not known.
const UNBOUNDED: f64 = 1e60;
/// What is greater comes from such an end.
const BOUNDED_MAX: f64 = 1e30;
/// Makes an interval a little longer: its ends are values that a quantile may have, so that a bound there decides nothing.
const INCLUDED: f64 = 1.0 + 1e-9;

impl Estimator<'_, '_> {
    /// Whether the difference does not follow its statistics smoothly, or not as far as they may be off.
    pub fn needs_intervals(&self, sides: &[&Node]) -> bool {
        let is = |at: &usize, of: fn(&StatisticKind) -> bool| of(self.kind(*at));
        let statistics = statistics_of(sides);
        let has_quantiles = statistics.iter().any(|at| is(at, |kind| matches!(kind, StatisticKind::Quantile(_))));
        let has_probabilities = statistics.iter().any(|at| is(at, |kind| matches!(kind, StatisticKind::Probability)));
        has_quantiles
            || self.is_rare(sides)
            || sides.iter().any(|side| jumps(side) || has_probabilities && !is_linear(side))
    }

    /// Each statistic has an interval of its own, with its part of the error; of quantiles it is between two of the
    /// values, whatever their distribution. What the difference may then be is interval arithmetic.
    pub fn by_intervals(&mut self, sides: &[&Node], alpha: f64) -> Result<Spread> {
        let estimates = self.all()?;
        let difference = self.difference(sides, &estimates)?;
        let statistics = statistics_of(sides);
        let (alpha, mut ends, mut doubt) =
            (alpha / statistics.len() as f64, [estimates.clone(), estimates.clone()], None);
        for at in statistics {
            let (interval, its_doubt) = self.interval(at, estimates[at], alpha)?;
            doubt = worse(doubt, its_doubt);
            ends.iter_mut().zip(interval).for_each(|(ends, end)| ends[at] = end.clamp(-UNBOUNDED, UNBOUNDED));
        }
        let [low, high] = match self.range(sides, &ends) {
            Ok(ends) => ends,
            // A division by what may be zero.
            Err(_) if !self.is_stopped() => return Ok(Spread::between(f64::INFINITY, f64::INFINITY, doubt)),
            Err(flaw) => return Err(self.flawed(&flaw)),
        };
        let reach = |reach: f64| if reach > BOUNDED_MAX { f64::INFINITY } else { reach.max(0.0) * INCLUDED };
        Ok(Spread::between(reach(difference - low), reach(high - difference), doubt))
    }

    /// Between which values a statistic lies; each end fails with a probability of at most half of `alpha`. No end is
    /// known that can't be trusted.
    fn interval(&mut self, statistic: usize, estimate: f64, alpha: f64) -> Result<([f64; 2], Option<Doubt>)> {
        let values = &self.samples[statistic];
        Ok(match self.claim.expression.statistics()[statistic].kind {
            StatisticKind::Mean => {
                let spread = Spread::of(&values.iter().copied().collect(), alpha, estimate.abs() * ROUNDING);
                let [below, above] = [true, false].map(|below| spread.is_doubtful(below));
                let low = if below { f64::NEG_INFINITY } else { estimate - spread.below };
                let high = if above { f64::INFINITY } else { estimate + spread.above };
                ([low, high], spread.doubt)
            }
            StatisticKind::Probability => (bounds(estimate, values.len(), alpha), None),
            StatisticKind::Quantile(_) => {
                let level = self.level(&self.claim.expression.statistics()[statistic])?;
                let [least, most] = self.ends.map_or([values, values], |ends| ends.map(|ends| &ends[statistic]));
                let of = |values: &[f64]| {
                    let mut sorted = values.to_vec();
                    sorted.sort_unstable_by(f64::total_cmp);
                    Interval::of_quantile(&sorted, level, 1.0 - alpha)
                };
                let low = of(least).map_or(f64::NEG_INFINITY, |interval| interval.low);
                ([low, of(most).map_or(f64::INFINITY, |interval| interval.high)], None)
            }
        })
    }
}

/// Whether statistics are rounded up or down, so that a small change of them may change much, or nothing.
fn jumps(node: &Node) -> bool {
    let rounds = matches!(node.form, Form::Call(Function::Ceil | Function::Floor, _)) && node.has_statistic();
    rounds || node.parts().iter().any(jumps)
}

/// Whether statistics are only added, subtracted, and multiplied with or divided by what is none.
fn is_linear(node: &Node) -> bool {
    match &node.form {
        _ if !node.has_statistic() => true,
        Form::Arithmetic(Arithmetic::Times, sides) if sides.iter().all(Node::has_statistic) => false,
        Form::Arithmetic(Arithmetic::Over, sides) if sides[1].has_statistic() => false,
        Form::Call(..) => false,
        _ => node.parts().iter().all(is_linear),
    }
}
