//! A sensitivity analysis as CSV.

use super::{SensitivityReport, parts, sides};
use crate::experiment::sensitivity::{Bounded, Change, Unplayed};
use std::io::{self, Write};

const HEADINGS: [&str; 16] = [
    "scenario",
    "seed",
    "measure",
    "replications",
    "level",
    "mean",
    "path",
    "value",
    "direction",
    "setting",
    "share",
    "effect",
    "half_width",
    "elasticity",
    "elasticity_half_width",
    "stopped_by",
];

/// Two rows for each setting. Where one could not be moved, or was not played, the figures are empty.
pub(super) fn csv(report: &SensitivityReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(HEADINGS)?;
    let found = report.found;
    for row in &found.rows {
        for (up, change) in sides(row) {
            let line = Line { path: &row.path, value: &row.value, up, change, elasticity: row.elasticity };
            writer.write_record(line.cells(report, found.replications))?;
        }
    }
    for Unplayed { path, value } in &found.unplayed {
        for up in [false, true] {
            let line = Line { path, value, up, change: None, elasticity: None };
            writer.write_record(line.cells(report, 0))?;
        }
    }
    writer.flush()
}

/// A setting to one side.
struct Line<'a> {
    path: &'a str,
    value: &'a str,
    up: bool,
    change: Option<&'a Change>,
    elasticity: Option<Bounded>,
}

impl Line<'_> {
    fn cells(&self, report: &SensitivityReport<'_>, replications: u64) -> [String; HEADINGS.len()] {
        let number = |value: Option<f64>| value.map_or(String::new(), |value| value.to_string());
        let (effect, half_width) = parts(self.change.map(|change| change.effect));
        let (elasticity, elasticity_half_width) = parts(self.elasticity);
        [
            report.title.to_owned(),
            report.seed.to_string(),
            report.request.measure.name().to_owned(),
            replications.to_string(),
            report.request.level.to_string(),
            report.found.base.value.to_string(),
            self.path.to_owned(),
            self.value.to_owned(),
            if self.up { "up" } else { "down" }.to_owned(),
            self.change.map_or(String::new(), |change| change.setting.clone()),
            number(self.change.map(|change| change.share)),
            number(effect),
            number(half_width),
            number(elasticity),
            number(elasticity_half_width),
            report.ending.name().to_owned(),
        ]
    }
}
