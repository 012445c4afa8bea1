//! Traces: how many events `zeitnot run --trace` writes a second, as Perfetto's format and as CSV.

use crate::Verdict;
use std::fs;
use std::io::BufRead;
use std::path::Path;
use zeitnot_benchmarks::turns::{least, take_turns};
use zeitnot_benchmarks::usage::Usage;

const EVENTS_PER_SECOND_MIN: f64 = 1.5e6;

/// The processor time of the whole command, playing included.
pub fn judge(quick: bool) -> Vec<Verdict> {
    let (moves, rounds) = if quick { (100, 3) } else { (2_000, 5) };
    let folder = std::env::temp_dir().join(format!("zeitnot-traces-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a temporary folder");
    let scenario = folder.join("boards.ron");
    fs::write(&scenario, boards(moves)).expect("a file in it");
    let files = ["boards.pftrace", "boards.csv"].map(|name| folder.join(name));
    let seconds = take_turns(files.len(), rounds, |file, _| {
        let arguments = [Path::new("run"), &scenario, Path::new("--trace"), &files[file]];
        Usage::of_command(env!("CARGO_BIN_EXE_zeitnot"), &arguments.map(|it| it.to_str().expect("plain names"))).seconds
    });
    let [perfetto, csv] = files.map(|file| fs::read(file).expect("the trace"));
    let rows = csv.lines().count() - 1;
    drop(fs::remove_dir_all(&folder));
    let verdict = |(what, events, index): (&str, usize, usize)| {
        let rate = events as f64 / least(&seconds[index]);
        Verdict {
            aim: format!("{what}: {} million events a second at least", EVENTS_PER_SECOND_MIN / 1e6),
            measured: format!("{:.1} million, of {events} events", rate / 1e6),
            reached: rate >= EVENTS_PER_SECOND_MIN,
        }
    };
    [
        (
            "`run --trace FILE.pftrace` (an event: a slice begins or ends, or the counter changes)",
            packets(&perfetto),
            0,
        ),
        ("`run --trace FILE.csv` (an event: a row)", rows, 1),
    ]
    .map(verdict)
    .into()
}

/// A hundred boards, of which about half are ready at a time.
fn boards(moves: u32) -> String {
    format!(
        r#"Scenario(
    title: "A hundred boards",
    master: (think: Exponential(mean: "5s")),
    opponents: [(count: 100, think: Exponential(mean: "400s"), moves: Exactly({moves}))],
)"#
    )
}

/// The packets of a trace in Perfetto's format: each is a tag of one byte, its length, and as many bytes.
fn packets(trace: &[u8]) -> usize {
    let (mut rest, mut packets) = (trace, 0);
    while let [_tag, after @ ..] = rest {
        let digits = after.iter().take_while(|byte| **byte >= 128).count() + 1;
        let length = after[..digits].iter().rev().fold(0, |sum, byte| sum << 7 | usize::from(byte & 127));
        (rest, packets) = (&after[digits + length..], packets + 1);
    }
    packets
}
