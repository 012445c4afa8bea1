//! Searches in rows whose verdicts are known, against a look at every one.

use super::Verdict::{Fails, Holds, Undecided};
use super::*;
use proptest::prelude::{Just, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::strategy::Strategy as Generator;
use std::cell::Cell;
use std::convert::Infallible;

/// Searches a row, and tells how many of it were tried.
fn found(row: &[Verdict], strategy: Strategy, wanted: Option<Edge>) -> (Bracket, usize) {
    let asked = Cell::new(0);
    let mut seen = vec![false; row.len()];
    let judge = |index: usize| {
        assert!(!std::mem::replace(&mut seen[index], true), "{index} is asked for again");
        asked.set(asked.get() + 1);
        Ok::<_, Infallible>(Some(row[index]))
    };
    let bracket = search(row.len(), strategy, wanted, judge).unwrap();
    (bracket, asked.get())
}

fn bisected(row: &[Verdict], wanted: Option<Edge>) -> Bracket {
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
            let bracket = bisected(&falling, Some(Edge::Largest));
            let fails_at = (edge < len && edge > 0).then_some(edge);
            assert_eq!(bracket.answer, edge.checked_sub(1));
            assert_eq!(bracket.fails_at.filter(|_| edge > 0), fails_at);
            assert!(bracket.complete && bracket.contradiction.is_none() && bracket.undecided.is_empty());
            let rising = row(&[(len - edge, Fails), (edge, Holds)]);
            let mirrored = bisected(&rising, Some(Edge::Smallest));
            assert_eq!(mirrored.answer, bracket.answer.map(|index| len - 1 - index));
            if edge > 0 && edge < len {
                assert_eq!(bisected(&falling, None).edge, Some(Edge::Largest));
                assert_eq!(bisected(&rising, None), mirrored);
            }
        }
    }
}

#[test]
fn what_is_undecided_is_narrowed_down_from_both_sides() {
    let bracket = bisected(&row(&[(40, Holds), (7, Undecided), (153, Fails)]), None);
    assert_eq!((bracket.answer, bracket.fails_at, bracket.complete), (Some(39), Some(47), true));
    assert!(bracket.undecided.contains(&40) && bracket.undecided.contains(&46), "{bracket:?}");
    let bracket = bisected(&row(&[(40, Fails), (7, Undecided), (153, Holds)]), None);
    assert_eq!((bracket.edge, bracket.answer, bracket.fails_at), (Some(Edge::Smallest), Some(47), Some(39)));
    let nothing_sure = bisected(&row(&[(9, Undecided), (9, Fails)]), None);
    assert_eq!((nothing_sure.answer, nothing_sure.fails_at), (None, Some(9)));
    assert!(nothing_sure.undecided.contains(&8));
}

#[test]
fn where_it_comes_back_is_seen_and_followed() {
    // It comes back right beyond the first edge.
    let bracket = bisected(&row(&[(20, Holds), (2, Fails), (2, Holds), (176, Fails)]), Some(Edge::Largest));
    assert_eq!((bracket.answer, bracket.fails_at), (Some(23), Some(24)));
    assert_eq!(bracket.contradiction, Some((21, 22)));
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
        let (bracket, asked) = found(&row, Strategy::Bisect, wanted);
        prop_assert!(asked <= tries_max(row.len(), Strategy::Bisect));
        prop_assert!(wanted.is_none_or(|wanted| bracket.edge == Some(wanted)));
        prop_assert!(bracket.answer.is_none_or(|index| row[index] == Holds));
        prop_assert!(bracket.fails_at.is_none_or(|index| row[index] == Fails));
        prop_assert!(bracket.undecided.iter().all(|&index| row[index] == Undecided));
        if let Some((one, other)) = bracket.contradiction {
            prop_assert!(one < other && row[one] != row[other]);
        }
    }

    #[test]
    fn trying_every_value_finds_the_outermost(row in prop::collection::vec(verdict(), 1..60)) {
        let (bracket, asked) = found(&row, Strategy::Exhaust, Some(Edge::Largest));
        prop_assert_eq!(asked, row.len());
        prop_assert_eq!(bracket.answer, row.iter().rposition(|verdict| *verdict == Holds));
        let (bracket, _) = found(&row, Strategy::Exhaust, Some(Edge::Smallest));
        prop_assert_eq!(bracket.answer, row.iter().position(|verdict| *verdict == Holds));
        prop_assert!(bracket.complete);
    }
}
