//! What is random in an exhibition, and what is not.
//!
//! Two questions: is a time always the same ([`Distribution::constant`], which theory asks), and are all replications
//! alike ([`Exhibition::is_deterministic`], which spares playing them again)? Times that are replayed in turn vary, but
//! not randomly.

use super::distribution::Distribution;
use super::exhibition::{Exhibition, GameLength};

impl Exhibition {
    /// Whether all replications are certainly alike, whatever the seed: nothing is random.
    #[must_use]
    pub fn is_deterministic(&self) -> bool {
        !self.visit.is_random()
            && self.times().all(Distribution::is_deterministic)
            && self.groups.iter().all(|group| group.moves.is_deterministic())
    }
}

impl GameLength {
    fn is_deterministic(&self) -> bool {
        match self {
            Self::Exactly(_) | Self::Endless => true,
            Self::Uniform(min, max) => min == max,
            Self::Geometric { mean } => *mean <= 1.0,
            Self::Empirical(lengths) => lengths.windows(2).all(|pair| pair[0] == pair[1]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Arrival, Group, Master, Visit, Walk};
    use crate::time::Duration;

    const fn seconds(s: u64) -> Duration {
        Duration::from_secs(s)
    }

    fn exhibition(think: Distribution) -> Exhibition {
        let group = Group::new("opponent", Distribution::Constant(seconds(60)), GameLength::Exactly(10));
        Exhibition { groups: vec![group], ..Exhibition::new(Master { name: "Larry".into(), count: 1, think }) }
    }

    #[test]
    fn every_draw_is_looked_for() {
        let chance = || Distribution::Exponential { mean: seconds(5) };
        let certain = exhibition(Distribution::Constant(seconds(5)));
        assert!(certain.is_deterministic());
        assert!(!exhibition(chance()).is_deterministic());
        assert!(!Exhibition { visit: Visit::RandomReady, ..certain.clone() }.is_deterministic());
        assert!(!Exhibition { walk: Some(Walk::Between(chance())), ..certain.clone() }.is_deterministic());
        let unused = Group {
            master_think: certain.master.think.constant().map(Distribution::Constant),
            ..certain.groups[0].clone()
        };
        let master = Master { think: chance(), ..certain.master.clone() };
        assert!(Exhibition { master, groups: vec![unused], ..certain.clone() }.is_deterministic());
        let changes: [fn(&mut Group, Distribution); 4] = [
            |group, chance| group.think = chance,
            |group, chance| group.master_think = Some(chance),
            |group, chance| group.arrive = Arrival::Every(chance),
            |group, _| group.moves = GameLength::Geometric { mean: 10.0 },
        ];
        for change in changes {
            let mut random = certain.clone();
            change(&mut random.groups[0], chance());
            assert!(!random.is_deterministic());
        }
    }

    #[test]
    fn what_comes_in_turn_or_has_no_choice_is_certain() {
        let constant = || Box::new(Distribution::Constant(seconds(5)));
        for certain in [
            Distribution::Replay([seconds(1), seconds(2)].into()),
            Distribution::Uniform { min: seconds(3), max: seconds(3) },
            Distribution::HyperExponential { mean: seconds(0), cv: 2.0 },
            Distribution::Empirical([seconds(3), seconds(3)].into()),
            Distribution::Shifted { by: seconds(1), of: constant() },
            Distribution::ByMove(vec![(1, *constant()), (5, Distribution::Replay([seconds(1)].into()))]),
            Distribution::Mixture(vec![(2.0, *constant()), (1.0, *constant())]),
        ] {
            assert!(certain.is_deterministic(), "{certain:?}");
        }
        for random in [
            Distribution::Empirical([seconds(3), seconds(4)].into()),
            Distribution::Mixture(vec![(2.0, *constant()), (1.0, Distribution::Constant(seconds(6)))]),
            Distribution::Shifted { by: seconds(1), of: Box::new(Distribution::Exponential { mean: seconds(5) }) },
        ] {
            assert!(!random.is_deterministic(), "{random:?}");
        }
    }

    #[test]
    fn constants_are_seen_through_what_is_around_them() {
        let shifted = Distribution::Shifted { by: seconds(1), of: Box::new(Distribution::Constant(seconds(2))) };
        assert_eq!(shifted.constant(), Some(seconds(3)));
        assert_eq!(
            Distribution::Clamped { min: seconds(4), max: seconds(9), of: Box::new(shifted.clone()) }.constant(),
            Some(seconds(4))
        );
        let exponential = Distribution::Exponential { mean: seconds(1) };
        assert_eq!(
            Distribution::Clamped { min: seconds(4), max: seconds(4), of: Box::new(exponential.clone()) }.constant(),
            Some(seconds(4))
        );
        assert_eq!(
            Distribution::ByMove(vec![(1, shifted.clone()), (7, Distribution::Constant(seconds(3)))]).constant(),
            Some(seconds(3))
        );
        assert_eq!(Distribution::Mixture(vec![(0.5, shifted.clone()), (0.5, exponential)]).constant(), None);
        assert_eq!(Distribution::Replay([seconds(1), seconds(2)].into()).constant(), None);
        assert_eq!(Distribution::Replay([seconds(2), seconds(2)].into()).constant(), Some(seconds(2)));
        assert_eq!(Distribution::Uniform { min: seconds(5), max: seconds(5) }.constant(), None, "by its form");
    }
}
