//! The plan of a sweep: the points to be played.

use super::short_names;
use crate::count::counted;
use crate::experiment::Grid;
use crate::report::label;
use crate::report::style;
use crate::report::text_table::TextTable;
use crate::scenario::Setting;
use std::io::{self, Write};

/// Writes the points of a sweep as a table, and above it their number; `in_all` is the number of replications in words.
///
/// # Errors
/// If `out` can't be written to.
pub fn plan(
    title: &str,
    settings: &[Setting],
    of: &Grid,
    points: &[u64],
    in_all: &str,
    columns: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let quiet = style::QUIET;
    label::title(title, settings, out)?;
    for factor in of.factors() {
        writeln!(out, "{quiet}{factor}{quiet:#}")?;
    }
    writeln!(out, "{}, {in_all}\n", counted(points.len() as u64, "point"))?;
    let headings: Vec<_> = ["point".to_owned()].into_iter().chain(short_names(of.factors())).collect();
    let mut table = TextTable::new(&headings.iter().map(String::as_str).collect::<Vec<_>>());
    for (number, point) in (1..).zip(points) {
        let number: u64 = number;
        table.row(style::PLAIN, [number.to_string()].into_iter().chain(of.values(*point)).collect());
    }
    table.write(&[], columns, out)
}
