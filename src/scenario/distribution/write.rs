//! Writing distributions as text.
//!
//! The text reads back as the identical distribution. So a distribution with several parametrisations is written in the
//! most readable one that gives exactly the same numbers.

use super::parameters::named;
use super::{gamma, log_normal, weibull};
use crate::model::Distribution;
use crate::scenario::value::FieldValue;

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
        D::Gamma { shape, scale_s } => gamma::write(it, *shape, *scale_s),
        D::Weibull { shape, scale_s } => weibull::write(it, *shape, *scale_s),
        D::LogNormal { mu, sigma } => log_normal::write(it, *mu, *sigma),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::time::Duration;

    #[test]
    fn every_distribution_is_read_as_it_is_written() {
        for it in Distribution::one_of_each() {
            let text = format!("(master: (think: {}), opponents: [(count: 1)])", distribution(&it));
            let scenario =
                Scenario::from_text("written", &text, None).unwrap_or_else(|wrong| panic!("{text}: {wrong}"));
            assert_eq!(scenario.exhibition.master.think, it, "{text}");
        }
    }

    #[test]
    fn quantiles_are_where_they_are_said_to_be() {
        let (median, p95) = (Duration::from_secs(50), Duration::from_secs(130));
        for of in [gamma::of_quantiles, log_normal::of_quantiles, weibull::of_quantiles] {
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
