//! By hand: one game at a time.

use super::Case;
use super::build::{exhibition, group, impatient, limited, replay, with_masters, with_walks};
use zeitnot::model::{Group, Visit};

pub fn cases() -> Vec<Case> {
    vec![
        Case {
            name: "one game after the other",
            exhibition: exhibition(Visit::Sequential, 1, vec![group(2, 2, 1)]),
            happens: "
                0: #0 comes, #1 comes, #0 sits(0), M0 attends #0
                2: #0 moves(1), M0 thinks #0(0)
                3: M0 moves #0(1), #0 over(3), #1 sits(3), M0 attends #1
                5: #1 moves(1), M0 thinks #1(0)
                6: M0 moves #1(1), #1 over(6)",
        },
        Case {
            name: "he stays between the moves",
            exhibition: exhibition(Visit::Sequential, 1, vec![Group { think: replay(&[1, 2]), ..group(1, 0, 2) }]),
            happens: "
                0: #0 comes, #0 sits(0), M0 attends #0
                1: #0 moves(1), M0 thinks #0(0)
                2: M0 moves #0(1), M0 attends #0
                4: #0 moves(2), M0 thinks #0(0)
                5: M0 moves #0(2), #0 over(5)",
        },
        Case {
            name: "two masters, two games at a time; the game opens after the walk",
            exhibition: with_walks(2, with_masters(2, exhibition(Visit::Sequential, 1, vec![group(3, 1, 1)]))),
            happens: "
                0: #0 comes, #1 comes, #2 comes, #0 sits(0), M0 attends #0, #1 sits(0), M1 attends #1
                1: #0 moves(1), M0 thinks #0(0), #1 moves(1), M1 thinks #1(0)
                2: M0 moves #0(1), #0 over(2), M1 moves #1(1), #1 over(2), M0 walks #2
                4: #2 sits(4), M0 attends #2
                5: #2 moves(1), M0 thinks #2(0)
                6: M0 moves #2(1), #2 over(6)",
        },
        Case {
            name: "one board: the second master has nothing to play, even while the first walks",
            exhibition: limited(
                1,
                with_walks(1, with_masters(2, exhibition(Visit::Sequential, 1, vec![group(2, 1, 1)]))),
            ),
            happens: "
                0: #0 comes, #1 comes, #0 sits(0), M0 attends #0
                1: #0 moves(1), M0 thinks #0(0)
                2: M0 moves #0(1), #0 over(2), M0 walks #1
                3: #1 sits(3), M0 attends #1
                4: #1 moves(1), M0 thinks #1(0)
                5: M0 moves #1(1), #1 over(5)",
        },
        Case {
            name: "a forfeit sets the master free",
            exhibition: exhibition(Visit::Sequential, 1, vec![impatient(1, 3, 1, 1), group(1, 1, 1)]),
            happens: "
                0: #0 comes, #1 comes, #0 sits(0), M0 attends #0
                1: #0 forfeits, #0 over(1), M0 leaves #0, #1 sits(1), M0 attends #1
                2: #1 moves(1), M0 thinks #1(0)
                3: M0 moves #1(1), #1 over(3)",
        },
    ]
}
