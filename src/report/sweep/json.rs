//! A sweep as JSON: one object, with an array of points.

use super::point::Estimates;
use super::{Sweep, SweptPoint, column};
use crate::experiment::{Estimate, Grid};
use crate::model::Measure;
use crate::replicate::Cause;
use crate::report::json::{Basis, Measures, Wanted};
use crate::report::label::texts;
use crate::report::rows::Named;
use crate::report::{pretty, quantiles_within};
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// Writes a sweep as JSON: an object with `scenario`, `set` if anything was set at every point, `seed`,
/// `planned_points`, `complete` (whether all of them were completed), `stopped_by` if not, `precision` if requested,
/// and `points`. Each of these holds `settings` (durations in seconds), `replications`, `level`, `digest`,
/// `stopped_by`, `measures` and, with several groups, `groups`; see [`crate::report::json`].
///
/// # Errors
/// If `out` can't be written to.
pub fn json(sweep: &Sweep<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (planned_points, complete) = (sweep.planned.len(), sweep.is_complete());
    let object = Object {
        scenario: sweep.title,
        set: texts(sweep.settings),
        seed: sweep.seed,
        planned_points,
        complete,
        stopped_by: sweep.stopped.map(Cause::name),
        precision: sweep.precision.map(|precision| Wanted::new(precision, sweep.precise())),
        points: Points(sweep),
    };
    pretty::write(&object, out)
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Object<'a> {
    scenario: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    set: Vec<String>,
    seed: u64,
    planned_points: usize,
    complete: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    stopped_by: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    precision: Option<Wanted>,
    points: Points<'a>,
}

/// The points, each made when its turn comes: there may be many.
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Points<'a>(#[cfg_attr(test, schemars(with = "Vec<Point<'a>>"))] &'a Sweep<'a>);

impl Serialize for Points<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.points.iter().map(|point| Point::new(self.0, point)))
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Point<'a> {
    settings: Settings,
    #[serde(flatten)]
    basis: Basis,
    stopped_by: &'static str,
    /// If quantiles are not exact, their largest relative error.
    #[serde(skip_serializing_if = "Option::is_none")]
    quantiles_within: Option<f64>,
    measures: Chosen,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<Group<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Group<'a> {
    name: &'a str,
    measures: Chosen,
}

/// What is set at a point, by the names of the columns.
pub(in crate::report) type Settings = Named<String, SettingValue>;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub(in crate::report) enum SettingValue {
    Whole(i64),
    Number(f64),
    Text(String),
}

impl SettingValue {
    fn new(value: String, number: Option<f64>) -> Self {
        match (value.parse(), number) {
            (Ok(whole), _) => Self::Whole(whole),
            (_, Some(number)) => Self::Number(number),
            _ => Self::Text(value),
        }
    }
}

/// What is set at the point of this number. Durations are in seconds.
pub(in crate::report) fn settings(grid: &Grid, index: u64) -> Settings {
    let values = grid.values(index).into_iter().zip(grid.numbers(index));
    let settings = grid.factors().iter().zip(values);
    Named(settings.map(|(factor, (value, number))| (column(factor), SettingValue::new(value, number))).collect())
}

/// The requested measures, in the usual order.
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Chosen(#[cfg_attr(test, schemars(with = "Measures<'static>"))] Vec<(Measure, Estimate)>);

impl Serialize for Chosen {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Measures(&self.0).serialize(serializer)
    }
}

impl<'a> Point<'a> {
    fn new(sweep: &'a Sweep<'_>, point: &'a SweptPoint) -> Self {
        let chosen =
            |estimates: &Estimates| Chosen(estimates.iter().filter(|(measure, _)| sweep.wanted(*measure)).collect());
        let groups = sweep.groups.iter().zip(point.groups());
        Self {
            settings: settings(sweep.grid, point.index),
            basis: point.basis(),
            stopped_by: point.ending.name(),
            quantiles_within: quantiles_within(point.exact),
            measures: chosen(point.total()),
            groups: groups.map(|(name, estimates)| Group { name, measures: chosen(estimates) }).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_schema_is_published() {
        crate::report::schema::is_published::<super::Object<'_>>(
            "sweep",
            "zeitnot sweep --format json, zeitnot study --format json",
        );
    }
}
