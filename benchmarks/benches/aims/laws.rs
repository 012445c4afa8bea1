//! Laws: how many cases `zeitnot check` tries a second.

use crate::Verdict;
use zeitnot::count::with_commas;
use zeitnot_benchmarks::turns::{least, take_turns};
use zeitnot_benchmarks::usage::Usage;

const FILE: &str = "laws/monotone.ron";
const LAWS: f64 = 6.0;
const CASES_A_SECOND_MIN: f64 = 100_000.0;

/// The processor time of a thousand cases of each law is taken off: it is that of starting and of the corners.
pub fn judge(quick: bool) -> Vec<Verdict> {
    let (cases, rounds) = if quick { ([1_000, 3_000], 3) } else { ([1_000, 11_000], 7) };
    let seconds = take_turns(cases.len(), rounds, |run, _| {
        let number = cases[run].to_string();
        Usage::of_command(env!("CARGO_BIN_EXE_zeitnot"), &["check", FILE, "--forget", "--cases", &number]).seconds
    });
    let more = LAWS * f64::from(cases[1] - cases[0]);
    let a_second = more / (least(&seconds[1]) - least(&seconds[0]));
    let whole = |number: f64| with_commas(&format!("{number:.0}"));
    vec![Verdict {
        aim: format!("cases of `check {FILE}` a second, on one core: {} at least", whole(CASES_A_SECOND_MIN)),
        measured: format!("{} cases", whole(a_second)),
        reached: a_second >= CASES_A_SECOND_MIN,
    }]
}
