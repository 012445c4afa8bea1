//! By hand: the policies that choose among ready boards by how long, how far, or who.

use super::Case;
use super::build::{exhibition, group, replay, with_masters, with_walks};
use crate::reference::play;
use crate::reference::text::tell_all;
use zeitnot::model::{Exhibition, Visit, Walk};

pub fn cases() -> Vec<Case> {
    vec![
        Case {
            name: "FirstReady takes the one ready longest",
            exhibition: exhibition(Visit::FirstReady, 2, vec![group(1, 1, 1), group(1, 3, 1), group(1, 2, 1)]),
            happens: "
                0: #0 comes, #0 sits(0), #1 comes, #1 sits(0), #2 comes, #2 sits(0)
                1: #0 moves(1), M0 thinks #0(0)
                2: #2 moves(1)
                3: #1 moves(1), M0 moves #0(1), #0 over(3), M0 thinks #2(1)
                5: M0 moves #2(1), #2 over(5), M0 thinks #1(2)
                7: M0 moves #1(1), #1 over(7)",
        },
        Case {
            name: "LastReady takes the one ready last, of two the lower board",
            exhibition: exhibition(Visit::LastReady, 2, vec![group(1, 1, 1), group(1, 2, 1), group(2, 3, 1)]),
            happens: "
                0: #0 comes, #0 sits(0), #1 comes, #1 sits(0), #2 comes, #2 sits(0), #3 comes, #3 sits(0)
                1: #0 moves(1), M0 thinks #0(0)
                2: #1 moves(1)
                3: #2 moves(1), #3 moves(1), M0 moves #0(1), #0 over(3), M0 thinks #2(0)
                5: M0 moves #2(1), #2 over(5), M0 thinks #3(2)
                7: M0 moves #3(1), #3 over(7), M0 thinks #1(5)
                9: M0 moves #1(1), #1 over(9)",
        },
        Case {
            name: "FewestMovesLeft prefers the shorter game",
            exhibition: exhibition(Visit::FewestMovesLeft, 1, vec![group(1, 1, 2), group(1, 1, 1)]),
            happens: "
                0: #0 comes, #0 sits(0), #1 comes, #1 sits(0)
                1: #0 moves(1), #1 moves(1), M0 thinks #1(0)
                2: M0 moves #1(1), #1 over(2), M0 thinks #0(1)
                3: M0 moves #0(1)
                4: #0 moves(2), M0 thinks #0(0)
                5: M0 moves #0(2), #0 over(5)",
        },
        Case {
            name: "MostMovesLeft prefers the longer game",
            exhibition: exhibition(Visit::MostMovesLeft, 1, vec![group(1, 1, 1), group(1, 1, 2)]),
            happens: "
                0: #0 comes, #0 sits(0), #1 comes, #1 sits(0)
                1: #0 moves(1), #1 moves(1), M0 thinks #1(0)
                2: M0 moves #1(1), M0 thinks #0(1)
                3: #1 moves(2), M0 moves #0(1), #0 over(3), M0 thinks #1(0)
                4: M0 moves #1(2), #1 over(4)",
        },
        Case {
            name: "GroupOrder prefers the first group, though the second has waited longer",
            exhibition: exhibition(Visit::GroupOrder, 2, vec![group(1, 2, 1), group(2, 1, 1)]),
            happens: "
                0: #0 comes, #0 sits(0), #1 comes, #1 sits(0), #2 comes, #2 sits(0)
                1: #1 moves(1), #2 moves(1), M0 thinks #1(0)
                2: #0 moves(1)
                3: M0 moves #1(1), #1 over(3), M0 thinks #0(1)
                5: M0 moves #0(1), #0 over(5), M0 thinks #2(4)
                7: M0 moves #2(1), #2 over(7)",
        },
        Case {
            name: "nobody else goes to a board to which a master walks",
            exhibition: with_walks(1, with_masters(2, exhibition(Visit::FirstReady, 1, vec![group(3, 1, 1)]))),
            happens: "
                0: #0 comes, #0 sits(0), #1 comes, #1 sits(0), #2 comes, #2 sits(0)
                1: #0 moves(1), #1 moves(1), #2 moves(1), M0 thinks #0(0), M1 thinks #1(0)
                2: M0 moves #0(1), #0 over(2), M1 moves #1(1), #1 over(2), M0 walks #2
                3: M0 thinks #2(2)
                4: M0 moves #2(1), #2 over(4)",
        },
        Case {
            name: "a walk is drawn for the move to which it leads",
            exhibition: Exhibition {
                walk: Some(Walk::Between(replay(&[1, 2]))),
                ..exhibition(Visit::FirstReady, 1, vec![group(2, 1, 2)])
            },
            happens: "
                0: #0 comes, #0 sits(0), #1 comes, #1 sits(0)
                1: #0 moves(1), #1 moves(1), M0 thinks #0(0)
                2: M0 moves #0(1), M0 walks #1
                3: #0 moves(2), M0 thinks #1(2)
                4: M0 moves #1(1), M0 walks #0
                5: #1 moves(2)
                6: M0 thinks #0(3)
                7: M0 moves #0(2), #0 over(7), M0 walks #1
                9: M0 thinks #1(4)
                10: M0 moves #1(2), #1 over(10)",
        },
    ]
}

#[test]
fn random_ready_fills_the_freed_place_with_the_last() {
    let exhibition = exhibition(Visit::RandomReady, 1, vec![group(4, 1, 1)]);
    let mut lists = Vec::new();
    let mut places = [1, 1, 0, 0].into_iter();
    let (trajectory, _) = play(&exhibition, |list| {
        lists.push(list.to_vec());
        places.next().expect("four choices")
    });
    assert_eq!(lists, [vec![0, 1, 2, 3], vec![0, 3, 2], vec![0, 2], vec![2]]);
    let happens = tell_all(&trajectory);
    let expected = super::trimmed(
        "
        0: #0 comes, #0 sits(0), #1 comes, #1 sits(0), #2 comes, #2 sits(0), #3 comes, #3 sits(0)
        1: #0 moves(1), #1 moves(1), #2 moves(1), #3 moves(1), M0 thinks #1(0)
        2: M0 moves #1(1), #1 over(2), M0 thinks #3(1)
        3: M0 moves #3(1), #3 over(3), M0 thinks #0(2)
        4: M0 moves #0(1), #0 over(4), M0 thinks #2(3)
        5: M0 moves #2(1), #2 over(5)",
    );
    assert!(happens == expected, "{happens}");
}
