//! `LogNormal(…)`.

use super::parameters::{MEAN, MEDIAN, Misfit, P95, SD, above_zero, is, named, or_stand_in, rising, unfit_combination};
use crate::model::Distribution;
use crate::scenario::kind::FieldKind;
use crate::scenario::variant::{Given, Parameters::Named, VariantForm};
use crate::time::Duration;

pub const FORM: VariantForm<Distribution> = VariantForm::new(
    "LogNormal",
    &[
        "LogNormal(mean: \"60s\", sd: \"40s\")",
        "LogNormal(median: \"50s\", p95: \"130s\")",
        "LogNormal(mu: 3.9, sigma: 0.6)",
    ],
    Named(&[MEAN, SD, MEDIAN, P95, ("mu", FieldKind::Number), ("sigma", FieldKind::Number)]),
    read,
);

fn read(given: &mut Given<'_, '_, '_>) -> Option<Distribution> {
    let (mean, sd) = (given.optional("mean"), given.optional("sd"));
    let (median, p95) = (given.optional("median"), given.optional("p95"));
    let (mu, sigma) = (given.optional("mu"), given.optional("sigma"));
    let found = match (mean?, sd?, median?, p95?, mu?, sigma?) {
        (None, None, None, None, Some(mu), Some(sigma)) => Ok(Distribution::LogNormal { mu, sigma }),
        (Some(mean), Some(sd), None, None, None, None) => of_mean(mean, sd),
        (None, None, Some(median), Some(p95), None, None) => of_quantiles(median, p95),
        _ => Err(unfit_combination(given)),
    };
    Some(or_stand_in(given, found))
}

fn of_mean(mean: Duration, sd: Duration) -> Result<Distribution, Misfit> {
    above_zero(mean, sd, false)?;
    let (mean_s, sd_s) = (mean.as_secs_f64(), sd.as_secs_f64());
    let variance = libm::log1p((sd_s / mean_s) * (sd_s / mean_s));
    Ok(Distribution::LogNormal { mu: libm::log(mean_s) - variance / 2.0, sigma: libm::sqrt(variance) })
}

/// The 95 % quantile of the standard normal distribution.
const Z_95: f64 = 1.644_853_626_951_472_7;

pub fn of_quantiles(median: Duration, p95: Duration) -> Result<Distribution, Misfit> {
    let (median_s, p95_s) = rising(median, p95)?;
    Ok(Distribution::LogNormal { mu: libm::log(median_s), sigma: libm::log(p95_s / median_s) / Z_95 })
}

pub fn write(it: &Distribution, mu: f64, sigma: f64) -> String {
    let mean_s = libm::exp(mu + sigma * sigma / 2.0);
    let mean = Duration::from_secs_f64(mean_s);
    let sd = Duration::from_secs_f64(mean_s * libm::sqrt(libm::expm1(sigma * sigma)));
    if is(it, of_mean(mean, sd)) {
        return named("LogNormal", &[("mean", &mean), ("sd", &sd)]);
    }
    format!("LogNormal(mu: {mu:?}, sigma: {sigma:?})")
}
