//! Replications on two threads. The one measurement here of the wall clock, so that a busy machine spoils it.

use crate::Verdict;
use cpu_time::ProcessTime;
use std::sync::atomic::AtomicBool;
use std::thread;
use std::time::Instant;
use zeitnot::experiment::{Plan, Player, replicate};
use zeitnot::model::{Halt, Outcome, Simulator};
use zeitnot_benchmarks::draw::SEED;
use zeitnot_benchmarks::public;
use zeitnot_benchmarks::workload::{Family, Load};

const SPEED_UP_MIN: f64 = 1.9;

struct Larry(Simulator);

impl Player for Larry {
    type Error = Halt;

    fn play(&mut self, replication: u64) -> Result<&Outcome, Halt> {
        self.0.play(SEED, replication)
    }
}

pub fn judge(quick: bool) -> Vec<Verdict> {
    let (replications, rounds) = if quick { (20_000, 3) } else { (200_000, 9) };
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
    let plan = Plan { replications, jobs, interrupted: &AtomicBool::new(false), progress: &|_| {} };
    let new_player = || Larry(Simulator::new(&exhibition).expect("the workload is sound"));
    let (wall, processor) = (Instant::now(), ProcessTime::now());
    let mut moves = 0;
    let played = replicate(&plan, new_player, |_, outcome| moves += outcome.groups[0].moves);
    let took = Took { wall_s: wall.elapsed().as_secs_f64(), processor_s: processor.elapsed().as_secs_f64() };
    assert_eq!(played.expect("no replication fails") * 120, moves);
    took
}

/// What the machine can do just now: two threads, each with half of the replications, that know nothing of each other.
fn play_apart(replications: u64) -> Took {
    let (wall, processor) = (Instant::now(), ProcessTime::now());
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| play(replications / 2, 1));
        }
    });
    Took { wall_s: wall.elapsed().as_secs_f64(), processor_s: processor.elapsed().as_secs_f64() }
}
