//! `Weibull(…)`.

use super::parameters::{
    MEAN, MEDIAN, Misfit, P95, SCALE, SCALE_S, SHAPE, Scale, is, or_stand_in, rising, scale_s, unfit_combination,
    whole_ns,
};
use crate::model::Distribution;
use crate::scenario::value::FieldValue;
use crate::scenario::variant::{Given, Parameters::Named, VariantForm};
use crate::time::Duration;

pub const FORM: VariantForm<Distribution> = VariantForm::new(
    "Weibull",
    &[
        "Weibull(shape: 1.5, scale: \"10s\")",
        "Weibull(shape: 1.5, mean: \"9s\")",
        "Weibull(median: \"8s\", p95: \"20s\")",
    ],
    Named(&[SHAPE, SCALE, SCALE_S, MEAN, MEDIAN, P95]),
    read,
);

fn read(given: &mut Given<'_, '_, '_>) -> Option<Distribution> {
    let (shape, scale_s, mean) = (given.optional("shape"), scale_s(given), given.optional("mean"));
    let (median, p95) = (given.optional("median"), given.optional("p95"));
    let found = match (shape?, scale_s?, mean?, median?, p95?) {
        (Some(shape), Scale::Given(scale_s), None, None, None) => Ok(Distribution::Weibull { shape, scale_s }),
        (Some(shape), Scale::None, Some(mean), None, None) => of_mean(shape, mean),
        (None, Scale::None, None, Some(median), Some(p95)) => of_quantiles(median, p95),
        _ => Err(unfit_combination(given)),
    };
    Some(or_stand_in(given, found))
}

fn of_mean(shape: f64, mean: Duration) -> Result<Distribution, Misfit> {
    let scale_s = mean.as_secs_f64() / libm::tgamma(1.0 + 1.0 / shape);
    // Γ exceeds f64 at 171, so for a shape below 1/170 the scale can't be represented.
    if !(shape.is_finite() && shape > 1.0 / 170.0) {
        let what = format!("the shape {shape} is out of range");
        let instead = "write a number above 1/170, such as 1.5; or give `scale` instead of `mean`";
        return Err(Misfit::new("shape", what, instead));
    }
    Ok(Distribution::Weibull { shape, scale_s })
}

/// P(X > x) is e to the power of −(x ÷ scale)^shape: a half at the median, a twentieth at the 95 % quantile.
pub fn of_quantiles(median: Duration, p95: Duration) -> Result<Distribution, Misfit> {
    let (median_s, p95_s) = rising(median, p95)?;
    let [at_median, at_p95] = [2.0, 20.0].map(libm::log);
    let shape = libm::log(at_p95 / at_median) / libm::log(p95_s / median_s);
    Ok(Distribution::Weibull { shape, scale_s: median_s / libm::pow(at_median, 1.0 / shape) })
}

pub fn write(it: &Distribution, shape: f64, scale_s: f64) -> String {
    if let Some(scale) = whole_ns(scale_s) {
        return format!("Weibull(shape: {shape:?}, scale: {})", scale.write());
    }
    let mean = Duration::from_secs_f64(scale_s * libm::tgamma(1.0 + 1.0 / shape));
    if is(it, of_mean(shape, mean)) {
        return format!("Weibull(shape: {shape:?}, mean: {})", mean.write());
    }
    format!("Weibull(shape: {shape:?}, scale_s: {scale_s:?})")
}
