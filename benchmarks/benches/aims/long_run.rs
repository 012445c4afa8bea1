//! Long runs: memory depends on the number of boards, never on the number of moves.

use crate::Verdict;
use zeitnot_benchmarks::workload::{Family, Load};
use zeitnot_benchmarks::{memory, public};

const BOARDS: u32 = 1_000;
/// The tolerance for the allocator.
const SLACK_KIB: u64 = 256;

pub fn judge(quick: bool) -> Vec<Verdict> {
    let family = Family { exponential: true, load: Load::FullEventQueue };
    let long = if quick { 10_000_000 } else { 100_000_000 };
    let peaks = [1_000_000, long].map(|moves| {
        public::play(&family.of_size(BOARDS, moves));
        memory::peak_kib()
    });
    let aim = format!("memory: {} million moves as much as 1 million (+ {SLACK_KIB} KiB at most)", long / 1_000_000);
    let [Some(short), Some(long)] = peaks else {
        return vec![Verdict { aim, measured: "not known on this system".into(), reached: true }];
    };
    vec![Verdict { aim, measured: format!("{long} KiB; {short} KiB"), reached: long <= short + SLACK_KIB }]
}
