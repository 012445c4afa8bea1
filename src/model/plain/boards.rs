//! Where the boards wait that are not being served, by when they are (or will be) ready.

use crate::engine::{Event as _, EventQueue, Fifo, HeapQueue, RadixQueue, RunQueue};
use crate::model::dispatch::think_in_order;
use crate::model::event::Event;
use crate::model::exhibition::{Exhibition, Group};
use crate::model::plan::Plan;
use crate::model::policy::FirstReady;
use crate::time::Instant;

/// From this many opponents, the number of those who think at once is considered.
const MANY_OPPONENTS: u32 = 64;
/// Up to this many who think at once, almost every board belongs near the end of the queue, which costs least there.
const FEW_THINKERS: f64 = 24.0;
/// With more opponents than this, the first insertions into a sorted line would be too far from its end: at the start,
/// everybody thinks.
const OPPONENTS_IN_LINE: u32 = 2_000;
/// From this many pending times, a radix heap is faster than a binary one.
const RADIX_FROM: f64 = 2_000.0;

/// A sorted line, if almost every board belongs near its end; one queue, if most opponents think at the same time;
/// otherwise a queue of those who think and a line of those who are ready, which keeps the queue short.
#[derive(Clone)]
pub(super) enum Boards {
    Line(Fifo<Event>),
    Heap(RunQueue<Event, HeapQueue<Event>>),
    Radix(RunQueue<Event, RadixQueue<Event>>),
    LineAndHeap(FirstReady, RunQueue<Event, HeapQueue<Event>>),
    LineAndRadix(FirstReady, RunQueue<Event, RadixQueue<Event>>),
}

impl Boards {
    pub fn fastest_for(exhibition: &Exhibition, plan: &Plan) -> Self {
        let opponents = f64::from(plan.opponents);
        if plan.opponents < MANY_OPPONENTS || think_in_order(exhibition) {
            return Self::Line(Fifo::default());
        }
        // While the master is busy, as many think as he serves in one think time.
        let at_once = |group: &Group| group.think.mean_s() / exhibition.service(group).mean_s();
        let think = exhibition.groups.iter().map(at_once).fold(0.0, f64::max).min(opponents);
        if think <= FEW_THINKERS && plan.opponents <= OPPONENTS_IN_LINE {
            return Self::Line(Fifo::default());
        }
        let is_line_worthwhile = think < opponents / 2.0 && think > FEW_THINKERS;
        match (is_line_worthwhile, think.max(opponents / 50.0) < RADIX_FROM) {
            (false, true) => Self::Heap(RunQueue::default()),
            (false, false) if think <= FEW_THINKERS => Self::Heap(RunQueue::default()),
            (false, false) => Self::Radix(RunQueue::default()),
            (true, true) => Self::LineAndHeap(FirstReady::default(), RunQueue::default()),
            (true, false) => Self::LineAndRadix(FirstReady::default(), RunQueue::default()),
        }
    }
}

/// Where boards wait for their turn.
pub(super) trait Turns {
    /// Replaces all boards with these.
    fn fill(&mut self, boards: impl Iterator<Item = Event>);
    /// Adds a board that is ready at an instant not before that of the last move.
    fn push(&mut self, ready: Event);
    /// The next board when the master is free at `now`.
    fn pop(&mut self, now: Instant) -> Option<Event>;
}

impl<R: EventQueue<Event>> Turns for RunQueue<Event, R> {
    fn fill(&mut self, boards: impl Iterator<Item = Event>) {
        Self::fill(self, boards);
    }

    #[inline]
    fn push(&mut self, ready: Event) {
        EventQueue::push(self, ready);
    }

    #[inline]
    fn pop(&mut self, _: Instant) -> Option<Event> {
        EventQueue::pop(self)
    }
}

impl Turns for Fifo<Event> {
    fn fill(&mut self, boards: impl Iterator<Item = Event>) {
        self.fill_sorted(boards);
    }

    #[inline]
    fn push(&mut self, ready: Event) {
        if self.last().is_none_or(|last| *last < ready) {
            Self::push(self, ready);
        } else {
            self.insert_near_end(ready, usize::MAX);
        }
    }

    #[inline]
    fn pop(&mut self, _: Instant) -> Option<Event> {
        Self::pop(self)
    }
}

/// A line of those who are ready, and a queue of those who think.
pub(super) struct LineAndQueue<'a, Q> {
    pub line: &'a mut FirstReady,
    pub queue: &'a mut Q,
}

impl<Q: EventQueue<Event>> Turns for LineAndQueue<'_, Q> {
    fn fill(&mut self, boards: impl Iterator<Item = Event>) {
        self.line.clear_line();
        self.queue.clear();
        boards.for_each(|board| self.queue.push(board));
    }

    #[inline]
    fn push(&mut self, ready: Event) {
        self.queue.push(ready);
    }

    #[inline]
    fn pop(&mut self, now: Instant) -> Option<Event> {
        while self.queue.first().is_some_and(|first| first.at() <= now)
            && let Some(ready) = self.queue.pop()
        {
            self.line.add_ready(ready);
        }
        self.line.take_first().or_else(|| self.queue.pop())
    }
}
