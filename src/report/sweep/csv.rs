//! A sweep as CSV, in tidy form: one row for each point, group and measure, with the settings as columns.

use super::json::{Settings, settings};
use super::{Sweep, SweptPoint};
use crate::experiment::Estimate;
use crate::model::Measure;
use crate::replicate::Cause;
use crate::report::csv::Estimated;
use crate::report::json::{Basis, Figures};
use crate::report::rows::Rows;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Row<'a> {
    scenario: &'a str,
    /// Empty if it is among the settings.
    #[serde(skip_serializing_if = "Option::is_none")]
    seed: Option<u64>,
    settings: &'a Settings,
    estimated: Estimated<'a>,
    stopped_by: &'static str,
}

/// Writes a sweep as CSV under one line of headings. Durations among the settings are in seconds. The group is empty
/// for all boards; figures that a single replication does not have are empty. `stopped_by` says why a point has no more
/// replications (see [`crate::experiment::Ending::name`]). If the sweep was interrupted, the last point says so, even
/// if none of its replications was completed: then it has 0 replications and no figures.
///
/// # Errors
/// If `out` can't be written to.
pub fn csv(sweep: &Sweep<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = Rows::new(out);
    for point in &sweep.points {
        write(sweep, point, "", &point.summary.total, &mut rows)?;
        for (group, estimates) in sweep.groups.iter().zip(&point.summary.groups) {
            write(sweep, point, group, estimates, &mut rows)?;
        }
    }
    if let Some((index, cause)) = sweep.cut_at().zip(sweep.cut) {
        nothing(sweep, index, cause, &mut rows)?;
    }
    rows.finish()
}

fn write(
    sweep: &Sweep<'_>,
    point: &SweptPoint,
    group: &str,
    estimates: &[(Measure, Estimate)],
    rows: &mut Rows<impl Write>,
) -> io::Result<()> {
    let (settings, basis) = (settings(sweep.grid, point.index), Basis::of(&point.summary));
    for (measure, estimate) in estimates.iter().filter(|(measure, _)| sweep.wanted(*measure)) {
        let known = Estimated { basis: &basis, group, measure: measure.name(), figures: Figures::of(estimate) };
        rows.row(&row(sweep, &settings, known, point.ending.name()))?;
    }
    Ok(())
}

/// The rows of a point without results.
fn nothing(sweep: &Sweep<'_>, index: u64, cause: Cause, rows: &mut Rows<impl Write>) -> io::Result<()> {
    let settings = settings(sweep.grid, index);
    let basis = Basis { replications: 0, level: sweep.level, digest: String::new() };
    for measure in Measure::ALL.into_iter().filter(|measure| sweep.wanted(*measure)) {
        let figures = Figures::default();
        let estimated = Estimated { basis: &basis, group: "", measure: measure.name(), figures };
        rows.row(&row(sweep, &settings, estimated, cause.name()))?;
    }
    Ok(())
}

fn row<'a>(
    sweep: &'a Sweep<'_>,
    settings: &'a Settings,
    estimated: Estimated<'a>,
    stopped_by: &'static str,
) -> Row<'a> {
    let seed = (!sweep.grid.varies_seed()).then_some(sweep.seed);
    Row { scenario: sweep.title, seed, settings, estimated, stopped_by }
}
