//! Choices: a row for each, with its mean and interval. No line joins them, because they have no order.

use super::{ROOM, WIDTH};
use crate::report::picture::palette::{COLOURS, LIGHT};
use crate::report::picture::plot::{Drawn, HPos, MARGIN, blank, count, heading, heading_height, width, write};
use crate::report::shortening::distinct;
use crate::report::sweep::chart::{Chart, Row, not_drawn};
use plotters::prelude::*;

/// The height of a row, and of the axis below them.
const ROW: i32 = 28;
const FOOT: i32 = 40;
/// At most this many rows.
const ROWS_MAX: usize = 60;
/// Longer names are shortened.
const NAME_MAX: usize = 40;

/// The picture.
pub(super) fn picture(title: &str, chart: &Chart, rows: &[Row]) -> Result<String, Box<dyn std::error::Error>> {
    let mut text = String::new();
    draw(title, chart, rows, &mut text)?;
    Ok(text)
}

fn draw(title: &str, chart: &Chart, rows: &[Row], text: &mut String) -> Drawn {
    let (drawn, left_out) = rows.split_at(rows.len().min(ROWS_MAX));
    let mut notes = vec![chart.dots()];
    if !left_out.is_empty() {
        notes.push(not_drawn(left_out.len(), "point"));
    }
    let top = heading_height(title, &notes, ROOM);
    let bottom = top + ROW * count(drawn);
    let root = blank(text, (WIDTH, bottom + FOOT))?;
    heading(&root, title, &notes, ROOM)?;
    let names = distinct(&drawn.iter().map(|row| row.name.clone()).collect::<Vec<_>>(), NAME_MAX);
    let left = MARGIN + names.iter().map(|name| width(name, 14)).max().unwrap_or(0) + 10;
    let axis = &chart.values;
    let at = |share: f64| left + across(share, WIDTH - MARGIN - 30 - left);
    for (place, text) in &axis.ticks {
        let x = at(axis.share_of_place(*place));
        root.draw(&PathElement::new([(x, top), (x, bottom)], LIGHT.grid.stroke_width(1)))?;
        write(&root, text, (x, bottom + 14), 13, LIGHT.quiet, HPos::Center)?;
    }
    root.draw(&PathElement::new([(left, top), (left, bottom)], LIGHT.quiet.stroke_width(1)))?;
    for ((row, name), y) in drawn.iter().zip(&names).zip((0..).map(|row| top + ROW * row + ROW / 2)) {
        write(&root, name, (left - 10, y), 14, LIGHT.ink, HPos::Right)?;
        if let Some(ends) = row.dot.interval() {
            let [low, high] = ends.map(|value| at(axis.share(value)));
            for ends in [[(low, y), (high, y)], [(low, y - 4), (low, y + 4)], [(high, y - 4), (high, y + 4)]] {
                root.draw(&PathElement::new(ends, COLOURS[0].stroke_width(2)))?;
            }
        }
        root.draw(&Circle::new((at(axis.share(row.dot.y)), y), 5, COLOURS[0].filled()))?;
    }
    root.present()?;
    Ok(())
}

#[expect(clippy::cast_possible_truncation, reason = "within the picture")]
fn across(share: f64, length: i32) -> i32 {
    libm::round(share * f64::from(length)) as i32
}
