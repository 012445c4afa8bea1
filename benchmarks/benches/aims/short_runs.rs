//! Short runs: Larry plays 12 × 10, again and again. Preparing a replication should cost little compared with playing
//! it.

use crate::Verdict;
use cpu_time::ProcessTime;
use zeitnot::model::Simulator;
use zeitnot_benchmarks::draw::SEED;
use zeitnot_benchmarks::public;
use zeitnot_benchmarks::workload::{Family, Load};

const BOARDS: u32 = 12;
const MOVES: u32 = 10;
const RATIO_MAX: f64 = 1.5;

pub fn judge(quick: bool) -> Vec<Verdict> {
    let (replications, rounds) = if quick { (2_000, 3) } else { (20_000, 9) };
    [true, false].map(|exponential| judge_times(exponential, replications, rounds)).into()
}

/// A replication plays as many moves as all replications of a round together play in one go, divided by their number.
fn judge_times(exponential: bool, replications: u32, rounds: usize) -> Verdict {
    let family = Family { exponential, load: Load::Saturated };
    let simulator_of = |moves| {
        let load = family.of_size(BOARDS, BOARDS * moves);
        Simulator::new(&public::exhibition(&load)).expect("the workloads are sound")
    };
    let (mut short, mut long) = (simulator_of(MOVES), simulator_of(MOVES * replications));
    let mut rounds: Vec<(f64, f64)> = (0..rounds)
        .map(|_| {
            let begin = ProcessTime::now();
            for replication in 0..replications {
                short.play(SEED, replication.into()).expect("it comes to an end");
            }
            let short_s = begin.elapsed().as_secs_f64();
            let begin = ProcessTime::now();
            long.play(SEED, 0).expect("it comes to an end");
            (short_s / begin.elapsed().as_secs_f64(), short_s)
        })
        .collect();
    rounds.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (ratio, short_s) = rounds[rounds.len() / 2];
    let times = if exponential { "exponential" } else { "constant" };
    Verdict {
        aim: format!(
            "a replication of {BOARDS} × {MOVES}, {times} times: {RATIO_MAX} × its share of a long run at most"
        ),
        measured: format!("{ratio:.2} ×; {:.0} replications a second on a core", f64::from(replications) / short_s),
        reached: ratio <= RATIO_MAX,
    }
}
