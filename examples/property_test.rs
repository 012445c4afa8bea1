//! Your own formula, tested on random exhibitions: the property test, and its report about a wrong formula.
//!
//! Run it: `cargo run --release --example property_test`, and the test alone with `cargo test` in place of
//! `cargo run --release`.

use zeitnot::model::{Distribution, Exhibition, GameLength, Simulator, Visit};
use zeitnot::strategies::{deterministic, proptest::prelude::*};
use zeitnot::time::Duration;

// The inputs of the formulas: opponents, moves, Larry's and the opponents' think time in nanoseconds.
fn numbers(exhibition: &Exhibition) -> [u64; 4] {
    let group = &exhibition.groups[0];
    match (&group.moves, &exhibition.master.think, &group.think) {
        (GameLength::Exactly(moves), Distribution::Constant(s), Distribution::Constant(t)) => {
            [group.count.into(), *moves, s.as_ns(), t.as_ns()]
        }
        _ => unreachable!("everything is known in a deterministic exhibition"),
    }
}

fn total(exhibition: &Exhibition) -> Duration {
    let [n, m, s, t] = numbers(exhibition);
    Duration::from_ns((m - 1) * (n * s).max(s + t) + n * s + t)
}

proptest! {
    #[test]
    fn my_formula_is_right(exhibition in deterministic(1..=24, 1..=12).visits([Visit::FirstReady, Visit::Cyclic])) {
        let outcome = Simulator::new(&exhibition).unwrap().play(1, 0).unwrap().clone();
        prop_assert_eq!(outcome.makespan, total(&exhibition));
    }
}

/// The result for a formula, without a test: nothing, or the smallest case in which it is wrong.
fn tried(formula: fn(&Exhibition) -> Duration) -> String {
    use prop::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};
    use zeitnot::scenario::Scenario;
    let config = Config { failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let exhibitions = deterministic(1..=24, 1..=12).visits([Visit::FirstReady, Visit::Cyclic]);
    let judged = runner.run(&exhibitions, |exhibition| {
        let (makespan, said) =
            (Simulator::new(&exhibition).unwrap().play(1, 0).unwrap().makespan, formula(&exhibition));
        prop_assert!(makespan == said, "it takes {}, not {}", makespan, said);
        Ok(())
    });
    match judged {
        Ok(()) => "right in 256 random exhibitions".to_owned(),
        Err(TestError::Fail(why, exhibition)) => {
            format!("{why}, in\n{}", Scenario { title: "The smallest case".into(), seed: 1, exhibition }.to_ron())
        }
        Err(other) => other.to_string(),
    }
}

fn main() {
    println!("(M - 1) * max(N * S, S + T) + N * S + T: {}", tried(total));
    let without_opponents_thinking = tried(|exhibition| {
        let [n, m, s, _] = numbers(exhibition);
        Duration::from_ns(n * m * s)
    });
    println!("N * M * S: {without_opponents_thinking}");
}
