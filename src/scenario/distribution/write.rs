//! Writing distributions as text.
//!
//! The text reads back as the identical distribution. So a distribution with several parametrisations is written in the
//! most readable one that gives exactly the same numbers.

use super::parameters::{Misfit, erlang, gamma_of_mean, lognormal_of_mean, weibull_of_mean};
use crate::model::Distribution;
use crate::scenario::value::FieldValue;
use crate::time::Duration;

/// A distribution in the notation of scenario files.
pub fn distribution(it: &Distribution) -> String {
    use Distribution as D;
    match it {
        D::Constant(value) => format!("Constant({})", value.write()),
        D::Uniform { min, max } => format!("Uniform({}, {})", min.write(), max.write()),
        D::Triangular { min, mode, max } => named("Triangular", &[("min", min), ("mode", mode), ("max", max)]),
        D::Pert { min, mode, max } => named("Pert", &[("min", min), ("mode", mode), ("max", max)]),
        D::Exponential { mean } => named("Exponential", &[("mean", mean)]),
        D::Normal { mean, sd } => named("Normal", &[("mean", mean), ("sd", sd)]),
        D::Gamma { shape, scale_s } => gamma(it, *shape, *scale_s),
        D::Weibull { shape, scale_s } => weibull(it, *shape, *scale_s),
        D::LogNormal { mu, sigma } => lognormal(it, *mu, *sigma),
        D::Pareto { min, shape } => format!("Pareto(min: {}, shape: {shape:?})", min.write()),
        D::HyperExponential { mean, cv } => format!("HyperExponential(mean: {}, cv: {cv:?})", mean.write()),
        D::Mixture(parts) => format!("Mixture({})", parts.write()),
        D::Empirical(values) => format!("Empirical({})", values.write()),
        D::Replay(values) => format!("Replay({})", values.write()),
        D::ByMove(stretches) => format!("ByMove({})", stretches.write()),
        D::Shifted { by, of } => format!("Shifted(by: {}, of: {})", by.write(), distribution(of)),
        D::Clamped { min, max, of } => {
            format!("Clamped(min: {}, max: {}, of: {})", min.write(), max.write(), distribution(of))
        }
    }
}

fn gamma(it: &Distribution, shape: f64, scale_s: f64) -> String {
    let mean = Duration::from_secs_f64(shape * scale_s);
    let sd = Duration::from_secs_f64(libm::sqrt(shape) * scale_s);
    if let Some(k) = phases(shape).filter(|&k| k > 1 && is(it, erlang(k, mean))) {
        return format!("Erlang(k: {k}, mean: {})", mean.write());
    }
    if let Some(scale) = whole_ns(scale_s) {
        return format!("Gamma(shape: {shape:?}, scale: {})", scale.write());
    }
    if is(it, gamma_of_mean(mean, sd)) {
        return named("Gamma", &[("mean", &mean), ("sd", &sd)]);
    }
    format!("Gamma(shape: {shape:?}, scale_s: {scale_s:?})")
}

fn weibull(it: &Distribution, shape: f64, scale_s: f64) -> String {
    if let Some(scale) = whole_ns(scale_s) {
        return format!("Weibull(shape: {shape:?}, scale: {})", scale.write());
    }
    let mean = Duration::from_secs_f64(scale_s * libm::tgamma(1.0 + 1.0 / shape));
    if is(it, weibull_of_mean(shape, mean)) {
        return format!("Weibull(shape: {shape:?}, mean: {})", mean.write());
    }
    format!("Weibull(shape: {shape:?}, scale_s: {scale_s:?})")
}

fn lognormal(it: &Distribution, mu: f64, sigma: f64) -> String {
    let mean_s = libm::exp(mu + sigma * sigma / 2.0);
    let mean = Duration::from_secs_f64(mean_s);
    let sd = Duration::from_secs_f64(mean_s * libm::sqrt(libm::expm1(sigma * sigma)));
    if is(it, lognormal_of_mean(mean, sd)) {
        return named("LogNormal", &[("mean", &mean), ("sd", &sd)]);
    }
    format!("LogNormal(mu: {mu:?}, sigma: {sigma:?})")
}

/// Whether a spelling gives exactly this distribution.
fn is(wanted: &Distribution, spelling: Result<Distribution, Misfit>) -> bool {
    spelling.is_ok_and(|distribution| distribution == *wanted)
}

/// The number of phases of an Erlang distribution of this shape.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is tested first")]
fn phases(shape: f64) -> Option<u32> {
    let whole = (1.0..=1000.0).contains(&shape) && libm::floor(shape).to_bits() == shape.to_bits();
    whole.then_some(shape as u32)
}

/// The duration of exactly this many seconds, if there is one.
fn whole_ns(seconds: f64) -> Option<Duration> {
    let duration = Duration::from_secs_f64(seconds);
    (duration.as_secs_f64().to_bits() == seconds.to_bits()).then_some(duration)
}

fn named(name: &str, parameters: &[(&str, &Duration)]) -> String {
    let parameters = parameters.iter().map(|(name, value)| format!("{name}: {}", value.write()));
    format!("{name}({})", parameters.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

    #[test]
    fn every_distribution_is_read_as_it_is_written() {
        for it in Distribution::one_of_each() {
            let text = format!("(master: (think: {}), opponents: [(count: 1)])", distribution(&it));
            let scenario =
                Scenario::from_text("written", &text, None).unwrap_or_else(|wrong| panic!("{text}: {wrong}"));
            assert_eq!(scenario.exhibition.master.think, it, "{text}");
        }
    }
}
