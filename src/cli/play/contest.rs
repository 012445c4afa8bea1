//! Several scenarios, replication by replication, for a comparison.

use super::Until;
use crate::cli::failure::Failure;
use crate::experiment::{Comparer, Ending, Plan, Player, ReplicateError, Seat, Sequential, Subject, replicate_until};
use crate::model::{Halt, Outcome, Simulator};
use crate::scenario::Scenario;
use std::ops::ControlFlow;
use std::sync::atomic::AtomicBool;

/// The scenarios: the baseline first. Each replication is played in all of them, one after another, before the next one.
#[derive(Clone)]
pub(in crate::cli) struct Contest {
    seats: Vec<Seat>,
}

/// What became of it.
pub(in crate::cli) struct Contested {
    pub ending: Ending,
    pub wanted: Option<Sequential<Subject>>,
}

impl Contest {
    /// From a simulator for each scenario.
    pub fn new(simulators: Vec<Simulator>, scenarios: &[Scenario]) -> Self {
        let seats = simulators.into_iter().zip(scenarios);
        Self { seats: seats.map(|(simulator, scenario)| Seat::new(simulator, scenario.seed)).collect() }
    }

    /// Plays until there are enough replications, and shows the outcomes to `comparer`.
    pub fn play(
        &self,
        until: Until<Subject>,
        jobs: usize,
        interrupted: &AtomicBool,
        comparer: &mut Comparer,
        scenarios: &[Scenario],
    ) -> Result<Contested, Failure> {
        let (each, mut ending, progress) = (self.seats.len() as u64, None, until.progress());
        let replications = until.most().saturating_mul(each);
        let plan = Plan { replications, jobs, interrupted, progress: &|done| progress.reach(done / each) };
        let result = replicate_until(
            &plan,
            || self.clone(),
            |number, outcome| {
                comparer.add(outcome);
                if (number + 1).is_multiple_of(each) {
                    until.announce(comparer.replications(), &progress, |rule| comparer.expected(rule));
                    ending = until.ending(comparer.replications(), |rule| comparer.ending(rule));
                }
                if ending.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        drop(progress);
        match result {
            Ok(_) | Err(ReplicateError::Replication { source: Halt::Interrupted { .. }, .. }) => {}
            Err(ReplicateError::Replication { replication: number, source }) => {
                let at = usize::try_from(number % each).unwrap_or_default();
                return Err(super::halted(&scenarios[at], number / each, source));
            }
            Err(ReplicateError::Threads(why)) => return Err(Failure::no_threads(why)),
        }
        let ending = ending.unwrap_or(until.interrupted());
        Ok(Contested { ending, wanted: until.into_rule() })
    }
}

impl Player for Contest {
    type Error = Halt;

    fn play(&mut self, number: u64) -> Result<&Outcome, Halt> {
        let each = self.seats.len() as u64;
        self.seats[usize::try_from(number % each).unwrap_or_default()].play(number / each)
    }
}
