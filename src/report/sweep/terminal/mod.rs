//! The chart in characters.

mod lines;
mod rows;

use super::Sweep;
use super::chart::{Chart, Form};
use crate::report::picture::axis::Axis;
use crate::report::style;
use std::io::{self, Write};

/// Draws the first of the shown measures, if there is anything to compare, in this many columns.
pub(super) fn draw(sweep: &Sweep<'_>, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let Some(chart) = Chart::new(sweep, sweep.shown()[0], (8, 4)) else { return Ok(()) };
    let quiet = style::QUIET;
    writeln!(out, "\n  {quiet}{}{quiet:#}", chart.values.name)?;
    match &chart.form {
        Form::Lines(x, lines) => lines::draw(&chart.values, x, lines, columns, out),
        Form::Rows(rows) => rows::draw(&chart.values, rows, columns, out),
    }
}

/// Writes a horizontal axis: its line, and the texts that have room, all beginning in the same column.
fn below(
    axis: &Axis,
    indent: usize,
    column: impl Fn(f64) -> usize,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let quiet = style::QUIET;
    let mut line = vec!['─'; width];
    let mut texts = vec![' '; width + 1];
    let mut free = 0;
    for (place, text) in &axis.ticks {
        let at = column(axis.share_of_place(*place));
        let length = text.chars().count();
        // A long text at the right end moves to the left.
        let begin = at.saturating_sub(length / 2).min(texts.len().saturating_sub(length));
        line[at] = '┬';
        if begin >= free && begin + length <= texts.len() {
            texts[begin..begin + length].iter_mut().zip(text.chars()).for_each(|(cell, c)| *cell = c);
            free = begin + length + 1;
        }
    }
    let (line, texts): (String, String) = (line.into_iter().collect(), texts.into_iter().collect());
    writeln!(out, "{:indent$}{quiet}└{line}{quiet:#}", "")?;
    writeln!(out, "{:indent$} {quiet}{}{quiet:#}", "", texts.trim_end())
}

/// The cell of a share of this many.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is between 0 and 1")]
fn cell(share: f64, cells: usize) -> usize {
    libm::round(share * (cells - 1) as f64) as usize
}
