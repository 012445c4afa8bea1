//! The executive: takes one event after another from the queue, sets the clock, and passes the event to the actors.

use super::event::{Event, Timed};
use super::observer::Observer;
use super::queue::{CancelEvents, EventQueue};
use crate::time::{Duration, Instant};
use std::sync::atomic::{AtomicBool, Ordering};

/// The actors of a model: they receive events, change their own states, and schedule new events.
///
/// `Q` is the event queue (an actor that cancels asks for [`CancelEvents`]), `O` the observer.
pub trait Actors<Q, O> {
    /// The model's events.
    type Event: Event;

    /// Schedules the first events. The clock stands at the start. Before the first event, nothing is settled, and
    /// requests to stop are ignored.
    fn start(&mut self, context: &mut Context<'_, Q, O>);

    /// Receives an event at its instant.
    fn receive(&mut self, event: Self::Event, context: &mut Context<'_, Q, O>);

    /// Whether [`Actors::settle`] has anything to do. Asked after every event, so it should be cheap.
    #[inline]
    fn unsettled(&self) -> bool {
        false
    }

    /// Called when no event is left at this instant, if the actors are [unsettled](Actors::unsettled). It is the place
    /// for decisions that depend on everything that happened at the instant. It must settle the actors, or schedule
    /// something.
    fn settle(&mut self, _context: &mut Context<'_, Q, O>) {}
}

/// The context of acting actors: the clock, the event queue, the observer.
pub struct Context<'a, Q, O> {
    now: Instant,
    queue: &'a mut Q,
    observer: &'a mut O,
    sequence: u64,
    stop: bool,
}

impl<Q, O> Context<'_, Q, O> {
    /// The virtual time.
    #[inline]
    #[must_use]
    pub const fn now(&self) -> Instant {
        self.now
    }

    /// Schedules an event. One at [`Instant::NEVER`] ends the run when its turn comes, see [`StopReason::EndOfTime`].
    #[inline]
    pub fn schedule<E: Event>(&mut self, event: E)
    where
        Q: EventQueue<E>,
    {
        debug_assert!(event.at() >= self.now, "an event can't happen in the past");
        self.queue.push(event);
    }

    /// Schedules a message for `delay` from now, and returns the event for a [cancellation](Context::cancel).
    pub fn schedule_after<M: Copy>(&mut self, delay: Duration, phase: u8, message: M) -> Timed<M>
    where
        Q: EventQueue<Timed<M>>,
    {
        let event = Timed::new(self.now.saturating_add(delay), phase, self.sequence, message);
        self.sequence += 1;
        self.schedule(event);
        event
    }

    /// Cancels a pending event; `false` if it was not pending (any more).
    pub fn cancel<E: Event>(&mut self, event: &E) -> bool
    where
        Q: CancelEvents<E>,
    {
        self.queue.cancel(event)
    }

    /// Passes a happening to the observer.
    // Always inline: an observer that ignores a kind of happening costs nothing only if the compiler knows the kind.
    #[expect(clippy::inline_always, clippy::needless_pass_by_value, reason = "a happening is made on the spot")]
    #[inline(always)]
    pub fn tell<H>(&mut self, happening: H)
    where
        O: Observer<H>,
    {
        self.observer.observe(self.now, &happening);
    }

    /// Ends the run after this event, see [`StopReason::Asked`].
    pub const fn stop(&mut self) {
        self.stop = true;
    }
}

/// When a run ends, apart from running out of events.
#[derive(Clone, Copy, Debug)]
pub struct Limits<'a> {
    /// Events at or after this instant do not happen.
    pub horizon: Option<Instant>,
    /// At most this many events.
    pub events: u64,
    /// This many events at one instant mean that time makes no progress. It is noticed up to 2,048 events later.
    pub events_per_instant: u64,
    /// Checked every thousand events; once it is `true` the run ends.
    pub interrupt: Option<&'a AtomicBool>,
}

impl Default for Limits<'_> {
    fn default() -> Self {
        Self { horizon: None, events: u64::MAX, events_per_instant: u64::MAX, interrupt: None }
    }
}

/// Why a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopReason<E> {
    /// No event was left.
    NothingLeft,
    /// The horizon was reached. The clock stands there.
    Horizon,
    /// The limit on events was reached.
    EventLimit,
    /// The limit on events at one instant was reached: virtual time makes no progress. With the next event.
    NoProgress(E),
    /// Only this event was left, and it would happen after the end of virtual time.
    EndOfTime(E),
    /// An actor requested it.
    Asked,
    /// The interrupt was raised from outside.
    Interrupted,
}

/// Runs a model: owns the clock and the event queue.
#[derive(Clone, Debug, Default)]
pub struct Executive<Q> {
    now: Instant,
    queue: Q,
    events: u64,
}

/// How many events there are between two checks of the limits.
const PATROL_EVERY: u64 = 1 << 10;

impl<Q> Executive<Q> {
    /// An executive with this (empty) event queue, the clock at the start.
    pub const fn new(queue: Q) -> Self {
        Self { now: Instant::START, queue, events: 0 }
    }

    /// The virtual time.
    #[must_use]
    pub const fn now(&self) -> Instant {
        self.now
    }

    /// How many events have happened.
    #[must_use]
    pub const fn events(&self) -> u64 {
        self.events
    }

    /// Plays `actors` from the start to the end; memory of earlier runs is reused.
    pub fn run<E, A, O>(&mut self, actors: &mut A, observer: &mut O, limits: &Limits<'_>) -> StopReason<E>
    where
        E: Event,
        Q: EventQueue<E>,
        A: Actors<Q, O, Event = E>,
    {
        self.queue.clear();
        let mut events = 0;
        let horizon = limits.horizon.unwrap_or(Instant::NEVER);
        let mut patrol = Patrol::new(limits);
        let mut context = Context { now: Instant::START, queue: &mut self.queue, observer, sequence: 0, stop: false };
        actors.start(&mut context);
        let stop = loop {
            let Some(event) = context.queue.pop() else { break StopReason::NothingLeft };
            if event.at() >= horizon {
                if limits.horizon.is_none() {
                    break StopReason::EndOfTime(event);
                }
                context.now = horizon;
                break StopReason::Horizon;
            }
            if events >= patrol.next_at_events
                && let Some(stop) = patrol.look(context.now, events, event, limits)
            {
                break stop;
            }
            context.now = event.at();
            events += 1;
            actors.receive(event, &mut context);
            if actors.unsettled() && context.queue.first().is_none_or(|next| next.at() > context.now) {
                actors.settle(&mut context);
            }
            if context.stop {
                break StopReason::Asked;
            }
        };
        (self.now, self.events) = (context.now, events);
        stop
    }
}

/// Checks the limits every thousand events, so the loop itself has only one number to compare.
struct Patrol {
    next_at_events: u64,
    last: Option<Instant>,
    /// Events since virtual time last made progress, as seen by these checks.
    same_instant: u64,
}

impl Patrol {
    fn new(limits: &Limits<'_>) -> Self {
        Self { next_at_events: limits.events.min(PATROL_EVERY), last: None, same_instant: 0 }
    }

    #[cold]
    fn look<E>(&mut self, now: Instant, events: u64, next: E, limits: &Limits<'_>) -> Option<StopReason<E>> {
        if events >= limits.events {
            return Some(StopReason::EventLimit);
        }
        if limits.interrupt.is_some_and(|interrupt| interrupt.load(Ordering::Relaxed)) {
            return Some(StopReason::Interrupted);
        }
        self.same_instant = if self.last == Some(now) { self.same_instant + PATROL_EVERY } else { 0 };
        if self.same_instant >= limits.events_per_instant {
            return Some(StopReason::NoProgress(next));
        }
        self.last = Some(now);
        self.next_at_events = limits.events.min(events + PATROL_EVERY);
        None
    }
}
