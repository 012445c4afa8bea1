//! Choosing the types that play an exhibition: one hall per policy, one executive per event queue.
//!
//! Policies and event queues are type parameters, so a move needs no dynamic dispatch. They are chosen here, once per
//! replication.

use super::distribution::Distribution;
use super::event::Event;
use super::exhibition::{Exhibition, Group, Visit};
use super::hall::Hall;
use super::happening::Happening;
use super::plan::Plan;
use super::policy::{Cyclic, CyclicSkip, FirstReady, RandomReady, Rank, Ranked, Sequential};
use crate::engine::{
    EventQueue, Executive, HeapQueue, KeyedQueue, LaneQueue, Limits, Observer, RadixQueue, RunQueue, StopReason,
};
use crate::time::Instant;

/// The event queue of a simulator. The trajectories are the same with each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum QueueKind {
    /// A binary heap, behind an express lane for masters and a run: the fastest up to about a thousand boards.
    Heap,
    /// The same with a radix heap: the fastest for more boards.
    Radix,
    /// The reference: keyed by event, so that events could be cancelled.
    Keyed,
}

impl QueueKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Heap, Self::Radix, Self::Keyed];

    /// The event queue that is probably the fastest, judged by how many opponents will think at once.
    pub(super) fn fastest_for(exhibition: &Exhibition) -> Self {
        let opponents = exhibition.opponents();
        if opponents < RADIX_FROM_THINKERS || think_in_order(exhibition) {
            return Self::Heap;
        }
        // At the start everybody thinks.
        if opponents >= RADIX_FROM_OPPONENTS {
            return Self::Radix;
        }
        // While the masters are busy, as many opponents think as masters serve in one think time.
        let busy = |group: &Group| {
            let service_s = exhibition.service(group).mean_s() / f64::from(exhibition.master.count);
            group.think.mean_s() / service_s < RADIX_FROM_THINKERS as f64
        };
        if exhibition.groups.iter().all(busy) { Self::Heap } else { Self::Radix }
    }
}

/// Whether all opponents think equally long: then they become ready in the order in which they begin, and a run takes
/// them.
pub(super) fn think_in_order(exhibition: &Exhibition) -> bool {
    matches!(exhibition.groups.as_slice(), [Group { think: Distribution::Constant(_), .. }])
}

/// The radix heap is faster from about this many opponents who think at once, or this many in total
/// (docs/performance.md).
const RADIX_FROM_THINKERS: u64 = 2_000;
const RADIX_FROM_OPPONENTS: u64 = 50_000;

/// Masters' events apart; few events, or those in the order of time, in a run; the rest in a queue of type `R`.
type FastQueue<R> = LaneQueue<Event, RunQueue<Event, R>>;

/// An executive for each kind of event queue.
#[derive(Clone)]
pub(super) enum AnyExecutive {
    Heap(Executive<FastQueue<HeapQueue<Event>>>),
    Radix(Executive<FastQueue<RadixQueue<Event>>>),
    Keyed(Executive<KeyedQueue<Event>>),
}

impl AnyExecutive {
    pub fn new(kind: QueueKind) -> Self {
        match kind {
            QueueKind::Heap => Self::Heap(Executive::default()),
            QueueKind::Radix => Self::Radix(Executive::default()),
            QueueKind::Keyed => Self::Keyed(Executive::default()),
        }
    }

    /// Plays one replication. Returns why, when and after how many events it ended.
    pub fn play<O: Observer<Happening>>(
        &mut self,
        hall: &mut AnyHall,
        replication: (u64, u64),
        observers: &mut O,
        limits: &Limits<'_>,
    ) -> End {
        match self {
            Self::Heap(executive) => play(executive, hall, replication, observers, limits),
            Self::Radix(executive) => play(executive, hall, replication, observers, limits),
            Self::Keyed(executive) => play(executive, hall, replication, observers, limits),
        }
    }
}

/// Does the same with the hall, whatever its policy.
macro_rules! with_hall {
    ($any:expr, $hall:ident => $what:expr) => {
        match $any {
            AnyHall::Sequential($hall) => $what,
            AnyHall::Cyclic($hall) => $what,
            AnyHall::CyclicSkip($hall) => $what,
            AnyHall::FirstReady($hall) => $what,
            AnyHall::RandomReady($hall) => $what,
            AnyHall::Ranked($hall) => $what,
        }
    };
}

/// The hall for each policy.
#[derive(Clone)]
pub(super) enum AnyHall {
    Sequential(Hall<Sequential>),
    Cyclic(Hall<Cyclic>),
    CyclicSkip(Hall<CyclicSkip>),
    FirstReady(Hall<FirstReady>),
    RandomReady(Hall<RandomReady>),
    Ranked(Hall<Ranked>),
}

impl AnyHall {
    pub fn new(visit: Visit, plan: Plan) -> Self {
        let ranked = |plan, rank| {
            let candidates = Ranked::by(rank, &plan);
            Self::Ranked(Hall::new(plan, candidates))
        };
        match visit {
            Visit::Sequential => Self::Sequential(Hall::new(plan, Sequential::default())),
            Visit::Cyclic => Self::Cyclic(Hall::new(plan, Cyclic::default())),
            Visit::CyclicSkip => Self::CyclicSkip(Hall::new(plan, CyclicSkip::default())),
            Visit::FirstReady => Self::FirstReady(Hall::new(plan, FirstReady::default())),
            Visit::RandomReady => Self::RandomReady(Hall::new(plan, RandomReady::default())),
            Visit::LastReady => ranked(plan, Rank::LastReady),
            Visit::FewestMovesLeft => ranked(plan, Rank::FewestMovesLeft),
            Visit::MostMovesLeft => ranked(plan, Rank::MostMovesLeft),
            Visit::GroupOrder => ranked(plan, Rank::GroupOrder),
        }
    }

    /// The plan, if masters go to the board that became ready first.
    pub const fn first_ready_plan(&self) -> Option<&Plan> {
        if let Self::FirstReady(hall) = self { Some(hall.plan()) } else { None }
    }

    /// The board where a master stands or to which he walks.
    pub fn board_of_master(&self, master: u32) -> u32 {
        with_hall!(self, hall => hall.board_of_master(master))
    }
}

/// Why, when and after how many events a replication ended.
pub(super) struct End {
    pub stop: StopReason<Event>,
    pub at: Instant,
    pub events: u64,
}

/// Plays one replication with any policy. Returns why, when and after how many events it ended.
fn play<Q: EventQueue<Event>, O: Observer<Happening>>(
    executive: &mut Executive<Q>,
    hall: &mut AnyHall,
    (seed, replication): (u64, u64),
    observers: &mut O,
    limits: &Limits<'_>,
) -> End {
    let stop = with_hall!(hall, hall => {
        hall.reset(seed, replication);
        executive.run(hall, observers, limits)
    });
    End { stop, at: executive.now(), events: executive.events() }
}
