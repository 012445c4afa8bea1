//! Plain play: one master who goes to the board that became ready first, without walks or lines.
//!
//! Then a move needs no events. The board with the smallest (ready, board) is next, and the master begins at max(now,
//! ready): docs/lockstep.md explains why. Happenings are passed on visit by visit and not in the order of time. So the
//! only observers are those for which this makes no difference: the recorder, the digest, and the collector, which
//! looks at the master's happenings alone.

mod boards;
mod notes;

pub(super) use notes::{Notes, OnlyGroup, Reporting};

use super::by_group::ByGroup;
use super::event::{Event, EventKind};
use super::exhibition::{self, Exhibition};
use super::plan::{GroupPlan, Plan};
use super::purpose::Purpose;
use crate::engine::{Event as _, Streams};
use crate::time::{Duration, Instant};
use boards::{Boards, LineAndQueue, Turns};
use notes::PlayedVisit;
use std::sync::atomic::{AtomicBool, Ordering};

/// The boards that are not being served, by when they are (or will be) ready; kept between replications to reuse
/// memory.
#[derive(Clone)]
pub(super) struct Plain {
    boards: Boards,
    /// The lengths of all games, if they vary.
    lengths: Vec<u64>,
}

/// A finished replication.
pub(super) struct Finished<N> {
    /// When the last game was over.
    pub end: Instant,
    /// How many moves the master made.
    pub moves: u64,
    pub events: u64,
    pub notes: N,
}

impl Plain {
    /// The prepared state, if the exhibition can be played this way.
    pub fn new(exhibition: &Exhibition, plan: &Plan) -> Option<Self> {
        let eligible = exhibition.visit == exhibition::Visit::FirstReady && plan.is_plain();
        eligible.then(|| Self { boards: Boards::fastest_for(exhibition, plan), lengths: Vec::new() })
    }

    /// Plays one replication with at most `events_max` events. `None` if it does not finish here: then the general
    /// simulator must report what is wrong.
    pub fn play<N: Notes>(
        &mut self,
        plan: &Plan,
        (seed, replication): (u64, u64),
        events_max: u64,
        interrupt: Option<&AtomicBool>,
        notes: N,
    ) -> Option<Finished<N>> {
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
            return None;
        }
        let game = Game { opponents: plan.opponents, streams, interrupt };
        let lengths = self.lengths.as_slice();
        let (end, notes) = match &plan.groups {
            // With only one group of games of the same length, nothing needs to be looked up.
            ByGroup::One(group) if !plan.lengths_vary => {
                game.play(&mut self.boards, |_| (group, group.fixed_moves), notes)
            }
            groups => {
                let length = |board, group: &GroupPlan| lengths.get(board).copied().unwrap_or(group.fixed_moves);
                let rules = |board| (groups.of(board), length(board as usize, groups.of(board)));
                game.play(&mut self.boards, rules, notes)
            }
        }?;
        Some(Finished { end, moves, events, notes })
    }
}

/// One replication.
struct Game<'a> {
    opponents: u32,
    streams: Streams,
    interrupt: Option<&'a AtomicBool>,
}

impl Game<'_> {
    fn play<'p, N: Notes>(
        &self,
        boards: &mut Boards,
        rules: impl Fn(u32) -> (&'p GroupPlan, u64),
        notes: N,
    ) -> Option<(Instant, N)> {
        match boards {
            Boards::Line(line) => self.play_with(line, rules, notes),
            Boards::Heap(queue) => self.play_with(queue, rules, notes),
            Boards::Radix(queue) => self.play_with(queue, rules, notes),
            Boards::LineAndHeap(line, queue) => self.play_with(&mut LineAndQueue { line, queue }, rules, notes),
            Boards::LineAndRadix(line, queue) => self.play_with(&mut LineAndQueue { line, queue }, rules, notes),
        }
    }

    /// The instant at which the last game is over, with the notes, or `None` if the replication does not finish here.
    /// `rules` gives the group of a board, and the length of its game.
    fn play_with<'p, N: Notes>(
        &self,
        turns: &mut impl Turns,
        rules: impl Fn(u32) -> (&'p GroupPlan, u64),
        mut notes: N,
    ) -> Option<(Instant, N)> {
        turns.fill((0..self.opponents).map(|board| {
            notes.arrival(board);
            let at = Instant::START.saturating_add(self.think(rules(board).0, board, 1));
            Event::new(at, EventKind::OpponentDone { board, nth: 1 })
        }));
        let (mut now, mut moves) = (Instant::START, 0_u32);
        while let Some(next) = turns.pop(now) {
            let (ready, board, nth) = (next.at(), next.actor(), next.nth());
            let (group, length) = rules(board);
            let is_last = nth == length;
            let stream = || self.streams.stream(Purpose::MasterThink as usize, board, nth);
            // One draw right after the other: the processor makes part of both at once.
            let service = group.master_think.draw(nth, stream);
            let think = if is_last { Duration::ZERO } else { self.think(group, board, nth + 1) };
            let waited = now.since(ready);
            let begin = Instant::from_ns(ready.as_ns() + waited.as_ns());
            if service >= Instant::NEVER.since(begin) {
                return None;
            }
            now = Instant::from_ns(begin.as_ns() + service.as_ns());
            notes.visit(&PlayedVisit { board, nth, ready, waited, begin, service, end: now, is_last });
            if !is_last {
                turns.push(next.with_next_move(now.saturating_add(think)));
            }
            moves = moves.wrapping_add(1);
            if moves.is_multiple_of(1 << 13) && self.is_interrupted() {
                return None;
            }
        }
        Some((now, notes))
    }

    #[cold]
    fn is_interrupted(&self) -> bool {
        self.interrupt.is_some_and(|interrupt| interrupt.load(Ordering::Relaxed))
    }

    /// How long the opponent thinks about his `nth` move.
    #[inline]
    fn think(&self, group: &GroupPlan, board: u32, nth: u64) -> Duration {
        group.think.draw(nth, || self.streams.stream(Purpose::OpponentThink as usize, board, nth))
    }
}
