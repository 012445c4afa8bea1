//! Moments of clamped distributions: exact if the clamp can be moved inwards, otherwise from the survival function.

use super::super::distribution::Distribution;
use super::{Moments, s, sample};
use crate::stats::survival::mean_and_variance;
use crate::time::Duration;

/// The moments of `of`, with draws below `low` set to `low` and draws above `high` set to `high`, in seconds.
pub(super) fn moments(of: &Distribution, low: f64, high: f64) -> Moments {
    // No draw is negative, so all are above a negative limit.
    if high <= 0.0 {
        return Moments::constant(high);
    }
    match of {
        Distribution::Constant(value) => Moments::constant(s(*value).max(low).min(high)),
        Distribution::Empirical(values) | Distribution::Replay(values) => {
            let (low, high) = (Duration::from_secs_f64(low), Duration::from_secs_f64(high));
            sample(values, |value| value.max(low).min(high))
        }
        Distribution::Mixture(parts) => {
            Moments::mixed(parts.iter().map(|(weight, part)| (*weight, moments(part, low, high))))
        }
        Distribution::ByMove(pieces) => {
            pieces.last().map_or(Moments::constant(low.max(0.0)), |(_, last)| moments(last, low, high))
        }
        Distribution::Shifted { by, of } => moments(of, low - s(*by), high - s(*by)).shifted(s(*by)),
        Distribution::Clamped { min, max, of } => moments(of, s(*min).max(low).min(high), s(*max).max(low).min(high)),
        _ => {
            let (mean, variance) = mean_and_variance(|x| of.survival(x), low.max(0.0), high);
            Moments { mean, variance }
        }
    }
}
