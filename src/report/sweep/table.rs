//! A sweep as a table: settings on the left, results on the right.

use super::{Sweep, SweptPoint, chart, short_names};
use crate::count::{counted, grouped};
use crate::experiment::{Ending, Estimate, Factor, FactorKind};
use crate::model::{Measure, Unit};
use crate::replicate::Cause;
use crate::report::figure::Scale;
use crate::report::label::{percent, title};
use crate::report::shortening::wrapped;
use crate::report::text_table::TextTable;
use crate::report::{WITHIN, style};
use crate::stats::Doubt;
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
    let varies: Vec<_> = measures.iter().map(|measure| varies(sweep, *measure)).collect();
    let scales: Vec<_> = measures.iter().map(|measure| scale(sweep, *measure)).collect();
    let interval = format!("± {}", percent(sweep.level));
    let mut headings = short_names(factors);
    let mut left: Vec<_> = texts(factors).filter(|index| *index > 0).collect();
    for ((measure, scale), varies) in measures.iter().zip(&scales).zip(&varies) {
        headings.push(format!("{}{}", measure.label(), scale.map_or("", Scale::unit)));
        if *varies {
            left.push(headings.len());
            headings.push(interval.clone());
        }
    }
    let marked = sweep.points.iter().any(|point| mark(point.ending).is_some());
    // The marks belong to the last measure.
    if marked {
        left.push(headings.len());
        headings.push(String::new());
    }
    let mut table = TextTable::new(&headings.iter().map(String::as_str).collect::<Vec<_>>());
    table.keys(factors.len());
    for point in &sweep.points {
        let mut cells = sweep.grid.values(point.index);
        for ((measure, common), varies) in measures.iter().zip(&scales).zip(&varies) {
            cells.extend(figures(&point.estimate(*measure), *measure, *common, *varies));
        }
        cells.extend(mark(point.ending).map(str::to_owned));
        table.row(style::PLAIN, cells);
    }
    table.write(&left, columns, out)
}

/// The factors whose values are texts.
fn texts(factors: &[Factor]) -> impl Iterator<Item = usize> {
    let is_text = |(_, factor): &(usize, &Factor)| factor.kind() == FactorKind::Choice;
    factors.iter().enumerate().filter(is_text).map(|(index, _)| index)
}

/// Whether a measure has an interval of some width at any point: exact ones have none.
fn varies(sweep: &Sweep<'_>, measure: Measure) -> bool {
    sweep.points.iter().any(|point| point.estimate(measure).half_width.is_some_and(|half_width| half_width > 0.0))
}

/// A mean and, if the measure `varies` at any point, its half-width, in the scale of the column or in one of their own.
fn figures(estimate: &Estimate, measure: Measure, common: Option<Scale>, varies: bool) -> Vec<String> {
    let Estimate { mean, half_width, .. } = *estimate;
    let half_width = half_width.filter(|half_width| *half_width > 0.0);
    let own = || Scale::new(measure, mean, half_width.map(|half_width| half_width.max(mean * 1e-3)));
    let (scale, unit) = common.map_or_else(|| (own(), own().unit()), |scale| (scale, ""));
    let mut cells = vec![format!("{}{unit}", scale.text(mean))];
    cells.extend(
        varies.then(|| half_width.map_or(String::new(), |half_width| format!("± {}{unit}", scale.text(half_width)))),
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

/// At how many points intervals are unreliable, at which the most, and about how many replications that one needs; `None`
/// if at none.
fn doubt(sweep: &Sweep<'_>) -> Option<String> {
    let needed = |point: &SweptPoint| {
        let of_a_measure = |measure: Measure| match point.estimate(measure).doubt {
            Some(Doubt::Skewed { needed, .. }) => Some(needed.max(2 * point.replications)),
            _ => None,
        };
        sweep.shown().into_iter().filter_map(of_a_measure).max()
    };
    let doubtful: Vec<_> = sweep.points.iter().filter_map(|point| Some((needed(point)?, point.index))).collect();
    let (needed, index) = doubtful.iter().copied().max()?;
    let factors: Vec<_> = (0..sweep.grid.factors().len()).collect();
    let (skewed, points) = (grouped(doubtful.len() as u64), counted(sweep.points.len() as u64, "point"));
    let worst = chart::name(sweep, index, &factors);
    let needed = grouped(needed);
    Some(format!(
        "Skewed, so ± is unreliable at {skewed} of {points}; the worst, {worst}, needs about {needed} replications"
    ))
}

fn foot(sweep: &Sweep<'_>, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let quiet = style::QUIET;
    footnotes(sweep, out)?;
    if let Some(text) = doubt(sweep) {
        writeln!(out, "{quiet}{}{quiet:#}", wrapped("  ", &text, columns))?;
    }
    let shows_quantiles = sweep.shown().into_iter().any(Measure::is_quantile);
    if shows_quantiles && sweep.points.iter().any(|point| !point.exact) {
        writeln!(out, "{quiet}{}{quiet:#}", wrapped("  ", WITHIN, columns))?;
    }
    if sweep.grid.varies_seed() {
        return Ok(());
    }
    let several = sweep.points.len() > 1;
    let common = if several { ", the same at every point: common random numbers" } else { "" };
    let seed = wrapped("  ", &format!("seed {}{common}", sweep.seed), columns);
    writeln!(out, "{quiet}{seed}{quiet:#}")
}
