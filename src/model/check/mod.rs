//! The check of an exhibition: ranges, limits, and settings that contradict each other.
//!
//! `values` checks each setting by itself, `rules` checks combinations; distributions check themselves, by `limits`. All errors are found at once. Nothing is
//! changed, and nothing is drawn.

pub(super) mod limits;
mod rules;
mod values;

use super::exhibition::Exhibition;
use crate::count::grouped;
use std::fmt;

/// The largest number of opponents in an exhibition, in all groups together.
pub const MAX_OPPONENTS: u64 = 10_000_000;
/// The largest number of opponents if walking is `PerBoard` and steps are drawn one by one, because their sum has no
/// known distribution.
pub const MAX_BOARDS_WITH_STEPS: u64 = 10_000;
/// The largest number of groups.
pub const MAX_GROUPS: usize = 10_000;
/// The largest number of masters.
pub const MAX_MASTERS: u32 = 1_000_000;
/// The largest number of moves of the side that moves first, in a game that ends.
pub const MAX_MOVES: u64 = 1_000_000_000;
/// The deepest nesting of distributions.
pub const MAX_NESTING: usize = 32;

/// One error in an exhibition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where: a path in the scenario language, such as `opponents[0].think.mean`.
    pub path: String,
    /// What is wrong, in words.
    pub what: String,
    /// What to write instead.
    pub instead: String,
}

impl Problem {
    fn new(path: impl Into<String>, what: impl Into<String>, instead: impl Into<String>) -> Self {
        Self { path: path.into(), what: what.into(), instead: instead.into() }
    }
}

/// An exhibition that can't be played, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidExhibition {
    /// All errors; never empty.
    pub problems: Vec<Problem>,
}

impl fmt::Display for InvalidExhibition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the exhibition can't be played")?;
        self.problems.iter().try_for_each(|Problem { path, what, instead }| write!(f, "\n{path}: {what}: {instead}"))
    }
}

impl std::error::Error for InvalidExhibition {}

impl Exhibition {
    /// All errors in this exhibition; empty if it can be played.
    #[must_use]
    pub fn check(&self) -> Vec<Problem> {
        let mut problems = self.check_values();
        if self.groups.len() <= MAX_GROUPS {
            rules::check(self, &mut problems);
        }
        problems
    }

    /// The settings that are wrong by themselves, whatever the others are.
    #[must_use]
    pub fn check_values(&self) -> Vec<Problem> {
        let groups = self.groups.len();
        if groups > MAX_GROUPS {
            let what =
                format!("{} groups: there may be at most {}", grouped(groups as u64), grouped(MAX_GROUPS as u64));
            return vec![Problem::new("opponents", what, "put opponents who are alike into one group, with a `count`")];
        }
        let mut problems = Vec::new();
        values::check(self, &mut problems);
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Distribution, GameLength, Group, Master};
    use crate::time::Duration;

    fn exhibition() -> Exhibition {
        let think = Distribution::Constant(Duration::from_secs(5));
        let master = Master { name: "Larry".to_owned(), count: 1, think: think.clone() };
        let group = Group { count: 12, ..Group::new("hobbyist", think, GameLength::Exactly(10)) };
        Exhibition { groups: vec![group], ..Exhibition::new(master) }
    }

    /// Of a time that is wrong itself it is not said that it is always zero.
    #[test]
    fn wrong_times_have_one_fault() {
        let zero = Distribution::Constant(Duration::ZERO);
        for wrong in [
            Distribution::LogNormal { mu: 1.0, sigma: -1.0 },
            Distribution::Weibull { shape: -1.0, scale_s: 1.0 },
            Distribution::Pareto { min: Duration::ZERO, shape: 2.0 },
            Distribution::ByMove(Vec::new()),
        ] {
            let group = Group::new("hobbyist", wrong.clone(), GameLength::Endless);
            let master = Master { name: "Larry".to_owned(), count: 1, think: zero.clone() };
            let horizon = Some(Duration::from_secs(60));
            let endless = Exhibition { groups: vec![group], horizon, ..Exhibition::new(master) };
            let problems = endless.check();
            assert!(problems.iter().all(|it| !it.what.contains("stand still")), "{wrong:?}: {problems:?}");
            assert!(!problems.is_empty(), "{wrong:?}");
        }
    }

    fn paths(exhibition: &Exhibition) -> Vec<String> {
        exhibition.check().into_iter().map(|problem| problem.path).collect()
    }

    #[test]
    fn a_sound_exhibition_has_no_problems() {
        assert_eq!(exhibition().check(), Vec::new());
    }

    #[test]
    fn every_problem_is_found_at_its_path() {
        let mut it = exhibition();
        it.master.count = 0;
        it.groups[0].moves = GameLength::Uniform(0, 4);
        it.groups[0].think = Distribution::Mixture(vec![
            (f64::NAN, Distribution::Gamma { shape: f64::INFINITY, scale_s: -1.0 }),
            (1.0, Distribution::Empirical([].into())),
        ]);
        assert_eq!(
            paths(&it),
            [
                "master.count",
                "opponents[0].think[0][0]",
                "opponents[0].think[0][1].shape",
                "opponents[0].think[0][1].scale_s",
                "opponents[0].think[1][1]",
                "opponents[0].moves[0]",
            ]
        );
    }

    #[test]
    fn distributions_nest_only_so_deep() {
        let mut it = exhibition();
        let shift = |of| Distribution::Shifted { by: Duration::ZERO, of: Box::new(of) };
        for _ in 1..MAX_NESTING {
            it.master.think = shift(it.master.think);
        }
        assert!(it.check().is_empty());
        it.master.think = shift(it.master.think);
        assert_eq!(it.check().len(), 1);
    }

    #[test]
    fn finite_games_may_share_boards_with_endless_ones() {
        let mut it = exhibition();
        let endless =
            Group { name: "regular".to_owned(), moves: GameLength::Endless, count: 3, ..it.groups[0].clone() };
        it.groups.push(endless);
        (it.boards, it.horizon) = (Some(3), Some(Duration::from_secs(3_600)));
        assert!(it.check().is_empty());
        it.boards = Some(2);
        assert_eq!(paths(&it), ["opponents[1].moves"]);
    }
}
