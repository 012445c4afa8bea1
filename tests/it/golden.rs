//! Golden digests: changes of the shipped scenarios' results are noticed.
//!
//! `tests/golden.txt` holds two digests for each scenario, of its first replication and of the first twenty together.
//! They are the same in debug and release, and `.ci/run` checks the shipped binary against the same file. If a change
//! of results is intended, the failing test shows the new file; say why in the changelog.

use crate::shipped::{names, scenario, summary};
use std::fmt::Write;
use zeitnot::model::Simulator;
use zeitnot::scenario::Scenario;

#[test]
fn every_shipped_scenario_comes_to_its_golden_digests() {
    let mut played = String::from("# scenario, digest of replication 1, digest of replications 1 to 20\n");
    for name in names() {
        let scenario = scenario(&name, &[]);
        let [one, twenty] = [1, 20].map(|replications| summary(&scenario, replications, 0.95).digest);
        writeln!(played, "{name} {one:016x} {twenty:016x}").unwrap();
    }
    let golden = include_str!("../golden.txt");
    assert!(played == golden, "the results differ from tests/golden.txt; now they are\n\n{played}");
}

#[test]
fn all_that_happens_is_in_the_digest() {
    // Masters walk for 1 s and wait for 144 s, or walk for 2 s and wait for 143 s: all moves are the same.
    let digest = |walk| {
        let text = format!(
            r#"(master: (think: Constant("5s")), visit: Cyclic, walk: Between(Constant("{walk}")), opponents: [
                (name: "a", think: Constant("100s"), moves: Exactly(1)),
                (name: "b", think: Constant("250s"), moves: Exactly(1)),
            ])"#
        );
        let scenario = Scenario::from_text("walk.ron", &text, None).unwrap();
        Simulator::new(&scenario.exhibition).unwrap().play(1, 0).unwrap().digest
    };
    assert_ne!(digest("1s"), digest("2s"));
}
