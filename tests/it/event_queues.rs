//! Tests that all event queues are equivalent: the same events in the same order, the same digests.

use crate::scenarios::exhibitions;
use proptest::prelude::*;
use std::collections::BTreeSet;
use zeitnot::engine::{Event, EventQueue, HeapQueue, KeyedQueue, LaneQueue, RadixQueue, RunQueue};
use zeitnot::model::{Distribution, Exhibition, QueueKind, Simulator, Visit};
use zeitnot::time::{Duration, Instant};

/// An event with a place within its instant; every third one takes the express lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Numbered {
    at: Instant,
    place: u32,
}

impl Event for Numbered {
    fn at(&self) -> Instant {
        self.at
    }

    fn is_express(&self) -> bool {
        self.place.is_multiple_of(3)
    }
}

/// An operation on a queue.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// Schedule an event this long after the event taken last, at this place.
    Push(u64, u32),
    Pop,
    /// Schedule an event this long before the event taken last: no model does so, but a queue may do so with a queue
    /// inside it.
    PushEarlier(u64, u32),
    Clear,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    // Many ties; delays of all magnitudes; now and then the end of time.
    let delay = prop_oneof![4 => 0_u64..3, 2 => 0_u64..1_000, 1 => any::<u64>().prop_map(|bits| bits >> (bits % 64))];
    let place = 0_u32..8;
    let step = prop_oneof![
        10 => (delay.clone(), place.clone()).prop_map(|(delay, place)| Step::Push(delay, place)),
        7 => Just(Step::Pop),
        1 => (delay, place).prop_map(|(delay, place)| Step::PushEarlier(delay, place)),
        1 => prop_oneof![30 => Just(Step::Pop), 1 => Just(Step::Clear)],
    ];
    prop::collection::vec(step, 0..400)
}

/// Does the steps with a queue and with a sorted set for comparison.
fn agrees_with_a_sorted_set<Q: EventQueue<Numbered>>(mut queue: Q, steps: &[Step]) -> Result<(), TestCaseError> {
    let mut pending = BTreeSet::new();
    let mut now = Instant::START;
    for step in steps {
        match *step {
            Step::Push(delay, place) => {
                let event = Numbered { at: now.saturating_add(Duration::from_ns(delay)), place };
                if pending.insert(event) {
                    queue.push(event);
                }
            }
            Step::PushEarlier(delay, place) => {
                let event = Numbered { at: Instant::from_ns(now.as_ns().saturating_sub(delay)), place };
                if pending.insert(event) {
                    queue.push(event);
                }
            }
            Step::Pop => {
                let expected = pending.pop_first();
                prop_assert_eq!(queue.pop(), expected);
                now = expected.map_or(now, |event| event.at);
            }
            Step::Clear => {
                queue.clear();
                pending.clear();
                now = Instant::START;
            }
        }
        prop_assert_eq!(queue.first(), pending.first().copied());
    }
    Ok(())
}

/// Plays an exhibition with every kind of queue.
fn plays_the_same(exhibition: &Exhibition, replication: u64) -> Result<(), TestCaseError> {
    let mut simulator = Simulator::new(exhibition).expect("an exhibition that makes sense");
    let mut outcomes = QueueKind::ALL.map(|kind| {
        simulator.use_queue(kind);
        simulator.play(2017, replication).expect("an exhibition that ends").clone()
    });
    let reference = std::mem::take(&mut outcomes[2]);
    for outcome in &outcomes[..2] {
        prop_assert_eq!(outcome, &reference);
    }
    Ok(())
}

/// Random times instead of whole nanoseconds, for some of the draws.
fn with_random_times(mut exhibition: Exhibition) -> Exhibition {
    exhibition.master.think = Distribution::Exponential { mean: Duration::from_ns(40) };
    for group in exhibition.groups.iter_mut().step_by(2) {
        group.think = Distribution::Gamma { shape: 2.5, scale_s: 3e-9 };
    }
    exhibition
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn every_queue_agrees_with_a_sorted_set(steps in steps()) {
        agrees_with_a_sorted_set(KeyedQueue::default(), &steps)?;
        agrees_with_a_sorted_set(HeapQueue::default(), &steps)?;
        agrees_with_a_sorted_set(RunQueue::<_, HeapQueue<_>>::default(), &steps)?;
        agrees_with_a_sorted_set(RadixQueue::default(), &steps)?;
        agrees_with_a_sorted_set(LaneQueue::<_, HeapQueue<_>>::default(), &steps)?;
        agrees_with_a_sorted_set(LaneQueue::<_, RunQueue<_, HeapQueue<_>>>::default(), &steps)?;
        agrees_with_a_sorted_set(LaneQueue::<_, RunQueue<_, RadixQueue<_>>>::default(), &steps)?;
    }

    #[test]
    fn trajectories_are_the_same_with_every_queue(
        exhibition in prop::sample::select(Visit::ALL.to_vec()).prop_flat_map(exhibitions),
        replication in 0_u64..1_000,
    ) {
        plays_the_same(&exhibition, replication)?;
        plays_the_same(&with_random_times(exhibition), replication)?;
    }
}
