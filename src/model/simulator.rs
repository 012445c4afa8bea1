//! The simulator: plays an exhibition, one replication after another.

use super::check::InvalidExhibition;
use super::collector::Collector;
use super::digest::Digest;
use super::dispatch::{AnyExecutive, AnyHall, End, QueueKind};
use super::event::{Event, EventKind};
use super::exhibition::{Exhibition, GameLength};
use super::halt::Halt;
use super::happening::Happening;
use super::lockstep::Lockstep;
use super::outcome::Outcome;
use super::plain::{Finished, OnlyGroup, Plain, Reporting};
use super::plan::Plan;
use super::recorder::OutcomeRecorder;
use crate::engine::{Limits, Observer, StopReason};
use crate::time::Instant;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Plays an exhibition. One simulator plays any number of replications and reuses its memory.
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
    recorder: OutcomeRecorder,
    collector: Option<Box<Collector>>,
    outcome: Outcome,
    horizon: Option<Instant>,
    events_max: u64,
    events_per_instant_max: u64,
    interrupt: Option<Arc<AtomicBool>>,
    plain: Option<Box<Plain>>,
    side_by_side: SideBySide,
}

/// Whether replications are played side by side.
#[derive(Clone)]
enum SideBySide {
    /// Not decided yet.
    Untried,
    No,
    Yes(Box<Lockstep<LANES>>),
}

/// How many replications are played side by side. Of 4, 8 and 16, 8 is the fastest, or nearly the fastest, on all
/// processors.
const LANES: usize = 8;

/// The default of [`Simulator::limit_events`].
pub const EVENTS_MAX: u64 = 10_000_000_000;

impl Simulator {
    /// Prepares to play an exhibition.
    ///
    /// # Errors
    /// All errors that [`Exhibition::check`] finds.
    pub fn new(exhibition: &Exhibition) -> Result<Self, InvalidExhibition> {
        let problems = exhibition.check();
        if !problems.is_empty() {
            return Err(InvalidExhibition { problems });
        }
        let plan = Plan::new(exhibition);
        Ok(Self {
            recorder: OutcomeRecorder::new(&plan, exhibition),
            collector: exhibition.quantiles.then(|| Box::new(Collector::new(&plan, exhibition.warm_up))),
            outcome: Outcome { masters: plan.masters, ..Outcome::default() },
            plain: Plain::new(exhibition, &plan).map(Box::new),
            hall: AnyHall::new(exhibition.visit, plan),
            executive: AnyExecutive::new(QueueKind::fastest_for(exhibition)),
            horizon: exhibition.horizon.map(|horizon| Instant::START.saturating_add(horizon)),
            events_max: EVENTS_MAX,
            events_per_instant_max: events_per_instant_max(exhibition),
            interrupt: None,
            side_by_side: if exhibition.quantiles { SideBySide::No } else { SideBySide::Untried },
        })
    }

    /// Stops a replication that takes more than `events` events, with [`Halt::EventLimit`]. At most 2³⁴ − 1.
    pub fn limit_events(&mut self, events: u64) {
        self.events_max = events.min(Event::MOVES_MAX);
    }

    /// Plays with events and this event queue, instead of the automatic choice.
    pub fn use_queue(&mut self, kind: QueueKind) {
        self.executive = AnyExecutive::new(kind);
        self.plain = None;
        self.side_by_side = SideBySide::No;
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
        if self.play_plainly(seed, replication) {
            return Ok(&self.outcome);
        }
        if self.collector.is_some() {
            return self.observe(seed, replication, &mut ());
        }
        self.watch(seed, replication, &mut ())
    }

    /// Plays it without events, if possible. Returns whether it did.
    fn play_plainly(&mut self, seed: u64, replication: u64) -> bool {
        let (Some(game), Some(plan)) = (&mut self.plain, self.hall.first_ready_plan()) else { return false };
        let (run, interrupt) = ((seed, replication), self.interrupt.as_deref());
        self.recorder.reset();
        let finished = if self.collector.is_none() && self.recorder.has_only_group() {
            game.play(plan, run, self.events_max, interrupt, OnlyGroup::default()).map(|finished| {
                let Finished { end, moves, events, notes } = finished;
                self.recorder.take_only_group(notes.figures(plan.opponents, moves, end));
                (end, events, notes.digest())
            })
        } else {
            if let Some(collector) = &mut self.collector {
                collector.reset();
            }
            let mut digest = Digest::default();
            let mut observers = (&mut self.recorder, &mut digest, self.collector.as_deref_mut());
            let finished = game.play(plan, run, self.events_max, interrupt, Reporting(&mut observers));
            let ended = finished.map(|finished| (finished.end, finished.events));
            ended.map(|(end, events)| (end, events, digest))
        };
        let Some((end, events, digest)) = finished else { return false };
        self.recorder.close(end, &mut self.outcome);
        (self.outcome.events, self.outcome.digest) = (events, digest.value());
        if let Some(collector) = &mut self.collector {
            collector.close(&mut self.outcome);
        }
        true
    }

    /// The same, watched by an observer, which changes nothing in the run.
    ///
    /// # Errors
    /// See [`Halt`].
    pub fn observe<O: Observer<Happening>>(
        &mut self,
        seed: u64,
        replication: u64,
        observer: &mut O,
    ) -> Result<&Outcome, Halt> {
        let mut collector = self.collector.take();
        if let Some(collector) = &mut collector {
            collector.reset();
        }
        let played = self.watch(seed, replication, &mut (collector.as_deref_mut(), observer)).map(|_| ());
        if let Some(collector) = &mut collector {
            collector.close(&mut self.outcome);
        }
        self.collector = collector;
        played.map(|()| &self.outcome)
    }

    fn watch<O: Observer<Happening>>(
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
        let End { stop, at, events } =
            self.executive.play(&mut self.hall, (seed, replication), &mut observers, &limits);
        let digest = observers.1.value();
        match stop {
            StopReason::NothingLeft | StopReason::Horizon | StopReason::Asked => {
                // If all endless games were forfeited, the masters are idle until the horizon.
                self.recorder.close(self.horizon.unwrap_or(at), &mut self.outcome);
                self.outcome.events = events;
                self.outcome.digest = digest;
                Ok(&self.outcome)
            }
            StopReason::EndOfTime(event) => Err(Halt::EndOfTime { board: self.board_of(event) }),
            StopReason::EventLimit => Err(Halt::EventLimit { events, at }),
            StopReason::NoProgress(_) => Err(Halt::NoProgress { at }),
            StopReason::Interrupted => Err(Halt::Interrupted { events, at }),
        }
    }

    /// Plays several replications under `seed`, and passes each outcome, with its number, to `take`, in order, until
    /// `take` breaks.
    ///
    /// The outcomes are those of [`Simulator::play`]. If the exhibition allows it, replications are played side by
    /// side, which takes a fraction of the time (docs/lockstep.md).
    ///
    /// # Errors
    /// The number of the first replication that does not finish, and why; see [`Halt`].
    pub fn play_batch<B>(
        &mut self,
        seed: u64,
        replications: Range<u64>,
        mut take: impl FnMut(u64, &Outcome) -> ControlFlow<B>,
    ) -> Result<ControlFlow<B>, (u64, Halt)> {
        // The next lane of the current block; `LANES` if there is none.
        let mut lane = LANES;
        for replication in replications.clone() {
            if lane == LANES && self.begin_block(seed, replication, replications.end) {
                lane = 0;
            }
            let outcome = match &self.side_by_side {
                SideBySide::Yes(lockstep) if lane < LANES && lockstep.write(lane, &mut self.outcome) => &self.outcome,
                _ => self.play(seed, replication).map_err(|halt| (replication, halt))?,
            };
            if let ControlFlow::Break(value) = take(replication, outcome) {
                return Ok(ControlFlow::Break(value));
            }
            lane = LANES.min(lane + 1);
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Plays a block from `first` on side by side, if that is possible and pays. Returns whether it did.
    fn begin_block(&mut self, seed: u64, first: u64, end: u64) -> bool {
        // Fewer than half a block are played faster one by one.
        if 2 * (end - first) < LANES as u64 {
            return false;
        }
        if matches!(self.side_by_side, SideBySide::Untried) {
            let lockstep = self.hall.first_ready_plan().and_then(Lockstep::new);
            self.side_by_side = lockstep.map_or(SideBySide::No, |lockstep| SideBySide::Yes(Box::new(lockstep)));
        }
        let SideBySide::Yes(lockstep) = &mut self.side_by_side else { return false };
        let interrupted = self.interrupt.as_ref().is_some_and(|interrupt| interrupt.load(Ordering::Relaxed));
        if interrupted || lockstep.events_max() > self.events_max {
            return false;
        }
        lockstep.play(seed, first);
        if lockstep.does_not_pay() {
            self.side_by_side = SideBySide::No;
            return false;
        }
        true
    }

    fn board_of(&self, event: Event) -> u32 {
        match event.kind() {
            EventKind::WalkDone { master } | EventKind::ThinkDone { master } => self.hall.board_of_master(master),
            EventKind::Arrival { board } | EventKind::OpponentDone { board, .. } | EventKind::Forfeit { board } => {
                board
            }
        }
    }
}

/// More events than this at one instant mean that endless games stand still: games that end can't have as many.
fn events_per_instant_max(exhibition: &Exhibition) -> u64 {
    if !exhibition.is_endless() {
        return u64::MAX;
    }
    let events_of_a_game = |moves: &GameLength| match moves {
        // A game of a million times the mean practically never happens.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at least 1; saturates")]
        GameLength::Geometric { mean } => (mean * 4e6) as u64,
        GameLength::Endless => 1_000,
        moves => moves.longest().unwrap_or(0).saturating_mul(4),
    };
    let events =
        exhibition.groups.iter().map(|group| u64::from(group.count).saturating_mul(events_of_a_game(&group.moves)));
    events.fold(1_000_000, u64::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Distribution, Group, Master};
    use crate::time::Duration;

    #[test]
    fn many_events_at_one_instant_are_not_a_standstill_if_their_games_end() {
        let (zero, hour) = (Duration::ZERO, Duration::from_secs(3_600));
        let short = GameLength::Exactly(1_500);
        let finite = Group { count: 1_500, ..Group::new("finite", Distribution::Constant(zero), short) };
        let endless = Group {
            master_think: Some(Distribution::Constant(hour)),
            ..Group::new("endless", Distribution::Constant(hour), GameLength::Endless)
        };
        let exhibition = Exhibition {
            groups: vec![finite, endless],
            horizon: Some(Duration::from_secs(36_000)),
            ..Exhibition::new(Master { name: "Larry".into(), count: 1, think: Distribution::Constant(zero) })
        };
        let outcome = Simulator::new(&exhibition).unwrap().play(1, 0).unwrap().clone();
        assert_eq!(outcome.groups[0].moves, 2_250_000);
    }

    #[test]
    fn a_standstill_is_noticed() {
        // Draws of about e⁻¹⁰⁰ seconds: a check of the settings can't see that they are all 0 ns.
        let nothing = Distribution::LogNormal { mu: -100.0, sigma: 1.0 };
        let exhibition = Exhibition {
            groups: vec![Group::new("hasty", nothing.clone(), GameLength::Endless)],
            horizon: Some(Duration::from_secs(1)),
            ..Exhibition::new(Master { name: "Larry".into(), count: 1, think: nothing })
        };
        let halt = Simulator::new(&exhibition).unwrap().play(1, 0).unwrap_err();
        assert_eq!(halt, Halt::NoProgress { at: Instant::START });
    }
}
