//! How often a true law about all runs is refuted: claims about a known mean, over distributions with tails of all
//! kinds.
//!
//! Each claim holds with equality, which is the hardest case. At the default error rate at most 1 % of all checks
//! should refute it; what is too skewed to judge should be said to be so.
//!
//! Run it: `cargo run --release --example law_calibration`, or with `-- short` for a look in a few seconds.

use zeitnot::law::{Budget, Check, Conclusion, Law};
use zeitnot::replicate::Stop;

/// Distributions by name, as scenario files write them, and their means.
pub const THINKS: [(&str, &str, &str); 9] = [
    ("Normal, cv 0.1", r#"Normal(mean: "60s", sd: "6s")"#, "60s"),
    ("Uniform", r#"Uniform("0s", "120s")"#, "60s"),
    ("Exponential", r#"Exponential(mean: "60s")"#, "60s"),
    ("LogNormal, cv 1", r#"LogNormal(mean: "60s", sd: "60s")"#, "60s"),
    ("LogNormal, cv 3", r#"LogNormal(mean: "60s", sd: "180s")"#, "60s"),
    ("2 % slow, others constant", r#"Mixture([(98, Constant("1s")), (2, Constant("50s"))])"#, "1980ms"),
    ("HyperExponential, cv 5", r#"HyperExponential(mean: "60s", cv: 5.0)"#, "60s"),
    ("LogNormal, cv 10", r#"LogNormal(mean: "60s", sd: "600s")"#, "60s"),
    ("Pareto, shape 1.5", r#"Pareto(min: "20s", shape: 1.5)"#, "60s"),
];

/// What came of some checks; shares are from 0 to 1.
#[derive(Clone, Copy, Debug, Default)]
pub struct Row {
    /// Checks that refute the law, though it is true.
    pub refuted: f64,
    /// Checks that say of cases that they are too skewed to judge.
    pub doubted: f64,
}

/// Checks a claim about games of one to three thinks, each time with another seed.
///
/// `claim` is one of `E(makespan) <= M * mean`, `E(makespan) >= M * mean` and the like, in which `mean` is the mean;
/// cases have this many replications.
#[must_use]
pub fn row(think: &str, mean: &str, claim: &str, replications: u64, checks: u64) -> Row {
    let text = format!(
        r#"[Law(
            title: "A known mean",
            template: Scenario(
                master: (think: Constant("0s")),
                opponents: [(count: 1, think: {think}, moves: Exactly(1))],
                last_move: Opponent,
            ),
            variables: {{ "M": "opponents[0].moves[0] = 1..3" }},
            definitions: {{ "mean": "{mean}" }},
            claims: ["{claim}"],
        )]"#
    );
    let laws = Law::from_text("calibration.ron", &text, None).expect("the law is a law");
    let [law] = laws.as_slice() else { unreachable!("there is one law") };
    let mut row = Row::default();
    for seed in 1..=checks {
        let budget = Budget { seed, replications, further: 0, smaller: 0, ..Budget::default() };
        let check = Check::new(law, budget, &Stop::default(), &|_| {}).expect("it can be tested");
        let finding = check.run(&[]).expect("all games end");
        let share = |is: bool| f64::from(u8::from(is)) / checks as f64;
        row.refuted += share(finding.conclusion() == Conclusion::Refuted);
        row.doubted += share(finding.statistical.is_some_and(|of| of.skewed.is_some()));
    }
    row
}

#[cfg(not(test))]
fn main() {
    let checks = if std::env::args().nth(1).as_deref() == Some("short") { 20 } else { 500 };
    println!("Shares of {checks} checks in percent; a true law may be refuted in 1 %.\n");
    println!("{:28}{:>6} {:>9} {:>9} {:>9}", "", "n", "mean <=", "mean >=", "doubted");
    for (name, think, mean) in THINKS {
        for replications in [40, 1_000] {
            let [most, least] = ["E(makespan) <= M * mean", "E(makespan) >= M * mean"]
                .map(|claim| row(think, mean, claim, replications, checks));
            let doubted = most.doubted.max(least.doubted);
            let [most, least, doubted] = [most.refuted, least.refuted, doubted].map(|share| 100.0 * share);
            println!("{name:28}{replications:6} {most:9.1} {least:9.1} {doubted:9.1}");
        }
    }
}
