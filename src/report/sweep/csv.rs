//! A sweep as CSV, in tidy form: one row for each point, group and measure, with the settings as columns.

use super::Sweep;
use super::json::{Settings, settings};
use super::point::Estimates;
use crate::model::Measure;
use crate::report::csv::{Ended, Estimated};
use crate::report::json::{Basis, Figures};
use crate::report::rows::Rows;
use serde::Serialize;
use std::io::{self, Write};

/// What all rows of a point begin with.
#[derive(Serialize)]
struct Begun<'a> {
    scenario: &'a str,
    /// Empty if it is among the settings.
    #[serde(skip_serializing_if = "Option::is_none")]
    seed: Option<u64>,
    settings: Settings,
    basis: Basis,
}

impl<'a> Begun<'a> {
    fn new(sweep: &'a Sweep<'_>, index: u64, basis: Basis) -> Self {
        let seed = (!sweep.grid.varies_seed()).then_some(sweep.seed);
        Self { scenario: sweep.title, seed, settings: settings(sweep.grid, index), basis }
    }
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
        let groups = sweep.groups.iter().zip(point.groups());
        let groups = groups.flat_map(|(group, estimates)| wanted(sweep, group, estimates));
        rows.alike(
            &Begun::new(sweep, point.index, point.basis()),
            wanted(sweep, "", point.total()).chain(groups),
            &Ended { stopped_by: point.ending.name() },
        )?;
    }
    if let Some((index, cause)) = sweep.stopped_at().zip(sweep.stopped) {
        let basis = Basis { replications: 0, level: sweep.level, digest: String::new() };
        let measures = Measure::ALL.into_iter().filter(|measure| sweep.wanted(*measure));
        rows.alike(
            &Begun::new(sweep, index, basis),
            measures.map(|measure| Estimated { group: "", measure: measure.name(), figures: Figures::default() }),
            &Ended { stopped_by: cause.name() },
        )?;
    }
    rows.finish()
}

/// The estimates of a group that are wanted.
fn wanted<'a>(sweep: &Sweep<'_>, group: &'a str, estimates: &'a Estimates) -> impl Iterator<Item = Estimated<'a>> {
    let wanted = estimates.iter().filter(|(measure, _)| sweep.wanted(*measure));
    wanted.map(move |one| Estimated::new(group, &one))
}
