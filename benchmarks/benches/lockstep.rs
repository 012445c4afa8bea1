//! Replications of 12 × 10 games a second on one core: side by side, one by one without events, and by the general
//! simulator.
//!
//! The three take turns; figures are those of the least time over the rounds. All must have the same digests.

use std::ops::ControlFlow;
use zeitnot::count::with_commas;
use zeitnot::model::{Distribution, Exhibition, GameLength, Group, Master, QueueKind, Simulator};
use zeitnot::time::Duration;
use zeitnot_benchmarks::draw::SEED;
use zeitnot_benchmarks::turns::{least, processor_ns, take_turns};
use zeitnot_benchmarks::{distributions, machine, options};

const HELP: &str = "\
Usage: cargo bench --bench lockstep -- [--quick]

  --quick          fewer replications, three rounds
";

const TIMES: [&str; 5] = ["constant", "uniform", "exponential", "lognormal", "mixture of 2 exponential"];

/// Lockstep should be at least this many times as fast as the general simulator.
const SPEED_UP_MIN: f64 = 4.0;

fn main() {
    let mut quick = false;
    for argument in options::arguments() {
        match argument.as_str() {
            "--quick" => quick = true,
            "--help" => options::help(HELP, None),
            other => options::help(HELP, Some(&format!("unknown option {other}"))),
        }
    }
    let (replications, rounds) = if quick { (4_000, 3) } else { (20_000, 9) };
    println!("Replications of 12 × 10 a second on one core, the best of {rounds} rounds; × the general simulator's.");
    println!("Measured: {}.\n", machine::description());
    println!("| times | side by side | one by one | general simulator | at least {SPEED_UP_MIN} × |");
    println!("|---|--:|--:|--:|---|");
    for name in TIMES {
        let [lockstep, plain, general] = measure(&exhibition(distributions::by_name(name)), replications, rounds);
        let a_second = |ns: f64| with_commas(&format!("{:.0}", 1e9 / ns));
        let shown = |ns: f64| format!("{}, {:.2}×", a_second(ns), general / ns);
        let verdict = if general / lockstep >= SPEED_UP_MIN { "pass" } else { "FAIL" };
        let slowest = a_second(general);
        println!("| {name} | {} | {} | {slowest} | {verdict} |", shown(lockstep), shown(plain));
    }
}

fn exhibition(of_mean: fn(Duration) -> Distribution) -> Exhibition {
    let group = Group::new("hobbyist", of_mean(Duration::from_secs(60)), GameLength::Exactly(10));
    let master = Master { name: "Larry".into(), count: 1, think: of_mean(Duration::from_secs(5)) };
    Exhibition { groups: vec![Group { count: 12, ..group }], ..Exhibition::new(master) }
}

/// Nanoseconds a replication: side by side, one by one without events, and by the general simulator.
fn measure(exhibition: &Exhibition, replications: u64, rounds: usize) -> [f64; 3] {
    let simulator = || Simulator::new(exhibition).expect("the exhibition is sound");
    let mut simulators = [simulator(), simulator(), simulator()];
    simulators[2].use_queue(QueueKind::Heap);
    let mut digests = [0_u64; 3];
    let times = take_turns(simulators.len(), rounds, |run, _| {
        let (ns, digest) = processor_ns(|| play(&mut simulators[run], run == 0, replications));
        digests[run] = digest;
        ns / replications as f64
    });
    assert!(digests.iter().all(|digest| *digest == digests[0]), "{digests:?}");
    std::array::from_fn(|run| least(&times[run]))
}

/// Plays, and returns the sum of all digests.
fn play(simulator: &mut Simulator, side_by_side: bool, replications: u64) -> u64 {
    let mut sum = 0_u64;
    if side_by_side {
        let played = simulator.play_batch(SEED, 0..replications, |_, outcome| {
            sum = sum.wrapping_add(outcome.digest);
            ControlFlow::<()>::Continue(())
        });
        assert!(played.is_ok(), "{played:?}");
    } else {
        for replication in 0..replications {
            let outcome = simulator.play(SEED, replication).expect("it comes to an end");
            sum = sum.wrapping_add(outcome.digest);
        }
    }
    sum
}
