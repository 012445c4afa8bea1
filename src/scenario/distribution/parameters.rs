//! What distributions with several parametrisations have in common: parameters, and complaints about them.
//!
//! Formulas are in `docs/scenario.md`. They are computed with `libm`, so a file means the same on every platform.

use crate::model::Distribution;
use crate::scenario::kind::FieldKind;
use crate::scenario::value::FieldValue;
use crate::scenario::variant::Given;
use crate::time::Duration;

/// A placeholder for a distribution that was understood but is invalid; it never leaves the reader.
pub const STAND_IN: Distribution = Distribution::Constant(Duration::from_secs(1));

pub const MEAN: (&str, FieldKind) = ("mean", FieldKind::Duration);
pub const SD: (&str, FieldKind) = ("sd", FieldKind::Duration);
pub const MEDIAN: (&str, FieldKind) = ("median", FieldKind::Duration);
pub const P95: (&str, FieldKind) = ("p95", FieldKind::Duration);
pub const SHAPE: (&str, FieldKind) = ("shape", FieldKind::Number);
pub const SCALE: (&str, FieldKind) = ("scale", FieldKind::Duration);
pub const SCALE_S: (&str, FieldKind) = ("scale_s", FieldKind::Number);

/// What is wrong with a parameter, without the distribution's place.
pub struct Misfit {
    /// The parameter; empty for the distribution as a whole.
    parameter: &'static str,
    what: String,
    instead: String,
}

impl Misfit {
    pub fn new(parameter: &'static str, what: impl Into<String>, instead: impl Into<String>) -> Self {
        Self { parameter, what: what.into(), instead: instead.into() }
    }
}

/// The distribution, or a placeholder after a complaint.
pub fn or_stand_in(given: &mut Given<'_, '_, '_>, found: Result<Distribution, Misfit>) -> Distribution {
    found.unwrap_or_else(|Misfit { parameter, what, instead }| {
        let node = given.node_of(parameter);
        given.reading.problems.add(|| node.wrong(what, instead));
        STAND_IN
    })
}

/// A scale, which can be a duration or a number of seconds.
pub enum Scale {
    None,
    Given(f64),
    Twice,
}

pub fn scale_s(given: &mut Given<'_, '_, '_>) -> Option<Scale> {
    let (scale, scale_s) = (given.optional::<Duration>("scale"), given.optional("scale_s"));
    Some(match (scale?, scale_s?) {
        (None, None) => Scale::None,
        (Some(scale), None) => Scale::Given(scale.as_secs_f64()),
        (None, Some(scale_s)) => Scale::Given(scale_s),
        (Some(_), Some(_)) => Scale::Twice,
    })
}

/// A median and a greater quantile, in seconds.
pub fn rising(median: Duration, p95: Duration) -> Result<(f64, f64), Misfit> {
    if median.is_zero() {
        return Err(Misfit::new("median", "the median must be above zero", "write a longer one"));
    }
    if p95 <= median {
        let instead = format!("write more than \"{median}\"; for a time that never varies, `Constant(\"{median}\")`");
        return Err(Misfit::new("p95", "the 95 % quantile must be above the median", instead));
    }
    Ok((median.as_secs_f64(), p95.as_secs_f64()))
}

/// A mean, and perhaps a standard deviation, both above zero.
pub fn above_zero(mean: Duration, sd: Duration, sd_too: bool) -> Result<(), Misfit> {
    if mean.is_zero() {
        return Err(Misfit::new("mean", "the mean must be above zero", "for a time of zero, write `Constant(\"0s\")`"));
    }
    if sd_too && sd.is_zero() {
        let instead = format!("for a time that never varies, write `Constant(\"{mean}\")`");
        return Err(Misfit::new("sd", "the standard deviation must be above zero", instead));
    }
    Ok(())
}

/// A complaint about parameters that are not a valid combination for this distribution.
pub fn unfit_combination(given: &Given<'_, '_, '_>) -> Misfit {
    let (name, present) = (given.variant.name, given.present());
    let what = match present.as_slice() {
        [] => format!("`{name}` needs its parameters"),
        [only] => format!("`{name}` needs more than `{only}`"),
        [most @ .., last] => format!("`{name}` can't be given by {} and `{last}` together", listed(most)),
    };
    Misfit::new("", what, given.variant.advice())
}

fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Whether a spelling gives exactly this distribution.
pub fn is(wanted: &Distribution, spelling: Result<Distribution, Misfit>) -> bool {
    spelling.is_ok_and(|distribution| distribution == *wanted)
}

/// The duration of exactly this many seconds, if there is one.
pub fn whole_ns(seconds: f64) -> Option<Duration> {
    let duration = Duration::from_secs_f64(seconds);
    (duration.as_secs_f64().to_bits() == seconds.to_bits()).then_some(duration)
}

pub fn named(name: &str, parameters: &[(&str, &Duration)]) -> String {
    let parameters = parameters.iter().map(|(name, value)| format!("{name}: {}", value.write()));
    format!("{name}({})", parameters.collect::<Vec<_>>().join(", "))
}
