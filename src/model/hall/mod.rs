//! The playing hall: the actors of an exhibition (masters and opponents), and the rules of play.
//!
//! An event comes in, states change, new events are scheduled, and happenings are passed to observers. The rules are
//! those of docs/contract.md; comments give the number of its section where a rule is applied. The hall measures
//! nothing.
//!
//! This module has the state and its preparation; [`opponents`] has the actions of opponents, [`masters`] those of
//! masters.

mod masters;
mod opponents;

use crate::engine::{Actors, Context, EventQueue, Observer, Streams};
use crate::model::event::{Event, EventKind};
use crate::model::happening::Happening;
use crate::model::index_set::IndexSet;
use crate::model::plan::{GroupPlan, Plan};
use crate::model::policy::{Policy, Qualifies};
use crate::time::Instant;
use std::collections::VecDeque;

/// Nobody, or nowhere.
const NONE: u32 = u32::MAX;

/// All actors of one exhibition, in one replication after another.
#[derive(Clone, Debug)]
pub(super) struct Hall<P> {
    plan: Plan,
    streams: Streams,
    masters: Vec<Master>,
    /// The masters who are free.
    free: IndexSet,
    /// The boards from which free masters choose.
    candidates: P,
    /// Every board's state, if masters wait at boards; otherwise empty.
    seats: Vec<Seat>,
    /// The opponents who have arrived and wait for a board, unless the policy manages the line.
    line: VecDeque<u32>,
    /// Games that are open, or to which a master is on his way to open them.
    open_games: u32,
    /// Games that are not over yet.
    games_left: u32,
    /// Game lengths by board, if they vary.
    lengths: Vec<u64>,
    /// Arrivals in order, unless all opponents are there at the start; and how many have arrived or are scheduled.
    arrivals: Vec<(Instant, u32)>,
    arrivals_scheduled: u32,
    /// Arrival instants by board, under the same condition.
    arrived_at: Vec<Instant>,
}

/// A master's state.
#[derive(Clone, Copy, Debug)]
struct Master {
    doing: Doing,
    /// The board where he stands or to which he walks; [`NONE`] before his first visit.
    board: u32,
    /// The number of the masters' move that he is about to make there.
    nth: u64,
    /// Since when that board is ready, if he has chosen a ready one.
    ready_since: Instant,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doing {
    Nothing,
    Walking,
    Attending,
    Thinking,
}

/// A board where a master may wait.
#[derive(Clone, Copy, Debug)]
struct Seat {
    /// Since when it is ready; [`Instant::NEVER`] if it is not.
    ready_since: Instant,
    /// The number of the masters' next move there.
    nth: u64,
    /// The master there or on his way there, or [`NONE`].
    master: u32,
    over: bool,
}

impl<P: Policy> Hall<P> {
    /// Whether masters wait at boards for opponents to move.
    const ATTENDED: bool = !matches!(P::CANDIDATES, Qualifies::MoveDue);

    pub fn new(plan: Plan, candidates: P) -> Self {
        Self {
            plan,
            candidates,
            streams: Streams::new(0, 0),
            masters: Vec::new(),
            free: IndexSet::default(),
            seats: Vec::new(),
            line: VecDeque::new(),
            open_games: 0,
            games_left: 0,
            lengths: Vec::new(),
            arrivals: Vec::new(),
            arrivals_scheduled: 0,
            arrived_at: Vec::new(),
        }
    }

    /// Prepares a replication: resets all states, and draws what is drawn in advance. Memory is reused.
    pub fn reset(&mut self, seed: u64, replication: u64) {
        let plan = &self.plan;
        let boards = plan.opponents as usize;
        self.streams = Streams::new(seed, replication);
        self.masters.clear();
        let nobody = Master { doing: Doing::Nothing, board: NONE, nth: 0, ready_since: Instant::START };
        self.masters.resize(plan.masters as usize, nobody);
        self.free.reset(plan.masters as usize);
        (0..plan.masters).for_each(|master| self.free.insert(master));
        self.candidates.reset(plan.opponents);
        if Self::ATTENDED {
            self.seats.clear();
            self.seats.resize(boards, Seat { ready_since: Instant::NEVER, nth: 1, master: NONE, over: false });
        }
        self.line.clear();
        self.open_games = 0;
        self.games_left = plan.opponents;
        self.arrivals_scheduled = 0;
        if plan.lengths_vary {
            self.lengths.clear();
            self.lengths.extend((0..plan.opponents).map(|board| plan.draw_length(board, &self.streams)));
        }
        if !plan.all_at_start {
            plan.draw_arrivals(&self.streams, &mut self.arrivals);
            self.arrived_at.resize(boards, Instant::START);
            for &(at, board) in &self.arrivals {
                self.arrived_at[board as usize] = at;
            }
        }
    }

    /// The parts that are the same for all replications.
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The board where a master stands or to which he walks.
    pub fn board_of_master(&self, master: u32) -> u32 {
        self.masters[master as usize].board
    }

    /// How many moves the side that moves first makes at a board; `u64::MAX` for an endless game.
    #[inline]
    fn length(&self, board: u32) -> u64 {
        length_in(self.plan.groups.of(board), &self.lengths, board)
    }

    /// How many moves the masters make at a board.
    fn masters_moves(&self, board: u32) -> u64 {
        let spared = self.plan.opponent_leads && self.plan.opponent_ends;
        self.length(board) - u64::from(spared)
    }
}

/// The same, if the board's group is known already. `lengths` holds the lengths if they vary.
#[inline]
fn length_in(group: &GroupPlan, lengths: &[u64], board: u32) -> u64 {
    if lengths.is_empty() { group.fixed_moves } else { lengths[board as usize] }
}

impl<P: Policy, Q: EventQueue<Event>, O: Observer<Happening>> Actors<Q, O> for Hall<P> {
    type Event = Event;

    fn start(&mut self, context: &mut Context<'_, Q, O>) {
        self.schedule_arrival(context);
    }

    #[inline]
    fn receive(&mut self, event: Event, context: &mut Context<'_, Q, O>) {
        match event.kind() {
            EventKind::OpponentDone { board, nth } => self.opponent_moves(event, board, nth, context),
            EventKind::ThinkDone { master } => self.make_move(master, context),
            EventKind::WalkDone { master } => self.reach(master, context),
            EventKind::Arrival { board } => self.arrive(board, context),
            EventKind::Forfeit { board } => self.forfeit(board, context),
        }
    }

    #[inline]
    fn unsettled(&self) -> bool {
        !self.free.is_empty() && self.can_choose()
    }

    /// Section 5: the free masters choose, the lowest first.
    #[inline]
    fn settle(&mut self, context: &mut Context<'_, Q, O>) {
        self.first_free_chooses(context);
        if !self.free.is_empty() && self.can_choose() {
            self.others_choose(context);
        }
    }
}
