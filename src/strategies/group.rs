//! Groups of opponents: their number, the length of their games, their arrivals.

use super::distribution::{distribution, duration};
use crate::model::{Arrival, Distribution, GameLength, Group};
use crate::time::Duration;
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use std::ops::RangeInclusive;

/// Between what the numbers and times of a group lie.
#[derive(Clone, Debug)]
pub(super) struct Ranges {
    pub opponents: RangeInclusive<u32>,
    pub moves: RangeInclusive<u64>,
    pub times: RangeInclusive<Duration>,
}

/// Opponents who are there from the start, think for a constant time and play a known number of moves.
pub(super) fn plain(of: &Ranges, think: BoxedStrategy<Distribution>) -> BoxedStrategy<Group> {
    let moves = of.moves.clone().prop_map(GameLength::Exactly);
    (of.opponents.clone(), think, moves)
        .prop_map(|(count, think, moves)| Group { count, ..Group::new("opponents", think, moves) })
        .boxed()
}

/// Opponents of all kinds.
pub(super) fn any(of: &Ranges) -> BoxedStrategy<Group> {
    let think = distribution(of.times.clone());
    let arrive = prop_oneof![
        3 => Just(Arrival::AtStart),
        1 => vec(duration(of.times.clone()), 1..=4).prop_map(Arrival::At),
        1 => think.clone().prop_map(Arrival::Every),
    ];
    let patience = weighted(0.2, duration(of.times.clone()));
    (of.opponents.clone(), think.clone(), lengths(&of.moves), arrive, patience, weighted(0.2, think))
        .prop_map(|(count, think, moves, arrive, patience, master_think)| {
            let arrive = if let Arrival::At(few) = arrive { one_for_each(&few, count) } else { arrive };
            Group { count, arrive, patience, master_think, ..Group::new("opponents", think, moves) }
        })
        .boxed()
}

/// Instants of arrival for `count` opponents, taken from a few repeated values.
fn one_for_each(few: &[Duration], count: u32) -> Arrival {
    Arrival::At(few.iter().copied().cycle().zip(0..count).map(|(instant, _)| instant).collect())
}

/// Lengths of games whose limits, values or mean lie in this range.
fn lengths(moves: &RangeInclusive<u64>) -> impl Strategy<Value = GameLength> + use<> {
    let number = moves.clone();
    prop_oneof![
        5 => number.clone().prop_map(GameLength::Exactly),
        1 => (number.clone(), number.clone()).prop_map(|(a, b)| GameLength::Uniform(a.min(b), a.max(b))),
        1 => number.clone().prop_map(|mean| GameLength::Geometric { mean: mean as f64 }),
        1 => vec(number, 1..=3).prop_map(GameLength::Empirical),
    ]
}
