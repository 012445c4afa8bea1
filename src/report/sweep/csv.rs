//! A sweep as CSV, in tidy form: one row for each point, group and measure, with the settings as columns.

use super::{Sweep, SweptPoint, column};
use crate::experiment::Estimate;
use crate::model::Measure;
use crate::report::csv::{FIELDS, fields};
use std::io::{self, Write};

/// Writes a sweep as CSV under one line of headings. Durations among the settings are in seconds. The group is empty where
/// all boards are meant; what a single replication can't tell is empty.
///
/// # Errors
/// If `out` can't be written to.
pub fn csv(sweep: &Sweep<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    let settings = sweep.grid.factors().iter().map(column);
    let seed = (!sweep.varies_seed()).then_some("seed");
    let before = ["scenario"].into_iter().chain(seed).map(str::to_owned).chain(settings);
    writer.write_record(before.chain(FIELDS.map(str::to_owned)))?;
    for point in &sweep.points {
        rows(sweep, point, "", &point.summary.total, &mut writer)?;
        for (group, estimates) in sweep.groups.iter().zip(&point.summary.groups) {
            rows(sweep, point, group, estimates, &mut writer)?;
        }
    }
    writer.flush()
}

fn rows<W: Write>(
    sweep: &Sweep<'_>,
    point: &SweptPoint,
    group: &str,
    estimates: &[(Measure, Estimate)],
    writer: &mut ::csv::Writer<W>,
) -> io::Result<()> {
    let summary = &point.summary;
    for (measure, estimate) in estimates.iter().filter(|(measure, _)| sweep.wanted(*measure)) {
        writer.write_field(sweep.title)?;
        if !sweep.varies_seed() {
            writer.write_field(sweep.seed.to_string())?;
        }
        for (value, number) in sweep.grid.values(point.index).iter().zip(sweep.grid.numbers(point.index)) {
            writer.write_field(number.map_or_else(|| value.clone(), |number| number.to_string()))?;
        }
        fields(summary, group, *measure, estimate, writer)?;
        writer.write_record(None::<&[u8]>)?;
    }
    Ok(())
}
