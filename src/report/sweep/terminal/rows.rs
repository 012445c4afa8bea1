//! Choices: a row for each, with its mean and interval.

use super::{below, cell};
use crate::report::picture::axis::Axis;
use crate::report::shortening::distinct;
use crate::report::style;
use crate::report::sweep::chart::{Dot, Row, not_drawn};
use std::io::{self, Write};

/// At most this many rows.
const ROWS_MAX: usize = 24;
/// The shortest plot, in characters.
const WIDTH_MIN: usize = 20;

/// Draws the rows and the axis below them.
pub(super) fn draw(values: &Axis, rows: &[Row], columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let (quiet, bar) = (style::QUIET, style::BAR);
    let (drawn, left_out) = rows.split_at(rows.len().min(ROWS_MAX));
    let names = distinct(&drawn.iter().map(|row| row.name.clone()).collect::<Vec<_>>(), columns * 2 / 5);
    let names_width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    let width = columns.saturating_sub(names_width + 13).max(WIDTH_MIN);
    for (row, name) in drawn.iter().zip(&names) {
        let cells = cells(values, row.dot, width);
        writeln!(out, "  {name:names_width$} {quiet}│{quiet:#}{bar}{}{bar:#}", cells.trim_end())?;
    }
    below(values, names_width + 3, |share| cell(share, width), width, out)?;
    if !left_out.is_empty() {
        writeln!(out, "  {quiet}{}{quiet:#}", not_drawn(left_out.len(), "point"))?;
    }
    Ok(())
}

fn cells(values: &Axis, dot: Dot, width: usize) -> String {
    let mut cells = vec![' '; width];
    if let Some(ends) = dot.interval() {
        let [low, high] = ends.map(|value| cell(values.share(value), width));
        cells[low..=high].fill('─');
        (cells[low], cells[high]) = ('├', '┤');
    }
    cells[cell(values.share(dot.y), width)] = '●';
    cells.into_iter().collect()
}
