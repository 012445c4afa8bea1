//! The table, as text or as Markdown.

use crate::measure::{Block, Cell, Row};
use crate::options::Options;
use std::fmt::Write as _;
use zeitnot::count::grouped;
use zeitnot_benchmarks::machine;
use zeitnot_benchmarks::turns::{least, median};

/// All blocks, as one table each in Markdown, as one table altogether in text.
pub fn render(blocks: &[Block], options: &Options) -> String {
    let mut text = format!(
        "Nanoseconds per served move: median (minimum) of {} rounds, half as many with a million customers; × the floor's; peak memory of the process in MiB.\n\
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
    let header = columns(block.sizes.iter().map(|&size| format!("N = {}", grouped(size.into()))).collect());
    let _ = writeln!(text, "\n{:<34}{header}", block.family.to_string());
    for Row { contender, cells } in &block.rows {
        let _ = writeln!(text, "  {:<32}{}", contender.name, columns(cells.iter().map(show).collect()));
    }
}

fn markdown(block: &Block, text: &mut String) {
    let columns = |cells: Vec<String>| cells.join(" | ");
    let header = columns(block.sizes.iter().map(|&size| format!("N = {}", grouped(size.into()))).collect());
    let family = block.family.to_string();
    let _ = writeln!(text, "\n| {family} | {header} |\n|---|{}", "--:|".repeat(block.sizes.len()));
    for Row { contender, cells } in &block.rows {
        let _ = writeln!(text, "| {} | {} |", contender.name, columns(cells.iter().map(show).collect()));
    }
}

fn show(cell: &Cell) -> String {
    let (median, minimum, ratio) = (median(&cell.times), least(&cell.times), median(&cell.ratios));
    let memory = cell.peak_kib.map_or_else(|| "?".to_owned(), |kib| format!("{:.0}", kib as f64 / 1024.0));
    format!("{median:.1} ({minimum:.1}) ns, {ratio:.2}×, {memory}")
}
