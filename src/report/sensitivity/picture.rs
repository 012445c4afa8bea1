//! The tornado as a picture, SVG or PNG.

use super::tornado::{elasticity, name, now, scale, signed};
use super::{SensitivityReport, moved, no_significant_effect, ranked};
use crate::experiment::sensitivity::{SettingRow, Shift};
use crate::report::figure::Scale;
use crate::report::label::percent;
use crate::report::picture::palette::{COLOURS, LIGHT};
use crate::report::picture::plot::{Area, Drawn, HPos, MARGIN, blank, count, heading, heading_height, wrapped, write};
use crate::report::shortening::without_beginning;
use plotters::prelude::*;

/// In pixels of the SVG: the whole width, the end of the names, the middle of the bars, the longest half bar, the end
/// of the elasticities.
const WIDTH: i32 = 900;
const NAMES_END: i32 = 220;
/// Longer names are cut.
const NAME_MAX: usize = 28;
const MIDDLE: i32 = 490;
const HALF: f64 = 170.0;
const ELASTICITY_END: i32 = WIDTH - MARGIN;
/// The height of the headings of columns, of a row, of a bar, of the legend, and of a line below it.
const HEADINGS: i32 = 30;
const ROW: i32 = 30;
const BAR: i32 = 18;
const LEGEND: i32 = 50;
const NOTE: i32 = 20;

const DOWN: RGBColor = COLOURS[1];
const UP: RGBColor = COLOURS[0];

/// The tornado as SVG; `None` if no setting has any effect.
pub(super) fn svg(report: &SensitivityReport<'_>) -> Option<String> {
    let mut text = String::new();
    // Drawing into memory can't fail.
    draw(report, &mut text).ok()?;
    (report.found.rows.first()?.magnitude() > 0.0).then_some(text)
}

fn draw(report: &SensitivityReport<'_>, text: &mut String) -> Drawn {
    let [rows, uncertain, _] = ranked(report.found);
    let notes = [format!("what moves the {}: {}", report.request.measure.noun(), moved(report))];
    let breadth = WIDTH - 2 * MARGIN;
    let folded: Vec<_> = uncertain.iter().map(|row| name(row)).collect();
    let folded = if folded.is_empty() {
        Vec::new()
    } else {
        wrapped(&format!("{}: {}", no_significant_effect(report), folded.join(", ")), breadth, 13)
    };
    let top = heading_height(report.title, &notes, breadth) + HEADINGS;
    let bottom = top + ROW * count(&rows);
    let root = blank(text, (WIDTH, bottom + LEGEND + NOTE * count(&folded)))?;
    heading(&root, report.title, &notes, breadth)?;
    headings(report, top - 18, &root)?;
    let greatest = rows.iter().map(|row| row.magnitude()).fold(f64::MIN_POSITIVE, f64::max);
    for (row, number) in rows.iter().zip(0..) {
        draw_row(row, top + number * ROW + ROW / 2, greatest, scale(report), &root)?;
    }
    root.draw(&PathElement::new([(MIDDLE, top - 6), (MIDDLE, bottom + 2)], LIGHT.quiet.stroke_width(1)))?;
    legend(bottom + 28, &root)?;
    for (line, number) in folded.iter().zip(0..) {
        write(&root, line, (MARGIN, bottom + LEGEND + number * NOTE), 13, LIGHT.quiet, HPos::Left)?;
    }
    root.present()?;
    Ok(())
}

fn headings(report: &SensitivityReport<'_>, y: i32, root: &Area<'_>) -> Drawn {
    write(root, &format!("now {}", now(report)), (MIDDLE, y), 14, LIGHT.quiet, HPos::Center)?;
    let level = percent(report.request.level);
    let level = if super::has_intervals(report) { format!(" (± {level} CI)") } else { String::new() };
    write(root, &format!("elasticity{level}"), (ELASTICITY_END, y), 14, LIGHT.quiet, HPos::Right)
}

fn draw_row(row: &SettingRow, centre: i32, greatest: f64, scale: Scale, root: &Area<'_>) -> Drawn {
    write(root, &without_beginning(&name(row), NAME_MAX), (NAMES_END, centre), 14, LIGHT.ink, HPos::Right)?;
    write(root, &elasticity(row.elasticity), (ELASTICITY_END, centre), 14, LIGHT.ink, HPos::Right)?;
    let sides: Vec<(&Shift, RGBColor)> = [(&row.down, DOWN), (&row.up, UP)]
        .into_iter()
        .filter_map(|(side, colour)| Some((side.as_ref()?, colour)))
        .collect();
    let values: Vec<f64> = sides.iter().map(|(shift, _)| shift.effect.value).collect();
    let is_shared = values.len() == 2 && values[0] * values[1] > 0.0;
    for (number, (shift, colour)) in sides.iter().enumerate() {
        // On the same side each gets half of the height.
        let (from, to) = match (is_shared, number) {
            (false, _) => (centre - BAR / 2, centre + BAR / 2),
            (true, 0) => (centre - BAR / 2, centre),
            (true, _) => (centre, centre + BAR / 2),
        };
        bar(shift, (from, to), *colour, greatest, root)?;
        // A figure is beyond the bar and all lines at its height.
        let (y, beside) = match (is_shared, number) {
            (false, _) => (centre, &sides[..]),
            (true, 0) => (centre - 7, &sides[..1]),
            (true, _) => (centre + 7, &sides[1..]),
        };
        let reach = |sign: f64| beside.iter().map(|(shift, _)| end(shift, sign)).fold(0.0, f64::max);
        let text = signed(shift.effect.value, scale);
        if shift.effect.value < 0.0 {
            write(root, &text, (x(-reach(-1.0), greatest) - 6, y), 13, LIGHT.quiet, HPos::Right)?;
        } else {
            write(root, &text, (x(reach(1.0), greatest) + 6, y), 13, LIGHT.quiet, HPos::Left)?;
        }
    }
    Ok(())
}

/// How far a bar and its interval reach to the side of this sign.
fn end(shift: &Shift, sign: f64) -> f64 {
    (shift.effect.value * sign + shift.effect.half_width.unwrap_or(0.0)).max(shift.effect.value * sign)
}

/// Where a value is.
#[expect(clippy::cast_possible_truncation, reason = "within the picture, or cut to it")]
fn x(value: f64, greatest: f64) -> i32 {
    MIDDLE + libm::round((value / greatest).clamp(-1.2, 1.2) * HALF) as i32
}

fn bar(shift: &Shift, (from, to): (i32, i32), colour: RGBColor, greatest: f64, root: &Area<'_>) -> Drawn {
    let value = shift.effect.value;
    root.draw(&Rectangle::new([(MIDDLE, from), (x(value, greatest), to)], colour.filled()))?;
    if let Some(half_width) = shift.effect.half_width.filter(|half_width| *half_width > 0.0) {
        let (low, high) = (x(value - half_width, greatest), x(value + half_width, greatest));
        let middle = i32::midpoint(from, to);
        root.draw(&PathElement::new([(low, middle), (high, middle)], LIGHT.ink.stroke_width(1)))?;
    }
    Ok(())
}

fn legend(y: i32, root: &Area<'_>) -> Drawn {
    for (left, colour, text) in [(NAMES_END + 30, DOWN, "setting down"), (NAMES_END + 220, UP, "setting up")] {
        root.draw(&Rectangle::new([(left, y - 6), (left + 14, y + 6)], colour.filled()))?;
        write(root, text, (left + 22, y), 14, LIGHT.ink, HPos::Left)?;
    }
    Ok(())
}
