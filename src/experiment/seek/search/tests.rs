//! Tests of searches in rows with known verdicts, against trying every value.

use super::super::bracket::Answer;
use super::Verdict::{Fails, Holds, Undecided};
use super::*;
use proptest::prelude::{Just, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::strategy::Strategy as Generator;
use std::cell::Cell;
use std::convert::Infallible;

/// Searches a row, and returns how many of it were tried.
fn found(row: &[Verdict], strategy: Strategy, wanted: Option<Edge>) -> (Bracket, usize) {
    let criteria: Vec<_> = row.iter().map(|verdict| vec![*verdict]).collect();
    found_of(&criteria, &Join::Criterion(0), strategy, wanted)
}

/// The same with the verdicts of several criteria.
fn found_of(row: &[Vec<Verdict>], join: &Join, strategy: Strategy, wanted: Option<Edge>) -> (Bracket, usize) {
    let asked = Cell::new(0);
    let mut seen = vec![false; row.len()];
    let judge = |index: usize| {
        assert!(!std::mem::replace(&mut seen[index], true), "{index} is asked for again");
        asked.set(asked.get() + 1);
        Ok::<_, Infallible>(Some(row[index].clone()))
    };
    let bracket = Search { len: row.len(), strategy, wanted, join, criteria: row[0].len() }.run(judge).unwrap();
    (bracket, asked.get())
}

fn bisected(row: &[Verdict], wanted: Option<Edge>) -> Bracket {
    found(row, Strategy::Bisect, wanted).0
}

/// This many of the first, then of the second, …
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
            assert!(!bracket.given_up && bracket.contradiction.is_none() && bracket.undecided.is_empty());
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
    assert_eq!((bracket.answer, bracket.fails_at, bracket.complete), (Some(39), Some(47), false));
    assert!(bracket.undecided.contains(&40) && bracket.undecided.contains(&46), "{bracket:?}");
    let bracket = bisected(&row(&[(40, Fails), (7, Undecided), (153, Holds)]), None);
    assert_eq!((bracket.edge, bracket.answer, bracket.fails_at), (Some(Edge::Smallest), Some(47), Some(39)));
    let nothing_sure = bisected(&row(&[(9, Undecided), (9, Fails)]), None);
    assert_eq!((nothing_sure.answer, nothing_sure.fails_at), (None, Some(9)));
    assert!(nothing_sure.undecided.contains(&8));
}

#[test]
fn where_it_comes_back_is_seen_and_followed() {
    // It holds again right after the first edge.
    let bracket = bisected(&row(&[(20, Holds), (2, Fails), (2, Holds), (176, Fails)]), Some(Edge::Largest));
    assert_eq!((bracket.answer, bracket.fails_at), (Some(23), Some(24)));
    assert_eq!(bracket.contradiction, Some((21, 22)));
    // It holds only in the middle: either edge can be found.
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

/// 300 values at which the criteria hold from one index up to, but not including, another.
fn holding(ranges: &[std::ops::Range<usize>]) -> Vec<Vec<Verdict>> {
    (0..300).map(|index| ranges.iter().map(|range| range.contains(&index).into()).collect()).collect()
}

#[test]
fn a_gap_that_no_probe_shows_is_found_if_a_criterion_changes_there() {
    // The first holds from 20, the second up to 17: between them neither does.
    let criteria = holding(&[20..300, 0..18]);
    let either = Join::Any(vec![Join::Criterion(0), Join::Criterion(1)]);
    let (bracket, _) = found_of(&criteria, &either, Strategy::Bisect, None);
    assert_eq!((bracket.edge, bracket.answer), (Some(Edge::Largest), Some(299)));
    assert!(bracket.contradiction.is_some() && !bracket.given_up);
    // From 10 to 13 both hold.
    let both = Join::All(vec![Join::Criterion(0), Join::Criterion(1)]);
    let criteria = holding(&[10..300, 0..14]);
    for (wanted, answer) in [(Edge::Largest, 13), (Edge::Smallest, 10)] {
        let (bracket, asked) = found_of(&criteria, &both, Strategy::Bisect, Some(wanted));
        assert_eq!(bracket.answer, Some(answer));
        assert!(asked < 80, "{asked}");
    }
    let not_both = Join::Not(Box::new(both));
    let (bracket, _) = found_of(&criteria, &not_both, Strategy::Bisect, None);
    assert!(bracket.edge.is_some() && bracket.contradiction.is_some());
}

#[test]
fn further_values_find_what_comes_back_in_wide_gaps() {
    // Five of 300 values lie at 0, 74, 149, 224 and 299.
    let hill = row(&[(100, Fails), (30, Holds), (170, Fails)]);
    let (bracket, _) = found(&hill, Strategy::Bisect, None);
    assert_eq!((bracket.answer, bracket.fails_at), (Some(129), Some(130)));
    let (nowhere, asked) = found(&[Fails; 300], Strategy::Bisect, None);
    assert_eq!((nowhere.answer(), nowhere.further, asked), (Answer::Unknown, FURTHER, FIRST + FURTHER));
    assert_eq!(found(&[Fails; 300], Strategy::Exhaust, None).0.answer(), Answer::None);
}

#[test]
fn what_does_not_matter_at_a_value_may_be_undecided_there() {
    // At both ends one criterion decides alone, so that the others were not played to their end.
    let mut criteria = holding(&[0..40, 260..300, 0..300]);
    for (index, row) in criteria.iter_mut().enumerate() {
        let alone = row[0] == Holds || row[1] == Holds;
        row[2] = if alone { Undecided } else { (!(40..260).contains(&index)).into() };
    }
    let any = Join::Any((0..3).map(Join::Criterion).collect());
    let (bracket, _) = found_of(&criteria, &any, Strategy::Bisect, None);
    assert_eq!(bracket.answer(), Answer::Value(299));
    assert!(bracket.contradiction.is_some());
}

fn verdict() -> impl Generator<Value = Verdict> {
    prop_oneof![Just(Holds), Just(Fails), Just(Undecided)]
}

/// Random conditions on three criteria.
fn join() -> impl Generator<Value = Join> {
    (0..3_usize).prop_map(Join::Criterion).prop_recursive(3, 8, 2, |inner| {
        let pair = || prop::collection::vec(inner.clone(), 2);
        prop_oneof![
            pair().prop_map(Join::All),
            pair().prop_map(Join::Any),
            inner.clone().prop_map(|part| Join::Not(Box::new(part))),
        ]
    })
}

proptest! {
    /// Each criterion changes once at most. Then bisection finds what trying every value does, as long as the first
    /// five values show how each of them runs: that they do not lie between two changes of one and the same.
    #[test]
    fn whatever_the_condition_bisection_of_monotone_criteria_is_right(
        edges in prop::collection::vec((0..=400_usize, prop::bool::ANY), 3),
        join in join(),
        wanted in prop::option::of(prop_oneof![Just(Edge::Largest), Just(Edge::Smallest)]),
    ) {
        let of = |index: usize| edges.iter().map(|(edge, rises)| ((index >= *edge) == *rises).into()).collect();
        let row: Vec<Vec<Verdict>> = (0..400).map(of).collect();
        let (bisected, asked) = found_of(&row, &join, Strategy::Bisect, wanted);
        let (exhausted, _) = found_of(&row, &join, Strategy::Exhaust, wanted);
        prop_assert!(asked <= tries_max(400, Strategy::Bisect, 3));
        prop_assert!(!bisected.given_up);
        prop_assert_eq!((bisected.edge, bisected.answer), (exhausted.edge, exhausted.answer));
        if bisected.answer() != Answer::Unknown {
            prop_assert_eq!(bisected.answer(), exhausted.answer());
        }
    }

    #[test]
    fn whatever_the_row_what_is_said_is_true(
        row in prop::collection::vec(verdict(), 1..120),
        wanted in prop::option::of(prop_oneof![Just(Edge::Largest), Just(Edge::Smallest)]),
    ) {
        let (bracket, asked) = found(&row, Strategy::Bisect, wanted);
        prop_assert!(asked <= tries_max(row.len(), Strategy::Bisect, 1));
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
        prop_assert_eq!(bracket.complete, !row.contains(&Undecided));
    }
}
