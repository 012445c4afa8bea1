//! What a board takes while it waits.

use crate::Verdict;
use zeitnot_benchmarks::workload::{Family, Load};
use zeitnot_benchmarks::{memory, public};

const BOARDS: u32 = 1_000_000;
const BYTES_MAX: f64 = 64.0;

/// The worst kind first would hide the others, as the peak of a process never goes down: so what counts is the highest of all.
pub fn judge(_quick: bool) -> Vec<Verdict> {
    let aim = format!("memory of a waiting board, of 1,000,000: {BYTES_MAX} bytes at most");
    let before = memory::peak_kib();
    let mut bytes = Vec::new();
    for exponential in [true, false] {
        public::play(&Family { exponential, load: Load::Saturated }.of_size(BOARDS, 3 * BOARDS));
        if let (Some(before), Some(peak)) = (before, memory::peak_kib()) {
            bytes.push((peak - before) as f64 * 1024.0 / f64::from(BOARDS));
        }
    }
    let Some(&highest) = bytes.last() else {
        return vec![Verdict { aim, measured: "not known on this system".into(), reached: true }];
    };
    let each: Vec<String> = bytes.iter().map(|bytes| format!("{bytes:.1}")).collect();
    let measured = format!("{} bytes (exponential times; then constant ones)", each.join("; "));
    vec![Verdict { aim, measured, reached: highest <= BYTES_MAX }]
}
