//! By hand: around the circle, waiting at every board or skipping those that are not ready.

use super::Case;
use super::build::{constant, exhibition, group, impatient, with_masters, with_walks};
use zeitnot::model::{Exhibition, Visit, Walk};

pub fn cases() -> Vec<Case> {
    vec![
        Case {
            name: "Cyclic waits at a board though another is ready",
            exhibition: exhibition(Visit::Cyclic, 1, vec![group(1, 3, 1), group(1, 1, 1)]),
            happens: "
                0: #0 comes, #0 sits(0), #1 comes, #1 sits(0), M0 attends #0
                1: #1 moves(1)
                3: #0 moves(1), M0 thinks #0(0)
                4: M0 moves #0(1), #0 over(4), M0 thinks #1(3)
                5: M0 moves #1(1), #1 over(5)",
        },
        Case {
            name: "steps past a finished board count",
            exhibition: Exhibition {
                walk: Some(Walk::PerBoard(constant(1))),
                ..exhibition(Visit::Cyclic, 1, vec![group(1, 1, 2), group(1, 1, 1), group(1, 1, 2)])
            },
            happens: "
                0: #0 comes, #0 sits(0), #1 comes, #1 sits(0), #2 comes, #2 sits(0), M0 attends #0
                1: #0 moves(1), M0 thinks #0(0), #1 moves(1), #2 moves(1)
                2: M0 moves #0(1), M0 walks #1
                3: #0 moves(2), M0 thinks #1(2)
                4: M0 moves #1(1), #1 over(4), M0 walks #2
                5: M0 thinks #2(4)
                6: M0 moves #2(1), M0 walks #0
                7: #2 moves(2), M0 thinks #0(4)
                8: M0 moves #0(2), #0 over(8), M0 walks #2
                10: M0 thinks #2(3)
                11: M0 moves #2(2), #2 over(11)",
        },
        Case {
            name: "forfeits while a master waits there, and while he is on his way",
            exhibition: with_walks(
                2,
                exhibition(Visit::Cyclic, 1, vec![impatient(1, 5, 1, 2), impatient(1, 5, 1, 3), group(1, 1, 1)]),
            ),
            happens: "
                0: #0 comes, #0 sits(0), #1 comes, #1 sits(0), #2 comes, #2 sits(0), M0 attends #0
                1: #2 moves(1)
                2: #0 forfeits, #0 over(2), M0 leaves #0, M0 walks #1
                3: #1 forfeits, #1 over(3)
                4: M0 leaves #1, M0 walks #2
                6: M0 thinks #2(5)
                7: M0 moves #2(1), #2 over(7)",
        },
        Case {
            name: "two masters share the circle",
            exhibition: with_masters(2, exhibition(Visit::Cyclic, 1, vec![group(3, 2, 1)])),
            happens: "
                0: #0 comes, #0 sits(0), #1 comes, #1 sits(0), #2 comes, #2 sits(0), M0 attends #0, M1 attends #1
                2: #0 moves(1), M0 thinks #0(0), #1 moves(1), M1 thinks #1(0), #2 moves(1)
                3: M0 moves #0(1), #0 over(3), M1 moves #1(1), #1 over(3), M0 thinks #2(1)
                4: M0 moves #2(1), #2 over(4)",
        },
        Case {
            name: "CyclicSkip takes the next ready board, though a later one has waited longer",
            exhibition: exhibition(Visit::CyclicSkip, 2, vec![group(1, 1, 1), group(1, 3, 1), group(1, 2, 1)]),
            happens: "
                0: #0 comes, #0 sits(0), #1 comes, #1 sits(0), #2 comes, #2 sits(0)
                1: #0 moves(1), M0 thinks #0(0)
                2: #2 moves(1)
                3: #1 moves(1), M0 moves #0(1), #0 over(3), M0 thinks #1(0)
                5: M0 moves #1(1), #1 over(5), M0 thinks #2(3)
                7: M0 moves #2(1), #2 over(7)",
        },
        Case {
            name: "the board last chosen comes at the very end of the circle",
            exhibition: exhibition(Visit::CyclicSkip, 1, vec![group(2, 0, 2)]),
            happens: "
                0: #0 comes, #0 sits(0), #0 moves(1), #1 comes, #1 sits(0), #1 moves(1), M0 thinks #0(0)
                1: M0 moves #0(1), #0 moves(2), M0 thinks #1(1)
                2: M0 moves #1(1), #1 moves(2), M0 thinks #0(1)
                3: M0 moves #0(2), #0 over(3), M0 thinks #1(1)
                4: M0 moves #1(2), #1 over(4)",
        },
    ]
}
