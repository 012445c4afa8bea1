//! Searches in rows whose verdicts are known, against a look at every one.

use super::Verdict::{Fails, Holds, Undecided};
use super::*;
use proptest::prelude::{Just, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::strategy::Strategy as Generator;
use std::cell::Cell;
use std::convert::Infallible;

/// Searches a row, and tells how many of it were tried.
fn found(row: &[Verdict], strategy: Strategy, wanted: Option<Edge>) -> (Finding, usize) {
    let asked = Cell::new(0);
    let mut seen = vec![false; row.len()];
    let judge = |index: usize| {
        assert!(!std::mem::replace(&mut seen[index], true), "{index} is asked for again");
        asked.set(asked.get() + 1);
        Ok::<_, Infallible>(Some(row[index]))
    };
    let finding = search(row.len(), strategy, wanted, judge).unwrap();
    (finding, asked.get())
}

fn bisected(row: &[Verdict], wanted: Option<Edge>) -> Finding {
    found(row, Strategy::Bisect, wanted).0
}

/// So many of the first, then of the second, …
fn row(parts: &[(usize, Verdict)]) -> Vec<Verdict> {
    parts.iter().flat_map(|&(count, verdict)| vec![verdict; count]).collect()
}

#[test]
fn a_single_edge_is_found_wherever_it_is() {
    for len in [1, 2, 3, 4, 5, 6, 7, 50, 200, 1_000] {
        for edge in 0..=len {
            let falling = row(&[(edge, Holds), (len - edge, Fails)]);
            let finding = bisected(&falling, Some(Edge::Largest));
            let fails_at = (edge < len && edge > 0).then_some(edge);
            assert_eq!(finding.answer, edge.checked_sub(1));
            assert_eq!(finding.fails_at.filter(|_| edge > 0), fails_at);
            assert!(finding.complete && finding.contradiction.is_none() && finding.undecided.is_empty());
            let rising = row(&[(len - edge, Fails), (edge, Holds)]);
            let mirrored = bisected(&rising, Some(Edge::Smallest));
            assert_eq!(mirrored.answer, finding.answer.map(|index| len - 1 - index));
            if edge > 0 && edge < len {
                assert_eq!(bisected(&falling, None).edge, Some(Edge::Largest));
                assert_eq!(bisected(&rising, None), mirrored);
            }
        }
    }
}

#[test]
fn what_is_undecided_is_narrowed_down_from_both_sides() {
    let finding = bisected(&row(&[(40, Holds), (7, Undecided), (153, Fails)]), None);
    assert_eq!((finding.answer, finding.fails_at, finding.complete), (Some(39), Some(47), true));
    assert!(finding.undecided.contains(&40) && finding.undecided.contains(&46), "{finding:?}");
    let finding = bisected(&row(&[(40, Fails), (7, Undecided), (153, Holds)]), None);
    assert_eq!((finding.edge, finding.answer, finding.fails_at), (Some(Edge::Smallest), Some(47), Some(39)));
    let nothing_sure = bisected(&row(&[(9, Undecided), (9, Fails)]), None);
    assert_eq!((nothing_sure.answer, nothing_sure.fails_at), (None, Some(9)));
    assert!(nothing_sure.undecided.contains(&8));
}

#[test]
fn where_it_comes_back_is_seen_and_followed() {
    // It comes back right beyond the first edge.
    let finding = bisected(&row(&[(20, Holds), (2, Fails), (2, Holds), (176, Fails)]), Some(Edge::Largest));
    assert_eq!((finding.answer, finding.fails_at), (Some(23), Some(24)));
    assert_eq!(finding.contradiction, Some((21, 22)));
    // It holds in the middle only: either edge can be had.
    let hill = row(&[(60, Fails), (70, Holds), (70, Fails)]);
    let largest = bisected(&hill, Some(Edge::Largest));
    assert_eq!((largest.answer, largest.contradiction.is_some()), (Some(129), true));
    assert_eq!(bisected(&hill, Some(Edge::Smallest)).answer, Some(60));
}

#[test]
fn at_the_ends_there_is_no_edge() {
    let everywhere = bisected(&row(&[(30, Holds)]), None);
    assert_eq!((everywhere.edge, everywhere.answer, everywhere.fails_at), (None, Some(29), None));
    assert_eq!(bisected(&row(&[(30, Fails)]), None).edge, None);
    let nowhere = bisected(&row(&[(30, Fails)]), Some(Edge::Smallest));
    assert_eq!((nowhere.answer, nowhere.contradiction), (None, None));
}

fn verdict() -> impl Generator<Value = Verdict> {
    prop_oneof![Just(Holds), Just(Fails), Just(Undecided)]
}

proptest! {
    #[test]
    fn whatever_the_row_what_is_said_is_true(
        row in prop::collection::vec(verdict(), 1..120),
        wanted in prop::option::of(prop_oneof![Just(Edge::Largest), Just(Edge::Smallest)]),
    ) {
        let (finding, asked) = found(&row, Strategy::Bisect, wanted);
        prop_assert!(asked <= tries_max(row.len(), Strategy::Bisect));
        prop_assert!(wanted.is_none_or(|wanted| finding.edge == Some(wanted)));
        prop_assert!(finding.answer.is_none_or(|index| row[index] == Holds));
        prop_assert!(finding.fails_at.is_none_or(|index| row[index] == Fails));
        prop_assert!(finding.undecided.iter().all(|&index| row[index] == Undecided));
        if let Some((one, other)) = finding.contradiction {
            prop_assert!(one < other && row[one] != row[other]);
        }
    }

    #[test]
    fn trying_every_value_finds_the_outermost(row in prop::collection::vec(verdict(), 1..60)) {
        let (finding, asked) = found(&row, Strategy::Exhaust, Some(Edge::Largest));
        prop_assert_eq!(asked, row.len());
        prop_assert_eq!(finding.answer, row.iter().rposition(|verdict| *verdict == Holds));
        let (finding, _) = found(&row, Strategy::Exhaust, Some(Edge::Smallest));
        prop_assert_eq!(finding.answer, row.iter().position(|verdict| *verdict == Holds));
        prop_assert!(finding.complete);
    }
}
