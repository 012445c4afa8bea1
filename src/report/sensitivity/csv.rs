//! A sensitivity analysis as CSV.

use super::json::{Elasticity, Moved};
use super::{SensitivityReport, sides};
use crate::experiment::sensitivity::{Bounded, Shift, Unplayed};
use crate::report::rows::Rows;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Row<'a> {
    scenario: &'a str,
    seed: u64,
    measure: &'static str,
    replications: u64,
    level: f64,
    mean: f64,
    path: &'a str,
    value: &'a str,
    direction: &'static str,
    moved: Moved<'a>,
    elasticity: Elasticity,
    stopped_by: &'static str,
}

/// Two rows for each setting. If one could not be moved, or was not played, its figures are empty.
pub(super) fn csv(report: &SensitivityReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = Rows::new(out);
    let found = report.found;
    for row in &found.rows {
        for (up, shift) in sides(row) {
            let line = Line { path: &row.path, value: &row.value, up, shift, elasticity: row.elasticity };
            rows.row(&line.row(report, found.replications))?;
        }
    }
    for Unplayed { path, value } in &found.unplayed {
        for up in [false, true] {
            let line = Line { path, value, up, shift: None, elasticity: None };
            rows.row(&line.row(report, 0))?;
        }
    }
    rows.finish()
}

/// A setting to one side.
struct Line<'a> {
    path: &'a str,
    value: &'a str,
    up: bool,
    shift: Option<&'a Shift>,
    elasticity: Option<Bounded>,
}

impl<'a> Line<'a> {
    fn row(&self, report: &SensitivityReport<'a>, replications: u64) -> Row<'a> {
        Row {
            scenario: report.title,
            seed: report.seed,
            measure: report.request.measure.name(),
            replications,
            level: report.request.level,
            mean: report.found.base.value,
            path: self.path,
            value: self.value,
            direction: if self.up { "up" } else { "down" },
            moved: self.shift.map(Moved::by).unwrap_or_default(),
            elasticity: Elasticity::of(self.elasticity),
            stopped_by: report.ending.name(),
        }
    }
}
