//! The histogram in characters: a line for each bin.

use super::bins::Histogram;
use crate::count::grouped;
use crate::report::style;
use std::io::{self, Write};

/// About this many lines.
const LINES: usize = 12;
/// The longest bar in 80 columns, and the shortest longest bar in however few.
const BAR: usize = 40;
const BAR_MIN: usize = 8;
/// The columns beside the texts and the bars.
const BESIDE: usize = 23;

/// Writes it, in this many columns if possible.
///
/// # Errors
/// If `out` can't be written to.
pub fn terminal(histogram: &Histogram, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let bins = histogram.bins(LINES);
    let (quiet, bar_style) = (style::QUIET, style::BAR);
    let mut rows: Vec<_> = bins.numbered().map(|(bin, count)| (histogram.text(bins.edge(bin)), count)).collect();
    rows.extend((bins.beyond > 0).then(|| ("beyond".to_owned(), bins.beyond)));
    let width = rows.iter().map(|(text, _)| text.chars().count()).max().unwrap_or(0);
    let room = columns.saturating_sub(width + BESIDE);
    let longest = (BAR + columns).saturating_sub(80).min(room).max(BAR_MIN);
    let name = format!("{} of {} runs", histogram.measure.label(), grouped(histogram.count()));
    let (in_all, length) = (if histogram.by() == "by" { "by then" } else { "up to it" }, width + 2 + longest);
    writeln!(out, "\n  {quiet}{name:<length$}{:>8}{in_all:>11}{quiet:#}", "share")?;
    let (all, most) = (histogram.count(), bins.most().max(bins.beyond));
    let (mut so_far, blank) = (0, "");
    for (text, count) in &rows {
        so_far += count;
        let bar = bar(*count, most, longest);
        let pad = longest - bar.chars().count();
        // What is reached is never rounded up to all.
        let (share, reached) = (tenths(*count, all, all / 2), tenths(so_far, all, 0));
        let colour = bar_style;
        writeln!(out, "  {text:>width$}  {colour}{bar}{colour:#}{blank:pad$} {share:>5} % {reached:>8} %")?;
    }
    Ok(())
}

/// A share in tenths of a percent, after adding `rounding` of a tenth's denominator: `93.1`.
fn tenths(count: u64, all: u64, rounding: u64) -> String {
    let tenths = (u128::from(count) * 1_000 + u128::from(rounding)) / u128::from(all);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// A bar of up to `longest` characters, to an eighth of one; what is there is seen.
fn bar(count: u64, most: u64, longest: usize) -> String {
    let eighths = (u128::from(count) * longest as u128 * 8 + u128::from(most / 2)) / u128::from(most.max(1));
    let eighths = usize::try_from(eighths).unwrap_or(0).max(usize::from(count > 0));
    style::bar(eighths)
}
