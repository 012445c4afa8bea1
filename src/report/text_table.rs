//! Columns without boxes: a table whose first columns are text and whose others are figures.

use super::shortening::distinct;
use super::style;
use anstyle::Style;
use comfy_table::{CellAlignment, Table, presets};
use std::io::{self, Write};

/// Longer names are shortened if the table is too wide.
const NAME_MAX: usize = 16;
/// Names are not shorter than this.
const NAME_MIN: usize = 8;

/// A table that is being filled.
pub(super) struct TextTable {
    headings: Vec<String>,
    lines: Vec<Line>,
    /// The first columns, which say what a row is about: they are repeated if not all columns fit beside each other.
    keys: usize,
    name_max: usize,
    spare: Vec<usize>,
}

/// A row, or a line of text across all columns.
enum Line {
    Row(Style, Vec<String>),
    Heading(String),
}

impl TextTable {
    /// A table with these headings.
    pub fn new(headings: &[&str]) -> Self {
        Self::with_names(headings, NAME_MAX)
    }

    /// A table with these headings, and this limit on names if there is too little room.
    pub fn with_names(headings: &[&str], name_max: usize) -> Self {
        let headings = headings.iter().map(|text| (*text).to_owned()).collect();
        Self { headings, lines: Vec::new(), keys: 1, name_max, spare: Vec::new() }
    }

    /// Sets how many columns say what a row is about; 1 unless set.
    pub const fn keys(&mut self, keys: usize) {
        self.keys = keys;
    }

    /// Sets the columns that may be left out if there is too little room, the least important first.
    pub fn spare(&mut self, columns: &[usize]) {
        self.spare = columns.to_vec();
    }

    /// Adds a row.
    pub fn row(&mut self, style: Style, cells: Vec<String>) {
        let mut cells = cells;
        cells.resize(self.headings.len(), String::new());
        self.lines.push(Line::Row(style, cells));
    }

    /// Adds a line of text across all columns.
    pub fn heading(&mut self, text: &str) {
        self.lines.push(Line::Heading(text.to_owned()));
    }

    /// Writes the table in lines of at most `width` characters if possible, `left` being the columns (beside the first)
    /// that are aligned to the left, each of which belongs to the column before it.
    ///
    /// If there is too little room, names are shortened, then spare columns are left out, then the columns that do not
    /// fit follow below.
    pub fn write(mut self, left: &[usize], width: usize, out: &mut dyn Write) -> io::Result<()> {
        let mut shown: Vec<usize> = (0..self.headings.len()).collect();
        if self.width(&shown, left) > width {
            self.shorten(self.name_max);
        }
        for column in std::mem::take(&mut self.spare) {
            if self.width(&shown, left) <= width {
                break;
            }
            shown.retain(|of| *of != column);
        }
        let blocks = self.blocks(&shown, left, width);
        let widest = blocks.iter().map(|columns| self.width(columns, left)).max().unwrap_or(0);
        if widest > width {
            self.shorten(self.longest_key().saturating_sub(widest - width).max(NAME_MIN));
        }
        for (number, columns) in self.blocks(&shown, left, width).iter().enumerate() {
            if number > 0 {
                writeln!(out)?;
            }
            self.block(columns, left, out)?;
        }
        Ok(())
    }

    fn longest_key(&self) -> usize {
        let names = self.lines.iter().filter_map(|line| match line {
            Line::Row(_, cells) => Some(&cells[..self.keys]),
            Line::Heading(_) => None,
        });
        names.flatten().map(|name| name.chars().count()).max().unwrap_or(0)
    }

    /// Cuts the names in the first columns, so that they still differ.
    fn shorten(&mut self, name_max: usize) {
        for key in 0..self.keys {
            let cells = |line: &Line| match line {
                Line::Row(_, cells) => Some(cells[key].clone()),
                Line::Heading(_) => None,
            };
            let names: Vec<_> = self.lines.iter().filter_map(cells).collect();
            let mut short = distinct(&names, name_max).into_iter();
            for line in &mut self.lines {
                if let Line::Row(_, cells) = line {
                    cells[key] = short.next().expect("as many as there were");
                }
            }
        }
    }

    /// Which columns stand beside each other: those that fit, the keys always.
    fn blocks(&self, shown: &[usize], left: &[usize], width: usize) -> Vec<Vec<usize>> {
        let (keys, others): (Vec<usize>, Vec<usize>) = shown.iter().partition(|column| **column < self.keys);
        // A figure and its interval stay together.
        let together = others.chunk_by(|_, next| left.contains(next));
        let mut blocks = vec![keys.clone()];
        for columns in together {
            let last = blocks.last_mut().expect("there is one");
            let joined = [&last[..], columns].concat();
            if self.width(&joined, left) <= width || last.len() == keys.len() {
                *last = joined;
            } else {
                blocks.push([&keys[..], columns].concat());
            }
        }
        blocks
    }

    /// The length of the longest line of these columns.
    fn width(&self, columns: &[usize], left: &[usize]) -> usize {
        let room = |column: &usize| {
            let cells = self.lines.iter().filter_map(|line| match line {
                Line::Row(_, cells) => Some(&cells[*column]),
                Line::Heading(_) => None,
            });
            let longest = cells.chain([&self.headings[*column]]).map(|text| text.chars().count()).max().unwrap_or(0);
            longest + if left.contains(column) { 1 } else { 2 }
        };
        columns.iter().map(room).sum()
    }

    fn table(&self, columns: &[usize], left: &[usize]) -> Table {
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_header(columns.iter().map(|column| self.headings[*column].as_str()));
        for line in &self.lines {
            match line {
                Line::Row(_, cells) => table.add_row(columns.iter().map(|column| cells[*column].as_str())),
                Line::Heading(_) => table.add_row(vec![""; columns.len()]),
            };
        }
        for (place, column) in table.column_iter_mut().enumerate() {
            let is_left = |place: usize| columns.get(place).is_some_and(|column| left.contains(column));
            let alignment = if place == 0 || is_left(place) { CellAlignment::Left } else { CellAlignment::Right };
            column.set_cell_alignment(alignment);
            column.set_padding((if is_left(place) { 0 } else { 2 }, u16::from(is_left(place + 1))));
        }
        table
    }

    fn block(&self, columns: &[usize], left: &[usize], out: &mut dyn Write) -> io::Result<()> {
        let table = self.table(columns, left);
        let mut texts = table.lines();
        let quiet = style::QUIET;
        if let Some(headings) = texts.next() {
            writeln!(out, "{quiet}{}{quiet:#}", headings.trim_end())?;
        }
        for (text, line) in texts.zip(&self.lines) {
            match line {
                Line::Row(style, _) => writeln!(out, "{style}{}{style:#}", text.trim_end())?,
                Line::Heading(text) => writeln!(out, "{0}  {text}{0:#}", style::TITLE)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(width: usize, name: &str) -> Vec<String> {
        let mut table = TextTable::new(&["what", "mean", "± 95 %", "sd", "max"]);
        table.row(style::PLAIN, [name, "12.5s", "± 0.2s", "1.5s", "20s"].map(str::to_owned).to_vec());
        table.heading("a group");
        table.row(style::PLAIN, ["wait", "2.5s", "± 0.1s", "0.5s", "4s"].map(str::to_owned).to_vec());
        let mut out = Vec::new();
        table.write(&[2], width, &mut out).unwrap();
        let text = String::from_utf8(anstream::adapter::strip_bytes(&out).into_vec()).unwrap();
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn columns_that_do_not_fit_follow_below_with_their_names() {
        let wide = lines(80, "makespan");
        assert_eq!(wide[0], "  what       mean ± 95 %    sd  max");
        assert_eq!(wide[2], "  a group");
        let narrow = lines(28, "makespan");
        assert!(narrow.iter().all(|line| line.chars().count() <= 28), "{narrow:#?}");
        assert_eq!(narrow[0], "  what       mean ± 95 %");
        assert_eq!(narrow[5], "  what        sd  max");
        assert_eq!(narrow[8], "  wait      0.5s   4s");
    }

    #[test]
    fn names_are_whole_where_there_is_room() {
        let name = "the time until the last game is over";
        assert!(lines(80, name)[1].contains(name));
        assert!(lines(40, name)[1].starts_with("  the time until …"), "{:#?}", lines(40, name));
    }
}
