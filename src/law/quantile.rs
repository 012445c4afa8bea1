//! Quantiles of samples, and their levels.

use crate::expression::{Quantity, Scope, StatisticCall, StatisticKind};

/// The level of a quantile, as a share.
pub fn level_of(statistic: &StatisticCall, scope: &mut dyn Scope) -> std::result::Result<f64, String> {
    let StatisticKind::Quantile(level) = &statistic.kind else { return Ok(0.5) };
    let level = level.evaluate(scope).map_err(|flaw| flaw.message)?;
    let share = level.quantity().map_or(f64::NAN, Quantity::to_f64);
    if share > 0.0 && share < 1.0 {
        Ok(share)
    } else {
        Err(format!("a quantile's level is between 0 and 1, not {level}"))
    }
}

/// The least value that is not exceeded by a share `level` of the values.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a length")]
pub fn quantile(mut values: Vec<f64>, level: f64) -> f64 {
    let rank = (libm::ceil(level * values.len() as f64) as usize).clamp(1, values.len());
    *values.select_nth_unstable_by(rank - 1, f64::total_cmp).1
}
