//! Tests of replications played side by side, and plainly one by one, against the same ones played with events:
//! outcomes, digests and errors are equal.

use proptest::collection::vec;
use proptest::prelude::*;
use std::ops::ControlFlow;
use zeitnot::model::{Distribution, Exhibition, GameLength, Group, Halt, Master, Outcome, QueueKind, Simulator, Visit};
use zeitnot::time::Duration;

const SEED: u64 = 2017;

fn ns(range: std::ops::Range<u64>) -> impl Strategy<Value = Duration> {
    range.prop_map(Duration::from_ns)
}

/// Times of every kind: with many ties, ordinary, and sometimes too long for keys.
fn times() -> BoxedStrategy<Distribution> {
    use Distribution as D;
    let minute = 1..60_000_000_000_u64;
    let exponential =
        prop_oneof![ns(0..3), ns(minute.clone()), ns(0..1 << 58)].prop_map(|mean| D::Exponential { mean });
    let leaf = prop_oneof![
        1 => ns(0..4).prop_map(D::Constant),
        1 => ns(minute.clone()).prop_map(D::Constant),
        3 => exponential.clone(),
        1 => vec((0.1..5.0, exponential), 1..6).prop_map(D::Mixture),
        1 => (ns(minute.clone()), 1.0..4.0).prop_map(|(mean, cv)| D::HyperExponential { mean, cv }),
        1 => ns(0..1 << 60).prop_map(D::Constant),
        1 => (ns(0..5), ns(5..9)).prop_map(|(min, max)| D::Uniform { min, max }),
        1 => (-3.0..4.0, 0.0..1.5).prop_map(|(mu, sigma)| D::LogNormal { mu, sigma }),
        1 => (-800.0..12.0, 0.0..3.0).prop_map(|(mu, sigma)| D::LogNormal { mu, sigma }),
        1 => vec(ns(0..20), 1..6).prop_map(|values| D::Empirical(values.into())),
        1 => vec(ns(0..20), 1..6).prop_map(|values| D::Replay(values.into())),
        1 => (0.2..3.0).prop_map(|shape| D::Gamma { shape, scale_s: 2.0 }),
    ];
    prop_oneof![
        6 => leaf.clone(),
        1 => vec((0.1..5.0, leaf.clone()), 1..4).prop_map(D::Mixture),
        1 => (leaf.clone(), leaf, 2..5_u64).prop_map(|(early, late, from)| D::ByMove(vec![(1, early), (from, late)])),
    ]
    .boxed()
}

fn lengths() -> BoxedStrategy<GameLength> {
    prop_oneof![
        3 => (1..13_u64).prop_map(GameLength::Exactly),
        1 => (1..6_u64, 0..9_u64).prop_map(|(least, more)| GameLength::Uniform(least, least + more)),
        1 => (1.0..8.0).prop_map(|mean| GameLength::Geometric { mean }),
        1 => vec(1..9_u64, 1..4).prop_map(GameLength::Empirical),
    ]
    .boxed()
}

/// One master, ready first, served first, on few boards.
fn exhibitions() -> impl Strategy<Value = Exhibition> {
    // So many that in some exhibitions ready boards stand in a line.
    let count = prop_oneof![6 => 1..13_u32, 1 => 60..90_u32];
    let group = (count, times(), lengths(), prop::option::weighted(0.3, times()));
    (times(), vec(group, 1..4), prop::bool::weighted(0.2)).prop_map(|(think, groups, quantiles)| {
        let groups = groups.into_iter().enumerate().map(|(index, (count, think, moves, master_think))| Group {
            count,
            master_think,
            ..Group::new(&format!("group {index}"), think, moves)
        });
        let groups = groups.collect();
        Exhibition { groups, quantiles, ..Exhibition::new(Master { name: "Larry".into(), count: 1, think }) }
    })
}

type Played = (Vec<Outcome>, Option<(u64, Halt)>);

/// Plays with events, whatever the exhibition.
fn with_events(exhibition: &Exhibition) -> Simulator {
    let mut simulator = Simulator::new(exhibition).expect("an exhibition that makes sense");
    simulator.use_queue(QueueKind::Heap);
    simulator
}

fn one_by_one(simulator: &mut Simulator, replications: std::ops::Range<u64>) -> Played {
    let mut outcomes = Vec::new();
    for replication in replications {
        match simulator.play(SEED, replication) {
            Ok(outcome) => outcomes.push(outcome.clone()),
            Err(halt) => return (outcomes, Some((replication, halt))),
        }
    }
    (outcomes, None)
}

fn as_a_batch(simulator: &mut Simulator, replications: std::ops::Range<u64>) -> Played {
    let (mut outcomes, mut next) = (Vec::new(), replications.start);
    let played = simulator.play_batch(SEED, replications, |replication, outcome| {
        assert_eq!(replication, next);
        next += 1;
        outcomes.push(outcome.clone());
        ControlFlow::<()>::Continue(())
    });
    (outcomes, played.err())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn side_by_side_and_one_by_one_come_to_the_same(exhibition in exhibitions(), first in 0..100_u64, count in 0..28_u64) {
        let mut simulator = Simulator::new(&exhibition).expect("an exhibition that makes sense");
        let expected = one_by_one(&mut with_events(&exhibition), first..first + count);
        prop_assert_eq!(one_by_one(&mut simulator, first..first + count), expected.clone());
        prop_assert_eq!(as_a_batch(&mut simulator, first..first + count), expected.clone());
        // Again, with the state after the first batch.
        prop_assert_eq!(as_a_batch(&mut simulator, first..first + count), expected);
    }

    #[test]
    fn a_limit_on_events_is_met_at_the_same_replication(exhibition in exhibitions(), events in 1..200_u64) {
        let mut simulator = Simulator::new(&exhibition).expect("an exhibition that makes sense");
        simulator.limit_events(events);
        let mut reference = with_events(&exhibition);
        reference.limit_events(events);
        let expected = one_by_one(&mut reference, 0..20);
        prop_assert_eq!(one_by_one(&mut simulator, 0..20), expected.clone());
        prop_assert_eq!(as_a_batch(&mut simulator, 0..20), expected);
    }
}

#[test]
fn what_can_not_be_played_side_by_side_is_played_one_by_one() {
    let think = || Distribution::Exponential { mean: Duration::from_secs(5) };
    for visit in Visit::ALL {
        let exhibition = Exhibition {
            groups: vec![Group { count: 5, ..Group::new("group", think(), GameLength::Exactly(4)) }],
            visit,
            quantiles: visit == Visit::FirstReady,
            ..Exhibition::new(Master { name: "Larry".into(), count: 1, think: think() })
        };
        let mut simulator = Simulator::new(&exhibition).expect("an exhibition that makes sense");
        let expected = one_by_one(&mut with_events(&exhibition), 3..20);
        assert_eq!(one_by_one(&mut simulator, 3..20), expected, "{visit:?}");
        assert_eq!(as_a_batch(&mut simulator, 3..20), expected, "{visit:?}");
    }
}

#[test]
fn a_batch_that_is_broken_off_ends_there() {
    let think = Distribution::Exponential { mean: Duration::from_secs(5) };
    let exhibition = Exhibition {
        groups: vec![Group { count: 12, ..Group::new("group", think.clone(), GameLength::Exactly(10)) }],
        ..Exhibition::new(Master { name: "Larry".into(), count: 1, think })
    };
    let mut simulator = Simulator::new(&exhibition).expect("an exhibition that makes sense");
    let mut taken = Vec::new();
    let flow = simulator.play_batch(SEED, 5..40, |replication, _| {
        taken.push(replication);
        if replication == 17 { ControlFlow::Break("enough") } else { ControlFlow::Continue(()) }
    });
    assert_eq!(flow, Ok(ControlFlow::Break("enough")));
    assert_eq!(taken, (5..18).collect::<Vec<_>>());
}
