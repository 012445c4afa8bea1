//! Playing several scenarios in rounds: some replications of each, then some more.
//!
//! Whoever stops before the end has the first replications of all of them, unless it was within the first round. Threads
//! keep one simulator each, so that memory does not grow with the number of scenarios. What is played does not depend on
//! the number of threads: it is one row of numbers, each of which means a scenario and a replication.

use crate::experiment::{Plan, ReplicateError, replicate};
use crate::experiment::{Player, Playing, VariantError};
use crate::model::{Halt, Measure, Outcome, Simulator};
use crate::scenario::Scenario;

/// So many replications of a scenario are played before it is the next one's turn: it takes a new simulator.
const ROUND: u64 = 25;

/// A scenario to be played.
pub(super) struct Point {
    /// What was set, for messages.
    pub setting: String,
    pub scenario: Scenario,
}

/// Points and so many replications of each.
pub(super) struct Rounds {
    pub points: Vec<Point>,
    pub replications: u64,
}

impl Rounds {
    /// The replications of all points.
    pub fn total(&self) -> u64 {
        self.replications.saturating_mul(self.points.len() as u64)
    }

    /// The point and its replication that are number `number` in the order of playing.
    fn at(&self, number: u64) -> (usize, u64) {
        let points = self.points.len() as u64;
        let first = number / (ROUND * points) * ROUND;
        let of_each = ROUND.min(self.replications - first);
        let within = number - first * points;
        (usize::try_from(within / of_each).unwrap_or(usize::MAX), first + within % of_each)
    }

    /// How many replications of each point to go by, of as many values as were played: what all have, and in the first
    /// round what those have that had their turn.
    pub fn of_each(&self, values: &[Vec<f64>]) -> usize {
        // The last point's turn comes last.
        let (first, last) = (values.first().map_or(0, Vec::len), values.last().map_or(0, Vec::len));
        if (last as u64) < ROUND.min(self.replications) { first } else { last }
    }

    /// The values of a measure, point by point and replication by replication: as many of each as were played.
    ///
    /// # Errors
    /// If a replication comes to no end: the first in the order of playing.
    pub fn play(
        &self,
        measure: Measure,
        playing: &Playing,
        progress: &dyn Fn(u64),
    ) -> Result<Vec<Vec<f64>>, VariantError> {
        let mut values = vec![Vec::new(); self.points.len()];
        let plan = Plan { replications: self.total(), jobs: playing.jobs, interrupted: &playing.interrupted, progress };
        let visitor = || Visitor { rounds: self, playing, current: None };
        let result =
            replicate(&plan, visitor, |number, outcome| values[self.at(number).0].push(outcome.value(measure)));
        match result {
            Ok(_) | Err(ReplicateError::Replication { source: Halt::Interrupted { .. }, .. }) => Ok(values),
            Err(ReplicateError::Replication { replication: number, source }) => {
                let (point, replication) = self.at(number);
                let setting = self.points[point].setting.clone();
                Err(VariantError::Halted { setting, replication, halt: source })
            }
            Err(ReplicateError::Threads(why)) => Err(VariantError::Threads(why.to_string())),
        }
    }
}

/// Who plays on one thread, at one point after another.
struct Visitor<'a> {
    rounds: &'a Rounds,
    playing: &'a Playing,
    current: Option<(usize, Simulator)>,
}

impl Player for Visitor<'_> {
    type Error = Halt;

    fn play(&mut self, number: u64) -> Result<&Outcome, Halt> {
        let (at, replication) = self.rounds.at(number);
        let scenario = &self.rounds.points[at].scenario;
        let current = self.current.take().filter(|(point, _)| *point == at);
        let (_, simulator) = self.current.insert(current.unwrap_or_else(|| (at, self.playing.simulator(scenario))));
        simulator.play(self.playing.seed(scenario), replication)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Template;

    fn rounds(points: usize, replications: u64) -> Rounds {
        let text = r#"(master: (think: Constant("5s")), opponents: [(think: Constant("60s"), moves: Exactly(10))])"#;
        let scenario = Template::from_text("a.ron", text, None).unwrap().scenario().unwrap();
        let point = || Point { setting: String::new(), scenario: scenario.clone() };
        Rounds { points: (0..points).map(|_| point()).collect(), replications }
    }

    #[test]
    fn every_replication_of_every_point_has_its_turn() {
        for (points, replications) in [(1, 1), (3, 1), (1, 60), (4, 25), (4, 26), (7, 103)] {
            let rounds = rounds(points, replications);
            let mut next = vec![0; points];
            for number in 0..rounds.total() {
                let (point, replication) = rounds.at(number);
                assert_eq!(replication, next[point], "{points} × {replications}: {number}");
                next[point] += 1;
                let spread = next.iter().max().unwrap() - next.iter().min().unwrap();
                assert!(spread <= ROUND, "{points} × {replications}: {next:?}");
            }
            assert_eq!(next, vec![replications; points]);
        }
    }

    #[test]
    fn an_early_end_leaves_as_many_of_each_as_there_are() {
        let rounds = rounds(3, 60);
        for (played, of_each) in
            [(0, 0), (3, 3), (25, 25), (74, 25), (75, 25), (80, 25), (135, 35), (170, 50), (180, 60)]
        {
            let mut values = vec![Vec::new(); 3];
            (0..played).for_each(|number| values[rounds.at(number).0].push(0.0));
            assert_eq!(rounds.of_each(&values), of_each, "{played}");
        }
    }

    #[test]
    fn more_than_can_ever_be_played_is_no_panic() {
        let rounds = rounds(3, u64::MAX);
        assert_eq!((rounds.total(), rounds.at(0), rounds.at(80)), (u64::MAX, (0, 0), (0, 30)));
    }
}
