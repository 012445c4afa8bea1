//! What opponents do: come, stand in line, sit down, think, move, forfeit.

use super::{Doing, Hall, NONE, length};
use crate::engine::{Context, Event as _, EventQueue, Observer};
use crate::model::event::{Event, Kind};
use crate::model::exhibition::Visit;
use crate::model::happening::Happening;
use crate::model::plan::Plan;
use crate::model::purpose::Purpose;
use crate::time::Instant;

impl Hall {
    /// Schedules the next arrival; there is never more than one pending.
    pub(super) fn schedule_arrival<Q: EventQueue<Event>, O>(&mut self, context: &mut Context<'_, Q, O>) {
        if self.arrivals_scheduled == self.plan.opponents {
            return;
        }
        let (at, board) = match self.arrivals.get(self.arrivals_scheduled as usize) {
            Some(&arrival) => arrival,
            None => (Instant::START, self.arrivals_scheduled),
        };
        self.arrivals_scheduled += 1;
        context.schedule(Event::new(at, Kind::Arrival { board }));
    }

    /// Section 8: he joins the line, whose first takes a board if there is one.
    pub(super) fn arrive<Q: EventQueue<Event>, O: Observer<Happening>>(
        &mut self,
        board: u32,
        context: &mut Context<'_, Q, O>,
    ) {
        context.tell(Happening::Arrived { board });
        self.line.push_back(board);
        self.schedule_arrival(context);
        self.seat_next(context);
    }

    /// Section 8: the first in line takes a free board. Under [`Visit::Sequential`] the line waits for masters.
    pub(super) fn seat_next<Q: EventQueue<Event>, O: Observer<Happening>>(&mut self, context: &mut Context<'_, Q, O>) {
        if self.plan.visit == Visit::Sequential || self.open_games >= self.plan.boards {
            return;
        }
        let Some(board) = self.line.pop_front() else { return };
        self.open_games += 1;
        if self.plan.visit == Visit::Cyclic && self.masters_moves(board) > 0 {
            self.circle.insert(board);
        }
        self.open_game(board, context);
    }

    /// Section 3: whoever leads begins.
    pub(super) fn open_game<Q: EventQueue<Event>, O: Observer<Happening>>(
        &mut self,
        board: u32,
        context: &mut Context<'_, Q, O>,
    ) {
        let line_wait = context.now().since(self.arrived_at(board));
        context.tell(Happening::Seated { board, line_wait });
        if self.plan.opponent_leads {
            self.opponent_thinks(board, 1, context);
        } else {
            self.get_ready(board, 1, context);
        }
    }

    fn arrived_at(&self, board: u32) -> Instant {
        if self.plan.all_at_start { Instant::START } else { self.arrived_at[board as usize] }
    }

    /// Section 9: he thinks, or runs out of patience.
    #[inline]
    pub(super) fn opponent_thinks<Q: EventQueue<Event>, O>(
        &mut self,
        board: u32,
        nth: u64,
        context: &mut Context<'_, Q, O>,
    ) {
        let group = self.plan.group(board);
        let think = group.think.draw(nth, self.streams.stream(Purpose::OpponentThink as usize, board, nth));
        let (time, kind) = if think <= group.patience {
            (think, Kind::OpponentDone { board, nth })
        } else {
            (group.patience, Kind::Forfeit { board })
        };
        context.schedule(Event::new(context.now().saturating_add(time), kind));
    }

    /// Section 9: his patience is at an end.
    pub(super) fn forfeit<Q: EventQueue<Event>, O: Observer<Happening>>(
        &mut self,
        board: u32,
        context: &mut Context<'_, Q, O>,
    ) {
        context.tell(Happening::Forfeited { board });
        self.end_game(board, context);
    }

    #[inline]
    pub(super) fn opponent_moves<Q: EventQueue<Event>, O: Observer<Happening>>(
        &mut self,
        board: u32,
        nth: u64,
        context: &mut Context<'_, Q, O>,
    ) {
        context.tell(Happening::OpponentMoved { board, nth });
        if self.plan.opponent_ends && nth == self.length(board) {
            self.end_game(board, context);
        } else {
            self.get_ready(board, if self.plan.opponent_leads { nth } else { nth + 1 }, context);
        }
    }

    /// Section 4: the masters owe this board their `nth` move. A master who waits there begins at once.
    #[inline]
    fn get_ready<Q: EventQueue<Event>, O: Observer<Happening>>(
        &mut self,
        board: u32,
        nth: u64,
        context: &mut Context<'_, Q, O>,
    ) {
        let now = context.now();
        if self.seats.is_empty() {
            let ready = Event::new(now, Kind::OpponentDone { board, nth });
            let (plan, lengths) = (&self.plan, &self.lengths);
            self.ready.push(ready, || rank(ready, plan, lengths));
            return;
        }
        let seat = &mut self.seats[board as usize];
        seat.ready_since = now;
        let master = seat.master;
        if master != NONE && self.masters[master as usize].doing == Doing::Attending {
            self.think_at_seat(master, context);
        }
    }

    /// The game is over; who waits there is free, and the line moves up.
    pub(super) fn end_game<Q: EventQueue<Event>, O: Observer<Happening>>(
        &mut self,
        board: u32,
        context: &mut Context<'_, Q, O>,
    ) {
        context.tell(Happening::GameOver { board, sojourn: context.now().since(self.arrived_at(board)) });
        self.open_games -= 1;
        if let Some(seat) = self.seats.get_mut(board as usize) {
            seat.over = true;
            let master = seat.master;
            if master == NONE {
                self.circle.remove(board);
            } else if self.masters[master as usize].doing == Doing::Attending {
                self.release(master, context);
            }
        }
        self.seat_next(context);
    }
}

/// Least first, for the ranked policies (section 6).
fn rank(ready: Event, plan: &Plan, lengths: &[u64]) -> u64 {
    let board = ready.actor();
    // All games without end have equally many moves left.
    let moves_left = || match length(plan, lengths, board) {
        u64::MAX => u64::MAX,
        moves => moves - ready.nth(),
    };
    match plan.visit {
        Visit::LastReady => u64::MAX - ready.at().as_ns(),
        Visit::FewestMovesLeft => moves_left(),
        Visit::MostMovesLeft => u64::MAX - moves_left(),
        Visit::GroupOrder => plan.group_index(board) as u64,
        Visit::Sequential | Visit::Cyclic | Visit::CyclicSkip | Visit::FirstReady | Visit::RandomReady => 0,
    }
}
