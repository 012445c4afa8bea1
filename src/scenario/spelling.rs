//! Distributions as scenario files spell them, in every parametrisation.
//!
//! Only the shape: [`super::convert`] takes a spelling to the one parametrisation that
//! [`crate::model::Distribution`] knows.

use super::grammar::Time;
use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A distribution as written. Where there are several parametrisations, every parameter is optional.
#[derive(Deserialize)]
#[serde(rename = "distribution", deny_unknown_fields)]
pub enum Spelling {
    Constant(Time),
    Uniform(Time, Time),
    Triangular { min: Time, mode: Time, max: Time },
    Pert { min: Time, mode: Time, max: Time },
    Exponential { mean: Time },
    Erlang { k: u32, mean: Time },
    Gamma { shape: Option<f64>, scale: Option<Time>, scale_s: Option<f64>, mean: Option<Time>, sd: Option<Time> },
    Weibull { shape: Option<f64>, scale: Option<Time>, scale_s: Option<f64>, mean: Option<Time> },
    LogNormal { mean: Option<Time>, sd: Option<Time>, mu: Option<f64>, sigma: Option<f64> },
    Normal { mean: Time, sd: Time },
    Pareto { min: Time, shape: f64 },
    HyperExponential { mean: Time, cv: f64 },
    Mixture(Vec<(f64, Spelling)>),
    Empirical(Values),
    Replay(Vec<Time>),
    ByMove(Vec<From>),
    Shifted { by: Time, of: Box<Spelling> },
    Clamped { min: Time, max: Time, of: Box<Spelling> },
    Scaled { factor: f64, of: Box<Spelling> },
}

/// `(from: 11, think: …)`: one stretch of a `ByMove`.
#[derive(Deserialize)]
#[serde(rename = "stretch", deny_unknown_fields)]
pub struct From {
    pub from: u64,
    pub think: Spelling,
}

/// The values of an `Empirical`: written out, or a column of a CSV file.
pub enum Values {
    Listed(Vec<Time>),
    Column(Column),
}

/// `file: "games.csv", column: "think_s"`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    pub file: String,
    pub column: String,
}

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // One name, two shapes: which one stands there, only the text can tell.
        deserializer.deserialize_any(EitherShape)
    }
}

struct EitherShape;

impl<'de> Visitor<'de> for EitherShape {
    type Value = Values;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of durations, or a file and its column")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Values, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(Values::Listed)
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Values, A::Error> {
        Column::deserialize(MapAccessDeserializer::new(fields)).map(Values::Column)
    }
}
