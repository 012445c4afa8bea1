//! A sensitivity analysis as CSV.

use super::{SensitivityReport, parts, sides};
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

/// A setting that could not be moved to one side has empty cells there.
pub(super) fn csv(report: &SensitivityReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (request, found) = (report.request, report.found);
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(HEADINGS)?;
    let number = |value: Option<f64>| value.map_or(String::new(), |value| value.to_string());
    for row in &found.rows {
        let (elasticity, elasticity_half_width) = parts(row.elasticity);
        for (up, change) in sides(row) {
            let (effect, half_width) = parts(change.map(|change| change.effect));
            writer.write_record([
                report.title,
                &report.seed.to_string(),
                request.measure.name(),
                &found.replications.to_string(),
                &request.level.to_string(),
                &found.base.value.to_string(),
                &row.path,
                &row.value,
                if up { "up" } else { "down" },
                change.map_or("", |change| &change.setting),
                &number(change.map(|change| change.share)),
                &number(effect),
                &number(half_width),
                &number(elasticity),
                &number(elasticity_half_width),
                report.ending.name(),
            ])?;
        }
    }
    writer.flush()
}
