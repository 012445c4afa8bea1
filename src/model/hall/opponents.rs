//! The actions of opponents: arriving, standing in line, sitting down, thinking, moving, forfeiting.

use super::{Doing, Hall, NONE, length_in};
use crate::engine::{Context, EventQueue, Observer};
use crate::model::event::{Event, EventKind};
use crate::model::happening::Happening;
use crate::model::plan::GroupPlan;
use crate::model::policy::{Facts, Policy, Qualifies};
use crate::model::purpose::Purpose;
use crate::time::Instant;

impl<P: Policy> Hall<P> {
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
        context.schedule(Event::new(at, EventKind::Arrival { board }));
    }

    /// Section 8: he joins the line, whose first takes a board if there is one.
    #[cold]
    pub(super) fn arrive<Q: EventQueue<Event>, O: Observer<Happening>>(
        &mut self,
        board: u32,
        context: &mut Context<'_, Q, O>,
    ) {
        context.tell(Happening::Arrived { board });
        self.schedule_arrival(context);
        if P::CANDIDATES == Qualifies::StandingInLine {
            self.become_candidate(board, 1, context.now());
        } else {
            self.line.push_back(board);
            self.seat_next(context);
        }
    }

    /// Section 8: the first in line takes a board, if one is free.
    fn seat_next<Q: EventQueue<Event>, O: Observer<Happening>>(&mut self, context: &mut Context<'_, Q, O>) {
        if self.open_games >= self.plan.boards {
            return;
        }
        let Some(board) = self.line.pop_front() else { return };
        self.open_games += 1;
        if P::CANDIDATES == Qualifies::OpenGame && self.masters_moves(board) > 0 {
            self.become_candidate(board, 1, context.now());
        }
        self.open_game(board, context);
    }

    /// Section 3: the side with the first move begins.
    pub(super) fn open_game<Q: EventQueue<Event>, O: Observer<Happening>>(
        &mut self,
        board: u32,
        context: &mut Context<'_, Q, O>,
    ) {
        let line_wait = context.now().since(self.arrived_at(board));
        context.tell(Happening::Seated { board, line_wait });
        if self.plan.opponent_leads {
            self.opponent_thinks(self.plan.groups.of(board), board, 1, context);
        } else {
            self.get_ready(board, 1, context);
        }
    }

    fn arrived_at(&self, board: u32) -> Instant {
        if self.plan.all_at_start { Instant::START } else { self.arrived_at[board as usize] }
    }

    /// From now on a master may choose this board, for his `nth` move there.
    #[inline]
    pub(super) fn become_candidate(&mut self, board: u32, nth: u64, now: Instant) {
        self.add_candidate(Event::new(now, EventKind::OpponentDone { board, nth }));
    }

    #[inline]
    fn add_candidate(&mut self, candidate: Event) {
        let (plan, lengths, board) = (&self.plan, &self.lengths, candidate.actor());
        self.candidates.add(candidate, || Facts {
            // All games without end have equally many moves left.
            moves_left: match length_in(plan.groups.of(board), lengths, board) {
                u64::MAX => u64::MAX,
                moves => moves - candidate.nth(),
            },
            group: plan.groups.index(board),
        });
    }

    /// Section 9: he thinks, or runs out of patience.
    #[expect(clippy::inline_always, reason = "part of every move")]
    #[inline(always)]
    pub(super) fn opponent_thinks<Q: EventQueue<Event>, O>(
        &self,
        group: &GroupPlan,
        board: u32,
        nth: u64,
        context: &mut Context<'_, Q, O>,
    ) {
        let think = group.think.draw(nth, || self.streams.stream(Purpose::OpponentThink as usize, board, nth));
        let (time, kind) = if think <= group.patience {
            (think, EventKind::OpponentDone { board, nth })
        } else {
            (group.patience, EventKind::Forfeit { board })
        };
        context.schedule(Event::new(context.now().saturating_add(time), kind));
    }

    /// Section 9: his patience has run out.
    #[cold]
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
        event: Event,
        board: u32,
        nth: u64,
        context: &mut Context<'_, Q, O>,
    ) {
        context.tell(Happening::OpponentMoved { board, nth });
        if self.plan.opponent_ends && nth == self.length(board) {
            self.end_game(board, context);
        } else if !Self::ATTENDED && self.plan.opponent_leads {
            // The event holds all that a candidate needs: the instant, the board, the number of the move.
            self.add_candidate(event);
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
        if !Self::ATTENDED {
            return self.become_candidate(board, nth, context.now());
        }
        let seat = &mut self.seats[board as usize];
        seat.ready_since = context.now();
        let master = seat.master;
        if master != NONE && self.masters[master as usize].doing == Doing::Attending {
            self.think_at_seat(master, context);
        }
    }

    /// The game is over; a master who waits there is free, and the line moves up.
    #[cold]
    pub(super) fn end_game<Q: EventQueue<Event>, O: Observer<Happening>>(
        &mut self,
        board: u32,
        context: &mut Context<'_, Q, O>,
    ) {
        context.tell(Happening::GameOver { board, sojourn: context.now().since(self.arrived_at(board)) });
        self.open_games -= 1;
        self.games_left -= 1;
        if Self::ATTENDED {
            let seat = &mut self.seats[board as usize];
            seat.over = true;
            let master = seat.master;
            if master == NONE {
                self.candidates.withdraw(board);
            } else if self.masters[master as usize].doing == Doing::Attending {
                self.release(master, context);
            }
        }
        self.seat_next(context);
        // Section 11: a master still walking to a game that is over does not prolong the run.
        if self.games_left == 0 && self.plan.ends_with_last_game {
            context.stop();
        }
    }
}
