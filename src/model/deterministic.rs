//! Whether chance has a say in an exhibition.

use super::distribution::Distribution;
use super::exhibition::{Arrival, Exhibition, GameLength, Group, Visit, Walk};

impl Exhibition {
    /// Whether all replications are surely alike, whatever the seed: nothing of it is left to chance.
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
            Self::Empirical(lengths) => all_alike(lengths),
        }
    }
}

impl Distribution {
    /// Whether the k-th draw is surely the same in every replication, for every k.
    #[must_use]
    pub fn is_deterministic(&self) -> bool {
        match self {
            Self::Constant(_) | Self::Replay(_) => true,
            Self::Uniform { min, max } | Self::Triangular { min, max, .. } | Self::Pert { min, max, .. } => min == max,
            Self::Exponential { mean } => mean.as_ns() == 0,
            Self::Normal { sd, .. } => sd.as_ns() == 0,
            Self::LogNormal { sigma, .. } => *sigma == 0.0,
            Self::Gamma { scale_s, .. } | Self::Weibull { scale_s, .. } => *scale_s == 0.0,
            Self::Pareto { .. } | Self::HyperExponential { .. } => false,
            Self::Mixture(parts) => parts.len() == 1 && parts[0].1.is_deterministic(),
            Self::Empirical(times) => all_alike(times),
            Self::ByMove(parts) => parts.iter().all(|(_, part)| part.is_deterministic()),
            Self::Shifted { of, .. } => of.is_deterministic(),
            Self::Clamped { min, max, of } => min == max || of.is_deterministic(),
        }
    }
}

fn all_alike<T: PartialEq>(values: &[T]) -> bool {
    values.windows(2).all(|pair| pair[0] == pair[1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Master;
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
            Distribution::Replay(vec![seconds(1), seconds(2)]),
            Distribution::Uniform { min: seconds(3), max: seconds(3) },
            Distribution::Empirical(vec![seconds(3), seconds(3)]),
            Distribution::Shifted { by: seconds(1), of: constant() },
            Distribution::ByMove(vec![(1, *constant()), (5, Distribution::Replay(vec![seconds(1)]))]),
            Distribution::Mixture(vec![(2.0, *constant())]),
        ] {
            assert!(certain.is_deterministic(), "{certain:?}");
        }
        for random in [
            Distribution::Empirical(vec![seconds(3), seconds(4)]),
            Distribution::Mixture(vec![(2.0, *constant()), (1.0, *constant())]),
            Distribution::Shifted { by: seconds(1), of: Box::new(Distribution::Exponential { mean: seconds(5) }) },
        ] {
            assert!(!random.is_deterministic(), "{random:?}");
        }
    }
}
