//! Replications on two threads. This is the only measurement of wall-clock time here, so a busy machine distorts it.

use crate::Verdict;
use cpu_time::ProcessTime;
use std::ops::ControlFlow;
use std::thread;
use std::time::Instant;
use zeitnot::replicate::{Order, Prepared, Session, Stop, replicate};
use zeitnot_benchmarks::draw::SEED;
use zeitnot_benchmarks::public;
use zeitnot_benchmarks::workload::{Family, Load};

const SPEED_UP_MIN: f64 = 1.9;

pub fn judge(quick: bool) -> Vec<Verdict> {
    let (replications, rounds) = if quick { (100_000, 3) } else { (1_000_000, 9) };
    let rounds: Vec<[Took; 3]> =
        (0..rounds).map(|_| [play(replications, 1), play(replications, 2), play_apart(replications)]).collect();
    let best = |which: usize, time: fn(&Took) -> f64| {
        rounds.iter().map(|round| time(&round[which])).fold(f64::INFINITY, f64::min)
    };
    let [one, two, apart] = [0, 1, 2].map(|which| best(which, |took| took.wall_s));
    let processor = best(1, |took| took.processor_s) / best(0, |took| took.processor_s);
    vec![Verdict {
        aim: format!("replications of 12 × 10 on two threads: {SPEED_UP_MIN} × as fast at least"),
        measured: format!(
            "{:.2} × by the wall clock; two threads that share nothing: {:.2} ×; processor time {processor:.2} ×",
            one / two,
            one / apart
        ),
        reached: one / two >= SPEED_UP_MIN,
    }]
}

struct Took {
    wall_s: f64,
    processor_s: f64,
}

fn play(replications: u64, jobs: usize) -> Took {
    let exhibition = public::exhibition(&Family { exponential: true, load: Load::Saturated }.of_size(12, 120));
    let stop = Stop::new();
    let prepared = Prepared::new(&exhibition, SEED, "12 × 10", &stop).expect("the workload is sound");
    let session = Session { jobs, stop: &stop, progress: &|_| {} };
    let (wall, processor) = (Instant::now(), ProcessTime::now());
    let mut moves = 0;
    let stopped = replicate(&session, &[prepared], Order::one(replications), |_, _, outcome| {
        moves += outcome.groups[0].moves;
        ControlFlow::Continue(())
    });
    let took = Took { wall_s: wall.elapsed().as_secs_f64(), processor_s: processor.elapsed().as_secs_f64() };
    assert_eq!((stopped.expect("no replication fails"), moves), (None, replications * 120));
    took
}

/// The current capacity of the machine: two independent threads, each with half of the replications.
fn play_apart(replications: u64) -> Took {
    let (wall, processor) = (Instant::now(), ProcessTime::now());
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| play(replications / 2, 1));
        }
    });
    Took { wall_s: wall.elapsed().as_secs_f64(), processor_s: processor.elapsed().as_secs_f64() }
}
