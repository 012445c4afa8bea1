//! The catalogue of formulas against the simulator: each formula in its whole domain, and nowhere else.
//!
//! If nothing is random, the values of formulas are compared exactly: on all small exhibitions, on random ones, and on
//! the unusual ones of [`crate::scenarios`]. For random times, see [`super::catalogue_in_the_long_run`].

use super::{larry, opponents};
use crate::scenarios::exhibitions;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;
use zeitnot::formula::{Assumption, Characteristic, Formula, PredictedValue, Rounds, Statement};
use zeitnot::model::{Distribution, Exhibition, GameLength, Group, Measure, Side, Simulator, Visit, Walk};
use zeitnot::time::Duration;

const MAKESPAN: Characteristic = Characteristic::Measure(Measure::Makespan);

fn constant(ns: u64) -> Distribution {
    Distribution::Constant(Duration::from_ns(ns))
}

fn makespan(exhibition: &Exhibition) -> Duration {
    let mut simulator = Simulator::new(exhibition).expect("the exhibition makes sense");
    simulator.play(1, 0).expect("it comes to its end").makespan
}

/// Whether a statement about the makespan is true.
fn is_so(statement: &Statement, makespan: Duration) -> bool {
    let seconds = makespan.as_secs_f64();
    match statement.value {
        PredictedValue::Exact(value) => value == makespan,
        PredictedValue::Number(value) => (value - seconds).abs() <= 1e-12 * seconds,
        // A bound in whole nanoseconds is rounded once on its way to seconds.
        PredictedValue::Between { low, high } => {
            low.is_none_or(|low| low <= seconds * (1.0 + 1e-15))
                && high.is_none_or(|high| seconds <= high * (1.0 + 1e-15))
        }
    }
}

/// Numbers from a fixed sequence: `SplitMix64`.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % limit
    }
}

/// (M − 1)·max(N·S, S + Z) + N·S + Z, for Cyclic and for `FirstReady`, opponents first.
#[test]
fn the_law_of_the_lap_holds_in_ten_thousand_random_cases() {
    let mut numbers = Numbers(2017);
    for case in 0..10_000 {
        let (boards, moves) = (1 + numbers.below(12), 1 + numbers.below(8));
        // Of all orders of magnitude, from no time to some minutes.
        let mut time = || numbers.below(1 << (1 + case % 40));
        let (think, service) = (time(), time());
        let visit = if case % 2 == 0 { Visit::Cyclic } else { Visit::FirstReady };
        let count = u32::try_from(boards).expect("few boards");
        let exhibition = Exhibition {
            groups: vec![opponents(count, constant(think), GameLength::Exactly(moves))],
            visit,
            ..Exhibition::new(larry(1, constant(service)))
        };
        let law = (moves - 1) * (boards * service).max(service + think) + boards * service + think;
        assert_eq!(makespan(&exhibition).as_ns(), law, "{exhibition:?}");
        let said = Formula::Rounds.apply(&exhibition).expect("it is in the domain");
        assert_eq!(said[0].value, PredictedValue::Exact(Duration::from_ns(law)));
    }
}

/// Small exhibitions of opponents who are alike, by the thousand: everything that can be told apart with few boards and
/// moves.
fn small_exhibitions() -> impl Iterator<Item = Exhibition> {
    let sides = [Side::Opponent, Side::Master];
    let mut numbers = Numbers(7);
    (0..24_000).map(move |case| {
        let visit = Visit::ALL[case % Visit::ALL.len()];
        let mut pick = |limit| numbers.below(limit);
        let walk = match pick(4) {
            0 => Some(Walk::Between(constant(pick(4)))),
            1 => Some(Walk::PerBoard(constant(pick(4)))),
            _ => None,
        };
        let count = 1 + u32::try_from(pick(7)).expect("few");
        let boards = (pick(5) == 0 && !matches!(walk, Some(Walk::PerBoard(_))))
            .then(|| 1 + u32::try_from(pick(count.into())).expect("few"));
        Exhibition {
            groups: vec![opponents(count, constant(pick(10)), GameLength::Exactly(1 + pick(5)))],
            boards,
            visit,
            walk,
            first_move: sides[usize::from(pick(2) == 1)],
            last_move: sides[usize::from(pick(2) == 1)],
            ..Exhibition::new(larry(1 + u32::try_from(pick(4)).expect("few"), constant(pick(6))))
        }
    })
}

#[test]
fn what_formulas_say_of_small_exhibitions_is_so() {
    let mut said = BTreeMap::new();
    for exhibition in small_exhibitions() {
        let result = makespan(&exhibition);
        for formula in Formula::ALL {
            for statement in formula.apply(&exhibition).unwrap_or_default() {
                if statement.quantity == MAKESPAN {
                    *said.entry((formula.name(), exhibition.visit as usize)).or_insert(0) += 1;
                    assert!(
                        is_so(&statement, result),
                        "{}: {statement:?}, not {result}: {exhibition:?}",
                        formula.name()
                    );
                }
            }
        }
    }
    // Each way of visiting has its share.
    for (formula, visits) in [("sequential_total", 1), ("rounds", 5), ("least_time", 9), ("list_scheduling", 7)] {
        let counts: Vec<_> = said.iter().filter(|((name, _), _)| *name == formula).map(|(_, count)| *count).collect();
        assert!(counts.len() == visits && counts.iter().all(|&count| count > 150), "{formula}: {counts:?}");
    }
}

/// The assumption about ties is needed, and no wider than needed: where only it fails, the value is a lower bound that
/// is sometimes not reached.
#[test]
fn where_ties_mix_the_rounds_the_value_is_a_lower_bound() {
    let (mut met, mut missed) = (0, 0);
    for exhibition in small_exhibitions() {
        let broken = Formula::Rounds.broken(&exhibition);
        if broken.len() != 1 || broken[0].assumption != Assumption::RoundsStayInOrder || exhibition.walk.is_some() {
            continue;
        }
        let (value, result) =
            (Rounds::of(&exhibition).and_then(|rounds| rounds.makespan()).expect("short"), makespan(&exhibition));
        assert!(value <= result, "{exhibition:?}");
        *if value == result { &mut met } else { &mut missed } += 1;
    }
    assert!(met > 50 && missed > 10, "{met} met, {missed} missed");
}

/// The smallest exhibition in which two masters miss the rounds: five boards, four moves, 1 s each.
#[test]
fn five_boards_can_be_too_odd_for_two_masters() {
    let exhibition = |visit| Exhibition {
        groups: vec![opponents(5, constant(1), GameLength::Exactly(4))],
        visit,
        ..Exhibition::new(larry(2, constant(1)))
    };
    let value = |visit| Rounds::of(&exhibition(visit)).and_then(|rounds| rounds.makespan()).map(Duration::as_ns);
    assert_eq!(value(Visit::FirstReady), Some(11));
    assert_eq!(makespan(&exhibition(Visit::FirstReady)).as_ns(), 12);
    for visit in [Visit::Cyclic, Visit::CyclicSkip, Visit::MostMovesLeft] {
        assert_eq!(makespan(&exhibition(visit)).as_ns(), 11, "{visit:?}");
        assert!(Formula::Rounds.apply(&exhibition(visit)).is_ok());
    }
}

#[test]
fn large_numbers_neither_overflow_nor_take_long() {
    let exhibition = |boards, masters, moves, think, service| Exhibition {
        groups: vec![opponents(boards, constant(think), GameLength::Exactly(moves))],
        visit: Visit::Cyclic,
        ..Exhibition::new(larry(masters, constant(service)))
    };
    let of = |exhibition: &Exhibition| Formula::Rounds.apply(exhibition);
    let said = of(&exhibition(10_000_000, 999_983, 1_000_000_000, 7, 3)).expect("it is in range");
    // 10⁷ × 10⁹ moves of 3 ns by 999,983 masters, after 7 ns.
    assert_eq!(
        said[0].value,
        PredictedValue::Exact(Duration::from_ns(7 + 3 * 10_000_000_000_000_000_u64.div_ceil(999_983)))
    );
    let broken = of(&exhibition(10_000_000, 1, 1_000_000_000, u64::MAX, u64::MAX)).expect_err("time ends");
    assert_eq!(broken[0].assumption, Assumption::InRange);
    for formula in [Formula::LeastTime, Formula::ListScheduling] {
        let all =
            Exhibition { visit: Visit::FirstReady, ..exhibition(10_000_000, 1, 1_000_000_000, u64::MAX, u64::MAX) };
        assert_eq!(formula.apply(&all).expect_err("time ends")[0].assumption, Assumption::InRange, "{formula:?}");
    }
}

/// Every formula has its own name, fits into the tables, and gives a reason when it does not apply.
#[test]
fn entries_are_complete() {
    let mut names: Vec<_> = Formula::ALL.map(Formula::name).into();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Formula::ALL.len());
    for formula in Formula::ALL {
        assert!(formula.title().chars().count() <= 44, "{}", formula.title());
        assert!(!formula.assumptions().is_empty() && !formula.source().is_empty() && !formula.equation().is_empty());
    }
    let page = include_str!("../../../docs/formulas.md");
    for formula in Formula::ALL {
        assert!(page.contains(&format!("`{}`", formula.name())), "{}", formula.name());
    }
}

/// Two groups of different kinds, one after another: the sum of both.
#[test]
fn groups_add_up_one_after_another() {
    let group = |name: &str, think, moves, service: Option<u64>| Group {
        name: name.into(),
        master_think: service.map(constant),
        ..opponents(3, constant(think), GameLength::Exactly(moves))
    };
    let exhibition = Exhibition {
        groups: vec![group("a", 11, 4, None), group("b", 5, 2, Some(17))],
        visit: Visit::Sequential,
        first_move: Side::Master,
        last_move: Side::Master,
        ..Exhibition::new(larry(1, constant(3)))
    };
    let said = Formula::SequentialTotal.apply(&exhibition).expect("it is in the domain");
    // 3 × (4 × 3 + 3 × 11) + 3 × (2 × 17 + 5)
    assert_eq!(said[0].value, PredictedValue::Exact(Duration::from_ns(252)));
    assert_eq!(makespan(&exhibition).as_ns(), 252);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    /// Several groups, replays, arrivals, patience, walks, lines: every formula that still applies is right.
    #[test]
    fn what_formulas_say_of_odd_exhibitions_is_so(exhibition in select(Visit::ALL.to_vec()).prop_flat_map(exhibitions)) {
        let mut simulator = Simulator::new(&exhibition).expect("the exhibition makes sense");
        let Ok(outcome) = simulator.play(1, 0) else { return Ok(()) };
        for formula in Formula::ALL {
            for statement in formula.apply(&exhibition).unwrap_or_default() {
                if statement.quantity == MAKESPAN {
                    prop_assert!(is_so(&statement, outcome.makespan), "{}: {:?}, not {}", formula.name(), statement, outcome.makespan);
                }
            }
        }
    }
}
