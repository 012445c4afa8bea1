//! Playing several scenarios in rounds: some replications of each, then some more.
//!
//! Whoever stops before the end has the first replications of all of them, unless it was within the first round. Values
//! are handed on round by round, so that memory does not grow with the number of replications. Every scenario is kept, but
//! simulators are not: threads have one each. What is played does not depend on the number of threads: it is one row of
//! numbers, each of which means a scenario and a replication.

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

    /// Whether a round ends with this replication of this point.
    const fn is_end(&self, point: usize, replication: u64) -> bool {
        let played = replication + 1;
        point + 1 == self.points.len() && (played == self.replications || played.is_multiple_of(ROUND))
    }

    /// Whether the first round ends only after so many replications of all points.
    fn is_in_first(&self, played: u64) -> bool {
        played < ROUND.min(self.replications).saturating_mul(self.points.len() as u64)
    }

    /// Plays, and hands on the values of a measure round by round: of each point a list, as long as those of the others. If it
    /// is interrupted, the last round has as many of each as all have; if that is the first, only points that had their
    /// turn are in it, and the lists of the others are empty.
    ///
    /// # Errors
    /// If a replication comes to no end: the first in the order of playing.
    pub fn play(
        &self,
        measure: Measure,
        playing: &Playing,
        progress: &dyn Fn(u64),
        mut take: impl FnMut(&[Vec<f64>]),
    ) -> Result<(), VariantError> {
        let mut round = vec![Vec::new(); self.points.len()];
        let plan = Plan { replications: self.total(), jobs: playing.jobs, interrupted: &playing.interrupted, progress };
        let visitor = || Visitor { rounds: self, playing, current: None };
        let result = replicate(&plan, visitor, |number, outcome| {
            let (point, replication) = self.at(number);
            round[point].push(outcome.value(measure));
            if self.is_end(point, replication) {
                take(&round);
                round.iter_mut().for_each(Vec::clear);
            }
        });
        match result {
            Ok(played) | Err(ReplicateError::Replication { replication: played, source: Halt::Interrupted { .. } }) => {
                trim(&mut round, self.is_in_first(played));
                take(&round);
                Ok(())
            }
            Err(ReplicateError::Replication { replication: number, source }) => {
                let (point, replication) = self.at(number);
                let setting = self.points[point].setting.clone();
                Err(VariantError::Halted { setting, replication, halt: source })
            }
            Err(ReplicateError::Threads(why)) => Err(VariantError::Threads(why.to_string())),
        }
    }
}

/// Takes from a round that was broken off what not all points have, or in the first round those that had their turn.
fn trim(round: &mut [Vec<f64>], is_first: bool) {
    // The last point's turn comes last.
    let of_each = if is_first { round.first() } else { round.last() }.map_or(0, Vec::len);
    for values in round {
        values.truncate(if values.len() < of_each { 0 } else { of_each });
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
        for (played, left) in [
            (0, [0, 0, 0]),
            (3, [3, 0, 0]),
            (25, [25, 0, 0]),
            (49, [25, 0, 0]),
            (74, [25, 25, 0]),
            (75, [0, 0, 0]),
            (80, [0, 0, 0]),
            (135, [10, 10, 10]),
            (170, [0, 0, 0]),
            (178, [8, 8, 8]),
            (180, [0, 0, 0]),
        ] {
            let mut round = vec![Vec::new(); 3];
            for number in 0..played {
                let (point, replication) = rounds.at(number);
                round[point].push(replication as f64);
                if rounds.is_end(point, replication) {
                    assert!(
                        round.iter().all(|values| *values == round[0] && values.last() == Some(&(replication as f64)))
                    );
                    round.iter_mut().for_each(Vec::clear);
                }
            }
            trim(&mut round, rounds.is_in_first(played));
            assert_eq!(round.iter().map(Vec::len).collect::<Vec<_>>(), left, "{played}");
        }
    }

    #[test]
    fn more_than_can_ever_be_played_is_no_panic() {
        let rounds = rounds(3, u64::MAX);
        assert_eq!((rounds.total(), rounds.at(0), rounds.at(80)), (u64::MAX, (0, 0), (0, 30)));
    }
}
