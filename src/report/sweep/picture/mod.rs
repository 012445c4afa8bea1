//! The chart as a picture: SVG, and PNG, which is the same SVG drawn with the embedded typeface.

mod lines;
mod rows;

use super::Sweep;
use super::chart::{Chart, Form};
use crate::report::picture::plot::MARGIN;

/// The width in pixels of the SVG, and the part of it that texts may take.
const WIDTH: i32 = 900;
const ROOM: i32 = WIDTH - 2 * MARGIN;

/// The chart of the first shown measure as SVG, under this title; `None` if there is nothing to compare.
#[must_use]
pub fn svg(sweep: &Sweep<'_>, title: &str) -> Option<String> {
    let chart = Chart::new(sweep, sweep.shown()[0], (10, 6))?;
    // Drawing into memory can't fail.
    match &chart.form {
        Form::Lines(x, lines) => lines::picture(title, &chart, x, lines).ok(),
        Form::Rows(rows) => rows::picture(title, &chart, rows).ok(),
    }
}
