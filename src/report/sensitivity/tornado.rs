//! A tornado: for each setting a bar to either side of the current result, the longest on top.

use super::{SensitivityReport, moved, no_significant_effect, ranked};
use crate::count::counted;
use crate::experiment::sensitivity::{Bounded, SettingRow, Shift, Unmoved};
use crate::model::Unit;
use crate::report::decimals::{decimal, decimals};
use crate::report::figure::Scale;
use crate::report::label::{differ, percent, title};
use crate::report::shortening::{without_beginning, wrapped};
use crate::report::{WITHIN, style};
use std::io::{self, Write};

/// What the table's columns take, in characters.
struct Layout {
    name: usize,
    figure: usize,
    /// Half a bar.
    half: usize,
    /// None, if there is no room for it.
    elasticity: usize,
}

/// The least room for names, and for half a bar; at most this much for either.
const NAME: [usize; 2] = [12, 36];
const HALF: [usize; 2] = [3, 24];

impl Layout {
    /// Names and bars share the room that the figures leave.
    fn new(rows: &[&SettingRow], scale: Scale, columns: usize) -> Self {
        let longest =
            |texts: &mut dyn Iterator<Item = String>| texts.map(|text| text.chars().count()).max().unwrap_or(0);
        let figure =
            longest(&mut rows.iter().flat_map(|row| [&row.down, &row.up]).map(|side| figure(side.as_ref(), scale)));
        let elasticities = longest(&mut rows.iter().map(|row| elasticity(row.elasticity))).max("elasticity".len());
        let names = longest(&mut rows.iter().map(|row| name(row)));
        let fixed = "  ".len() + 2 * (figure.max("down".len()) + " ".len()) + " │".len();
        let figure = figure.max("down".len());
        let least = NAME[0] + 2 * HALF[0];
        let elasticity = if fixed + least + 1 + elasticities <= columns { elasticities } else { 0 };
        let room = columns.saturating_sub(fixed + if elasticity > 0 { elasticity + 1 } else { 0 });
        let name = names.min(NAME[1]).min(room.saturating_sub(2 * 9)).max(NAME[0]);
        let half = (room.saturating_sub(name) / 2).clamp(HALF[0], HALF[1]);
        Self { name, figure, half, elasticity }
    }
}

pub(super) fn tornado(report: &SensitivityReport<'_>, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let quiet = style::QUIET;
    let (request, found) = (report.request, report.found);
    let subject = request.measure.noun();
    title(report.title, report.settings, out)?;
    if let Some(missing) = report.missing() {
        let warning = style::WARNING;
        writeln!(out, "{warning}{missing}{warning:#}")?;
    }
    let subject = wrapped("", &format!("what moves the {subject}, now {}: {}", now(report), moved(report)), columns);
    writeln!(out, "{quiet}{subject}{quiet:#}\n")?;
    let scale = scale(report);
    let [drawn, uncertain, still] = ranked(found);
    let layout = Layout::new(&drawn, scale, columns);
    if !drawn.is_empty() {
        head(&layout, out)?;
    }
    let greatest = drawn.iter().map(|row| row.magnitude()).fold(0.0, f64::max);
    for row in &drawn {
        line(row, scale, greatest, &layout, out)?;
    }
    let names = |rows: &[&SettingRow]| rows.iter().map(|row| name(row)).collect::<Vec<_>>();
    listed(&no_significant_effect(report), &names(&uncertain), columns, out)?;
    listed("without effect", &names(&still), columns, out)?;
    let unplayed: Vec<_> =
        found.unplayed.iter().map(|row| row.path.trim_start_matches("opponents.").to_owned()).collect();
    listed("not played", &unplayed, columns, out)?;
    not_moved(&found.unmoved, columns, out)?;
    foot(report, layout.elasticity > 0, columns, out)
}

fn head(layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
    let quiet = style::QUIET;
    let Layout { name, figure, half, elasticity } = *layout;
    let bars = 2 * half + 1;
    let last = if elasticity > 0 { format!(" {:>elasticity$}", "elasticity") } else { String::new() };
    writeln!(out, "  {quiet}{:name$} {:>figure$} {:bars$} {:>figure$}{last}{quiet:#}", "", "down", "", "up")
}

fn foot(report: &SensitivityReport<'_>, has_elasticity: bool, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let (quiet, request) = (style::QUIET, report.request);
    let subject = request.measure.noun();
    let unit = match request.measure.unit() {
        Unit::PerSecond => format!(" ({}{})", request.measure.label(), scale(report).unit()),
        Unit::Seconds | Unit::Share | Unit::Count => scale(report).unit().to_owned(),
    };
    let level = percent(request.level);
    let replications = counted(report.found.replications, "replication");
    let notes = [
        Some(format!("▒ setting down, █ setting up: by how much the {subject}{unit} {}", differ(request.measure))),
        (super::has_intervals(report) && has_elasticity)
            .then(|| format!("± bounds the elasticity ({level} confidence interval)")),
        (!report.found.exact).then(|| WITHIN.to_owned()),
        Some(format!("{replications} of each, seed {}", report.seed)),
    ];
    writeln!(out)?;
    for note in notes.into_iter().flatten() {
        writeln!(out, "{quiet}{}{quiet:#}", wrapped("  ", &note, columns))?;
    }
    Ok(())
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
    let greatest = report.found.rows.first().map_or(0.0, SettingRow::magnitude);
    Scale::of(report.request.measure.unit(), greatest, Some(greatest / 100.0)).coarse(greatest)
}

/// The effect of a side; `?` if the setting can't be moved there.
fn figure(side: Option<&Shift>, scale: Scale) -> String {
    side.map_or_else(|| "?".to_owned(), |shift| signed(shift.effect.value, scale))
}

fn line(row: &SettingRow, scale: Scale, greatest: f64, layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
    let bar = style::BAR;
    let Layout { name: room, figure: width, half, .. } = *layout;
    let (down, up) = (figure(row.down.as_ref(), scale), figure(row.up.as_ref(), scale));
    let (name, bars) = (without_beginning(&name(row), room), bars(row, greatest, half));
    let last = match layout.elasticity {
        0 => String::new(),
        width => format!(" {:>width$}", elasticity(row.elasticity)),
    };
    writeln!(out, "  {name:room$} {down:>width$} {bar}{bars}{bar:#} {up:>width$}{last}")
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
fn bars(row: &SettingRow, greatest: f64, half: usize) -> String {
    let mut cells = vec![' '; 2 * half + 1];
    cells[half] = '│';
    let mut sides: Vec<_> = [(&row.down, '▒'), (&row.up, '█')]
        .into_iter()
        .filter_map(|(side, mark)| Some((side.as_ref()?.effect.value, mark)))
        .collect();
    sides.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    for (value, mark) in sides {
        for step in 1..=length(value, greatest, half) {
            cells[if value < 0.0 { half - step } else { half + step }] = mark;
        }
    }
    cells.iter().collect()
}

/// The number of cells of an effect: at least one, unless it is zero.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to half of the width")]
fn length(value: f64, greatest: f64, half: usize) -> usize {
    if value == 0.0 { 0 } else { (libm::round(value.abs() / greatest * half as f64) as usize).clamp(1, half) }
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
pub(super) fn name(row: &SettingRow) -> String {
    let path = row.path.trim_start_matches("opponents.");
    format!("{path}{}", step_of(row).unwrap_or_default())
}

/// ` ±1`, if a whole number was counted up or down.
pub(super) fn step_of(row: &SettingRow) -> Option<String> {
    [&row.down, &row.up].into_iter().flatten().find_map(|shift| step(&row.value, shift))
}

fn step(value: &str, shift: &Shift) -> Option<String> {
    let (_, to) = shift.setting.split_once('=').filter(|(path, _)| !path.ends_with('*'))?;
    let digits = value.trim_matches(|c: char| !c.is_ascii_digit());
    let (from, to): (u64, u64) = (digits.parse().ok()?, to.parse().ok()?);
    Some(format!(" ±{}", from.abs_diff(to)))
}

fn listed(what: &str, names: &[String], columns: usize, out: &mut dyn Write) -> io::Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    let text = wrapped("    ", &format!("{what}: {}", names.join(", ")), columns);
    writeln!(out, "\n  {}", text.trim_start())
}

fn not_moved(unmoved: &[Unmoved], columns: usize, out: &mut dyn Write) -> io::Result<()> {
    if !unmoved.is_empty() {
        writeln!(out, "\n  not moved:")?;
    }
    for Unmoved { path, up, why } in unmoved {
        let what = format!("{} {}:", path.trim_start_matches("opponents."), if *up { "up" } else { "down" });
        if 4 + what.chars().count() + 1 + why.chars().count() <= columns {
            writeln!(out, "    {what} {why}")?;
        } else {
            writeln!(out, "    {what}\n{}", wrapped("      ", why, columns))?;
        }
    }
    Ok(())
}
