//! Start-up: the cost of `zeitnot run` on a small scenario, compared with a program that does nothing.

use crate::Verdict;
use std::process::{Command, Stdio};
use std::time::Instant;

const EXTRA_MS_MAX: f64 = 1.0;
const SCENARIO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../scenarios/tutorial-async.ron");

/// The programs take turns. The result is the median of the differences between neighbours, which ran under the same
/// load. Wall-clock time, from starting the process to its end.
pub fn judge(quick: bool) -> Vec<Verdict> {
    let pairs = if quick { 100 } else { 1_000 };
    let mut rounds: Vec<[f64; 2]> = (0..pairs)
        .map(|_| [ms(env!("CARGO_BIN_EXE_nothing"), &[]), ms(env!("CARGO_BIN_EXE_zeitnot"), &["run", SCENARIO])])
        .collect();
    let median = |sorted_by: fn(&[f64; 2]) -> f64, rounds: &mut Vec<[f64; 2]>| {
        rounds.sort_by(|a, b| sorted_by(a).total_cmp(&sorted_by(b)));
        sorted_by(&rounds[rounds.len() / 2])
    };
    let nothing = median(|[nothing, _]| *nothing, &mut rounds);
    let extra = median(|[nothing, zeitnot]| zeitnot - nothing, &mut rounds);
    vec![Verdict {
        aim: format!(
            "start-up: `zeitnot run` on a small scenario takes {EXTRA_MS_MAX} ms more than a program that does nothing, at most"
        ),
        measured: format!("{extra:.2} ms more than {nothing:.2} ms, the median of {pairs} pairs"),
        reached: extra <= EXTRA_MS_MAX,
    }]
}

/// How long a process takes, in milliseconds.
fn ms(program: &str, arguments: &[&str]) -> f64 {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null());
    let begin = Instant::now();
    let status = command.status().expect("cargo has built it");
    let took = begin.elapsed();
    assert!(status.success(), "{program} failed");
    took.as_secs_f64() * 1e3
}
