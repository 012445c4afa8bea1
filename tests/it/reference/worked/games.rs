//! By hand: who begins and who ends, patience, think times that change, and no time at all.

use super::Case;
use super::build::{constant, exhibition, from_to, group, impatient};
use zeitnot::model::{Distribution, Group, Side, Visit};

pub fn cases() -> Vec<Case> {
    vec![
        Case {
            name: "the opponent begins and ends",
            exhibition: from_to(Side::Opponent, Side::Opponent, exhibition(Visit::FirstReady, 1, vec![group(1, 1, 2)])),
            happens: "
                0: #0 comes, #0 sits(0)
                1: #0 moves(1), M0 thinks #0(0)
                2: M0 moves #0(1)
                3: #0 moves(2), #0 over(3)",
        },
        Case {
            name: "the opponent begins and ends, and the master stays to the end",
            exhibition: from_to(Side::Opponent, Side::Opponent, exhibition(Visit::Sequential, 1, vec![group(1, 1, 2)])),
            happens: "
                0: #0 comes, #0 sits(0), M0 attends #0
                1: #0 moves(1), M0 thinks #0(0)
                2: M0 moves #0(1), M0 attends #0
                3: #0 moves(2), #0 over(3), M0 leaves #0",
        },
        Case {
            name: "the opponent begins and ends, and nobody waits where no master has to move any more",
            exhibition: from_to(
                Side::Opponent,
                Side::Opponent,
                exhibition(Visit::Cyclic, 1, vec![group(1, 4, 1), group(1, 1, 2)]),
            ),
            happens: "
                0: #0 comes, #0 sits(0), #1 comes, #1 sits(0), M0 attends #1
                1: #1 moves(1), M0 thinks #1(0)
                2: M0 moves #1(1)
                3: #1 moves(2), #1 over(3)
                4: #0 moves(1), #0 over(4)",
        },
        Case {
            name: "the master begins, the opponent ends",
            exhibition: from_to(Side::Master, Side::Opponent, exhibition(Visit::FirstReady, 1, vec![group(2, 2, 1)])),
            happens: "
                0: #0 comes, #0 sits(0), #1 comes, #1 sits(0), M0 thinks #0(0)
                1: M0 moves #0(1), M0 thinks #1(1)
                2: M0 moves #1(1)
                3: #0 moves(1), #0 over(3)
                4: #1 moves(1), #1 over(4)",
        },
        Case {
            name: "the master begins and ends",
            exhibition: from_to(Side::Master, Side::Master, exhibition(Visit::Sequential, 1, vec![group(1, 1, 2)])),
            happens: "
                0: #0 comes, #0 sits(0), M0 thinks #0(0)
                1: M0 moves #0(1), M0 attends #0
                2: #0 moves(1), M0 thinks #0(0)
                3: M0 moves #0(2), #0 over(3)",
        },
        Case {
            name: "to think exactly as long as patience is allowed",
            exhibition: exhibition(Visit::FirstReady, 1, vec![impatient(1, 2, 1, 2), impatient(1, 3, 1, 2)]),
            happens: "
                0: #0 comes, #0 sits(0), #1 comes, #1 sits(0)
                2: #0 moves(1), #1 forfeits, #1 over(2), M0 thinks #0(0)
                3: M0 moves #0(1), #0 over(3)",
        },
        Case {
            name: "think times by move, and a master's against a group",
            exhibition: exhibition(
                Visit::FirstReady,
                1,
                vec![
                    Group {
                        think: Distribution::ByMove(vec![(1, constant(1)), (2, constant(3))]),
                        master_think: Some(constant(2)),
                        ..group(1, 0, 2)
                    },
                    group(1, 2, 1),
                ],
            ),
            happens: "
                0: #0 comes, #0 sits(0), #1 comes, #1 sits(0)
                1: #0 moves(1), M0 thinks #0(0)
                2: #1 moves(1)
                3: M0 moves #0(1), M0 thinks #1(1)
                4: M0 moves #1(1), #1 over(4)
                6: #0 moves(2), M0 thinks #0(0)
                8: M0 moves #0(2), #0 over(8)",
        },
        Case {
            name: "no time at all: opponents first, then masters, and only then choices",
            exhibition: exhibition(Visit::FirstReady, 0, vec![group(2, 0, 2)]),
            happens: "
                0: #0 comes, #0 sits(0), #0 moves(1), #1 comes, #1 sits(0), #1 moves(1), M0 thinks #0(0), \
                    M0 moves #0(1), #0 moves(2), M0 thinks #0(0), M0 moves #0(2), #0 over(0), M0 thinks #1(0), \
                    M0 moves #1(1), #1 moves(2), M0 thinks #1(0), M0 moves #1(2), #1 over(0)",
        },
    ]
}
