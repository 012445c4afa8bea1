//! A sensitivity analysis as JSON.

use super::{SensitivityReport, parts};
use crate::experiment::sensitivity::{Bounded, Shift};
use crate::report::label::texts;
use crate::report::{pretty, quantiles_within};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Object<'a> {
    scenario: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    set: Vec<String>,
    seed: u64,
    measure: &'static str,
    by: f64,
    level: f64,
    replications: u64,
    stopped_by: &'static str,
    /// If the measure is a quantile that is not exact, its largest relative error.
    #[serde(skip_serializing_if = "Option::is_none")]
    quantiles_within: Option<f64>,
    mean: f64,
    half_width: Option<f64>,
    /// The largest effect first.
    settings: Vec<Setting<'a>>,
    not_moved: Vec<NotMoved<'a>>,
    /// Paths that were not played.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    not_played: Vec<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Setting<'a> {
    path: &'a str,
    value: &'a str,
    #[serde(flatten)]
    elasticity: Elasticity,
    down: Option<Moved<'a>>,
    up: Option<Moved<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Elasticity {
    elasticity: Option<f64>,
    elasticity_half_width: Option<f64>,
}

impl Elasticity {
    pub fn of(bounded: Option<Bounded>) -> Self {
        let (elasticity, elasticity_half_width) = parts(bounded);
        Self { elasticity, elasticity_half_width }
    }
}

/// The result of moving a setting to one side; in CSV all fields are empty if it was not moved.
#[derive(Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Moved<'a> {
    setting: Option<&'a str>,
    share: Option<f64>,
    effect: Option<f64>,
    half_width: Option<f64>,
}

impl<'a> Moved<'a> {
    pub fn by(shift: &'a Shift) -> Self {
        let Shift { setting, share, effect } = shift;
        let (effect, half_width) = parts(Some(*effect));
        Self { setting: Some(setting), share: Some(*share), effect, half_width }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct NotMoved<'a> {
    path: &'a str,
    direction: &'static str,
    why: &'a str,
}

pub(super) fn json(report: &SensitivityReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (request, found) = (report.request, report.found);
    let settings = found.rows.iter().map(|row| {
        let (down, up) = (row.down.as_ref().map(Moved::by), row.up.as_ref().map(Moved::by));
        Setting { path: &row.path, value: &row.value, elasticity: Elasticity::of(row.elasticity), down, up }
    });
    let not_moved = found.unmoved.iter().map(|unmoved| NotMoved {
        path: &unmoved.path,
        direction: if unmoved.up { "up" } else { "down" },
        why: &unmoved.why,
    });
    let object = Object {
        scenario: report.title,
        set: texts(report.settings),
        seed: report.seed,
        measure: request.measure.name(),
        by: request.share.as_f64(),
        level: request.level,
        replications: found.replications,
        stopped_by: report.ending.name(),
        quantiles_within: quantiles_within(found.exact),
        mean: found.base.value,
        half_width: found.base.half_width,
        settings: settings.collect(),
        not_moved: not_moved.collect(),
        not_played: found.unplayed.iter().map(|row| row.path.as_str()).collect(),
    };
    pretty::write(&object, out)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_schema_is_published() {
        crate::report::schema::is_published::<super::Object<'_>>("sensitivity", "zeitnot sensitivity --format json");
    }
}
