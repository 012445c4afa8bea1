//! Tests: drawn exhibitions can be played, keep to their ranges, cover everything, and shrink well.

use super::*;
use crate::model::{Arrival, Distribution, Exhibition, GameLength, Group, Master, Simulator, Visit, Walk};
use crate::time::Duration;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestError, TestRunner};
use std::collections::BTreeSet;

fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// The same sequence of draws at every run.
fn draws<T>(strategy: impl Strategy<Value = T>, count: usize) -> Vec<T> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| strategy.new_tree(&mut runner).expect("nothing is refused").current()).collect()
}

#[test]
fn every_exhibition_can_be_played_to_its_end() {
    for exhibition in draws(exhibition(), 1_000) {
        assert_eq!(exhibition.check(), []);
        let mut simulator = Simulator::new(&exhibition).expect("it makes sense");
        simulator.limit_events(100_000);
        assert!(simulator.play(1, 0).is_ok(), "{exhibition:?}");
    }
}

#[test]
fn ranges_are_kept_to() {
    let narrow = deterministic(2..=5, 3..=4).groups(1..=2).masters(2..=3).times(secs(7)..=secs(9));
    for exhibition in draws(narrow.visits([Visit::Cyclic, Visit::LastReady]), 500) {
        assert!(exhibition.is_deterministic() && exhibition.check().is_empty());
        assert!((1..=2).contains(&exhibition.groups.len()) && (2..=3).contains(&exhibition.master.count));
        assert!([Visit::Cyclic, Visit::LastReady].contains(&exhibition.visit));
        let within =
            |think: &Distribution| matches!(think, Distribution::Constant(time) if (secs(7)..=secs(9)).contains(time));
        assert!(within(&exhibition.master.think));
        for group in &exhibition.groups {
            assert!((2..=5).contains(&group.count) && within(&group.think));
            assert!(matches!(group.moves, GameLength::Exactly(3..=4)));
        }
    }
    for time in draws(duration(secs(1)..=secs(60)), 500) {
        assert!((secs(1)..=secs(60)).contains(&time));
    }
    let extremes = [Duration::ZERO, Duration::from_ns(3), Duration::MAX];
    for time in extremes {
        assert!(draws(duration(time..=time), 20).iter().all(|drawn| *drawn == time));
    }
    assert!(draws(duration(Duration::ZERO..=Duration::MAX), 500).iter().any(|time| *time > secs(1_000_000)));
}

#[test]
fn many_opponents_and_steps_go_together() {
    let crowd = exhibition().groups(2..=2).opponents(9_000..=9_001).moves(1..=1);
    assert!(draws(crowd, 60).iter().all(|exhibition| exhibition.check().is_empty()));
}

/// The features of an exhibition: the names of the variants in it.
fn features(exhibition: &Exhibition) -> Vec<String> {
    let name = |debug: String| debug.split([' ', '(', '{']).next().unwrap_or_default().to_owned();
    let mut features = vec![
        format!("visit {:?}", exhibition.visit),
        format!("first {:?}", exhibition.first_move),
        format!("last {:?}", exhibition.last_move),
        format!("walk {}", exhibition.walk.as_ref().map_or("none".into(), |walk| name(format!("{walk:?}")))),
        format!("boards {}", exhibition.few_boards().is_some()),
        format!("think {}", name(format!("{:?}", exhibition.master.think))),
    ];
    for group in &exhibition.groups {
        features.extend([
            format!("arrive {}", name(format!("{:?}", group.arrive))),
            format!("moves {}", name(format!("{:?}", group.moves))),
            format!("patience {}", group.patience.is_some()),
            format!("master_think {}", group.master_think.is_some()),
        ]);
    }
    features
}

#[test]
fn nothing_is_left_out() {
    let seen: BTreeSet<_> = draws(exhibition(), 2_000).iter().flat_map(features).collect();
    let count = |of: &str| seen.iter().filter(|feature| feature.starts_with(of)).count();
    assert_eq!(count("visit"), Visit::ALL.len());
    // All except the endless games.
    let kinds = Distribution::one_of_each().len();
    let counts = ["first", "last", "walk", "boards", "arrive", "moves", "patience", "master_think", "think"].map(count);
    assert_eq!(counts, [2, 2, 3, 2, 3, 4, 2, 2, kinds], "{seen:#?}");
}

/// The smallest exhibition found for which `holds` is false.
fn smallest(strategy: &Exhibitions, holds: impl Fn(&Exhibition) -> bool) -> Exhibition {
    let config = Config { failure_persistence: None, max_shrink_iters: 100_000, ..Config::default() };
    let rng = proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha);
    let judged =
        |exhibition: Exhibition| if holds(&exhibition) { Ok(()) } else { Err(TestCaseError::fail("as planned")) };
    match TestRunner::new_with_rng(config, rng).run(strategy, judged) {
        Err(TestError::Fail(_, smallest)) => smallest,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_fails_becomes_few_boards_few_moves_and_short_times() {
    let nothing = Distribution::Constant(Duration::ZERO);
    let group = |count, moves| Group { count, ..Group::new("group 1", nothing.clone(), GameLength::Exactly(moves)) };
    let simple = |group| Exhibition {
        groups: vec![group],
        ..Exhibition::new(Master { name: "Larry".into(), count: 1, think: nothing.clone() })
    };
    assert_eq!(smallest(&exhibition(), |_| false), simple(group(1, 1)));
    assert_eq!(smallest(&exhibition(), |exhibition| exhibition.groups[0].count < 3), simple(group(3, 1)));
    let cyclic = smallest(&exhibition(), |exhibition| exhibition.visit != Visit::Cyclic);
    assert_eq!(cyclic, Exhibition { visit: Visit::Cyclic, ..simple(group(1, 1)) });
    let walks = smallest(&exhibition(), |exhibition| exhibition.walk.is_none());
    assert_eq!(walks, Exhibition { walk: Some(Walk::Between(nothing.clone())), ..simple(group(1, 1)) });
    let late = smallest(&exhibition(), |exhibition| exhibition.groups[0].arrive == Arrival::AtStart);
    assert_eq!(late.groups[0].arrive, Arrival::At(vec![Duration::ZERO]));
    let slow = smallest(
        &deterministic(1..=24, 1..=12),
        |exhibition| matches!(exhibition.groups[0].think, Distribution::Constant(think) if think < secs(10)),
    );
    let think = Distribution::Constant(secs(10));
    assert_eq!(slow, simple(Group { think, ..group(1, 1) }));
}

#[test]
#[should_panic(expected = "moves in a game: 0 to 3 is not within 1 to 1000000000")]
fn a_game_without_moves_is_refused() {
    drop(deterministic(1..=2, 0..=3));
}
