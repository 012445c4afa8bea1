//! Whole exhibitions, with ranges that can be changed.

use super::distribution::{constant, distribution};
use super::group::{self, Ranges};
use crate::model::{
    Distribution, Exhibition, Group, MAX_BOARDS_WITH_STEPS, MAX_MASTERS, MAX_MOVES, Master, Side, Visit, Walk,
};
use crate::time::Duration;
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::NewTree;
use proptest::test_runner::TestRunner;
use std::fmt::Display;
use std::ops::RangeInclusive;

/// The largest numbers of groups and of opponents in each; together at most as many as an exhibition may have.
const GROUPS_MAX: usize = 1_000;
const OPPONENTS_MAX: u32 = 10_000;

/// A strategy for exhibitions. See [`deterministic`] and [`exhibition`], from which it comes.
#[derive(Clone, Debug)]
pub struct Exhibitions {
    groups: RangeInclusive<usize>,
    of_each: Ranges,
    masters: RangeInclusive<u32>,
    visits: Vec<Visit>,
    /// Whether to draw everything that the model supports, not only the usual subjects of formulas.
    anything: bool,
}

/// Deterministic exhibitions: one group of `opponents`, all there at the start, who play `moves` moves each; one
/// master; constant times from 0 s to 60 s; [`Visit::FirstReady`], no walking. Opponents move first, and the master
/// last.
///
/// # Panics
/// As [`Exhibitions::opponents`] and [`Exhibitions::moves`] do.
#[must_use]
pub fn deterministic(opponents: RangeInclusive<u32>, moves: RangeInclusive<u64>) -> Exhibitions {
    let few =
        Exhibitions { groups: 1..=1, masters: 1..=1, visits: vec![Visit::FirstReady], anything: false, ..exhibition() };
    few.opponents(opponents).moves(moves)
}

/// Exhibitions of all kinds whose games end: 1 to 3 groups of 1 to 6 opponents, 1 to 8 moves, 1 to 3 masters, times
/// about 0 s to 60 s from any [`distribution`](super::distribution), every policy, walks, arrivals, patience, few
/// boards, either side first and last.
#[must_use]
pub fn exhibition() -> Exhibitions {
    let mut visits = Visit::ALL.to_vec();
    // The first is what shrinking ends with.
    visits.sort_by_key(|visit| *visit != Visit::FirstReady);
    Exhibitions {
        groups: 1..=3,
        of_each: Ranges { opponents: 1..=6, moves: 1..=8, times: Duration::ZERO..=Duration::from_secs(60) },
        masters: 1..=3,
        visits,
        anything: true,
    }
}

impl Exhibitions {
    /// How many groups there are.
    ///
    /// # Panics
    /// If the range is empty or not within 1 to 1,000.
    #[must_use]
    pub fn groups(self, groups: RangeInclusive<usize>) -> Self {
        Self { groups: within(groups, &(1..=GROUPS_MAX), "groups"), ..self }
    }

    /// How many opponents each group has.
    ///
    /// # Panics
    /// If the range is empty or not within 1 to 10,000.
    #[must_use]
    pub fn opponents(mut self, opponents: RangeInclusive<u32>) -> Self {
        self.of_each.opponents = within(opponents, &(1..=OPPONENTS_MAX), "opponents in a group");
        self
    }

    /// How many moves the first side makes in a game; if lengths vary, their limits, values or mean.
    ///
    /// # Panics
    /// If the range is empty or not within 1 to [`MAX_MOVES`].
    #[must_use]
    pub fn moves(mut self, moves: RangeInclusive<u64>) -> Self {
        self.of_each.moves = within(moves, &(1..=MAX_MOVES), "moves in a game");
        self
    }

    /// How many masters there are.
    ///
    /// # Panics
    /// If the range is empty or not within 1 to [`MAX_MASTERS`].
    #[must_use]
    pub fn masters(self, masters: RangeInclusive<u32>) -> Self {
        Self { masters: within(masters, &(1..=MAX_MASTERS), "masters"), ..self }
    }

    /// All times; if times vary, their limits, values or mean.
    ///
    /// A run of more than 584 years can't be played: keep the product of moves and times far below.
    ///
    /// # Panics
    /// If the range is empty.
    #[must_use]
    pub fn times(mut self, times: RangeInclusive<Duration>) -> Self {
        self.of_each.times = within(times, &(Duration::ZERO..=Duration::MAX), "time");
        self
    }

    /// Which policies are drawn; shrinking ends with the first.
    ///
    /// # Panics
    /// If there is none.
    #[must_use]
    pub fn visits(self, visits: impl Into<Vec<Visit>>) -> Self {
        let visits = visits.into();
        assert!(!visits.is_empty(), "there must be a policy to visit by");
        Self { visits, ..self }
    }

    fn strategy(&self) -> BoxedStrategy<Exhibition> {
        if self.anything { self.any() } else { self.plain() }
    }

    fn plain(&self) -> BoxedStrategy<Exhibition> {
        let time = constant(self.of_each.times.clone());
        let groups = vec(group::plain(&self.of_each, time.clone()), self.groups.clone());
        (groups, self.masters.clone(), time, select(self.visits.clone()))
            .prop_map(|(groups, masters, think, visit)| Exhibition {
                groups: named(groups),
                visit,
                ..Exhibition::new(larry(masters, think))
            })
            .boxed()
    }

    fn any(&self) -> BoxedStrategy<Exhibition> {
        let time = distribution(self.of_each.times.clone());
        let groups = vec(group::any(&self.of_each), self.groups.clone());
        let walk = prop_oneof![time.clone().prop_map(Walk::Between), time.clone().prop_map(Walk::PerBoard)];
        let sides = (select(vec![Side::Opponent, Side::Master]), select(vec![Side::Master, Side::Opponent]));
        let boards = weighted(0.3, 1..=*self.of_each.opponents.end());
        let rules = (select(self.visits.clone()), sides, boards, weighted(0.3, walk));
        (groups, self.masters.clone(), time, rules)
            .prop_map(|(groups, masters, think, (visit, (first_move, last_move), boards, walk))| {
                let groups = named(groups);
                let it = Exhibition { groups, visit, first_move, last_move, ..Exhibition::new(larry(masters, think)) };
                with_walk(Exhibition { boards, ..it }, walk)
            })
            .boxed()
    }
}

impl Strategy for Exhibitions {
    type Tree = <BoxedStrategy<Exhibition> as Strategy>::Tree;
    type Value = Exhibition;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        self.strategy().new_tree(runner)
    }
}

fn larry(count: u32, think: Distribution) -> Master {
    Master { name: "Larry".to_owned(), count, think }
}

/// Each group needs a name of its own.
fn named(mut groups: Vec<Group>) -> Vec<Group> {
    for (group, number) in groups.iter_mut().zip(1..) {
        group.name = format!("group {number}");
    }
    groups
}

/// Walks with a time for each board need all boards, and not too many of them.
fn with_walk(exhibition: Exhibition, walk: Option<Walk>) -> Exhibition {
    let too_many = exhibition.opponents() > MAX_BOARDS_WITH_STEPS;
    match walk {
        Some(Walk::PerBoard(_)) if too_many => exhibition,
        Some(Walk::PerBoard(_)) => Exhibition { boards: None, walk, ..exhibition },
        _ => Exhibition { walk, ..exhibition },
    }
}

/// The range, if it is one.
fn within<T: PartialOrd + Display>(
    range: RangeInclusive<T>,
    limits: &RangeInclusive<T>,
    of_what: &str,
) -> RangeInclusive<T> {
    let (start, end, least, most) = (range.start(), range.end(), limits.start(), limits.end());
    assert!(start <= end, "{of_what}: nothing is in the range {start} to {end}");
    assert!(start >= least && end <= most, "{of_what}: {start} to {end} is not within {least} to {most}");
    range
}
