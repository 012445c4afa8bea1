//! What a board takes while it waits.

use crate::Verdict;
use std::process::Command;
use zeitnot_benchmarks::workload::{Family, Load};
use zeitnot_benchmarks::{memory, public};

const BOARDS: u32 = 1_000_000;
const BYTES_MAX: f64 = 64.0;

/// Each kind of times in its own process, so memory of earlier runs does not count.
pub fn judge(_quick: bool) -> Vec<Verdict> {
    ["exponential", "constant"].map(judge_times).into()
}

fn judge_times(times: &str) -> Verdict {
    let aim = format!("memory of a waiting board, of 1,000,000, {times} times: {BYTES_MAX} bytes at most");
    match bytes_per_board(times) {
        Some(bytes) => Verdict { aim, measured: format!("{bytes:.1} bytes"), reached: bytes <= BYTES_MAX },
        None => Verdict { aim, measured: "not known on this system".into(), reached: true },
    }
}

fn bytes_per_board(times: &str) -> Option<f64> {
    let output = Command::new(std::env::current_exe().ok()?).args([CHILD, times]).output().ok()?;
    let kib: u64 = String::from_utf8(output.stdout).ok()?.trim().parse().ok()?;
    Some(kib as f64 * 1024.0 / f64::from(BOARDS))
}

/// The argument with which this program starts itself as such a process.
pub const CHILD: &str = "--fill-the-hall";

/// Plays, and prints by how many KiB the peak has grown.
pub fn child(times: &str) {
    let family = Family { exponential: times == "exponential", load: Load::Saturated };
    let before = memory::peak_kib();
    public::play(&family.of_size(BOARDS, 3 * BOARDS));
    if let (Some(before), Some(peak)) = (before, memory::peak_kib()) {
        println!("{}", peak - before);
    }
}
