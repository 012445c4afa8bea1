//! The simulator: plays an exhibition, one replication after another.

use super::check::Problem;
use super::digest::Digest;
use super::event::{Event, Kind};
use super::exhibition::{Exhibition, Visit};
use super::hall::Hall;
use super::happening::Happening;
use super::outcome::Outcome;
use super::plan::Plan;
use super::policy::{Cyclic, CyclicSkip, FirstReady, RandomReady, Rank, Ranked, Sequential};
use super::recorder::Recorder;
use crate::engine::{EventQueue, Executive, KeyedQueue, LaneQueue, Limits, Observer, RadixQueue, RunQueue, Stop};
use crate::time::Instant;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Plays an exhibition. Made once, it plays any number of replications and reuses its memory.
///
/// ```
/// # use zeitnot::model::*;
/// # use zeitnot::time::Duration;
/// let seconds = |s| Distribution::Constant(Duration::from_secs(s));
/// let exhibition = Exhibition {
///     groups: vec![Group { count: 12, ..Group::new("hobbyist", seconds(60), GameLength::Exactly(10)) }],
///     ..Exhibition::new(Master { name: "Larry".into(), count: 1, think: seconds(5) })
/// };
/// let mut simulator = Simulator::new(&exhibition).unwrap();
/// let outcome = simulator.play(2017, 0).unwrap();
/// assert_eq!(outcome.makespan, Duration::from_secs(705));
/// ```
#[derive(Clone)]
pub struct Simulator {
    hall: AnyHall,
    executive: AnyExecutive,
    recorder: Recorder,
    outcome: Outcome,
    horizon: Option<Instant>,
    events_max: u64,
    events_per_instant_max: u64,
    interrupt: Option<Arc<AtomicBool>>,
}

/// Which event queue serves a simulator. The trajectories are the same, whichever it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueueKind {
    /// A run and a binary heap, with an express lane for masters: the fastest up to some ten thousand boards.
    Heap,
    /// A radix heap, with an express lane for masters: the fastest beyond.
    Radix,
    /// The reference: keyed by event, so that events could be cancelled.
    Keyed,
}

impl QueueKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Heap, Self::Radix, Self::Keyed];
}

/// An executive for each kind of event queue. Which one, is asked once a replication.
#[derive(Clone)]
enum AnyExecutive {
    Heap(Executive<LaneQueue<Event, RunQueue<Event>>>),
    Radix(Executive<LaneQueue<Event, RadixQueue<Event>>>),
    Keyed(Executive<KeyedQueue<Event>>),
}

impl AnyExecutive {
    fn new(kind: QueueKind) -> Self {
        match kind {
            QueueKind::Heap => Self::Heap(Executive::default()),
            QueueKind::Radix => Self::Radix(Executive::default()),
            QueueKind::Keyed => Self::Keyed(Executive::default()),
        }
    }
}

/// The hall for each policy. Which one, is asked once a replication.
#[derive(Clone)]
enum AnyHall {
    Sequential(Hall<Sequential>),
    Cyclic(Hall<Cyclic>),
    CyclicSkip(Hall<CyclicSkip>),
    FirstReady(Hall<FirstReady>),
    RandomReady(Hall<RandomReady>),
    Ranked(Hall<Ranked>),
}

impl AnyHall {
    fn new(visit: Visit, plan: Plan) -> Self {
        let ranked = |plan, rank| Self::Ranked(Hall::new(plan, Ranked::by(rank)));
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

/// Why a replication came to no end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// What happens next at this board would be after the end of time (584 years).
    EndOfTime {
        /// The board, from 0, or the master's board if it is a master who would not come to an end.
        board: u32,
    },
    /// The limit on events was reached.
    EventLimit {
        /// The limit.
        events: u64,
        /// The virtual time at which it was reached.
        at: Instant,
    },
    /// Endless games go on and on at one instant.
    NoProgress {
        /// The instant.
        at: Instant,
    },
    /// The interrupt was raised.
    Interrupted {
        /// Events so far.
        events: u64,
        /// The virtual time.
        at: Instant,
    },
}

impl fmt::Display for Halt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = |at: &Instant| at.since(Instant::START);
        match self {
            Self::EndOfTime { board } => {
                write!(f, "the game at board {} would go on after the end of time (584 years)", u64::from(*board) + 1)
            }
            Self::EventLimit { events, at } => {
                write!(f, "stopped after {events} events, the limit, at virtual time {}", seconds(at))
            }
            Self::NoProgress { at } => write!(
                f,
                "virtual time makes no progress: at {} the games go on and on without taking any time",
                seconds(at)
            ),
            Self::Interrupted { events, at } => {
                write!(f, "interrupted after {events} events, at virtual time {}", seconds(at))
            }
        }
    }
}

impl std::error::Error for Halt {}

/// The default of [`Simulator::limit_events`].
pub const EVENTS_MAX: u64 = 10_000_000_000;

/// From so many opponents on the radix heap is faster, where all of them think at once (docs/performance.md).
const RADIX_FROM_OPPONENTS: u32 = 20_000;

impl Simulator {
    /// Prepares to play an exhibition.
    ///
    /// # Errors
    /// All that [`Exhibition::check`] finds wrong with it.
    pub fn new(exhibition: &Exhibition) -> Result<Self, Vec<Problem>> {
        let problems = exhibition.check();
        if !problems.is_empty() {
            return Err(problems);
        }
        let plan = Plan::new(exhibition);
        let queue = if plan.opponents < RADIX_FROM_OPPONENTS { QueueKind::Heap } else { QueueKind::Radix };
        let per_instant = if exhibition.is_endless() { 1_000_000 + 1_000 * exhibition.opponents() } else { u64::MAX };
        Ok(Self {
            recorder: Recorder::new(&plan, exhibition.warm_up),
            outcome: Outcome { masters: plan.masters, ..Outcome::default() },
            hall: AnyHall::new(exhibition.visit, plan),
            executive: AnyExecutive::new(queue),
            horizon: exhibition.horizon.map(|horizon| Instant::START.saturating_add(horizon)),
            events_max: EVENTS_MAX,
            events_per_instant_max: per_instant,
            interrupt: None,
        })
    }

    /// Stops a replication that takes more than `events` events, with [`Halt::EventLimit`]. At most 2³⁴ − 1.
    pub fn limit_events(&mut self, events: u64) {
        self.events_max = events.min(Event::MOVES_MAX);
    }

    /// Lets another event queue serve than the one that is chosen by the number of opponents.
    pub fn use_queue(&mut self, kind: QueueKind) {
        self.executive = AnyExecutive::new(kind);
    }

    /// Stops the replication soon after `interrupt` becomes `true`, with [`Halt::Interrupted`].
    pub fn interrupt_by(&mut self, interrupt: Arc<AtomicBool>) {
        self.interrupt = Some(interrupt);
    }

    /// Plays replication `replication` (counted from 0) under `seed`.
    ///
    /// # Errors
    /// See [`Halt`].
    pub fn play(&mut self, seed: u64, replication: u64) -> Result<&Outcome, Halt> {
        self.observe(seed, replication, &mut ())
    }

    /// The same, watched by an observer, who changes nothing.
    ///
    /// # Errors
    /// See [`Halt`].
    pub fn observe<O: Observer<Happening>>(
        &mut self,
        seed: u64,
        replication: u64,
        observer: &mut O,
    ) -> Result<&Outcome, Halt> {
        self.recorder.reset();
        let limits = Limits {
            horizon: self.horizon,
            events: self.events_max,
            events_per_instant: self.events_per_instant_max,
            interrupt: self.interrupt.as_deref(),
        };
        let mut observers = (&mut self.recorder, Digest::default(), observer);
        let (stop, at, events) = match &mut self.executive {
            AnyExecutive::Heap(executive) => {
                play(executive, &mut self.hall, (seed, replication), &mut observers, &limits)
            }
            AnyExecutive::Radix(executive) => {
                play(executive, &mut self.hall, (seed, replication), &mut observers, &limits)
            }
            AnyExecutive::Keyed(executive) => {
                play(executive, &mut self.hall, (seed, replication), &mut observers, &limits)
            }
        };
        let digest = observers.1.value();
        match stop {
            Stop::NothingLeft | Stop::Horizon | Stop::Asked => {
                // If all endless games were forfeited, the masters are idle until the horizon.
                self.recorder.close(self.horizon.unwrap_or(at), self.horizon.is_some(), &mut self.outcome);
                self.outcome.events = events;
                self.outcome.digest = digest;
                Ok(&self.outcome)
            }
            Stop::EndOfTime(event) => Err(Halt::EndOfTime { board: self.board_of(event) }),
            Stop::EventLimit => Err(Halt::EventLimit { events, at }),
            Stop::NoProgress(_) => Err(Halt::NoProgress { at }),
            Stop::Interrupted => Err(Halt::Interrupted { events, at }),
        }
    }

    fn board_of(&self, event: Event) -> u32 {
        match event.kind() {
            Kind::WalkDone { master } | Kind::ThinkDone { master } => {
                with_hall!(&self.hall, hall => hall.board_of_master(master))
            }
            Kind::Arrival { board } | Kind::OpponentDone { board, .. } | Kind::Forfeit { board } => board,
        }
    }
}

/// Plays one replication, whatever the policy. Why, when and after how many events it ended.
fn play<Q: EventQueue<Event>, O: Observer<Happening>>(
    executive: &mut Executive<Q>,
    hall: &mut AnyHall,
    (seed, replication): (u64, u64),
    observers: &mut O,
    limits: &Limits<'_>,
) -> (Stop<Event>, Instant, u64) {
    let stop = with_hall!(hall, hall => {
        hall.reset(seed, replication);
        executive.run(hall, observers, limits)
    });
    (stop, executive.now(), executive.events())
}
