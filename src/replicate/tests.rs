//! Tests with fake players, whose outcomes depend on point and replication, and whose speed varies.

mod in_order;
mod points;

use super::*;
use crate::model::{Halt, Outcome};
use crate::time;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// The behaviour of a fake replication.
#[derive(Clone, Copy)]
enum Act {
    Play,
    Fail,
    Panic,
}

/// A point of fakes: how each replication behaves, and how many players there were.
struct Fakes<A> {
    point: u64,
    act: A,
    players: AtomicUsize,
}

struct Fake<A> {
    point: u64,
    act: A,
    outcome: Outcome,
}

impl<A: Fn(u64) -> Act + Copy + Send + Sync> Fakes<A> {
    const fn new(point: u64, act: A) -> Self {
        Self { point, act, players: AtomicUsize::new(0) }
    }
}

impl<A: Fn(u64) -> Act + Copy + Send + Sync> Source for Fakes<A> {
    type Player = Fake<A>;
    type Error = PlayError;

    fn player(&self) -> Fake<A> {
        self.players.fetch_add(1, Ordering::Relaxed);
        Fake { point: self.point, act: self.act, outcome: Outcome { masters: 1, ..Outcome::default() } }
    }

    fn halted(&self, replication: u64, halt: Halt) -> PlayError {
        PlayError::Halted { label: self.point.to_string(), replication, halt }
    }
}

impl<A: Fn(u64) -> Act> Player for Fake<A> {
    fn play(&mut self, replication: u64) -> Result<&Outcome, Halt> {
        match (self.act)(replication) {
            Act::Play => {}
            Act::Fail => return Err(Halt::EndOfTime { board: 0 }),
            Act::Panic => panic!("the player of {replication} fell over"),
        }
        let scrambled = (replication + 31 * self.point).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
        if scrambled.is_multiple_of(7) {
            thread::sleep(Duration::from_micros(scrambled % 500));
        }
        self.outcome.makespan = time::Duration::from_ns(scrambled);
        self.outcome.digest = self.point * 1_000_000_000 + replication;
        Ok(&self.outcome)
    }
}

/// The point and the replication of a fake outcome.
const fn of(outcome: &Outcome) -> (u64, u64) {
    (outcome.digest / 1_000_000_000, outcome.digest % 1_000_000_000)
}

/// Where a replication failed.
fn failed<T: std::fmt::Debug>(result: Result<T, PlayError>) -> (String, u64) {
    match result {
        Err(PlayError::Halted { label, replication, .. }) => (label, replication),
        other => panic!("a replication fails, not {other:?}"),
    }
}

fn session(jobs: usize, stop: &Stop) -> Session<'_> {
    Session { jobs, stop, progress: &|_| {} }
}
