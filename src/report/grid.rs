//! Columns without boxes: a table whose first column is text and whose others are figures.

use super::shortening::without_end;
use super::style;
use anstyle::Style;
use comfy_table::{CellAlignment, ColumnConstraint, Table, presets};
use std::io::{self, Write};

/// A wider grid loses its optional columns.
const WIDTH_MAX: usize = 80;
/// Longer texts of the first column are cut.
const NAME_MAX: usize = 16;

/// A table that is being filled.
pub(super) struct Grid {
    table: Table,
    /// The style of each line, and its text if it is a heading.
    lines: Vec<(Style, Option<String>)>,
    columns: usize,
    name_max: usize,
    spare: Vec<usize>,
}

impl Grid {
    /// A grid with these headings.
    pub fn new(headings: &[&str]) -> Self {
        Self::with_names(headings, NAME_MAX)
    }

    /// A grid with these headings, and this limit on texts in the first column.
    pub fn with_names(headings: &[&str], name_max: usize) -> Self {
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_header(headings.to_vec());
        Self { table, lines: vec![(style::QUIET, None)], columns: headings.len(), name_max, spare: Vec::new() }
    }

    /// Sets the columns that may be left out if there is too little room, the least important first.
    pub fn spare(&mut self, columns: &[usize]) {
        self.spare = columns.to_vec();
    }

    /// Adds a row.
    pub fn row(&mut self, style: Style, cells: Vec<String>) {
        let mut cells = cells;
        if let Some(name) = cells.first_mut() {
            *name = without_end(name, self.name_max);
        }
        cells.resize(self.columns, String::new());
        self.table.add_row(cells);
        self.lines.push((style, None));
    }

    /// Adds a line of text across all columns.
    pub fn heading(&mut self, text: &str) {
        self.table.add_row(vec![""; self.columns]);
        self.lines.push((style::TITLE, Some(text.to_owned())));
    }

    /// Writes the grid, `left` being the columns (beside the first) that are aligned to the left.
    pub fn write(mut self, left: &[usize], out: &mut dyn Write) -> io::Result<()> {
        for (index, column) in self.table.column_iter_mut().enumerate() {
            let is_left = index == 0 || left.contains(&index);
            column.set_cell_alignment(if is_left { CellAlignment::Left } else { CellAlignment::Right });
            column.set_padding((if left.contains(&index) { 0 } else { 2 }, u16::from(left.contains(&(index + 1)))));
        }
        for column in std::mem::take(&mut self.spare) {
            if self.table.lines().all(|line| line.trim_end().chars().count() <= WIDTH_MAX) {
                break;
            }
            if let Some(column) = self.table.column_mut(column) {
                column.set_constraint(ColumnConstraint::Hidden);
            }
        }
        for (line, (style, heading)) in self.table.lines().zip(&self.lines) {
            let text = heading.as_ref().map_or_else(|| line.trim_end().to_owned(), |heading| format!("  {heading}"));
            writeln!(out, "{style}{text}{style:#}")?;
        }
        Ok(())
    }
}
