//! Plain play: one master who goes to the board that became ready first, without walks or lines.
//!
//! Then a move needs no events. The board with the smallest (ready, board) is next, and the master begins at max(now,
//! ready): docs/lockstep.md explains why. Happenings are passed on visit by visit and not in the order of time. So the
//! only observers are those for which this makes no difference: the recorder, the digest, and the collector, which looks
//! at the master's happenings alone.

use super::dispatch::think_in_order;
use super::event::{Event, Kind};
use super::exhibition::{Exhibition, Group, Visit};
use super::happening::Happening;
use super::plan::{GroupPlan, Plan};
use super::policy::FirstReady;
use super::purpose::Purpose;
use crate::engine::{Event as _, EventQueue, HeapQueue, Observer, RadixQueue, RunQueue, Streams};
use crate::time::{Duration, Instant};
use std::sync::atomic::{AtomicBool, Ordering};

/// From this many opponents, the number of those who think at once is considered.
const MANY_OPPONENTS: u32 = 64;
/// Up to this many who think at once, almost every board belongs near the end of the queue, which costs least there.
const FEW_THINKERS: f64 = 24.0;
/// From this many pending times, a radix heap is faster than a binary one.
const RADIX_FROM: f64 = 2_000.0;

/// The boards that are not being served, by when they are (or will be) ready; kept between replications to reuse
/// memory.
#[derive(Clone)]
pub(super) struct Plain {
    boards: Boards,
    /// The lengths of all games, if they vary.
    lengths: Vec<u64>,
}

/// One queue, if most opponents think at the same time, or only a few; otherwise a queue of those who think and a line of
/// those who are ready, which keeps the queue short.
#[derive(Clone)]
enum Boards {
    Heap(RunQueue<Event, HeapQueue<Event>>),
    Radix(RunQueue<Event, RadixQueue<Event>>),
    LineAndHeap(FirstReady, RunQueue<Event, HeapQueue<Event>>),
    LineAndRadix(FirstReady, RunQueue<Event, RadixQueue<Event>>),
}

/// How a replication ended.
pub(super) enum Ended {
    /// With the last game, at this instant and after this many events.
    At(Instant, u64),
    /// Not finished here: the general simulator must report what is wrong.
    Otherwise,
}

impl Plain {
    /// The prepared state, if the exhibition can be played this way.
    pub fn new(exhibition: &Exhibition, plan: &Plan) -> Option<Self> {
        let eligible = exhibition.visit == Visit::FirstReady && plan.is_plain();
        eligible.then(|| Self { boards: Boards::fastest_for(exhibition, plan), lengths: Vec::new() })
    }

    /// Plays one replication with at most `events_max` events.
    pub fn play<O: Observer<Happening>>(
        &mut self,
        plan: &Plan,
        (seed, replication): (u64, u64),
        events_max: u64,
        interrupt: Option<&AtomicBool>,
        observers: &mut O,
    ) -> Ended {
        let streams = Streams::new(seed, replication);
        self.lengths.clear();
        let add = |sum: u64, length: u64| sum.saturating_add(length);
        let moves = if plan.lengths_vary {
            self.lengths.extend((0..plan.opponents).map(|board| plan.draw_length(board, &streams)));
            self.lengths.iter().copied().fold(0, add)
        } else {
            let of_group = |group: &GroupPlan| group.fixed_moves.saturating_mul(group.count.into());
            plan.groups.as_slice().iter().map(of_group).fold(0, add)
        };
        let events = moves.saturating_mul(2).saturating_add(plan.opponents.into());
        if events > events_max {
            return Ended::Otherwise;
        }
        let game = Game { plan, streams, lengths: &self.lengths, interrupt };
        let end = match &mut self.boards {
            Boards::Heap(queue) => game.play(queue, observers),
            Boards::Radix(queue) => game.play(queue, observers),
            Boards::LineAndHeap(line, queue) => game.play(&mut LineAndQueue { line, queue }, observers),
            Boards::LineAndRadix(line, queue) => game.play(&mut LineAndQueue { line, queue }, observers),
        };
        end.map_or(Ended::Otherwise, |at| Ended::At(at, events))
    }
}

impl Boards {
    fn fastest_for(exhibition: &Exhibition, plan: &Plan) -> Self {
        let opponents = f64::from(plan.opponents);
        if plan.opponents < MANY_OPPONENTS || think_in_order(exhibition) {
            return Self::Heap(RunQueue::default());
        }
        // While the master is busy, as many think as he serves in one think time.
        let at_once = |group: &Group| group.think.mean_s() / exhibition.service(group).mean_s();
        let think = exhibition.groups.iter().map(at_once).fold(0.0, f64::max).min(opponents);
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
trait Turns {
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

struct LineAndQueue<'a, Q> {
    line: &'a mut FirstReady,
    queue: &'a mut Q,
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

/// One replication.
struct Game<'a> {
    plan: &'a Plan,
    streams: Streams,
    lengths: &'a [u64],
    interrupt: Option<&'a AtomicBool>,
}

impl Game<'_> {
    /// The instant at which the last game is over, or `None` if the replication does not finish here.
    fn play<T: Turns, O: Observer<Happening>>(&self, turns: &mut T, observers: &mut O) -> Option<Instant> {
        turns.fill((0..self.plan.opponents).map(|board| {
            observers.observe(Instant::START, &Happening::Arrived { board });
            observers.observe(Instant::START, &Happening::Seated { board, line_wait: Duration::ZERO });
            ready_at(Instant::START.saturating_add(self.think(board, 1)), board, 1)
        }));
        let (mut now, mut moves) = (Instant::START, 0_u32);
        while let Some(ready) = turns.pop(now) {
            let (board, nth) = (ready.actor(), ready.nth());
            let group = self.plan.groups.of(board);
            let is_last = nth == self.lengths.get(board as usize).copied().unwrap_or(group.fixed_moves);
            let stream = || self.streams.stream(Purpose::MasterThink as usize, board, nth);
            // One draw right after the other: the processor makes part of both at once.
            let service = group.master_think.draw(nth, stream);
            let think = if is_last { Duration::ZERO } else { self.think(board, nth + 1) };
            let begin = now.max(ready.at());
            observers.observe(ready.at(), &Happening::OpponentMoved { board, nth });
            observers.observe(begin, &Happening::Thinks { master: 0, board, waited: begin.since(ready.at()) });
            now = begin.saturating_add(service);
            if now == Instant::NEVER {
                return None;
            }
            observers.observe(now, &Happening::MasterMoved { master: 0, board, nth });
            if is_last {
                observers.observe(now, &Happening::GameOver { board, sojourn: now.since(Instant::START) });
            } else {
                turns.push(ready_at(now.saturating_add(think), board, nth + 1));
            }
            moves = moves.wrapping_add(1);
            if moves.is_multiple_of(1 << 13) && self.interrupt.is_some_and(|it| it.load(Ordering::Relaxed)) {
                return None;
            }
        }
        Some(now)
    }

    /// How long the opponent thinks about his `nth` move.
    #[inline]
    fn think(&self, board: u32, nth: u64) -> Duration {
        let stream = || self.streams.stream(Purpose::OpponentThink as usize, board, nth);
        self.plan.groups.of(board).think.draw(nth, stream)
    }
}

/// A board where the opponent will have made his `nth` move.
#[inline]
const fn ready_at(at: Instant, board: u32, nth: u64) -> Event {
    Event::new(at, Kind::OpponentDone { board, nth })
}
