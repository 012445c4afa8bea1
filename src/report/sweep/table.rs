//! A sweep as a table: settings on the left, results on the right.

use super::{Sweep, short_names};
use crate::count::{counted, grouped};
use crate::experiment::{Ending, Estimate, FactorKind};
use crate::model::{Measure, Unit};
use crate::replicate::Cause;
use crate::report::figure::Scale;
use crate::report::grid::Grid;
use crate::report::label::{percent, title};
use crate::report::shortening::wrapped;
use crate::report::style;
use std::io::{self, Write};

/// Writes the table.
pub(super) fn table(sweep: &Sweep<'_>, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    head(sweep, out)?;
    rows(sweep, columns, out)?;
    writeln!(out)?;
    foot(sweep, columns, out)
}

fn head(sweep: &Sweep<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (quiet, warning) = (style::QUIET, style::WARNING);
    title(sweep.title, sweep.settings, out)?;
    if !sweep.is_complete() {
        let [done, planned] = [sweep.completed(), sweep.planned.len()].map(|count| grouped(count as u64));
        writeln!(out, "{warning}PARTIAL: only {done} of {planned} points were completed{warning:#}")?;
    }
    for factor in sweep.grid.factors() {
        writeln!(out, "{quiet}{factor}{quiet:#}")?;
    }
    let replications = sweep.points.iter().map(|point| point.replications);
    let played = match (replications.clone().min(), replications.max()) {
        (Some(least), Some(most)) if least == most => format!(" of {}", counted(least, "replication")),
        (Some(least), Some(most)) => format!(" of {} to {} replications", grouped(least), grouped(most)),
        _ => String::new(),
    };
    writeln!(out, "{quiet}{}{played}{quiet:#}\n", counted(sweep.points.len() as u64, "point"))
}

fn rows(sweep: &Sweep<'_>, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let (factors, measures) = (sweep.grid.factors(), sweep.shown());
    let several = sweep.points.iter().any(|point| point.replications > 1);
    let scales: Vec<_> = measures.iter().map(|measure| scale(sweep, *measure)).collect();
    let interval = format!("± {}", percent(sweep.level));
    let mut headings = short_names(factors);
    for (measure, scale) in measures.iter().zip(&scales) {
        headings.push(format!("{}{}", measure.label(), scale.map_or("", Scale::unit)));
        headings.extend(several.then(|| interval.clone()));
    }
    let marked = sweep.points.iter().any(|point| mark(point.ending).is_some());
    // The marks belong to the last measure.
    headings.extend(marked.then(String::new));
    let mut grid = Grid::new(&headings.iter().map(String::as_str).collect::<Vec<_>>());
    grid.keys(factors.len());
    for point in &sweep.points {
        let mut cells = sweep.grid.values(point.index);
        for (measure, common) in measures.iter().zip(&scales) {
            cells.extend(figures(&point.estimate(*measure), *measure, *common, several));
        }
        cells.extend(mark(point.ending).map(str::to_owned));
        grid.row(style::PLAIN, cells);
    }
    let texts =
        factors.iter().enumerate().filter(|(_, factor)| factor.kind() == FactorKind::Choice).map(|(index, _)| index);
    let intervals = (0..measures.len()).map(|index| factors.len() + 2 * index + 1).filter(|_| several);
    let marks = marked.then(|| headings.len() - 1);
    let left: Vec<_> = texts.filter(|index| *index > 0).chain(intervals).chain(marks).collect();
    grid.write(&left, columns, out)
}

/// A mean and, if there are `several` replications, its half-width, in the scale of the column or in one of their own.
fn figures(estimate: &Estimate, measure: Measure, common: Option<Scale>, several: bool) -> Vec<String> {
    let Estimate { mean, half_width, .. } = *estimate;
    let half_width = half_width.filter(|half_width| *half_width > 0.0);
    let own = || Scale::new(measure, mean, half_width.map(|half_width| half_width.max(mean * 1e-3)));
    let (scale, unit) = common.map_or_else(|| (own(), own().unit()), |scale| (scale, ""));
    let mut cells = vec![format!("{}{unit}", scale.text(mean))];
    cells.extend(
        several.then(|| half_width.map_or(String::new(), |half_width| format!("± {}{unit}", scale.text(half_width)))),
    );
    cells
}

/// The marks after the rows of points that have less than requested.
const fn mark(ending: Ending) -> Option<&'static str> {
    match ending {
        Ending::Replications | Ending::Precision => None,
        Ending::MaxReplications => Some("*"),
        Ending::Stopped { cause: Cause::Deadline, .. } => Some("†"),
        Ending::Stopped { cause: Cause::Interrupt, .. } => Some("…"),
    }
}

/// The meaning of a mark.
fn footnote(sweep: &Sweep<'_>, ending: Ending) -> String {
    let imprecise = sweep.precision.map_or(String::new(), |precision| format!(": not known to ± {precision}"));
    match ending {
        Ending::Replications | Ending::Precision => String::new(),
        Ending::MaxReplications => format!("after the maximum number of replications{imprecise}"),
        Ending::Stopped { cause, planned: Some(planned) } => {
            format!("{cause} before {}", counted(planned, "replication"))
        }
        Ending::Stopped { cause, planned: None } => format!("{cause}{imprecise}"),
    }
}

/// Explains each mark once.
fn footnotes(sweep: &Sweep<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (warning, mut told) = (style::WARNING, Vec::new());
    for ending in sweep.points.iter().map(|point| point.ending) {
        if let Some(mark) = mark(ending).filter(|mark| !told.contains(mark)) {
            writeln!(out, "  {warning}{mark} {}{warning:#}", footnote(sweep, ending))?;
            told.push(mark);
        }
    }
    Ok(())
}

/// Means that differ by at least this factor have no scale in common.
const MAGNITUDES: f64 = 100.0;

/// The same unit and decimals for the whole column: as needed for the largest figure and the smallest interval, but at
/// most four digits of the largest. `None` if the means differ by orders of magnitude.
fn scale(sweep: &Sweep<'_>, measure: Measure) -> Option<Scale> {
    let estimates = || sweep.points.iter().map(|point| point.estimate(measure));
    let means = || estimates().map(|estimate| estimate.mean.abs()).filter(|mean| *mean > 0.0);
    let (least, greatest) = (means().fold(f64::INFINITY, f64::min), means().fold(0.0, f64::max));
    if least.is_finite() && greatest >= MAGNITUDES * least && measure.unit() != Unit::Count {
        return None;
    }
    let spreads = estimates().filter_map(|estimate| estimate.half_width).filter(|spread| *spread > 0.0);
    let least = spreads.fold(f64::INFINITY, f64::min);
    let spread = least.is_finite().then(|| least.max(greatest * 1e-3));
    Some(Scale::new(measure, greatest, spread))
}

fn foot(sweep: &Sweep<'_>, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let quiet = style::QUIET;
    footnotes(sweep, out)?;
    if sweep.grid.varies_seed() {
        return Ok(());
    }
    let several = sweep.points.len() > 1;
    let common = if several { ", the same at every point: common random numbers" } else { "" };
    let seed = wrapped("  ", &format!("seed {}{common}", sweep.seed), columns);
    writeln!(out, "{quiet}{seed}{quiet:#}")
}
