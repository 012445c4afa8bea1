//! A tornado: for each setting a bar to either side of the current result, the longest on top.

use super::SensitivityReport;
use crate::count::counted;
use crate::experiment::sensitivity::{Bounded, Row, Shift, Unmoved};
use crate::model::Unit;
use crate::report::decimals::{decimal, decimals};
use crate::report::figure::Scale;
use crate::report::label::{differ, percent, title};
use crate::report::style;
use std::io::{self, Write};

/// Widths of the settings' names, of a figure, of half a bar.
const NAME: usize = 22;
const FIGURE: usize = 9;
const HALF: usize = 9;
/// Lines are at most this long.
const LINE: usize = 80;

pub(super) fn tornado(report: &SensitivityReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let quiet = style::QUIET;
    let (request, found) = (report.request, report.found);
    let subject = request.measure.noun();
    title(report.title, report.settings, out)?;
    if let Some(missing) = report.missing() {
        let warning = style::WARNING;
        writeln!(out, "{warning}{missing}{warning:#}")?;
    }
    writeln!(
        out,
        "{quiet}what moves the {subject}, now {}: each setting by {}{quiet:#}\n",
        now(report),
        request.share
    )?;
    let (down, up) = (format!("-{}", request.share), format!("+{}", request.share));
    let bars = 2 * HALF + 1;
    writeln!(out, "  {quiet}{:NAME$} {down:>FIGURE$} {:bars$} {up:>FIGURE$} {:>14}{quiet:#}", "", "", "elasticity")?;
    let greatest = found.rows.first().map_or(0.0, Row::magnitude);
    let scale = scale(report);
    let (moving, still): (Vec<_>, Vec<_>) = found.rows.iter().partition(|row| row.magnitude() > 0.0);
    for row in &moving {
        line(row, scale, greatest, out)?;
    }
    listed("without effect", &still.iter().map(|row| name(row)).collect::<Vec<_>>(), out)?;
    let unplayed: Vec<_> =
        found.unplayed.iter().map(|row| row.path.trim_start_matches("opponents.").to_owned()).collect();
    listed("not played", &unplayed, out)?;
    not_moved(&found.unmoved, out)?;
    let replications = counted(found.replications, "replication");
    let unit = match request.measure.unit() {
        Unit::PerSecond => format!(" ({}{})", request.measure.label(), scale.unit()),
        Unit::Seconds | Unit::Share | Unit::Count => scale.unit().to_owned(),
    };
    writeln!(
        out,
        "\n  {quiet}▒ setting down, █ setting up: by how much the {subject}{unit} {}{quiet:#}",
        differ(request.measure)
    )?;
    if found.replications > 1 {
        let level = percent(request.level);
        writeln!(out, "  {quiet}± bounds the elasticity ({level} confidence interval){quiet:#}")?;
    }
    writeln!(out, "  {quiet}{replications} of each, seed {}{quiet:#}", report.seed)
}

/// The current value of the measure, with its unit.
pub(super) fn now(report: &SensitivityReport<'_>) -> String {
    let base = report.found.base;
    let scale = Scale::new(report.request.measure, base.value, base.half_width);
    let text = if report.found.replications == 1 { scale.exact(base.value) } else { scale.text(base.value) };
    text + scale.unit()
}

/// How effects are written.
pub(super) fn scale(report: &SensitivityReport<'_>) -> Scale {
    let greatest = report.found.rows.first().map_or(0.0, Row::magnitude);
    Scale::of(report.request.measure.unit(), greatest, Some(greatest / 100.0)).coarse(greatest)
}

fn line(row: &Row, scale: Scale, greatest: f64, out: &mut dyn Write) -> io::Result<()> {
    let bar = style::BAR;
    let figure = |side: Option<&Shift>| {
        let text = side.map_or_else(|| "?".to_owned(), |shift| signed(shift.effect.value, scale));
        format!("{text:>FIGURE$}")
    };
    writeln!(
        out,
        "  {:NAME$} {} {bar}{}{bar:#} {} {:>14}",
        shortened(&name(row), NAME),
        figure(row.down.as_ref()),
        bars(row, greatest),
        figure(row.up.as_ref()),
        elasticity(row.elasticity)
    )
}

/// With a sign, unless it rounds to nothing.
pub(super) fn signed(value: f64, scale: Scale) -> String {
    let text = scale.text(value.abs());
    match text.bytes().any(|byte| matches!(byte, b'1'..=b'9')) {
        true if value < 0.0 => format!("-{text}"),
        true => format!("+{text}"),
        false => "0".to_owned(),
    }
}

/// Both bars, on either side of the middle; if both are on the same side, the shorter one is drawn over the longer.
fn bars(row: &Row, greatest: f64) -> String {
    let mut cells = [' '; 2 * HALF + 1];
    cells[HALF] = '│';
    let mut sides: Vec<_> = [(&row.down, '▒'), (&row.up, '█')]
        .into_iter()
        .filter_map(|(side, mark)| Some((side.as_ref()?.effect.value, mark)))
        .collect();
    sides.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    for (value, mark) in sides {
        for step in 1..=length(value, greatest) {
            cells[if value < 0.0 { HALF - step } else { HALF + step }] = mark;
        }
    }
    cells.iter().collect()
}

/// The number of cells of an effect: at least one, unless it is zero.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to half of the width")]
fn length(value: f64, greatest: f64) -> usize {
    if value == 0.0 { 0 } else { (libm::round(value.abs() / greatest * HALF as f64) as usize).clamp(1, HALF) }
}

pub(super) fn elasticity(bounded: Option<Bounded>) -> String {
    match bounded {
        None => String::new(),
        Some(Bounded { value, half_width: Some(half_width) }) if half_width > 0.0 => {
            let places = decimals(half_width / 10.0).min(3);
            format!("{} ± {}", fixed(value, places), decimal(half_width, places))
        }
        // Nothing is random.
        Some(Bounded { value, .. }) => fixed(value, 3),
    }
}

/// A number with decimals; if it rounds to zero, it has no sign.
fn fixed(value: f64, places: u32) -> String {
    let text = decimal(value.abs(), places);
    let is_zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    if value < 0.0 && !is_zero { format!("-{text}") } else { text }
}

/// The name of a setting: its path, and its step, if that is not a share.
pub(super) fn name(row: &Row) -> String {
    let path = row.path.trim_start_matches("opponents.");
    let counted = [&row.down, &row.up].into_iter().flatten().find_map(|shift| step(&row.value, shift));
    format!("{path}{}", counted.unwrap_or_default())
}

/// ` ±1`, if a whole number was counted up or down.
fn step(value: &str, shift: &Shift) -> Option<String> {
    let (_, to) = shift.setting.split_once('=').filter(|(path, _)| !path.ends_with('*'))?;
    let digits = value.trim_matches(|c: char| !c.is_ascii_digit());
    let (from, to): (u64, u64) = (digits.parse().ok()?, to.parse().ok()?);
    Some(format!(" ±{}", from.abs_diff(to)))
}

pub(super) fn shortened(text: &str, width: usize) -> String {
    let length = text.chars().count();
    if length <= width {
        return text.to_owned();
    }
    // The end is more informative than the beginning.
    std::iter::once('…').chain(text.chars().skip(length + 1 - width)).collect()
}

fn listed(what: &str, names: &[String], out: &mut dyn Write) -> io::Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    let mut text = format!("\n  {what}:");
    let mut column = text.chars().count() - 1;
    for (place, name) in names.iter().enumerate() {
        let comma = if place + 1 < names.len() { "," } else { "" };
        let length = name.chars().count() + comma.len() + 1;
        if column + length > LINE {
            text.push_str("\n   ");
            column = 3;
        }
        text.extend([" ", name, comma]);
        column += length;
    }
    writeln!(out, "{text}")
}

fn not_moved(unmoved: &[Unmoved], out: &mut dyn Write) -> io::Result<()> {
    if !unmoved.is_empty() {
        writeln!(out, "\n  not moved:")?;
    }
    for Unmoved { path, up, why } in unmoved {
        let what = format!("    {} {}:", path.trim_start_matches("opponents."), if *up { "up" } else { "down" });
        let fits = what.chars().count() + 1 + why.chars().count() <= LINE;
        writeln!(out, "{what}{}{why}", if fits { " " } else { "\n      " })?;
    }
    Ok(())
}
