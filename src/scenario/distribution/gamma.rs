//! `Gamma(…)` and `Erlang(…)`.

use super::parameters::{
    MEAN, MEDIAN, Misfit, P95, SCALE, SCALE_S, SD, SHAPE, Scale, above_zero, is, named, or_stand_in, rising, scale_s,
    unfit_combination, whole_ns,
};
use crate::model::Distribution;
use crate::scenario::kind::FieldKind::Whole;
use crate::scenario::value::FieldValue;
use crate::scenario::variant::{Given, Parameters::Named, VariantForm};
use crate::stats::gamma_quantiles::gamma_of_quantiles;
use crate::time::Duration;

pub const ERLANG: VariantForm<Distribution> =
    VariantForm::new("Erlang", &["Erlang(k: 3, mean: \"5s\")"], Named(&[("k", Whole), MEAN]), read_erlang);

pub const FORM: VariantForm<Distribution> = VariantForm::new(
    "Gamma",
    &["Gamma(shape: 2.5, scale: \"4s\")", "Gamma(mean: \"10s\", sd: \"6s\")", "Gamma(median: \"8s\", p95: \"20s\")"],
    Named(&[SHAPE, SCALE, SCALE_S, MEAN, SD, MEDIAN, P95]),
    read,
);

fn read_erlang(given: &mut Given<'_, '_, '_>) -> Option<Distribution> {
    let (k, mean) = (given.named("k"), given.named("mean"));
    let found = erlang(k?, mean?);
    Some(or_stand_in(given, found))
}

fn read(given: &mut Given<'_, '_, '_>) -> Option<Distribution> {
    let (shape, scale_s) = (given.optional("shape"), scale_s(given));
    let (mean, sd) = (given.optional("mean"), given.optional("sd"));
    let (median, p95) = (given.optional("median"), given.optional("p95"));
    let found = match (shape?, scale_s?, mean?, sd?, median?, p95?) {
        (Some(shape), Scale::Given(scale_s), None, None, None, None) => Ok(Distribution::Gamma { shape, scale_s }),
        (None, Scale::None, Some(mean), Some(sd), None, None) => of_mean(mean, sd),
        (None, Scale::None, None, None, Some(median), Some(p95)) => of_quantiles(median, p95),
        _ => Err(unfit_combination(given)),
    };
    Some(or_stand_in(given, found))
}

/// k exponential phases one after the other: a gamma distribution of shape k.
fn erlang(k: u32, mean: Duration) -> Result<Distribution, Misfit> {
    if k == 0 {
        let what = "an Erlang distribution has at least one phase";
        return Err(Misfit::new("k", what, "write a whole number, at least 1"));
    }
    Ok(Distribution::Gamma { shape: f64::from(k), scale_s: mean.as_secs_f64() / f64::from(k) })
}

fn of_mean(mean: Duration, sd: Duration) -> Result<Distribution, Misfit> {
    above_zero(mean, sd, true)?;
    let (mean_s, sd_s) = (mean.as_secs_f64(), sd.as_secs_f64());
    Ok(Distribution::Gamma { shape: (mean_s / sd_s) * (mean_s / sd_s), scale_s: sd_s / mean_s * sd_s })
}

pub fn of_quantiles(median: Duration, p95: Duration) -> Result<Distribution, Misfit> {
    let (median_s, p95_s) = rising(median, p95)?;
    let found = gamma_of_quantiles(median_s, p95_s).ok_or_else(|| {
        let instead = format!("write more; for a time that hardly varies, `Constant(\"{median}\")`");
        Misfit::new("p95", "the 95 % quantile is less than 0.02 % above the median", instead)
    });
    found.map(|(shape, scale_s)| Distribution::Gamma { shape, scale_s })
}

pub fn write(it: &Distribution, shape: f64, scale_s: f64) -> String {
    let mean = Duration::from_secs_f64(shape * scale_s);
    let sd = Duration::from_secs_f64(libm::sqrt(shape) * scale_s);
    if let Some(k) = phases(shape).filter(|&k| k > 1 && is(it, erlang(k, mean))) {
        return format!("Erlang(k: {k}, mean: {})", mean.write());
    }
    if let Some(scale) = whole_ns(scale_s) {
        return format!("Gamma(shape: {shape:?}, scale: {})", scale.write());
    }
    if is(it, of_mean(mean, sd)) {
        return named("Gamma", &[("mean", &mean), ("sd", &sd)]);
    }
    format!("Gamma(shape: {shape:?}, scale_s: {scale_s:?})")
}

/// The number of phases of an Erlang distribution of this shape.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is tested first")]
fn phases(shape: f64) -> Option<u32> {
    let whole = (1.0..=1000.0).contains(&shape) && libm::floor(shape).to_bits() == shape.to_bits();
    whole.then_some(shape as u32)
}
