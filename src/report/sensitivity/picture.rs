//! The tornado as a picture, SVG or PNG.

use super::SensitivityReport;
use super::tornado::{elasticity, name, now, scale, shortened, signed};
use crate::experiment::sensitivity::{Row, Shift};
use crate::report::figure::Scale;
use crate::report::label::percent;
use crate::report::picture::{FONT, rasterised};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// In pixels of the SVG: the whole width, the end of the names, the middle of the bars, the longest half bar, the end
/// of the elasticities.
const WIDTH: i32 = 900;
const NAMES_END: i32 = 220;
/// Longer names are cut.
const NAME_MAX: usize = 28;
const MIDDLE: i32 = 490;
const HALF: f64 = 170.0;
const ELASTICITY_END: i32 = 880;
/// The height of the head, of a row, of a bar, and of the foot.
const HEAD: i32 = 96;
const ROW: i32 = 30;
const BAR: i32 = 18;
const FOOT: i32 = 56;

/// Two colours that are distinct for people with colour-vision deficiency: M. Okabe & K. Ito, "Color Universal Design"
/// (2008).
const DOWN: RGBColor = RGBColor(213, 94, 0);
const UP: RGBColor = RGBColor(0, 114, 178);
const INK: RGBColor = RGBColor(40, 40, 40);
const GREY: RGBColor = RGBColor(110, 110, 110);

type Drawn = Result<(), Box<dyn std::error::Error>>;
type Area<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;

/// The tornado as SVG; `None` if no setting has any effect.
pub(super) fn svg(report: &SensitivityReport<'_>) -> Option<String> {
    let mut text = String::new();
    // Drawing into memory can't fail.
    draw(report, &mut text).ok()?;
    (report.found.rows.first()?.magnitude() > 0.0).then_some(text)
}

/// The same as PNG. Needs no fonts on the machine.
pub(super) fn png(report: &SensitivityReport<'_>) -> Option<Vec<u8>> {
    rasterised(&svg(report)?)
}

fn draw(report: &SensitivityReport<'_>, text: &mut String) -> Drawn {
    let rows: Vec<_> = report.found.rows.iter().filter(|row| row.magnitude() > 0.0).collect();
    let bottom = HEAD + ROW * i32::try_from(rows.len())?;
    let root =
        SVGBackend::with_string(text, (WIDTH.unsigned_abs(), (bottom + FOOT).unsigned_abs())).into_drawing_area();
    root.fill(&WHITE)?;
    head(report, &root)?;
    let greatest = rows.first().map_or(1.0, |row| row.magnitude());
    for (row, top) in rows.iter().zip((HEAD..).step_by(30)) {
        draw_row(row, top, greatest, scale(report), &root)?;
    }
    root.draw(&PathElement::new([(MIDDLE, HEAD - 6), (MIDDLE, bottom + 2)], GREY.stroke_width(1)))?;
    foot(report, bottom + FOOT / 2, &root)?;
    root.present()?;
    Ok(())
}

fn head(report: &SensitivityReport<'_>, root: &Area<'_>) -> Drawn {
    let request = report.request;
    write(root, report.title, (20, 30), 22, INK, HPos::Left)?;
    let what = format!("what moves the {}: each setting by {}", request.measure.noun(), request.share);
    write(root, &what, (20, 56), 15, GREY, HPos::Left)?;
    write(root, &format!("now {}", now(report)), (MIDDLE, HEAD - 18), 14, GREY, HPos::Center)?;
    let level =
        if report.found.replications > 1 { format!(" (± {} CI)", percent(request.level)) } else { String::new() };
    write(root, &format!("elasticity{level}"), (ELASTICITY_END, HEAD - 18), 14, GREY, HPos::Right)
}

fn draw_row(row: &Row, top: i32, greatest: f64, scale: Scale, root: &Area<'_>) -> Drawn {
    let centre = top + ROW / 2;
    write(root, &shortened(&name(row), NAME_MAX), (NAMES_END, centre), 14, INK, HPos::Right)?;
    write(root, &elasticity(row.elasticity), (ELASTICITY_END, centre), 14, INK, HPos::Right)?;
    let effect = |side: &Option<Shift>| side.as_ref().map_or(0.0, |shift| shift.effect.value);
    let (down, up) = (effect(&row.down), effect(&row.up));
    // On the same side each gets half of the height.
    let shared = down * up > 0.0;
    let (from, to) = (centre - BAR / 2, centre + BAR / 2);
    let heights = if shared { [(from, centre), (centre, to)] } else { [(from, to); 2] };
    for ((side, colour), height) in [(&row.down, DOWN), (&row.up, UP)].into_iter().zip(heights) {
        let Some(shift) = side else { continue };
        bar(shift, height, colour, greatest, root)?;
        if !shared || shift.effect.value.abs() >= row.magnitude() {
            figure(shift, centre, greatest, scale, root)?;
        }
    }
    Ok(())
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
        root.draw(&PathElement::new([(low, middle), (high, middle)], INK.stroke_width(1)))?;
    }
    Ok(())
}

/// The effect, beyond the end of its bar and interval.
fn figure(shift: &Shift, y: i32, greatest: f64, scale: Scale, root: &Area<'_>) -> Drawn {
    let reach = shift.effect.value.abs() + shift.effect.half_width.unwrap_or(0.0);
    let text = signed(shift.effect.value, scale);
    if shift.effect.value < 0.0 {
        write(root, &text, (x(-reach, greatest) - 6, y), 13, GREY, HPos::Right)
    } else {
        write(root, &text, (x(reach, greatest) + 6, y), 13, GREY, HPos::Left)
    }
}

fn foot(report: &SensitivityReport<'_>, y: i32, root: &Area<'_>) -> Drawn {
    let share = report.request.share;
    for (left, colour, text) in [(250, DOWN, format!("setting down {share}")), (440, UP, format!("setting up {share}"))]
    {
        root.draw(&Rectangle::new([(left, y - 6), (left + 14, y + 6)], colour.filled()))?;
        write(root, &text, (left + 22, y), 14, INK, HPos::Left)?;
    }
    Ok(())
}

fn write(root: &Area<'_>, text: &str, at: (i32, i32), size: i32, colour: RGBColor, horizontal: HPos) -> Drawn {
    let style = TextStyle::from((FONT, size)).pos(Pos::new(horizontal, VPos::Center)).color(&colour);
    root.draw(&Text::new(text.to_owned(), at, style))?;
    Ok(())
}
