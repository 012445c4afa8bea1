//! What is random in an exhibition, and what is not.
//!
//! Two questions: is a time always the same ([`Distribution::constant`], which theory asks), and are all replications
//! alike ([`Exhibition::is_deterministic`], which spares playing them again)? Times that are replayed in turn vary, but
//! not randomly.

use super::distribution::Distribution;
use super::exhibition::{Arrival, Exhibition, GameLength, Group, Visit, Walk};
use crate::time::Duration;

impl Exhibition {
    /// Whether all replications are certainly alike, whatever the seed: nothing is random.
    #[must_use]
    pub fn is_deterministic(&self) -> bool {
        let walk = match &self.walk {
            Some(Walk::Between(time) | Walk::PerBoard(time)) => time.is_deterministic(),
            None => true,
        };
        self.visit != Visit::RandomReady
            && walk
            && self.master.think.is_deterministic()
            && self.groups.iter().all(Group::is_deterministic)
    }
}

impl Group {
    fn is_deterministic(&self) -> bool {
        let arrive = match &self.arrive {
            Arrival::AtStart | Arrival::At(_) => true,
            Arrival::Every(gap) => gap.is_deterministic(),
        };
        arrive
            && self.think.is_deterministic()
            && self.master_think.as_ref().is_none_or(Distribution::is_deterministic)
            && self.moves.is_deterministic()
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

impl Distribution {
    /// The value of every draw, if all are the same for every move; `None` if they can differ.
    ///
    /// This depends only on the distribution's form: one that can't vary because of its parameters (a uniform
    /// distribution from 5 s to 5 s) counts as varying, since such draws go through floating point.
    #[must_use]
    pub fn constant(&self) -> Option<Duration> {
        match self {
            Self::Constant(value) => Some(*value),
            Self::Empirical(values) | Self::Replay(values) => all_the_same(values.iter().map(|value| Some(*value))),
            Self::Mixture(parts) => all_the_same(parts.iter().map(|(_, part)| part.constant())),
            Self::ByMove(pieces) => all_the_same(pieces.iter().map(|(_, piece)| piece.constant())),
            Self::Shifted { by, of } => of.constant().map(|value| value.saturating_add(*by)),
            Self::Clamped { min, max, .. } if min == max => Some(*min),
            Self::Clamped { min, max, of } => of.constant().map(|value| value.clamp(*min, *max)),
            _ => None,
        }
    }

    /// Whether the k-th draw is certainly the same in every replication, for every k.
    #[must_use]
    pub fn is_deterministic(&self) -> bool {
        match self {
            _ if self.constant().is_some() => true,
            Self::Replay(_) => true,
            Self::Uniform { min, max } | Self::Triangular { min, max, .. } | Self::Pert { min, max, .. } => min == max,
            Self::Exponential { mean } | Self::HyperExponential { mean, .. } => mean.is_zero(),
            Self::Normal { sd, .. } => sd.as_ns() == 0,
            Self::LogNormal { sigma, .. } => *sigma == 0.0,
            Self::Gamma { scale_s, .. } | Self::Weibull { scale_s, .. } => *scale_s == 0.0,
            Self::Mixture(parts) => parts.len() == 1 && parts[0].1.is_deterministic(),
            Self::ByMove(parts) => parts.iter().all(|(_, part)| part.is_deterministic()),
            Self::Shifted { of, .. } | Self::Clamped { of, .. } => of.is_deterministic(),
            Self::Constant(_) | Self::Empirical(_) | Self::Pareto { .. } => false,
        }
    }
}

fn all_the_same(mut values: impl Iterator<Item = Option<Duration>>) -> Option<Duration> {
    let first = values.next()??;
    values.all(|value| value == Some(first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Master;

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
