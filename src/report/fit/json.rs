//! What came of fitting a file, as JSON.

use super::{FitReport, Measurement};
use crate::fit::{Figures, Prediction, Resampled};
use crate::replicate::Cause;
use crate::report::pretty;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Object<'a> {
    file: &'a str,
    /// What the file is, and which of its figures the values are.
    format: &'a str,
    figure: &'a str,
    left_out: Vec<LeftOutObject<'a>>,
    /// What speaks against all values.
    doubts: &'a [String],
    classes: Vec<ClassObject<'a>>,
    scenario: &'a str,
    seed: u64,
    level: f64,
    /// What stopped the forecast before its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    stopped_by: Option<&'static str>,
    /// The prediction that the distributions are behind.
    model: &'static str,
    /// What is predicted; `null` if nothing was.
    measure: Option<&'static str>,
    replications: u64,
    /// The first is what the others are compared with.
    predictions: Vec<PredictionObject>,
    /// Where other samples put the mean of the model.
    resampled: Option<ResampledObject>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct LeftOutObject<'a> {
    why: &'a str,
    count: u64,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ClassObject<'a> {
    /// `null` if all values are of one class.
    name: Option<&'a str>,
    /// `null` if that is not known.
    values: Option<u64>,
    mean_s: f64,
    half_width_s: Option<f64>,
    median_s: f64,
    q95_s: f64,
    max_s: f64,
    /// The standard deviation divided by the mean.
    cv: Option<f64>,
    warnings: &'a [String],
    /// The fitted distribution, as scenario files write it.
    distribution: &'a str,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct PredictionObject {
    model: &'static str,
    mean: f64,
    half_width: f64,
    /// The difference to the first, as a share of its mean.
    difference_share: Option<f64>,
    difference_half_width_share: Option<f64>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ResampledObject {
    samples: usize,
    low: f64,
    high: f64,
}

impl FitReport<'_> {
    /// Writes the report as a JSON object.
    ///
    /// # Errors
    /// If `out` can't be written to.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        pretty::write(&self.object(), out)
    }

    fn object(&self) -> Object<'_> {
        let left_out = self.left_out.iter().map(|it| LeftOutObject { why: &it.why, count: it.count });
        let classes = self.measurements.iter().zip(&self.distributions);
        Object {
            file: self.file,
            format: self.recognised.format,
            figure: &self.recognised.figure,
            left_out: left_out.collect(),
            doubts: self.doubts,
            classes: classes.map(|(measurement, distribution)| class(measurement, distribution)).collect(),
            scenario: self.scenario,
            seed: self.seed,
            level: self.level,
            stopped_by: self.stopped.map(Cause::name),
            model: self.chosen,
            measure: self.forecast.map(|forecast| forecast.measure.name()),
            replications: self.forecast.map_or(0, |forecast| forecast.replications),
            predictions: self.forecast.iter().flat_map(|forecast| &forecast.predictions).map(prediction).collect(),
            resampled: self.resampled.map(|Resampled { samples, low, high }| ResampledObject { samples, low, high }),
        }
    }
}

fn class<'a>(measurement: &'a Measurement, distribution: &'a str) -> ClassObject<'a> {
    let Measurement { name, figures, is_sample, warnings } = measurement;
    let Figures { count, mean_s, half_width_s, median_s, q95_s, max_s, cv } = *figures;
    ClassObject {
        name: Some(name.as_str()).filter(|name| !name.is_empty()),
        values: Some(count).filter(|count| *count > 0),
        mean_s,
        half_width_s: half_width_s.filter(|_| *is_sample),
        median_s,
        q95_s,
        max_s,
        cv,
        warnings,
        distribution,
    }
}

fn prediction(one: &Prediction) -> PredictionObject {
    let (difference_share, difference_half_width_share) = one.difference.unzip();
    let Prediction { name: model, mean, half_width, .. } = *one;
    PredictionObject { model, mean, half_width, difference_share, difference_half_width_share }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_schema_is_published() {
        crate::report::schema::is_published::<super::Object<'_>>("fit", "zeitnot fit --format json");
    }
}
