//! An observer of single waits, response times and lengths of games, for measures that are quantiles.

use super::by_group::ByGroup;
use super::happening::Happening;
use super::outcome::{Distributions, Outcome, Percentiles};
use super::plan::Plan;
use crate::engine::Observer;
use crate::stats::Quantiles;
use crate::time::{Duration, Instant};

/// Records every visit and every game that ends within the observed time.
#[derive(Clone, Debug)]
pub(super) struct Collector {
    start: Instant,
    groups: ByGroup<Samples>,
    /// For each master, since when the board at which he thinks has been ready.
    ready: Vec<Instant>,
    /// When each opponent sat down.
    seated: Vec<Instant>,
}

/// The records of a group, in nanoseconds.
#[derive(Clone, Debug, Default)]
struct Samples {
    waiting: Quantiles,
    response: Quantiles,
    game: Quantiles,
}

impl Samples {
    fn each_mut(&mut self) -> [&mut Quantiles; 3] {
        [&mut self.waiting, &mut self.response, &mut self.game]
    }

    fn merge(&mut self, other: &Self) {
        self.waiting.merge(&other.waiting);
        self.response.merge(&other.response);
        self.game.merge(&other.game);
    }

    fn distributions(&mut self) -> Distributions {
        let exact = self.each_mut().into_iter().all(Quantiles::is_exact);
        let [waiting, response, game] = self.each_mut().map(percentiles);
        Distributions { waiting, response, game, exact }
    }
}

fn percentiles(quantiles: &mut Quantiles) -> Option<Percentiles> {
    let mut at = |p| quantiles.at(p).map(Duration::from_ns_f64);
    Some(Percentiles { q50: at(0.5)?, q90: at(0.9)?, q95: at(0.95)?, q99: at(0.99)? })
}

impl Collector {
    pub fn new(plan: &Plan, warm_up: Duration) -> Self {
        Self {
            start: Instant::START.saturating_add(warm_up),
            groups: plan.groups.map(|_| Samples::default()),
            ready: vec![Instant::START; plan.masters as usize],
            seated: vec![Instant::START; plan.opponents as usize],
        }
    }

    /// Forgets the last run; memory is reused.
    pub fn reset(&mut self) {
        for samples in self.groups.as_mut_slice() {
            samples.each_mut().into_iter().for_each(Quantiles::clear);
        }
    }

    /// Hands the quantiles to `outcome`: of all boards first, then, if there are several, of each group.
    pub fn close(&mut self, outcome: &mut Outcome) {
        outcome.distributions.clear();
        let groups = self.groups.as_mut_slice();
        if let [only] = groups {
            return outcome.distributions.push(only.distributions());
        }
        let mut all = Samples::default();
        for group in &*groups {
            all.merge(group);
        }
        outcome.distributions.push(all.distributions());
        outcome.distributions.extend(groups.iter_mut().map(Samples::distributions));
    }
}

impl Observer<Happening> for Collector {
    #[inline]
    fn observe(&mut self, now: Instant, happening: &Happening) {
        let counts = now >= self.start;
        match *happening {
            Happening::Thinks { master, board, waited } => {
                self.ready[master as usize] = Instant::from_ns(now.as_ns() - waited.as_ns());
                if counts {
                    self.groups.of_mut(board).waiting.record(waited.as_ns() as f64);
                }
            }
            Happening::MasterMoved { master, board, .. } if counts => {
                let response = now.since(self.ready[master as usize]);
                self.groups.of_mut(board).response.record(response.as_ns() as f64);
            }
            Happening::Seated { board, .. } => self.seated[board as usize] = now,
            Happening::GameOver { board, .. } if counts => {
                let game = now.since(self.seated[board as usize]);
                self.groups.of_mut(board).game.record(game.as_ns() as f64);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Distribution, Exhibition, GameLength, Group, Master, Simulator};

    /// Records the same by board, in a simple way.
    #[derive(Default)]
    struct Notes {
        ready: Vec<u64>,
        seated: Vec<u64>,
        /// Board, nanoseconds.
        waiting: Vec<(u32, u64)>,
        response: Vec<(u32, u64)>,
        game: Vec<(u32, u64)>,
    }

    impl Observer<Happening> for Notes {
        fn observe(&mut self, now: Instant, happening: &Happening) {
            self.ready.resize(6, 0);
            self.seated.resize(6, 0);
            let now = now.as_ns();
            match *happening {
                Happening::Seated { board, .. } => self.seated[board as usize] = now,
                Happening::OpponentMoved { board, .. } => self.ready[board as usize] = now,
                Happening::Thinks { board, .. } => self.waiting.push((board, now - self.ready[board as usize])),
                Happening::MasterMoved { board, .. } => self.response.push((board, now - self.ready[board as usize])),
                Happening::GameOver { board, .. } => self.game.push((board, now - self.seated[board as usize])),
                _ => {}
            }
        }
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn naive(notes: &[(u32, u64)], boards: &std::ops::Range<u32>, p: f64) -> f64 {
        let mut all: Vec<_> = notes.iter().filter(|(board, _)| boards.contains(board)).map(|(_, ns)| *ns).collect();
        all.sort_unstable();
        let position = (all.len() - 1) as f64 * p;
        let (lower, upper) = (all[position as usize] as f64, all[libm::ceil(position) as usize] as f64);
        lower + (position - libm::floor(position)) * (upper - lower)
    }

    #[test]
    fn quantiles_are_those_of_all_visits_and_games() {
        let think = |s| Distribution::Exponential { mean: Duration::from_secs(s) };
        let group = |name, count| Group { count, ..Group::new(name, think(60), GameLength::Uniform(2, 9)) };
        let exhibition = Exhibition {
            groups: vec![group("a", 4), group("b", 2)],
            boards: Some(3),
            quantiles: true,
            ..Exhibition::new(Master { name: "Larry".into(), count: 2, think: think(30) })
        };
        let mut notes = Notes::default();
        let mut simulator = Simulator::new(&exhibition).unwrap();
        simulator.play(1, 6).unwrap();
        let outcome = simulator.observe(1, 7, &mut notes).unwrap().clone();
        assert_eq!(simulator.play(1, 7), Ok(&outcome), "whoever else watches, and whatever was played before");
        assert_eq!(outcome.distributions.len(), 3);
        for (distributions, boards) in outcome.distributions.iter().zip([0..6, 0..4, 4..6]) {
            assert!(distributions.exact);
            let Distributions { waiting, response, game, .. } = *distributions;
            for (percentiles, notes) in [(waiting, &notes.waiting), (response, &notes.response), (game, &notes.game)] {
                let Percentiles { q50, q90, q95, q99 } = percentiles.unwrap();
                for (quantile, p) in [(q50, 0.5), (q90, 0.9), (q95, 0.95), (q99, 0.99)] {
                    assert!((quantile.as_ns() as f64 - naive(notes, &boards, p)).abs() <= 1.0, "{p} {boards:?}");
                }
            }
        }
        let total = outcome.total();
        assert_eq!(total.game_ns, notes.game.iter().map(|(_, ns)| u128::from(*ns)).sum());
        assert!(total.game_ns < total.sojourn_ns, "there is a line");
        let plain = Exhibition { quantiles: false, ..exhibition };
        let without = Simulator::new(&plain).unwrap().play(1, 7).unwrap().clone();
        assert_eq!(without, crate::model::Outcome { distributions: Vec::new(), ..outcome });
    }
}
