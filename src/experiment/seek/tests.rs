//! Tests of seeks on models with known answers.

use super::*;
use std::convert::Infallible;
use std::ops::ControlFlow;

type Take<'a> = &'a mut dyn FnMut(&[Seen]) -> ControlFlow<()>;

/// A model that draws the value of one criterion for each value and replication.
struct Model<F> {
    seed: u64,
    value: F,
    played: u64,
}

impl<F: Fn(usize, f64) -> f64> Trials for Model<F> {
    type Error = Infallible;

    fn certainty(&mut self, _: usize) -> Result<Option<Vec<(Verdict, Seen)>>, Infallible> {
        Ok(None)
    }

    fn play(&mut self, index: usize, replications: u64, take: Take<'_>) -> Result<(), Infallible> {
        for replication in 0..replications {
            self.played += 1;
            // Common random numbers: the same at every value.
            if take(&[(self.value)(index, uniform(self.seed, replication)).into()]).is_break() {
                break;
            }
        }
        Ok(())
    }
}

/// Uniform on (0, 1): `SplitMix64`.
fn uniform(seed: u64, replication: u64) -> f64 {
    let z = (seed << 32 | replication).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (((z ^ (z >> 31)) >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
}

const SEEKS: u64 = 200;
const LEN: usize = 100;

/// In how many of [`SEEKS`] seeks some verdict is wrong, if the condition holds below the index `edge`; and in how many
/// the edge is fully decided.
fn wrong_and_sure(
    (criterion, replications_max): (Criterion, u64),
    edge: usize,
    value: impl Fn(usize, f64) -> f64 + Copy,
) -> (u64, u64) {
    let goal = Goal {
        condition: criterion.into(),
        edge: Some(Edge::Largest),
        strategy: Strategy::Bisect,
        level: 0.95,
        replications_max,
    };
    let (mut wrong, mut sure) = (0, 0);
    for seed in 0..SEEKS {
        let sought = seek(&goal, LEN, &mut Model { seed, value, played: 0 }).unwrap();
        let is_wrong = |tried: &Tried| match tried.verdict {
            Verdict::Holds => tried.index >= edge,
            Verdict::Fails => tried.index < edge,
            Verdict::Undecided => false,
        };
        wrong += u64::from(sought.tried.iter().any(is_wrong));
        let narrow =
            sought.bracket.answer.is_some() && sought.bracket.answer.map(|at| at + 1) == sought.bracket.fails_at;
        sure += u64::from(narrow);
        assert!(is_wrong_or_around(&sought, edge, is_wrong), "{sought:?}");
    }
    (wrong, sure)
}

/// Unless a verdict is wrong, the edge is within the undecided part.
fn is_wrong_or_around(sought: &Sought, edge: usize, is_wrong: impl FnMut(&Tried) -> bool) -> bool {
    let Bracket { answer, fails_at, .. } = sought.bracket;
    sought.tried.iter().any(is_wrong)
        || answer.is_none_or(|answer| answer < edge) && fails_at.is_none_or(|fails_at| fails_at >= edge)
}

/// At most this many of [`SEEKS`] may be wrong at 95 %: if each is wrong with 5 %, there are more once in 900 times.
const WRONG_MAX: u64 = 20;

#[test]
fn a_probability_is_found_as_surely_as_is_said() {
    // P(success) falls from 1 by 0.0025 a step: at index 20 it is 0.95, which is at least 0.95; at 21 it is not.
    let value = |index: usize, u: f64| f64::from(u < 1.0 - 0.0025 * index as f64);
    let criterion = Criterion { statistic: Statistic::Share, sense: Relation::AtLeast, bound: 0.95 };
    let (wrong, sure) = wrong_and_sure((criterion, 2_000), 21, value);
    assert!(wrong <= WRONG_MAX, "{wrong}");
    // At exactly 0.95, no number of replications is enough.
    assert!(sure < SEEKS / 10, "{sure}");
}

#[test]
fn the_mean_of_skewed_values_is_found_as_surely_as_is_said() {
    // Exponential with mean 10 + 4 × index: at most 132 up to index 30.
    let value = |index: usize, u: f64| -libm::log(u) * (10.0 + 4.0 * index as f64);
    let criterion = Criterion { statistic: Statistic::Mean, sense: Relation::AtMost, bound: 132.0 };
    let (wrong, sure) = wrong_and_sure((criterion, 4_000), 31, value);
    assert!(wrong <= WRONG_MAX, "{wrong}");
    assert!(sure < SEEKS, "half a step from the edge some doubt is left: {sure}");
}

#[test]
fn a_quantile_is_found_as_surely_as_is_said() {
    // The 95 % quantile of an exponential time is its mean × ln 20 = 2.9957: at most 125 up to index 31.
    let value = |index: usize, u: f64| -libm::log(u) * (10.0 + index as f64);
    let criterion = Criterion { statistic: Statistic::Quantile(0.95), sense: Relation::AtMost, bound: 125.0 };
    let (wrong, _) = wrong_and_sure((criterion, 2_000), 32, value);
    assert!(wrong <= WRONG_MAX, "{wrong}");
}

#[test]
fn a_steep_edge_is_found_without_doubt_and_soon() {
    let value = |index: usize, u: f64| f64::from(u < if index < 47 { 0.995 } else { 0.5 });
    let criterion = Criterion { statistic: Statistic::Share, sense: Relation::AtLeast, bound: 0.9 };
    let (wrong, sure) = wrong_and_sure((criterion, 10_000), 47, value);
    assert_eq!((wrong, sure), (0, SEEKS));
}

#[test]
fn verdicts_that_are_not_corrected_for_their_number_go_wrong_too_often() {
    // As above, but each verdict at 95 % by itself.
    let value = |index: usize, u: f64| f64::from(u < 1.0 - 0.0025 * index as f64);
    let criterion = Criterion { statistic: Statistic::Share, sense: Relation::AtLeast, bound: 0.95 };
    let test = SequentialTest { level: 0.95, error: 0.05, replications_max: 2_000 };
    let naive = |seed: u64| {
        let mut wrong = false;
        let join = Join::Criterion(0);
        let search =
            Search { len: LEN, strategy: Strategy::Bisect, wanted: Some(Edge::Largest), join: &join, criteria: 1 };
        let _ = search.run::<Infallible>(|index| {
            let verdict = test.attempt(&criterion.into(), index, &mut Model { seed, value, played: 0 })?.verdict;
            wrong |= verdict == if index <= 20 { Verdict::Fails } else { Verdict::Holds };
            Ok(Some(vec![verdict]))
        });
        wrong
    };
    let wrong = (0..SEEKS).filter(|&seed| naive(seed)).count() as u64;
    assert!(wrong > 2 * WRONG_MAX, "{wrong}");
}

#[test]
fn more_replications_are_played_where_the_edge_is_near() {
    let value = |index: usize, u: f64| f64::from(u < 1.0 - 0.0025 * index as f64);
    let criterion = Criterion { statistic: Statistic::Share, sense: Relation::AtLeast, bound: 0.95 };
    let goal = Goal {
        condition: criterion.into(),
        edge: None,
        strategy: Strategy::Bisect,
        level: 0.95,
        replications_max: 2_000,
    };
    let mut model = Model { seed: 2, value, played: 0 };
    let sought = seek(&goal, LEN, &mut model).unwrap();
    assert_eq!(sought.bracket.edge, Some(Edge::Largest));
    let of = |index: usize| sought.tried.iter().find(|tried| tried.index == index).unwrap().replications;
    assert_eq!((of(99), of(49)), (64, 256));
    assert_eq!(sought.tried.iter().map(|tried| tried.replications).max(), Some(2_000));
    assert_eq!(sought.tried.iter().map(|tried| tried.replications).sum::<u64>(), model.played, "none is played twice");
}

/// Holds from index 13 to index 47.
struct Certain;

impl Trials for Certain {
    type Error = Infallible;

    fn certainty(&mut self, index: usize) -> Result<Option<Vec<(Verdict, Seen)>>, Infallible> {
        let (first, second) = (index as f64 * 10.0, index as f64);
        Ok(Some(vec![((index <= 47).into(), first.into()), ((index > 12).into(), second.into())]))
    }

    fn play(&mut self, _: usize, _: u64, _: Take<'_>) -> Result<(), Infallible> {
        panic!("there is no need to play")
    }
}

#[test]
fn without_chance_one_replication_is_enough() {
    let criterion = |sense, bound| Criterion { statistic: Statistic::Mean, sense, bound };
    let goal = Goal {
        condition: Condition {
            criteria: vec![criterion(Relation::AtMost, 470.0), criterion(Relation::Greater, 12.0)],
            join: Join::All(vec![Join::Criterion(0), Join::Criterion(1)]),
        },
        edge: Some(Edge::Smallest),
        strategy: Strategy::Bisect,
        level: 0.95,
        replications_max: 10_000,
    };
    let sought = seek(&goal, 101, &mut Certain).unwrap();
    assert_eq!((sought.bracket.answer, sought.bracket.fails_at), (Some(13), Some(12)));
    let largest = Goal { edge: Some(Edge::Largest), ..goal };
    assert_eq!(seek(&largest, 101, &mut Certain).unwrap().bracket.answer, Some(47));
    assert!(sought.tried.iter().all(|tried| tried.replications == 1 && tried.criteria.len() == 2));
}

/// Holds up to index 46; is stopped after this many values.
struct Impatient(usize);

impl Trials for Impatient {
    type Error = bool;

    fn certainty(&mut self, index: usize) -> Result<Option<Vec<(Verdict, Seen)>>, bool> {
        self.0 = self.0.checked_sub(1).ok_or(true)?;
        Ok(Some(vec![((index <= 46).into(), (index as f64).into())]))
    }

    fn play(&mut self, _: usize, _: u64, _: Take<'_>) -> Result<(), bool> {
        Err(false)
    }

    fn is_stop(error: &bool) -> bool {
        *error
    }
}

#[test]
fn what_is_decided_before_it_is_stopped_is_told() {
    let criterion = Criterion { statistic: Statistic::Mean, sense: Relation::AtMost, bound: 46.0 };
    let goal = |edge| Goal {
        condition: criterion.into(),
        edge,
        strategy: Strategy::Bisect,
        level: 0.95,
        replications_max: 100,
    };
    let after = |tries, edge| seek(&goal(edge), 201, &mut Impatient(tries)).unwrap();
    // 0, 50, 100, 150, 200; then 25, 37, 43, 46, 48, 47; then 45, their neighbour.
    for (tries, (holds, fails)) in [(5, (0, 50)), (6, (25, 50)), (8, (43, 50)), (9, (46, 50)), (11, (46, 47))] {
        let Sought { bracket, tried, .. } = after(tries, None);
        assert_eq!((bracket.answer, bracket.fails_at), (Some(holds), Some(fails)), "{tries}");
        assert_eq!((bracket.edge, bracket.complete, tried.len()), (Some(Edge::Largest), false, tries));
        assert_eq!(after(tries, None).answer(), Answer::Unfinished);
    }
    assert_eq!((after(4, None).bracket.edge, after(0, None).tried.len()), (None, 0), "the other end is not known");
    assert_eq!(after(4, Some(Edge::Largest)).bracket.edge, Some(Edge::Largest));
    let whole = after(100, None);
    assert_eq!((whole.answer(), whole.bracket.given_up), (Answer::Value(46), false));
    assert!(!whole.bracket.complete && !whole.is_exact(), "only some of 201 values were tried");
}
