//! The table of distributions in files: one entry for each, with all parametrisations.
//!
//! Those with several parametrisations have a file each, which converts them to the one of
//! [`crate::model::Distribution`], and back.

mod gamma;
mod log_normal;
mod parameters;
mod weibull;
mod write;

use self::parameters::{MEAN, SD, SHAPE, STAND_IN};
use super::kind::FieldKind::{self, Components, Durations, Stretches};
use super::measured;
use super::reading::Reading;
use super::value::FieldValue;
use super::variant::{self, Given, Parameters, VariantForm};
use crate::document::Node;
use crate::model::Distribution;
use crate::time::Decimal;
use Distribution as D;
use Parameters::{Either, Named, Unnamed};

const MIN: (&str, FieldKind) = ("min", FieldKind::Duration);
const MODE: (&str, FieldKind) = ("mode", FieldKind::Duration);
const MAX: (&str, FieldKind) = ("max", FieldKind::Duration);
const OF: (&str, FieldKind) = ("of", FieldKind::Distribution);

/// The distributions, in the order of the documentation.
pub static FORMS: [VariantForm<D>; 19] = [
    VariantForm::new("Constant", &["Constant(\"5s\")"], Unnamed(&[FieldKind::Duration]), |given| {
        given.unnamed(0).map(D::Constant)
    }),
    VariantForm::new("Uniform", &["Uniform(\"5s\", \"15s\")"], Unnamed(&[FieldKind::Duration; 2]), |given| {
        let (min, max) = (given.unnamed(0), given.unnamed(1));
        Some(D::Uniform { min: min?, max: max? })
    }),
    VariantForm::new(
        "Triangular",
        &["Triangular(min: \"5s\", mode: \"8s\", max: \"20s\")"],
        Named(&[MIN, MODE, MAX]),
        |given| {
            let (min, mode, max) = (given.named("min"), given.named("mode"), given.named("max"));
            Some(D::Triangular { min: min?, mode: mode?, max: max? })
        },
    ),
    VariantForm::new("Pert", &["Pert(min: \"5s\", mode: \"8s\", max: \"20s\")"], Named(&[MIN, MODE, MAX]), |given| {
        let (min, mode, max) = (given.named("min"), given.named("mode"), given.named("max"));
        Some(D::Pert { min: min?, mode: mode?, max: max? })
    }),
    VariantForm::new("Exponential", &["Exponential(mean: \"5s\")"], Named(&[MEAN]), |given| {
        Some(D::Exponential { mean: given.named("mean")? })
    }),
    gamma::ERLANG,
    gamma::FORM,
    weibull::FORM,
    log_normal::FORM,
    VariantForm::new("Normal", &["Normal(mean: \"60s\", sd: \"10s\")"], Named(&[MEAN, SD]), |given| {
        let (mean, sd) = (given.named("mean"), given.named("sd"));
        Some(D::Normal { mean: mean?, sd: sd? })
    }),
    VariantForm::new("Pareto", &["Pareto(min: \"1s\", shape: 2.5)"], Named(&[MIN, SHAPE]), |given| {
        let (min, shape) = (given.named("min"), given.named("shape"));
        Some(D::Pareto { min: min?, shape: shape? })
    }),
    VariantForm::new(
        "HyperExponential",
        &["HyperExponential(mean: \"5s\", cv: 2.0)"],
        Named(&[MEAN, ("cv", FieldKind::Number)]),
        |given| {
            let (mean, cv) = (given.named("mean"), given.named("cv"));
            Some(D::HyperExponential { mean: mean?, cv: cv? })
        },
    ),
    VariantForm::new(
        "Mixture",
        &["Mixture([(0.9, Constant(\"5s\")), (0.1, Constant(\"1min\"))])"],
        Unnamed(&[Components]),
        |given| given.unnamed(0).map(D::Mixture),
    ),
    VariantForm::new(
        "Empirical",
        &["Empirical([\"5s\", \"7s\", \"30s\"])", "Empirical(file: \"games.csv\", column: \"think_s\")"],
        Either(&[Durations], &measured::COLUMN),
        |given| measured::values_of(given).map(D::Empirical),
    ),
    VariantForm::new(
        "Replay",
        &["Replay([\"5s\", \"7s\", \"30s\"])", "Replay(file: \"games.csv\", column: \"think_s\")"],
        Either(&[Durations], &measured::COLUMN),
        |given| measured::values_of(given).map(D::Replay),
    ),
    VariantForm::new(
        "ByMove",
        &["ByMove([(from: 1, think: Constant(\"5s\")), (from: 11, think: Constant(\"20s\"))])"],
        Unnamed(&[Stretches]),
        |given| given.unnamed(0).map(D::ByMove),
    ),
    VariantForm::new(
        "Shifted",
        &["Shifted(by: \"2s\", of: Exponential(mean: \"5s\"))"],
        Named(&[("by", FieldKind::Duration), OF]),
        |given| {
            let (by, of) = (given.named("by"), given.named("of"));
            Some(D::Shifted { by: by?, of: Box::new(of?) })
        },
    ),
    VariantForm::new(
        "Clamped",
        &["Clamped(min: \"1s\", max: \"1min\", of: Exponential(mean: \"5s\"))"],
        Named(&[MIN, MAX, OF]),
        |given| {
            let (min, max, of) = (given.named("min"), given.named("max"), given.named("of"));
            Some(D::Clamped { min: min?, max: max?, of: Box::new(of?) })
        },
    ),
    VariantForm::new(
        "Scaled",
        &["Scaled(factor: 1.5, of: Exponential(mean: \"5s\"))"],
        Named(&[("factor", FieldKind::Number), OF]),
        scaled_of,
    ),
];

impl FieldValue for Distribution {
    const KIND: FieldKind = FieldKind::Distribution;

    fn read(node: Node<'_>, to: &mut Reading<'_>) -> Option<Self> {
        variant::read(Self::KIND, &FORMS, node, to)
    }

    fn write(&self) -> String {
        write::distribution(self)
    }
}

fn scaled_of(given: &mut Given<'_, '_, '_>) -> Option<D> {
    let (factor, of) = (given.named::<f64>("factor"), given.named::<D>("of"));
    let (factor, of) = (factor?, of?);
    // Nested values are written in their shortest notation.
    let product = match factor.to_string().parse::<Decimal>() {
        Ok(decimal) => {
            of.scaled(decimal).ok_or_else(|| "the times would be longer than 584 years, the limit".to_owned())
        }
        Err(_) => Err(format!("the factor is {factor:?}, but must be a number above 0 with at most 15 digits")),
    };
    Some(product.unwrap_or_else(|what| {
        let node = given.node_of("factor");
        given.reading.problems.add(|| node.wrong(what, "write a number such as 1.5"));
        STAND_IN
    }))
}
