//! Constant times: numbers worked out by hand, to the nanosecond.

use super::{larry, opponents};
use zeitnot::model::{Distribution, Exhibition, GameLength, Side, Simulator, Visit};
use zeitnot::time::Duration;

const SECOND: u64 = 1_000_000_000;
const AT_ONCE: [Visit; 3] = [Visit::Cyclic, Visit::FirstReady, Visit::CyclicSkip];

/// This many boards and moves; opponent and master think for this many nanoseconds.
#[derive(Clone, Copy, Debug)]
struct Case {
    boards: u32,
    moves: u64,
    opponent: u64,
    master: u64,
}

impl Case {
    const fn in_seconds(boards: u32, moves: u64, opponent: u64, master: u64) -> Self {
        Self { boards, moves, opponent: opponent * SECOND, master: master * SECOND }
    }

    fn makespan(self, visit: Visit, (first_move, last_move): (Side, Side)) -> u64 {
        let think = |ns| Distribution::Constant(Duration::from_ns(ns));
        let exhibition = Exhibition {
            groups: vec![opponents(self.boards, think(self.opponent), GameLength::Exactly(self.moves))],
            visit,
            first_move,
            last_move,
            ..Exhibition::new(larry(1, think(self.master)))
        };
        let mut simulator = Simulator::new(&exhibition).expect("the exhibition makes sense");
        simulator.play(1, 0).expect("it comes to its end").makespan.as_ns()
    }

    /// A lap takes max(N·S, S + Z): either the master is never idle, or he waits for the opponent who moves first. In
    /// the last lap there is no later move to wait for.
    fn formula(self) -> u64 {
        let lap = (u64::from(self.boards) * self.master).max(self.master + self.opponent);
        (self.moves - 1) * lap + u64::from(self.boards) * self.master + self.opponent
    }
}

/// The makespans of one game at a time, and of all at once.
#[track_caller]
fn check(case: Case, sides: (Side, Side), one_by_one: u64, at_once: u64) {
    assert_eq!(case.makespan(Visit::Sequential, sides), one_by_one, "{case:?}, one by one");
    for visit in AT_ONCE {
        assert_eq!(case.makespan(visit, sides), at_once, "{case:?}, {visit:?}");
    }
}

const OPPONENT_BEGINS: (Side, Side) = (Side::Opponent, Side::Master);
const LAST_REPLY_COUNTS: (Side, Side) = (Side::Master, Side::Opponent);
const MASTER_BEGINS_AND_ENDS: (Side, Side) = (Side::Master, Side::Master);

#[test]
fn three_boards() {
    let case = Case { boards: 3, moves: 3, opponent: SECOND, master: SECOND / 10 };
    check(case, OPPONENT_BEGINS, 9_900_000_000, 3_500_000_000);
}

#[test]
fn twelve_boards() {
    let case = Case::in_seconds(12, 10, 60, 5);
    check(case, OPPONENT_BEGINS, 7800 * SECOND, 705 * SECOND);
    check(case, LAST_REPLY_COUNTS, 7800 * SECOND, 705 * SECOND);
    check(case, MASTER_BEGINS_AND_ENDS, 7080 * SECOND, 645 * SECOND);
}

#[test]
fn twenty_four_boards() {
    let case = Case::in_seconds(24, 30, 55, 5);
    check(case, OPPONENT_BEGINS, 43_200 * SECOND, 3655 * SECOND);
    check(case, MASTER_BEGINS_AND_ENDS, 41_880 * SECOND, 3600 * SECOND);
}

#[test]
fn forty_seven_boards_fit_into_two_hours() {
    let fits = |boards: &u32| {
        let makespan = Case::in_seconds(*boards, 30, 55, 5).makespan(Visit::FirstReady, OPPONENT_BEGINS);
        makespan <= 2 * 3600 * SECOND
    };
    assert_eq!((1..=60).take_while(fits).last(), Some(47));
}

#[test]
fn a_lap_takes_whatever_is_longer() {
    for boards in 1..=60 {
        for (opponent, master) in [(55, 5), (60, 5), (7, 3), (1, 4), (0, 2), (9, 0)] {
            for moves in [1, 2, 30] {
                let case = Case::in_seconds(boards, moves, opponent, master);
                let one_by_one = u64::from(boards) * moves * (case.opponent + case.master);
                check(case, OPPONENT_BEGINS, one_by_one, case.formula());
            }
        }
    }
}
