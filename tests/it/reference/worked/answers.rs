//! By hand: how long whole exhibitions take.

use super::build::{exhibition, from_to, group};
use super::play_surely;
use zeitnot::model::{Side, Visit};

/// `boards` × `moves`, opponents think `opponent`, the master thinks `master`; expected: one game at a time, and all at
/// once.
fn check([boards, moves, opponent, master]: [u64; 4], (first, last): (Side, Side), one_by_one: u64, at_once: u64) {
    let boards = u32::try_from(boards).expect("few boards");
    for (visit, expected) in [(Visit::Sequential, one_by_one), (Visit::Cyclic, at_once), (Visit::FirstReady, at_once)] {
        let exhibition = from_to(first, last, exhibition(visit, master, vec![group(boards, opponent, moves)]));
        let (_, measures) = play_surely(&exhibition);
        assert_eq!(measures.makespan.as_ns(), expected, "{visit:?}, {boards} × {moves}, {first:?} to {last:?}");
    }
}

const OPPONENT_BEGINS: (Side, Side) = (Side::Opponent, Side::Master);
const OPPONENT_ENDS: (Side, Side) = (Side::Master, Side::Opponent);
const MASTER_BEGINS_AND_ENDS: (Side, Side) = (Side::Master, Side::Master);

#[test]
fn three_boards() {
    check([3, 3, 10, 1], OPPONENT_BEGINS, 99, 35);
}

#[test]
fn twelve_boards() {
    check([12, 10, 60, 5], OPPONENT_BEGINS, 7800, 705);
    check([12, 10, 60, 5], OPPONENT_ENDS, 7800, 705);
    check([12, 10, 60, 5], MASTER_BEGINS_AND_ENDS, 7080, 645);
}

#[test]
fn twenty_four_boards() {
    check([24, 30, 55, 5], OPPONENT_BEGINS, 43_200, 3655);
    check([24, 30, 55, 5], MASTER_BEGINS_AND_ENDS, 41_880, 3600);
}
