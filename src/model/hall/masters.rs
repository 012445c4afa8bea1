//! What masters do: choose a board, walk there, wait there, think, move.

use super::{Doing, Hall, NONE};
use crate::engine::{Context, Event as _, EventQueue, Observer};
use crate::model::event::{Event, Kind};
use crate::model::exhibition::Visit;
use crate::model::happening::Happening;
use crate::model::purpose::Purpose;
use crate::time::Instant;

impl Hall {
    /// Whether there is anything to choose for a free master.
    #[inline]
    pub(super) fn can_choose(&self) -> bool {
        match self.plan.visit {
            Visit::Sequential => !self.line.is_empty() && self.open_games < self.plan.boards,
            Visit::Cyclic => !self.circle.is_empty(),
            _ => !self.ready.is_empty(),
        }
    }

    /// Section 6: a free master chooses a board and goes there.
    #[inline]
    pub(super) fn choose<Q: EventQueue<Event>, O: Observer<Happening>>(
        &mut self,
        master: u32,
        context: &mut Context<'_, Q, O>,
    ) {
        let Some((board, nth, ready_since)) = self.next_board(master) else { return };
        self.free.remove(master);
        let state = &mut self.masters[master as usize];
        let from = state.board;
        (state.board, state.nth, state.ready_since) = (board, nth, ready_since);
        if self.plan.walk.is_none() || from == NONE {
            return self.reach(master, context);
        }
        let time = self.plan.walking_time(from, board, nth, &self.streams);
        if time.is_zero() {
            return self.reach(master, context);
        }
        self.masters[master as usize].doing = Doing::Walking;
        context.tell(Happening::Walks { master, board });
        context.schedule(Event::new(context.now().saturating_add(time), Kind::WalkDone { master }));
    }

    /// The chosen board, the number of the move to be made there, and since when it is ready ([`Instant::NEVER`]: it is not).
    #[inline]
    fn next_board(&mut self, master: u32) -> Option<(u32, u64, Instant)> {
        let board = match self.plan.visit {
            Visit::Sequential => {
                self.open_games += 1;
                self.line.pop_front()?
            }
            Visit::Cyclic => {
                let board = self.circle.next_around(self.circle_from)?;
                self.circle.remove(board);
                self.circle_from = board + 1;
                board
            }
            _ => {
                let ready = self.ready.pop(&self.streams)?;
                return Some((ready.actor(), ready.nth(), ready.at()));
            }
        };
        let seat = &mut self.seats[board as usize];
        seat.master = master;
        Some((board, seat.nth, seat.ready_since))
    }

    /// He stands at the board that he chose.
    #[inline]
    pub(super) fn reach<Q: EventQueue<Event>, O: Observer<Happening>>(
        &mut self,
        master: u32,
        context: &mut Context<'_, Q, O>,
    ) {
        if self.seats.is_empty() {
            return self.think(master, context);
        }
        // From here on he waits there, until he finds the board ready or the game over.
        self.masters[master as usize].doing = Doing::Attending;
        let board = self.masters[master as usize].board;
        if self.plan.visit == Visit::Sequential {
            self.open_game(board, context);
        } else if self.seats[board as usize].ready_since != Instant::NEVER {
            return self.think_at_seat(master, context);
        }
        if self.seats[board as usize].over {
            self.release(master, context);
        } else if self.masters[master as usize].doing == Doing::Attending {
            context.tell(Happening::Attends { master, board });
        }
    }

    /// He thinks at the board where he waited.
    pub(super) fn think_at_seat<Q: EventQueue<Event>, O: Observer<Happening>>(
        &mut self,
        master: u32,
        context: &mut Context<'_, Q, O>,
    ) {
        let state = &mut self.masters[master as usize];
        let seat = &mut self.seats[state.board as usize];
        (state.nth, state.ready_since) = (seat.nth, seat.ready_since);
        seat.ready_since = Instant::NEVER;
        seat.nth += 1;
        self.think(master, context);
    }

    /// Section 4: he thinks about the move that he owes this board.
    #[inline]
    fn think<Q: EventQueue<Event>, O: Observer<Happening>>(&mut self, master: u32, context: &mut Context<'_, Q, O>) {
        let state = &mut self.masters[master as usize];
        state.doing = Doing::Thinking;
        let (board, nth) = (state.board, state.nth);
        context.tell(Happening::Thinks { master, board, waited: context.now().since(state.ready_since) });
        let stream = self.streams.stream(Purpose::MasterThink as usize, board, nth);
        let time = self.plan.group(board).master_think.draw(nth, stream);
        context.schedule(Event::new(context.now().saturating_add(time), Kind::ThinkDone { master }));
    }

    /// Section 4: he moves; the opponent's next think starts, or the game is over.
    #[inline]
    pub(super) fn make_move<Q: EventQueue<Event>, O: Observer<Happening>>(
        &mut self,
        master: u32,
        context: &mut Context<'_, Q, O>,
    ) {
        let state = &mut self.masters[master as usize];
        let (board, nth) = (state.board, state.nth);
        state.doing = Doing::Nothing;
        context.tell(Happening::MasterMoved { master, board, nth });
        let over = !self.plan.opponent_ends && nth == self.length(board);
        if over {
            self.leave_seat(board);
            self.free.insert(master);
            return self.end_game(board, context);
        }
        self.opponent_thinks(board, if self.plan.opponent_leads { nth + 1 } else { nth }, context);
        if self.plan.visit == Visit::Sequential {
            self.masters[master as usize].doing = Doing::Attending;
            context.tell(Happening::Attends { master, board });
            return;
        }
        if self.plan.visit == Visit::Cyclic {
            self.leave_seat(board);
            if nth < self.masters_moves(board) {
                self.circle.insert(board);
            }
        }
        self.free.insert(master);
    }

    /// The game at which he waited is over: he is free, and stands there.
    pub(super) fn release<Q, O: Observer<Happening>>(&mut self, master: u32, context: &mut Context<'_, Q, O>) {
        let state = &mut self.masters[master as usize];
        state.doing = Doing::Nothing;
        let board = state.board;
        context.tell(Happening::Released { master, board });
        self.leave_seat(board);
        self.free.insert(master);
    }

    fn leave_seat(&mut self, board: u32) {
        if let Some(seat) = self.seats.get_mut(board as usize) {
            seat.master = NONE;
        }
    }
}
