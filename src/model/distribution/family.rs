//! What every family of distributions answers.
//!
//! Values are in seconds, as `f64`, before a draw is rounded to nanoseconds. An infinite moment is infinite. Formulas
//! are those of Johnson, Kotz & Balakrishnan, *Continuous Univariate Distributions*, 2nd ed. (vol. 1: chapters 13, 14,
//! 17, 19–21; vol. 2: 25, 26), unless another source is given, arranged so that nearly equal numbers are not
//! subtracted. Only `check` is asked about parameters that may be wrong; with wrong ones, other answers can be
//! not-a-number.

// What the files of families need is handed on.
pub(super) use super::Distribution;
pub(super) use crate::engine::Stream;
pub(super) use crate::model::check::limits::{At, Complaint, Faults, ascending, not_empty, not_negative, positive};
pub(super) use crate::model::sampler::{Other, Sampler, ns, seconds_to_ns};
use crate::time::Decimal;
pub(super) use crate::time::Duration;

/// The answers of a family, for certain parameters. These are functions in a struct, and not a trait, so that an answer
/// can be a line, and parameters need no type besides [`Distribution`].
pub(in crate::model) struct Answers<'p> {
    /// Adds what is wrong with the parameters, whose place is given.
    pub check: &'p dyn Fn(At<'_>, &mut Faults<'_>),
    /// The only value, where parameters leave no choice. Nobody asks for `survival` and `moments` then.
    pub point: Option<f64>,
    /// The probability of more than this, which is at least 0.
    pub survival: &'p dyn Fn(f64) -> f64,
    pub moments: &'p dyn Fn() -> Moments,
    /// See [`Distribution::scaled`].
    pub scaled: &'p dyn Fn(Decimal) -> Option<Distribution>,
    pub sampler: &'p dyn Fn() -> Sampler,
    pub special: Special<'p>,
}

/// The answers of those families that are not just a formula.
pub(in crate::model) struct Special<'p> {
    /// See [`Distribution::constant`].
    pub constant: &'p dyn Fn() -> Option<Duration>,
    /// Whether draws are certain, though they are not constant.
    pub is_certain: &'p dyn Fn() -> bool,
    /// See [`Distribution::sum_has_law`].
    pub sum_has_law: &'p dyn Fn() -> bool,
    /// The exact moments if draws below the first limit are set to it, and draws above the second to that.
    pub clamped: &'p dyn Fn(f64, f64) -> Option<Moments>,
}

impl Special<'_> {
    pub const NONE: Self =
        Self { constant: &|| None, is_certain: &|| false, sum_has_law: &|| false, clamped: &|_, _| None };
}

/// Mean in seconds, variance in seconds squared.
#[derive(Clone, Copy, Debug)]
pub(in crate::model) struct Moments {
    pub mean: f64,
    pub variance: f64,
}

impl Moments {
    pub const fn constant(value: f64) -> Self {
        Self { mean: value, variance: 0.0 }
    }

    pub fn shifted(self, by: f64) -> Self {
        Self { mean: self.mean + by, ..self }
    }
}

/// The survival function of a constant.
pub(super) fn step(x: f64, value: f64) -> f64 {
    if x < value { 1.0 } else { 0.0 }
}
