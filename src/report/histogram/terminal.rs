//! The histogram in characters: a line for each bin.

use super::bins::Histogram;
use crate::count::grouped;
use crate::report::style;
use std::io::{self, Write};

/// About this many lines, and the length of the longest bar in characters.
const LINES: usize = 12;
const BAR: usize = 40;

/// Writes it, at most 80 columns wide.
///
/// # Errors
/// If `out` can't be written to.
pub fn terminal(histogram: &Histogram, out: &mut dyn Write) -> io::Result<()> {
    let bins = histogram.bins(LINES);
    let (quiet, bar_style) = (style::QUIET, style::BAR);
    let mut rows: Vec<_> = bins.numbered().map(|(bin, count)| (histogram.text(bins.edge(bin)), count)).collect();
    rows.extend((bins.beyond > 0).then(|| ("beyond".to_owned(), bins.beyond)));
    let width = rows.iter().map(|(text, _)| text.chars().count()).max().unwrap_or(0);
    let name = format!("{} of {} runs", histogram.measure.label(), grouped(histogram.count()));
    let (in_all, length) = (if histogram.by() == "by" { "by then" } else { "up to it" }, width + 2 + BAR);
    writeln!(out, "\n  {quiet}{name:<length$}{:>8}{in_all:>11}{quiet:#}", "share")?;
    let (all, most) = (histogram.count(), bins.most().max(bins.beyond));
    let (mut so_far, blank) = (0, "");
    for (text, count) in &rows {
        so_far += count;
        let bar = bar(*count, most);
        let pad = BAR - bar.chars().count();
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

/// A bar of up to 40 characters, to an eighth of one; what is there is seen.
fn bar(count: u64, most: u64) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (u128::from(count) * BAR as u128 * 8 + u128::from(most / 2)) / u128::from(most.max(1));
    let eighths = usize::try_from(eighths).unwrap_or(0).max(usize::from(count > 0));
    "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
}
