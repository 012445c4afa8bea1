//! Lines over numbers: a few in one plot, more in a plot each.

use super::{ROOM, WIDTH};
use crate::report::picture::axis::Axis;
use crate::report::picture::palette::{COLOURS, LIGHT};
use crate::report::picture::plot::{
    Area, Drawn, HPos, MARGIN, Plot, blank, count, heading, heading_height, width, write,
};
use crate::report::shortening::distinct;
use crate::report::sweep::chart::{Chart, Line, not_drawn};
use plotters::prelude::*;

/// The height of a plot that stands alone.
const HEIGHT: i32 = 420;
/// The room for the texts and the name of the horizontal axis.
const FOOT: i32 = 56;
/// The height of a row of the legend, and the length of a line in it.
const LEGEND: i32 = 22;
const SAMPLE: i32 = 22;
/// More lines than this in one plot can't be followed: each gets a plot of its own.
const TOGETHER_MAX: usize = 4;
/// At most this many plots, in rows of three.
const PANELS_MAX: usize = 12;
const ACROSS: i32 = 3;
/// The size of such a plot with its name, the gap between two, and the longest name.
const PANEL: i32 = 190;
const GAP: i32 = 16;
const NAME_MAX: usize = 36;

/// The picture.
pub(super) fn picture(
    title: &str,
    chart: &Chart,
    x: &Axis,
    lines: &[Line],
) -> Result<String, Box<dyn std::error::Error>> {
    let mut text = String::new();
    let left = MARGIN + Plot::room_of_texts(&chart.values);
    if lines.len() <= TOGETHER_MAX {
        together(title, chart, x, lines, left, &mut text)?;
    } else {
        apart(title, chart, x, lines, left, &mut text)?;
    }
    Ok(text)
}

/// All in one plot.
fn together(title: &str, chart: &Chart, x: &Axis, lines: &[Line], left: i32, text: &mut String) -> Drawn {
    let notes = [chart.dots()];
    let (entries, legend) = legend(lines);
    let top = heading_height(title, &notes, ROOM) + legend + 8;
    let root = blank(text, (WIDTH, top + HEIGHT + FOOT))?;
    heading(&root, title, &notes, ROOM)?;
    for ((line, colour), (x, row)) in lines.iter().zip(COLOURS).zip(entries) {
        let y = top - 8 - legend + row * LEGEND + LEGEND / 2;
        root.draw(&PathElement::new([(x, y), (x + SAMPLE, y)], colour.stroke_width(2)))?;
        root.draw(&Circle::new((x + SAMPLE / 2, y), 4, colour.filled()))?;
        write(&root, &line.name, (x + SAMPLE + 6, y), 14, LIGHT.ink, HPos::Left)?;
    }
    let plot = Plot { x, y: &chart.values, left, right: WIDTH - MARGIN, top, bottom: top + HEIGHT };
    plot.frame(&root, (true, true))?;
    // The first are the thickest, so that they can be seen behind others that run the same way.
    for ((line, colour), others) in lines.iter().zip(COLOURS).zip((0..lines.len()).rev()) {
        draw(&root, &plot, line, colour, i32::try_from(others)?)?;
    }
    name_of_axis(&root, x, left, plot.bottom + 40)?;
    root.present()?;
    Ok(())
}

/// The place of each name of several lines, in pixels and in rows, and the height of all.
fn legend(lines: &[Line]) -> (Vec<(i32, i32)>, i32) {
    if lines.len() < 2 {
        return (Vec::new(), 0);
    }
    let (mut entries, mut x, mut row) = (Vec::new(), MARGIN, 0);
    for line in lines {
        let length = SAMPLE + 6 + width(&line.name, 14) + 20;
        if x > MARGIN && x + length > WIDTH {
            (x, row) = (MARGIN, row + 1);
        }
        entries.push((x, row));
        x += length;
    }
    (entries, (row + 1) * LEGEND)
}

/// A plot for each line, where the others are grey.
fn apart(title: &str, chart: &Chart, x: &Axis, lines: &[Line], left: i32, text: &mut String) -> Drawn {
    let (drawn, left_out) = lines.split_at(lines.len().min(PANELS_MAX));
    let mut notes = vec![format!("{}; the other lines in grey", chart.dots())];
    if !left_out.is_empty() {
        notes.push(not_drawn(left_out.len(), "line"));
    }
    let top = heading_height(title, &notes, ROOM);
    let down = (count(drawn) + ACROSS - 1) / ACROSS;
    let root = blank(text, (WIDTH, top + down * PANEL + FOOT))?;
    heading(&root, title, &notes, ROOM)?;
    let names = distinct(&drawn.iter().map(|line| line.name.clone()).collect::<Vec<_>>(), NAME_MAX);
    let broad = (WIDTH - MARGIN - left - (ACROSS - 1) * GAP) / ACROSS;
    for ((line, name), number) in drawn.iter().zip(names).zip(0..) {
        let (column, row) = (number % ACROSS, number / ACROSS);
        let (left, top) = (left + column * (broad + GAP), top + row * PANEL);
        let plot = Plot { x, y: &chart.values, left, right: left + broad, top: top + 30, bottom: top + PANEL - 10 };
        write(&root, &name, (left, top + 16), 13, LIGHT.ink, HPos::Left)?;
        plot.frame(&root, (number + ACROSS >= count(drawn), column == 0))?;
        for other in drawn {
            path(&root, &plot, other, RGBColor(200, 200, 200), 1)?;
        }
        draw(&root, &plot, line, COLOURS[0], 0)?;
    }
    name_of_axis(&root, x, left, top + down * PANEL + 34)?;
    root.present()?;
    Ok(())
}

fn name_of_axis(root: &Area<'_>, x: &Axis, left: i32, y: i32) -> Drawn {
    write(root, &x.name, (i32::midpoint(left, WIDTH - MARGIN), y), 15, LIGHT.ink, HPos::Center)
}

fn path(root: &Area<'_>, plot: &Plot<'_>, line: &Line, colour: RGBColor, thickness: u32) -> Drawn {
    let places: Vec<_> = line.points.iter().map(|dot| plot.at(dot.x, dot.y)).collect();
    root.draw(&PathElement::new(places, colour.stroke_width(thickness)))?;
    Ok(())
}

/// A line with its points and their intervals, this many pixels thicker than the thinnest.
fn draw(root: &Area<'_>, plot: &Plot<'_>, line: &Line, colour: RGBColor, extra: i32) -> Drawn {
    path(root, plot, line, colour, 2 + 2 * extra.unsigned_abs())?;
    for dot in &line.points {
        if let Some([low, high]) = dot.interval() {
            let [(x, bottom), (_, top)] = [low, high].map(|y| plot.at(dot.x, y));
            for ends in [[(x, bottom), (x, top)], [(x - 4, bottom), (x + 4, bottom)], [(x - 4, top), (x + 4, top)]] {
                root.draw(&PathElement::new(ends, colour.stroke_width(1)))?;
            }
        }
        root.draw(&Circle::new(plot.at(dot.x, dot.y), 4 + 2 * extra, colour.filled()))?;
    }
    Ok(())
}
