//! A sweep as CSV, in tidy form: one row for each point, group and measure, with the settings as columns.

use super::{Sweep, SweptPoint, column};
use crate::experiment::{Ending, Estimate};
use crate::model::Measure;
use crate::report::csv::{FIELDS, fields};
use std::io::{self, Write};

/// Writes a sweep as CSV under one line of headings. Durations among the settings are in seconds. The group is empty
/// where all boards are meant; what a single replication can't tell is empty. `stopped_by` is why a point has no more
/// replications (see [`crate::experiment::Ending::name`]). If the sweep was interrupted, the last point says so, even
/// if none of its replications was completed: then it has 0, and no figures.
///
/// # Errors
/// If `out` can't be written to.
pub fn csv(sweep: &Sweep<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    let settings = sweep.grid.factors().iter().map(column);
    let seed = (!sweep.grid.varies_seed()).then_some("seed");
    let before = ["scenario"].into_iter().chain(seed).map(str::to_owned).chain(settings);
    writer.write_record(before.chain(FIELDS.map(str::to_owned)).chain(["stopped_by".to_owned()]))?;
    for point in &sweep.points {
        rows(sweep, point, "", &point.summary.total, &mut writer)?;
        for (group, estimates) in sweep.groups.iter().zip(&point.summary.groups) {
            rows(sweep, point, group, estimates, &mut writer)?;
        }
    }
    if let Some((index, ending)) = sweep.cut_at().zip(sweep.cut) {
        nothing(sweep, index, ending, &mut writer)?;
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
        settings(sweep, point.index, writer)?;
        fields(summary, group, *measure, estimate, writer)?;
        writer.write_field(point.ending.name())?;
        writer.write_record(None::<&[u8]>)?;
    }
    Ok(())
}

/// The rows of a point of which nothing is known.
fn nothing<W: Write>(sweep: &Sweep<'_>, index: u64, ending: Ending, writer: &mut ::csv::Writer<W>) -> io::Result<()> {
    for measure in Measure::ALL.into_iter().filter(|measure| sweep.wanted(*measure)) {
        settings(sweep, index, writer)?;
        let level = sweep.level.to_string();
        let known = ["0", &level, "", "", measure.name()];
        let figures = FIELDS.len() - known.len();
        writer.write_record(known.into_iter().chain(vec![""; figures]).chain([ending.name()]))?;
    }
    Ok(())
}

/// The fields that come first: what was played, and what was set.
fn settings<W: Write>(sweep: &Sweep<'_>, index: u64, writer: &mut ::csv::Writer<W>) -> io::Result<()> {
    writer.write_field(sweep.title)?;
    if !sweep.grid.varies_seed() {
        writer.write_field(sweep.seed.to_string())?;
    }
    for (value, number) in sweep.grid.values(index).iter().zip(sweep.grid.numbers(index)) {
        writer.write_field(number.map_or_else(|| value.clone(), |number| number.to_string()))?;
    }
    Ok(())
}
