//! Distributions that can be parametrised in more than one way, taken to the canonical one.
//!
//! The formulae stand in `docs/scenario.md`. They are computed with `libm`, so that a file means the
//! same on every platform.

use super::forms;
use super::grammar::Time;
use super::spelling::Spelling;
use crate::model::{Distribution, Problem};
use crate::time::Duration;

/// What is wrong with a parameter, before it is known where the distribution stands.
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

    /// The problem, for the distribution at `path`.
    pub fn below(self, path: &str) -> Problem {
        let path = match self.parameter {
            "" => path.to_owned(),
            parameter => format!("{path}.{parameter}"),
        };
        Problem { path, what: self.what, instead: self.instead }
    }
}

/// The canonical form of a distribution that has several parametrisations.
pub fn canonical(spelling: &Spelling) -> Result<Distribution, Misfit> {
    match *spelling {
        Spelling::Erlang { k, mean } => erlang(k, mean.0),
        Spelling::Gamma { shape: Some(shape), scale: Some(scale), scale_s: None, mean: None, sd: None } => {
            Ok(Distribution::Gamma { shape, scale_s: scale.0.as_secs_f64() })
        }
        Spelling::Gamma { shape: Some(shape), scale: None, scale_s: Some(scale_s), mean: None, sd: None } => {
            Ok(Distribution::Gamma { shape, scale_s })
        }
        Spelling::Gamma { shape: None, scale: None, scale_s: None, mean: Some(mean), sd: Some(sd) } => {
            gamma_of_mean(mean.0, sd.0)
        }
        Spelling::Weibull { shape: Some(shape), scale: Some(scale), scale_s: None, mean: None } => {
            Ok(Distribution::Weibull { shape, scale_s: scale.0.as_secs_f64() })
        }
        Spelling::Weibull { shape: Some(shape), scale: None, scale_s: Some(scale_s), mean: None } => {
            Ok(Distribution::Weibull { shape, scale_s })
        }
        Spelling::Weibull { shape: Some(shape), scale: None, scale_s: None, mean: Some(mean) } => {
            weibull_of_mean(shape, mean.0)
        }
        Spelling::LogNormal { mean: None, sd: None, mu: Some(mu), sigma: Some(sigma) } => {
            Ok(Distribution::LogNormal { mu, sigma })
        }
        Spelling::LogNormal { mean: Some(mean), sd: Some(sd), mu: None, sigma: None } => {
            lognormal_of_mean(mean.0, sd.0)
        }
        ref other => Err(unfit_combination(other)),
    }
}

/// k exponential phases one after the other: a gamma distribution of shape k.
pub fn erlang(k: u32, mean: Duration) -> Result<Distribution, Misfit> {
    if k == 0 {
        return Err(Misfit::new(
            "k",
            "an Erlang distribution has at least one phase",
            "write a whole number from 1 up",
        ));
    }
    Ok(Distribution::Gamma { shape: f64::from(k), scale_s: mean.as_secs_f64() / f64::from(k) })
}

pub fn gamma_of_mean(mean: Duration, sd: Duration) -> Result<Distribution, Misfit> {
    above_zero(mean, sd, true)?;
    let (mean_s, sd_s) = (mean.as_secs_f64(), sd.as_secs_f64());
    Ok(Distribution::Gamma { shape: (mean_s / sd_s) * (mean_s / sd_s), scale_s: sd_s / mean_s * sd_s })
}

pub fn weibull_of_mean(shape: f64, mean: Duration) -> Result<Distribution, Misfit> {
    let scale_s = mean.as_secs_f64() / libm::tgamma(1.0 + 1.0 / shape);
    // Γ grows beyond f64 at 171, so a shape below 1/170 has no scale that could be written down.
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

/// A mean, and if need be a standard deviation, without which there is no such distribution.
fn above_zero(mean: Duration, sd: Duration, sd_too: bool) -> Result<(), Misfit> {
    if mean.is_zero() {
        return Err(Misfit::new("mean", "the mean must be above zero", "for no time at all, write `Constant(\"0s\")`"));
    }
    if sd_too && sd.is_zero() {
        let instead = format!("for a time that never varies, write `Constant(\"{mean}\")`");
        return Err(Misfit::new("sd", "the standard deviation must be above zero", instead));
    }
    Ok(())
}

/// Parameters that are none of the ways to state this distribution.
fn unfit_combination(spelling: &Spelling) -> Misfit {
    let (name, given) = given(spelling);
    let what = match given.as_slice() {
        [] => format!("`{name}` needs its parameters"),
        [only] => format!("`{name}` needs more than `{only}`"),
        [most @ .., last] => format!("`{name}` can't be given by {} and `{last}` together", listed(most)),
    };
    Misfit::new("", what, forms::advice(name))
}

fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// The name of a distribution and which of its parameters are given.
fn given(spelling: &Spelling) -> (&'static str, Vec<&'static str>) {
    fn present<const N: usize>(parameters: [(&'static str, bool); N]) -> Vec<&'static str> {
        parameters.into_iter().filter(|(_, given)| *given).map(|(name, _)| name).collect()
    }
    let some = |time: &Option<Time>| time.is_some();
    match spelling {
        Spelling::Gamma { shape, scale, scale_s, mean, sd } => (
            "Gamma",
            present([
                ("shape", shape.is_some()),
                ("scale", some(scale)),
                ("scale_s", scale_s.is_some()),
                ("mean", some(mean)),
                ("sd", some(sd)),
            ]),
        ),
        Spelling::Weibull { shape, scale, scale_s, mean } => (
            "Weibull",
            present([
                ("shape", shape.is_some()),
                ("scale", some(scale)),
                ("scale_s", scale_s.is_some()),
                ("mean", some(mean)),
            ]),
        ),
        Spelling::LogNormal { mean, sd, mu, sigma } => (
            "LogNormal",
            present([("mean", some(mean)), ("sd", some(sd)), ("mu", mu.is_some()), ("sigma", sigma.is_some())]),
        ),
        _ => ("", Vec::new()),
    }
}
