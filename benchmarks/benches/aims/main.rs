//! Zeitnot's performance aims, and whether they are met: short runs, start-up, two threads, memory, laws, sweeps, traces.

mod laws;
mod long_run;
mod memory_per_board;
mod short_runs;
mod start_up;
mod sweeps;
mod threads;
mod traces;

use zeitnot_benchmarks::options;

const HELP: &str = "\
Usage: cargo bench --bench aims -- [--quick] [AIM]…

  long-run           100 million moves take no more memory than a million
  memory-per-board   bytes for each of a million waiting boards
  short-runs         what a short replication costs, beside its share of a long run
  start-up           what `zeitnot run` costs beside a program that does nothing
  threads            replications on two threads
  laws               cases that `zeitnot check` tries a second
  sweeps             what a point of a sweep costs, with and without --out
  traces             events that `zeitnot run --trace` writes a second
";

/// An aim, the measured value, and whether it is good enough.
pub struct Verdict {
    pub aim: String,
    pub measured: String,
    pub reached: bool,
}

type Aim = (&'static str, fn(bool) -> Vec<Verdict>);

// The long run first: it compares peaks, and the peak of a process never goes down again.
const AIMS: [Aim; 8] = [
    ("long-run", long_run::judge),
    ("memory-per-board", memory_per_board::judge),
    ("short-runs", short_runs::judge),
    ("start-up", start_up::judge),
    ("threads", threads::judge),
    ("laws", laws::judge),
    ("sweeps", sweeps::judge),
    ("traces", traces::judge),
];

fn main() {
    let arguments: Vec<String> = options::arguments().collect();
    if let [first, times] = arguments.as_slice()
        && first == memory_per_board::CHILD
    {
        return memory_per_board::child(times);
    }
    let (flags, names): (Vec<String>, Vec<String>) = arguments.into_iter().partition(|it| it.starts_with("--"));
    let known = |name: &str| AIMS.iter().any(|(aim, _)| *aim == name);
    match (flags.iter().find(|option| *option != "--quick"), names.iter().find(|name| !known(name))) {
        (None, None) => {}
        (Some(help), _) if help == "--help" => options::help(HELP, None),
        (Some(unknown), _) | (None, Some(unknown)) => options::help(HELP, Some(&format!("unknown: {unknown}"))),
    }
    println!("| aim | measured | |\n|---|---|---|");
    for (name, judge) in AIMS {
        if names.is_empty() || names.iter().any(|wanted| wanted == name) {
            for Verdict { aim, measured, reached } in judge(!flags.is_empty()) {
                println!("| {aim} | {measured} | {} |", if reached { "pass" } else { "FAIL" });
            }
        }
    }
}
