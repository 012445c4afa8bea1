//! A fake player, whose outcomes follow from the replication's number and whose speed is uneven.

use super::*;
use crate::experiment::{Summariser, Summary};
use crate::model::GroupOutcome;
use crate::time;
use std::cell::{Cell, RefCell};
use std::sync::atomic::AtomicUsize;

/// What a fake replication does.
#[derive(Clone, Copy)]
enum Act {
    Play,
    Fail,
    Panic,
}

struct Fake<A> {
    act: A,
    outcome: Outcome,
}

impl<A: Fn(u64) -> Act> Fake<A> {
    fn new(act: A) -> Self {
        Self { act, outcome: Outcome { masters: 1, groups: vec![GroupOutcome::default(); 2], ..Outcome::default() } }
    }
}

impl<A: Fn(u64) -> Act> Player for Fake<A> {
    type Error = String;

    fn play(&mut self, replication: u64) -> Result<&Outcome, String> {
        match (self.act)(replication) {
            Act::Play => {}
            Act::Fail => return Err(format!("no {replication}")),
            Act::Panic => panic!("the player of {replication} fell over"),
        }
        let scrambled = replication.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
        if scrambled.is_multiple_of(7) {
            thread::sleep(Duration::from_micros(scrambled % 500));
        }
        self.outcome.makespan = time::Duration::from_ns(scrambled);
        self.outcome.groups[1].waiting_ns = u128::from(scrambled);
        self.outcome.groups[1].visits = 3;
        self.outcome.digest = scrambled;
        Ok(&self.outcome)
    }
}

static GO_ON: AtomicBool = AtomicBool::new(false);

fn plan(replications: u64, jobs: usize, interrupted: &AtomicBool) -> Plan<'_> {
    Plan { replications, jobs, interrupted, progress: &|_| {} }
}

/// Plays, and checks that the outcomes come in order.
fn run(
    plan: &Plan<'_>,
    act: impl Fn(u64) -> Act + Copy + Send + Sync,
) -> (Result<u64, ReplicateError<String>>, Option<Summary>) {
    let mut summariser = Summariser::new(0.95);
    let result = replicate(
        plan,
        || Fake::new(act),
        |replication, outcome| {
            assert_eq!(replication, summariser.replications());
            summariser.add(outcome);
        },
    );
    (result, summariser.summary())
}

#[test]
fn the_number_of_jobs_changes_nothing() {
    let (count, expected) = run(&plan(5_000, 1, &GO_ON), |_| Act::Play);
    assert_eq!(count.unwrap(), 5_000);
    for jobs in [0, 2, 3, 8] {
        let (count, summary) = run(&plan(5_000, jobs, &GO_ON), |_| Act::Play);
        assert_eq!(count.unwrap(), 5_000);
        assert_eq!(summary, expected, "{jobs} jobs");
    }
}

#[test]
fn few_replications_and_none_are_fine() {
    for (replications, jobs) in [(0, 1), (0, 4), (1, 4), (2, 4), (3, 2)] {
        let (count, summary) = run(&plan(replications, jobs, &GO_ON), |_| Act::Play);
        assert_eq!(count.unwrap(), replications);
        assert_eq!(summary.map_or(0, |summary| summary.replications), replications);
    }
}

#[test]
fn the_first_failure_in_order_is_reported_whatever_fails_earlier_in_time() {
    let act = |replication| match replication {
        1_234 => {
            thread::sleep(Duration::from_millis(20));
            Act::Fail
        }
        1_235.. => Act::Fail,
        _ => Act::Play,
    };
    for jobs in [1, 2, 5] {
        let (result, summary) = run(&plan(1_000_000, jobs, &GO_ON), act);
        let Err(ReplicateError::Replication { replication, source }) = result else { panic!("it fails") };
        assert_eq!((replication, source.as_str()), (1_234, "no 1234"));
        assert_eq!(summary.unwrap().replications, 1_234, "all before the failure are folded");
    }
}

#[test]
fn an_interruption_leaves_a_prefix_without_gaps() {
    for jobs in [1, 4] {
        let interrupted = AtomicBool::new(false);
        let interrupt = |done| interrupted.store(done >= 300, Ordering::Relaxed);
        let interruptible = Plan { progress: &interrupt, ..plan(10_000_000, jobs, &interrupted) };
        let (count, summary) = run(&interruptible, |_| Act::Play);
        let count = count.unwrap();
        assert!((300..100_000).contains(&count), "{count}");
        let (_, expected) = run(&plan(count, 1, &GO_ON), |_| Act::Play);
        assert_eq!(summary, expected);
    }
}

#[test]
fn players_are_reused_and_one_job_stays_on_its_thread() {
    let players = AtomicUsize::new(0);
    let new_player = || {
        players.fetch_add(1, Ordering::Relaxed);
        Fake::new(|_| Act::Play)
    };
    replicate(&plan(3_000, 3, &GO_ON), new_player, |_, _| {}).unwrap();
    assert!((1..=3).contains(&players.load(Ordering::Relaxed)));

    let here = thread::current().id();
    let check = move |_| if thread::current().id() == here { Act::Play } else { Act::Fail };
    assert_eq!(run(&plan(100, 1, &GO_ON), check).0.unwrap(), 100);
}

#[test]
fn memory_is_bounded_by_what_is_under_way() {
    // While the first replication dawdles, the others can't run away.
    let greatest = AtomicUsize::new(0);
    let act = |replication: u64| {
        if replication == 0 {
            thread::sleep(Duration::from_millis(100));
            assert!(greatest.load(Ordering::Relaxed) < 1 << 14);
        }
        greatest.fetch_max(usize::try_from(replication).unwrap(), Ordering::Relaxed);
        Act::Play
    };
    run(&plan(50_000, 2, &GO_ON), act).0.unwrap();
}

#[test]
fn progress_rises_to_the_end_and_is_told_on_the_calling_thread() {
    for jobs in [1, 3] {
        let told = RefCell::new(vec![0]);
        let last = Cell::new(0);
        let progress = |done| {
            last.set(done);
            told.borrow_mut().push(done);
        };
        run(&Plan { progress: &progress, ..plan(2_000, jobs, &GO_ON) }, |_| Act::Play).0.unwrap();
        assert!(told.borrow().is_sorted());
        assert_eq!(last.get(), 2_000);
    }
}

#[test]
#[should_panic(expected = "fell over")]
fn a_players_panic_is_passed_on() {
    let act = |replication| if replication == 777 { Act::Panic } else { Act::Play };
    drop(run(&plan(1_000_000, 3, &GO_ON), act));
}

#[test]
fn whoever_has_enough_breaks_off_at_the_same_replication_with_any_number_of_jobs() {
    let act = |replication| if replication >= 3_000 { Act::Fail } else { Act::Play };
    for jobs in [1, 2, 5] {
        let mut seen = Vec::new();
        let until = |replication, _: &Outcome| {
            seen.push(replication);
            if replication == 2_345 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let count = replicate_until(&plan(1_000_000, jobs, &GO_ON), || Fake::new(act), until).unwrap();
        assert_eq!((count, seen.len()), (2_346, 2_346), "{jobs} jobs");
        assert!(seen.is_sorted());
    }
}
