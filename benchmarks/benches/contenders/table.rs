//! The table, as text or as Markdown.

use crate::measure::{Block, Cell, Row};
use crate::options::Options;
use std::fmt::Write as _;
use zeitnot_benchmarks::machine;

/// All blocks, as one table each in Markdown, as one table altogether in text.
pub fn render(blocks: &[Block], options: &Options) -> String {
    let mut text = format!(
        "Nanoseconds per served move: median (minimum) of {} rounds; × the floor's; peak memory of the process in MiB.\n\
         Measured: {}.\n",
        options.rounds,
        machine::description()
    );
    if options.quick {
        text.push_str("With --quick: a tenth of the moves, so that with many customers setting up weighs more than in a long run.\n");
    }
    for block in blocks {
        if options.markdown { markdown(block, &mut text) } else { plain(block, &mut text) }
    }
    text
}

fn plain(block: &Block, text: &mut String) {
    let columns = |cells: Vec<String>| cells.iter().fold(String::new(), |line, cell| format!("{line}{cell:>32}"));
    let header = columns(block.sizes.iter().map(|&size| format!("N = {}", grouped(size))).collect());
    let _ = writeln!(text, "\n{:<34}{header}", block.family.to_string());
    for Row { contender, cells } in &block.rows {
        let _ = writeln!(text, "  {:<32}{}", contender.name, columns(cells.iter().map(show).collect()));
    }
}

fn markdown(block: &Block, text: &mut String) {
    let columns = |cells: Vec<String>| cells.join(" | ");
    let header = columns(block.sizes.iter().map(|&size| format!("N = {}", grouped(size))).collect());
    let family = block.family.to_string();
    let _ = writeln!(text, "\n| {family} | {header} |\n|---|{}", "--:|".repeat(block.sizes.len()));
    for Row { contender, cells } in &block.rows {
        let _ = writeln!(text, "| {} | {} |", contender.name, columns(cells.iter().map(show).collect()));
    }
}

fn show(cell: &Cell) -> String {
    let minimum = cell.times.iter().copied().fold(f64::INFINITY, f64::min);
    let (median, ratio) = (median(&cell.times), median(&cell.ratios));
    let memory = cell.peak_kib.map_or_else(|| "?".to_owned(), |kib| format!("{:.0}", kib as f64 / 1024.0));
    format!("{median:.1} ({minimum:.1}) ns, {ratio:.2}×, {memory}")
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}

/// 1,000,000
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}
