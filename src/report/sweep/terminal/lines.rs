//! Lines over numbers: a mark for each line, bars for intervals.

use super::{below, cell};
use crate::report::picture::axis::Axis;
use crate::report::style;
use crate::report::sweep::chart::{Line, not_drawn};
use std::io::{self, Write};

/// Of the plot, in characters.
const HEIGHT: usize = 16;
const WIDTH_MIN: usize = 20;
/// The marks of lines, in order. More can't be followed.
const MARKS: [char; 6] = ['●', '○', '▲', '△', '■', '□'];
/// Where several lines meet.
const SEVERAL: char = '◆';

/// Draws the plot and its legend.
pub(super) fn draw(values: &Axis, x: &Axis, lines: &[Line], columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let (quiet, bar) = (style::QUIET, style::BAR);
    let text_width = values.ticks.iter().map(|(_, text)| text.chars().count()).max().unwrap_or(0);
    let width = columns.saturating_sub(text_width + 13).max(WIDTH_MIN);
    let rows = rows(values, x, lines, width);
    for (row, cells) in rows.iter().enumerate() {
        let tick = values.ticks.iter().find(|(place, _)| row_of(values.share_of_place(*place)) == row);
        let (text, edge) = tick.map_or(("", '│'), |(_, text)| (text.as_str(), '┤'));
        let cells: String = cells.iter().collect();
        writeln!(out, "  {quiet}{text:>text_width$} {edge}{quiet:#}{bar}{}{bar:#}", cells.trim_end())?;
    }
    let indent = text_width + 3;
    below(x, indent, |share| column_of(share, width), width, out)?;
    let name = format!("{:^width$}", x.name);
    writeln!(out, "{:indent$} {quiet}{}{quiet:#}", "", name.trim_end())?;
    legend(lines, rows.iter().flatten().any(|cell| *cell == SEVERAL), indent + 1, out)
}

/// The plot, from top to bottom.
fn rows(values: &Axis, x: &Axis, lines: &[Line], width: usize) -> Vec<Vec<char>> {
    let mut rows = vec![vec![' '; width]; HEIGHT];
    let lines = || lines.iter().zip(MARKS);
    // Intervals first, so that no mark is hidden by one.
    for dot in lines().flat_map(|(line, _)| &line.points) {
        let Some(ends) = dot.interval() else { continue };
        let [bottom, top] = ends.map(|value| row_of(values.share(value)));
        let column = column_of(x.share(dot.x), width);
        for row in &mut rows[top..=bottom] {
            row[column] = '│';
        }
    }
    for (line, mark) in lines() {
        for dot in &line.points {
            let cell = &mut rows[row_of(values.share(dot.y))][column_of(x.share(dot.x), width)];
            *cell = if *cell == mark || matches!(*cell, ' ' | '│') { mark } else { SEVERAL };
        }
    }
    rows
}

fn row_of(share: f64) -> usize {
    HEIGHT - 1 - cell(share, HEIGHT)
}

/// A column is free beside the first and the last point.
fn column_of(share: f64, width: usize) -> usize {
    cell(share, width - 2) + 1
}

fn legend(lines: &[Line], meet: bool, indent: usize, out: &mut dyn Write) -> io::Result<()> {
    if lines.len() < 2 {
        return Ok(());
    }
    for (line, mark) in lines.iter().zip(MARKS) {
        let bar = style::BAR;
        writeln!(out, "{:indent$}{bar}{mark}{bar:#} {}", "", line.name)?;
    }
    if meet {
        let bar = style::BAR;
        writeln!(out, "{:indent$}{bar}{SEVERAL}{bar:#} several of these", "")?;
    }
    if lines.len() > MARKS.len() {
        let (quiet, left_out) = (style::QUIET, not_drawn(lines.len() - MARKS.len(), "line"));
        writeln!(out, "{:indent$}{quiet}{left_out}; --chart FILE draws them{quiet:#}", "")?;
    }
    Ok(())
}
