//! Labels in tables: scenarios, measures, counts.

use super::clock::rounded;
use super::figure::Scale;
use super::style;
use crate::count::{counted, grouped};
use crate::experiment::{Choice, Chosen};
use crate::model::{Exhibition, Measure, Outcome, Unit};
use crate::scenario::Setting;
use crate::time::Instant;
use std::io::{self, Write};

/// Lines are at most this long, if possible.
const COLUMNS: usize = 80;

/// Writes a scenario's title, and the settings that changed its file: `with master.count=2, visit=Cyclic`.
pub(super) fn title(title: &str, settings: &[Setting], out: &mut dyn Write) -> io::Result<()> {
    let (bold, quiet) = (style::TITLE, style::QUIET);
    writeln!(out, "{bold}{title}{bold:#}")?;
    if settings.is_empty() {
        return Ok(());
    }
    let in_a_line = texts(settings).join(", ");
    let fits = "with ".len() + in_a_line.chars().count() <= COLUMNS;
    let with = if fits { in_a_line } else { texts(settings).join(",\n     ") };
    writeln!(out, "{quiet}with {with}{quiet:#}")
}

/// Settings as they were written.
pub(super) fn texts(settings: &[Setting]) -> Vec<String> {
    settings.iter().map(ToString::to_string).collect()
}

/// "differs", or "differ" for several.
pub(super) const fn differ(measure: Measure) -> &'static str {
    match measure.unit() {
        Unit::Count => "differ",
        Unit::Seconds | Unit::PerSecond | Unit::Share => "differs",
    }
}

/// The measured window of an endless exhibition: `1h to 10h`.
pub(super) fn window(outcome: &Outcome) -> String {
    let (from, length) = (outcome.observed_from.since(Instant::START).as_ns(), outcome.makespan.as_ns());
    let [from, to] = [u128::from(from), u128::from(from) + u128::from(length)].map(rounded);
    format!("{from} to {to}")
}

/// The exhibition in a few words: `12 opponents at 8 boards, 1 master (Larry), visit FirstReady`.
pub(super) fn setting(exhibition: &Exhibition) -> String {
    let opponents = counted(exhibition.opponents(), "opponent");
    let boards = exhibition.boards.map_or(String::new(), |boards| format!(" at {}", counted(boards.into(), "board")));
    let (masters, name) = (counted(exhibition.master.count.into(), "master"), &exhibition.master.name);
    format!("{opponents}{boards}, {masters} ({name}), visit {}", exhibition.visit)
}

/// Which replication was chosen, and why: `replication 417 of 1,000 has the worst makespan, 2h10m`.
pub fn chosen(chosen: &Chosen) -> String {
    let (noun, scale) = (chosen.measure.noun(), Scale::new(chosen.measure, chosen.value, None));
    let what = match chosen.choice {
        Choice::Worst => format!("the worst {noun}"),
        Choice::Best => format!("the best {noun}"),
        Choice::Quantile(order) => format!("the {} quantile of the {noun}", percent(order)),
    };
    let (number, of, value) = (grouped(chosen.replication + 1), grouped(chosen.of), scale.exact(chosen.value));
    format!("replication {number} of {of} has {what}, {value}{}", scale.unit())
}

/// A level such as 0.95 as `95 %`.
pub(super) fn percent(level: f64) -> String {
    let text = format!("{:.6}", level * 100.0);
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}
