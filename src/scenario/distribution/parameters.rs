//! Conversion of alternative parametrisations to the canonical one.
//!
//! The formulas are in `docs/scenario.md`. They are computed with `libm`, so a file means the same on every platform.

use super::STAND_IN;
use crate::model::Distribution;
use crate::scenario::variant::Given;
use crate::stats::gamma_quantiles;
use crate::time::Duration;

/// What is wrong with a parameter, without the distribution's place.
pub struct Misfit {
    /// The parameter; empty for the distribution as a whole.
    parameter: &'static str,
    what: String,
    instead: String,
}

impl Misfit {
    fn new(parameter: &'static str, what: impl Into<String>, instead: impl Into<String>) -> Self {
        Self { parameter, what: what.into(), instead: instead.into() }
    }
}

/// The distribution, or a placeholder after a complaint.
fn told(given: &mut Given<'_, '_, '_>, found: Result<Distribution, Misfit>) -> Distribution {
    found.unwrap_or_else(|Misfit { parameter, what, instead }| {
        let node = given.node_of(parameter);
        given.reading.problems.add(|| node.wrong(what, instead));
        STAND_IN
    })
}

/// `Erlang(…)`.
pub fn erlang_of(given: &mut Given<'_, '_, '_>) -> Option<Distribution> {
    let (k, mean) = (given.named("k"), given.named("mean"));
    let found = erlang(k?, mean?);
    Some(told(given, found))
}

/// `Gamma(…)`.
pub fn gamma_of(given: &mut Given<'_, '_, '_>) -> Option<Distribution> {
    let (shape, scale_s) = (given.optional("shape"), scale_s(given));
    let (mean, sd) = (given.optional("mean"), given.optional("sd"));
    let (median, p95) = (given.optional("median"), given.optional("p95"));
    let found = match (shape?, scale_s?, mean?, sd?, median?, p95?) {
        (Some(shape), Scale::Given(scale_s), None, None, None, None) => Ok(Distribution::Gamma { shape, scale_s }),
        (None, Scale::None, Some(mean), Some(sd), None, None) => gamma_of_mean(mean, sd),
        (None, Scale::None, None, None, Some(median), Some(p95)) => gamma_of_quantiles(median, p95),
        _ => Err(unfit_combination(given)),
    };
    Some(told(given, found))
}

/// `Weibull(…)`.
pub fn weibull_of(given: &mut Given<'_, '_, '_>) -> Option<Distribution> {
    let (shape, scale_s, mean) = (given.optional("shape"), scale_s(given), given.optional("mean"));
    let (median, p95) = (given.optional("median"), given.optional("p95"));
    let found = match (shape?, scale_s?, mean?, median?, p95?) {
        (Some(shape), Scale::Given(scale_s), None, None, None) => Ok(Distribution::Weibull { shape, scale_s }),
        (Some(shape), Scale::None, Some(mean), None, None) => weibull_of_mean(shape, mean),
        (None, Scale::None, None, Some(median), Some(p95)) => weibull_of_quantiles(median, p95),
        _ => Err(unfit_combination(given)),
    };
    Some(told(given, found))
}

/// `LogNormal(…)`.
pub fn lognormal_of(given: &mut Given<'_, '_, '_>) -> Option<Distribution> {
    let (mean, sd) = (given.optional("mean"), given.optional("sd"));
    let (median, p95) = (given.optional("median"), given.optional("p95"));
    let (mu, sigma) = (given.optional("mu"), given.optional("sigma"));
    let found = match (mean?, sd?, median?, p95?, mu?, sigma?) {
        (None, None, None, None, Some(mu), Some(sigma)) => Ok(Distribution::LogNormal { mu, sigma }),
        (Some(mean), Some(sd), None, None, None, None) => lognormal_of_mean(mean, sd),
        (None, None, Some(median), Some(p95), None, None) => lognormal_of_quantiles(median, p95),
        _ => Err(unfit_combination(given)),
    };
    Some(told(given, found))
}

/// A scale, which can be a duration or a number of seconds.
enum Scale {
    None,
    Given(f64),
    Twice,
}

fn scale_s(given: &mut Given<'_, '_, '_>) -> Option<Scale> {
    let (scale, scale_s) = (given.optional::<Duration>("scale"), given.optional("scale_s"));
    Some(match (scale?, scale_s?) {
        (None, None) => Scale::None,
        (Some(scale), None) => Scale::Given(scale.as_secs_f64()),
        (None, Some(scale_s)) => Scale::Given(scale_s),
        (Some(_), Some(_)) => Scale::Twice,
    })
}

/// k exponential phases one after the other: a gamma distribution of shape k.
pub fn erlang(k: u32, mean: Duration) -> Result<Distribution, Misfit> {
    if k == 0 {
        return Err(Misfit::new(
            "k",
            "an Erlang distribution has at least one phase",
            "write a whole number, at least 1",
        ));
    }
    Ok(Distribution::Gamma { shape: f64::from(k), scale_s: mean.as_secs_f64() / f64::from(k) })
}

pub fn gamma_of_mean(mean: Duration, sd: Duration) -> Result<Distribution, Misfit> {
    above_zero(mean, sd, true)?;
    let (mean_s, sd_s) = (mean.as_secs_f64(), sd.as_secs_f64());
    Ok(Distribution::Gamma { shape: (mean_s / sd_s) * (mean_s / sd_s), scale_s: sd_s / mean_s * sd_s })
}

pub fn gamma_of_quantiles(median: Duration, p95: Duration) -> Result<Distribution, Misfit> {
    let (median_s, p95_s) = rising(median, p95)?;
    let found = gamma_quantiles::gamma_of_quantiles(median_s, p95_s).ok_or_else(|| {
        let instead = format!("write more; for a time that hardly varies, `Constant(\"{median}\")`");
        Misfit::new("p95", "the 95 % quantile is less than 0.02 % above the median", instead)
    });
    found.map(|(shape, scale_s)| Distribution::Gamma { shape, scale_s })
}

pub fn weibull_of_mean(shape: f64, mean: Duration) -> Result<Distribution, Misfit> {
    let scale_s = mean.as_secs_f64() / libm::tgamma(1.0 + 1.0 / shape);
    // Γ exceeds f64 at 171, so for a shape below 1/170 the scale can't be represented.
    if !(shape.is_finite() && shape > 1.0 / 170.0) {
        let what = format!("the shape {shape} is out of range");
        return Err(Misfit::new(
            "shape",
            what,
            "write a number above 1/170, such as 1.5; or give `scale` instead of `mean`",
        ));
    }
    Ok(Distribution::Weibull { shape, scale_s })
}

pub fn lognormal_of_mean(mean: Duration, sd: Duration) -> Result<Distribution, Misfit> {
    above_zero(mean, sd, false)?;
    let (mean_s, sd_s) = (mean.as_secs_f64(), sd.as_secs_f64());
    let variance = libm::log1p((sd_s / mean_s) * (sd_s / mean_s));
    Ok(Distribution::LogNormal { mu: libm::log(mean_s) - variance / 2.0, sigma: libm::sqrt(variance) })
}

/// The 95 % quantile of the standard normal distribution.
const Z_95: f64 = 1.644_853_626_951_472_7;

fn lognormal_of_quantiles(median: Duration, p95: Duration) -> Result<Distribution, Misfit> {
    let (median_s, p95_s) = rising(median, p95)?;
    Ok(Distribution::LogNormal { mu: libm::log(median_s), sigma: libm::log(p95_s / median_s) / Z_95 })
}

/// P(X > x) is e to the power of −(x ÷ scale)^shape: a half at the median, a twentieth at the 95 % quantile.
fn weibull_of_quantiles(median: Duration, p95: Duration) -> Result<Distribution, Misfit> {
    let (median_s, p95_s) = rising(median, p95)?;
    let [at_median, at_p95] = [2.0, 20.0].map(libm::log);
    let shape = libm::log(at_p95 / at_median) / libm::log(p95_s / median_s);
    Ok(Distribution::Weibull { shape, scale_s: median_s / libm::pow(at_median, 1.0 / shape) })
}

/// A median and a greater quantile, in seconds.
fn rising(median: Duration, p95: Duration) -> Result<(f64, f64), Misfit> {
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
fn above_zero(mean: Duration, sd: Duration, sd_too: bool) -> Result<(), Misfit> {
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
fn unfit_combination(given: &Given<'_, '_, '_>) -> Misfit {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_where_they_are_said_to_be() {
        let (median, p95) = (Duration::from_secs(50), Duration::from_secs(130));
        for of in [gamma_of_quantiles, lognormal_of_quantiles, weibull_of_quantiles] {
            let Ok(distribution) = of(median, p95) else { panic!("it exists") };
            let [half, twentieth] = [50.0, 130.0].map(|s| distribution.survival(s));
            assert!(
                (half - 0.5).abs() < 1e-11 && (twentieth - 0.05).abs() < 1e-11,
                "{distribution:?}: {half} {twentieth}"
            );
            assert!(of(p95, median).is_err() && of(median, median).is_err() && of(Duration::ZERO, median).is_err());
        }
    }
}
