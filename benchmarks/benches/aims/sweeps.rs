//! Sweeps: what one of very many points costs, with one replication of 12 × 10 each, and what `--out` adds to very many
//! replications of one point.

use crate::Verdict;
use std::fs;
use std::path::Path;
use zeitnot_benchmarks::turns::{least, take_turns};
use zeitnot_benchmarks::usage::Usage;

const SCENARIO: &str = "scenarios/south-station-async.ron";
const MICROSECONDS_MAX: f64 = 12.0;
const KB_MAX: f64 = 1.0;
const KB_WITH_OUT_MAX: f64 = 2.0;
const RATIO_WITH_OUT_MAX: f64 = 1.2;

/// Figures are differences between a large and a small sweep, so that what a program costs anyway is taken off.
pub fn judge(quick: bool) -> Vec<Verdict> {
    let (few, many, rounds) = if quick { (2_000, 12_000, 3) } else { (20_000, 120_000, 5) };
    let folder = std::env::temp_dir().join(format!("zeitnot-sweeps-{}", std::process::id()));
    let runs = [(few, None), (many, None), (few, Some(folder.as_path())), (many, Some(folder.as_path()))];
    let mut peaks_kib = [0_u64; 4];
    let seconds = take_turns(runs.len(), rounds, |run, _| {
        let (points, out) = runs[run];
        let usage = sweep(points, out);
        peaks_kib[run] = peaks_kib[run].max(usage.peak_kib);
        usage.seconds
    });
    let more = f64::from(many - few);
    let microseconds = |run: usize| (least(&seconds[run + 1]) - least(&seconds[run])) * 1e6 / more;
    let kb = |run: usize| peaks_kib[run + 1].saturating_sub(peaks_kib[run]) as f64 * 1.024 / more;
    let (plain, with_out) = (microseconds(0), microseconds(2));
    let memory = |what: &str, kb: f64, max: f64| Verdict {
        aim: format!("memory of a point of a sweep{what}: {max} KB at most"),
        measured: if peaks_kib[0] == 0 { "not known on this system".into() } else { format!("{kb:.2} KB") },
        reached: kb <= max,
    };
    vec![
        Verdict {
            aim: format!("a point of `sweep -n 1`, 12 × 10, as CSV: {MICROSECONDS_MAX} µs at most"),
            measured: format!("{plain:.1} µs of processor time ({with_out:.1} µs with `--out`)"),
            reached: plain <= MICROSECONDS_MAX,
        },
        replications(quick, &folder),
        memory("", kb(0), KB_MAX),
        memory(" with `--out`", kb(2), KB_WITH_OUT_MAX),
    ]
}

/// Very many replications of one point, with and without `--out`.
fn replications(quick: bool, folder: &Path) -> Verdict {
    let (replications, rounds) = if quick { ("100_000", 3) } else { ("1_000_000", 5) };
    let exponential = r#"opponents[0].think=Exponential(mean: "60s")"#;
    let arguments = ["sweep", SCENARIO, "--set", exponential, "--vary", "boards=12", "-n", replications];
    let seconds = take_turns(2, rounds, |run, _| played(&arguments, (run == 1).then_some(folder)).seconds);
    let ratio = least(&seconds[1]) / least(&seconds[0]);
    Verdict {
        aim: format!(
            "`--out` with {replications} replications of a point: {RATIO_WITH_OUT_MAX} × the time without at most"
        ),
        measured: format!("{ratio:.2} × the processor time"),
        reached: ratio <= RATIO_WITH_OUT_MAX,
    }
}

/// A sweep over so many think times.
fn sweep(points: u32, out: Option<&Path>) -> Usage {
    let vary = format!("opponents[0].think[0]=1ms..{points}ms step 1ms");
    played(&["sweep", SCENARIO, "--vary", &vary, "-n", "1", "--format", "csv"], out)
}

/// What a command used; `out` is a folder for its outcomes, which must not exist yet.
fn played(arguments: &[&str], out: Option<&Path>) -> Usage {
    let Some(out) = out else { return Usage::of_command(env!("CARGO_BIN_EXE_zeitnot"), arguments) };
    let _ = fs::remove_dir_all(out);
    let folder = out.to_str().expect("a temporary folder has a plain name");
    let usage = Usage::of_command(env!("CARGO_BIN_EXE_zeitnot"), &[arguments, &["--out", folder]].concat());
    let _ = fs::remove_dir_all(out);
    usage
}
