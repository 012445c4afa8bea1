//! The chart in characters: a letter for each line, bars for intervals.

use super::Sweep;
use super::chart::{Axis, Chart};
use crate::report::style;
use std::io::{self, Write};

/// Of the plot, in characters.
const WIDTH: usize = 64;
const HEIGHT: usize = 16;
/// The marks of lines, in order.
const MARKS: [char; super::chart::LINES_MAX] = ['●', '○', '▲', '△', '■', '□', '◆', '◇'];

/// Draws the first of the shown measures, if there is anything to compare.
pub(super) fn draw(sweep: &Sweep<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(chart) = Chart::new(sweep, sweep.shown()[0], (8, 4)) else { return Ok(()) };
    let (quiet, bar) = (style::QUIET, style::BAR);
    writeln!(out)?;
    writeln!(out, "  {quiet}{}{quiet:#}", chart.y.name)?;
    let rows = rows(&chart);
    let width = chart.y.ticks.iter().map(|(_, text)| text.chars().count()).max().unwrap_or(0);
    for (row, cells) in rows.iter().enumerate() {
        let tick = chart.y.ticks.iter().find(|(at, _)| row_of(&chart.y, *at) == row);
        let (text, edge) = tick.map_or(("", '│'), |(_, text)| (text.as_str(), '┤'));
        let cells: String = cells.iter().collect();
        writeln!(out, "  {quiet}{text:>width$} {edge}{quiet:#}{bar}{}{bar:#}", cells.trim_end())?;
    }
    below(&chart.x, width, out)?;
    legend(&chart, width, out)
}

/// The plot, from top to bottom.
fn rows(chart: &Chart) -> Vec<Vec<char>> {
    let mut rows = vec![vec![' '; WIDTH]; HEIGHT];
    // Intervals first, so that no mark is hidden by one.
    for dot in chart.lines.iter().flat_map(|line| &line.points) {
        let [top, bottom] = [dot.y + dot.half_width, dot.y - dot.half_width].map(|y| row_of(&chart.y, y));
        let column = column_of(&chart.x, dot.x);
        for row in &mut rows[top..=bottom] {
            row[column] = '│';
        }
    }
    for (line, mark) in chart.lines.iter().zip(MARKS).rev() {
        for dot in &line.points {
            rows[row_of(&chart.y, dot.y)][column_of(&chart.x, dot.x)] = mark;
        }
    }
    rows
}

/// The share of the axis before `at`.
fn share(axis: &Axis, at: f64) -> f64 {
    let length = axis.to - axis.from;
    if length > 0.0 { ((at - axis.from) / length).clamp(0.0, 1.0) } else { 0.5 }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is between 0 and 1")]
fn row_of(axis: &Axis, at: f64) -> usize {
    HEIGHT - 1 - libm::round(share(axis, at) * (HEIGHT - 1) as f64) as usize
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is between 0 and 1")]
fn column_of(axis: &Axis, at: f64) -> usize {
    libm::round(share(axis, at) * (WIDTH - 3) as f64) as usize + 1
}

/// The horizontal axis: its line, and the marks that have room.
fn below(axis: &Axis, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let quiet = style::QUIET;
    let mut line = vec!['─'; WIDTH];
    let mut texts = vec![' '; WIDTH + 8];
    let mut free = 0;
    for (at, text) in &axis.ticks {
        let column = column_of(axis, *at);
        let length = text.chars().count();
        // A long text at the right end moves to the left.
        let begin = column.saturating_sub(length / 2).min(texts.len().saturating_sub(length));
        line[column] = '┬';
        if begin >= free && begin + length <= texts.len() {
            texts[begin..begin + length].iter_mut().zip(text.chars()).for_each(|(cell, c)| *cell = c);
            free = begin + length + 1;
        }
    }
    let (line, texts): (String, String) = (line.into_iter().collect(), texts.into_iter().collect());
    writeln!(out, "  {:>width$} {quiet}└{line}{quiet:#}", "")?;
    writeln!(out, "  {:>width$}  {quiet}{}{quiet:#}", "", texts.trim_end())?;
    let name = format!("{:^WIDTH$}", axis.name);
    writeln!(out, "  {:>width$}  {quiet}{}{quiet:#}", "", name.trim_end())
}

fn legend(chart: &Chart, width: usize, out: &mut dyn Write) -> io::Result<()> {
    if chart.lines.len() < 2 {
        return Ok(());
    }
    for (line, mark) in chart.lines.iter().zip(MARKS) {
        let bar = style::BAR;
        writeln!(out, "  {:>width$}  {bar}{mark}{bar:#} {}", "", line.name)?;
    }
    if let Some(left_out) = chart.left_out() {
        let quiet = style::QUIET;
        writeln!(out, "  {:>width$}  {quiet}{left_out}{quiet:#}", "")?;
    }
    Ok(())
}
