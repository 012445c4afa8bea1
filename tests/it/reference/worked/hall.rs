//! By hand: arrivals, the line, limited boards, and endless games with all their figures.

use super::build::{durations, exhibition, group, impatient, limited, replay};
use super::{Case, play_surely};
use zeitnot::model::{Arrival, Exhibition, GameLength, Group, GroupOutcome, MasterAccount, Simulator, Visit};
use zeitnot::time::{Duration, Instant};

pub fn cases() -> Vec<Case> {
    vec![
        Case {
            name: "one board for three",
            exhibition: limited(1, exhibition(Visit::FirstReady, 1, vec![group(3, 1, 1)])),
            happens: "
                0: #0 comes, #0 sits(0), #1 comes, #2 comes
                1: #0 moves(1), M0 thinks #0(0)
                2: M0 moves #0(1), #0 over(2), #1 sits(2)
                3: #1 moves(1), M0 thinks #1(0)
                4: M0 moves #1(1), #1 over(4), #2 sits(4)
                5: #2 moves(1), M0 thinks #2(0)
                6: M0 moves #2(1), #2 over(6)",
        },
        Case {
            name: "no patience at all: the board is free before the next comes",
            exhibition: limited(1, exhibition(Visit::FirstReady, 1, vec![impatient(2, 1, 1, 0)])),
            happens: "
                0: #0 comes, #0 sits(0), #0 forfeits, #0 over(0), #1 comes, #1 sits(0), #1 forfeits, #1 over(0)",
        },
        Case {
            name: "a forfeit moves the line up, in the order of coming",
            exhibition: limited(
                1,
                exhibition(
                    Visit::Cyclic,
                    1,
                    vec![Group { arrive: Arrival::At(durations(&[3, 1])), ..group(2, 1, 1) }, impatient(1, 5, 1, 4)],
                ),
            ),
            happens: "
                0: #2 comes, #2 sits(0), M0 attends #2
                1: #1 comes
                3: #0 comes
                4: #2 forfeits, #2 over(4), M0 leaves #2, #1 sits(3), M0 attends #1
                5: #1 moves(1), M0 thinks #1(0)
                6: M0 moves #1(1), #1 over(5), #0 sits(3), M0 attends #0
                7: #0 moves(1), M0 thinks #0(0)
                8: M0 moves #0(1), #0 over(5)",
        },
        Case {
            name: "arrivals with gaps, and a master who thinks no time",
            exhibition: exhibition(
                Visit::FirstReady,
                0,
                vec![Group { arrive: Arrival::Every(replay(&[2, 0, 1])), ..group(3, 1, 1) }],
            ),
            happens: "
                2: #0 comes, #0 sits(0), #1 comes, #1 sits(0)
                3: #0 moves(1), #1 moves(1), #2 comes, #2 sits(0), M0 thinks #0(0), M0 moves #0(1), #0 over(1), \
                    M0 thinks #1(0), M0 moves #1(1), #1 over(1)
                4: #2 moves(1), M0 thinks #2(0), M0 moves #2(1), #2 over(1)",
        },
        Case {
            name: "endless games have most moves left, and stop before the horizon",
            exhibition: endless_and_not(),
            happens: "
                0: #0 comes, #0 sits(0), #1 comes, #1 sits(0)
                1: #0 moves(1), #1 moves(1), M0 thinks #1(0)
                3: M0 moves #1(1), M0 thinks #0(2)
                4: #1 moves(2)
                5: M0 moves #0(1), M0 thinks #1(1)
                6: #0 moves(2)",
        },
    ]
}

/// A game of three moves and one without end, watched from instant 2 to instant 7.
fn endless_and_not() -> Exhibition {
    let endless = Group { moves: GameLength::Endless, ..group(1, 1, 1) };
    Exhibition {
        warm_up: Duration::from_ns(2),
        horizon: Some(Duration::from_ns(7)),
        ..exhibition(Visit::MostMovesLeft, 2, vec![group(1, 1, 3), endless])
    }
}

#[test]
fn figures_are_those_of_the_observed_time() {
    let (_, measures) = play_surely(&endless_and_not());
    assert_eq!(measures.makespan, Duration::from_ns(5));
    let account = MasterAccount { thinking_ns: 5, ..MasterAccount::default() };
    assert_eq!(measures.account, account);
    let three_moves = GroupOutcome {
        visits: 1,
        waiting_ns: 2,
        waiting_max: Duration::from_ns(2),
        moves: 1,
        thinking_ns: 2,
        last_master_move: Instant::from_ns(5),
        ended: Instant::from_ns(7),
        ..GroupOutcome::default()
    };
    // The visit that began at 1 does not count, though its move at 3 does.
    let endless = GroupOutcome {
        visits: 1,
        waiting_ns: 1,
        waiting_max: Duration::from_ns(1),
        moves: 1,
        thinking_ns: 3,
        last_master_move: Instant::from_ns(3),
        ended: Instant::from_ns(7),
        ..GroupOutcome::default()
    };
    assert_eq!(measures.groups, [three_moves, endless]);
}

#[test]
fn a_game_that_is_over_before_the_horizon_ends_its_group() {
    // 1: both are ready, the master thinks at the endless game; 3: he thinks at the other; 5: that is over.
    let mut exhibition = endless_and_not();
    exhibition.groups[0].moves = GameLength::Exactly(1);
    let (_, measures) = play_surely(&exhibition);
    let ends = [0, 1].map(|group| measures.groups[group].ended);
    assert_eq!(ends, [Instant::from_ns(5), Instant::from_ns(7)]);
    let outcome = Simulator::new(&exhibition).unwrap().play(1, 0).unwrap().clone();
    let makespans = [0, 1].map(|group| outcome.part(Some(group)).makespan);
    assert_eq!(makespans, [Duration::from_ns(3), Duration::from_ns(5)], "from the warm-up's end");
}

#[test]
fn figures_of_a_line_a_forfeit_and_a_walk() {
    // 0: all come, #0 sits; 1: #0 forfeits, #1 sits; 3: #1 moves, the master thinks; 4: over, #2 sits;
    // 6: #2 moves, the master walks; 9: he thinks; 10: over.
    let mut exhibition = limited(1, exhibition(Visit::FirstReady, 1, vec![impatient(1, 2, 1, 1), group(2, 2, 1)]));
    exhibition = super::build::with_walks(3, exhibition);
    let (_, measures) = play_surely(&exhibition);
    assert_eq!(measures.makespan, Duration::from_ns(10));
    let account = MasterAccount { thinking_ns: 2, walking_ns: 3, attending_ns: 0, idle_ns: 5 };
    assert_eq!(measures.account, account);
    let impatient = GroupOutcome {
        seated: 1,
        games: 1,
        sojourn_ns: 1,
        game_ns: 1,
        forfeits: 1,
        ended: Instant::from_ns(1),
        ..GroupOutcome::default()
    };
    let patient = GroupOutcome {
        visits: 2,
        waiting_ns: 3,
        waiting_max: Duration::from_ns(3),
        seated: 2,
        line_wait_ns: 1 + 4,
        games: 2,
        sojourn_ns: 4 + 10,
        game_ns: 3 + 6,
        moves: 2,
        thinking_ns: 2,
        last_master_move: Instant::from_ns(10),
        ended: Instant::from_ns(10),
        ..GroupOutcome::default()
    };
    assert_eq!(measures.groups, [impatient, patient]);
}
