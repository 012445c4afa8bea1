//! The actions of masters: choosing a board, walking there, waiting there, thinking, moving.

use super::{Doing, Hall, NONE, length_in};
use crate::engine::{Context, Event as _, EventQueue, Observer};
use crate::model::event::{Event, EventKind};
use crate::model::happening::Happening;
use crate::model::policy::{Policy, Qualifies};
use crate::model::purpose::Purpose;
use crate::time::Instant;

impl<P: Policy> Hall<P> {
    /// Section 6: whether there is anything to choose for a free master.
    #[inline]
    pub(super) fn can_choose(&self) -> bool {
        // An opponent in line has no board yet: the limit on boards applies when a master goes to him.
        let board_to_be_had = P::CANDIDATES != Qualifies::StandingInLine || self.open_games < self.plan.boards;
        !self.candidates.is_empty() && board_to_be_had
    }

    /// Section 5: the lowest of the free masters chooses.
    #[expect(clippy::inline_always, reason = "part of every move")]
    #[inline(always)]
    pub(super) fn first_free_chooses<Q: EventQueue<Event>, O: Observer<Happening>>(
        &mut self,
        context: &mut Context<'_, Q, O>,
    ) {
        if let Some(candidate) = self.candidates.take(&self.streams)
            && let Some(master) = self.free.pop_first()
        {
            self.go_to(candidate, master, context);
        }
    }

    /// The same, until nobody is free or there is nothing to choose. It is a separate function because usually only one
    /// master is free.
    #[inline(never)]
    pub(super) fn others_choose<Q: EventQueue<Event>, O: Observer<Happening>>(
        &mut self,
        context: &mut Context<'_, Q, O>,
    ) {
        while !self.free.is_empty() && self.can_choose() {
            self.first_free_chooses(context);
        }
    }

    /// Section 6: a free master goes to the board that he has chosen.
    #[expect(clippy::inline_always, reason = "part of every move")]
    #[inline(always)]
    pub(super) fn go_to<Q: EventQueue<Event>, O: Observer<Happening>>(
        &mut self,
        candidate: Event,
        master: u32,
        context: &mut Context<'_, Q, O>,
    ) {
        let (board, nth) = (candidate.actor(), candidate.nth());
        if Self::ATTENDED {
            self.seats[board as usize].master = master;
        }
        if P::CANDIDATES == Qualifies::StandingInLine {
            self.open_games += 1;
        }
        let state = &mut self.masters[master as usize];
        let from = state.board;
        (state.board, state.nth, state.ready_since) = (board, nth, candidate.at());
        if self.plan.walk.is_some() && from != NONE {
            let time = self.plan.walking_time(from, board, nth, &self.streams);
            if !time.is_zero() {
                self.masters[master as usize].doing = Doing::Walking;
                context.tell(Happening::Walks { master, board });
                context.schedule(Event::new(context.now().saturating_add(time), EventKind::WalkDone { master }));
                return;
            }
        }
        if Self::ATTENDED { self.reach(master, context) } else { self.think(master, context) }
    }

    /// He stands at the board that he chose.
    #[inline(never)]
    pub(super) fn reach<Q: EventQueue<Event>, O: Observer<Happening>>(
        &mut self,
        master: u32,
        context: &mut Context<'_, Q, O>,
    ) {
        if !Self::ATTENDED {
            return self.think(master, context);
        }
        // From here on he waits, until he finds the board ready or the game over.
        self.masters[master as usize].doing = Doing::Attending;
        let board = self.masters[master as usize].board;
        if P::CANDIDATES == Qualifies::StandingInLine {
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
    #[expect(clippy::inline_always, reason = "part of every move")]
    #[inline(always)]
    fn think<Q: EventQueue<Event>, O: Observer<Happening>>(&mut self, master: u32, context: &mut Context<'_, Q, O>) {
        let state = &mut self.masters[master as usize];
        state.doing = Doing::Thinking;
        let (board, nth) = (state.board, state.nth);
        context.tell(Happening::Thinks { master, board, waited: context.now().since(state.ready_since) });
        let stream = || self.streams.stream(Purpose::MasterThink as usize, board, nth);
        let time = self.plan.groups.of(board).master_think.draw(nth, stream);
        context.schedule(Event::new(context.now().saturating_add(time), EventKind::ThinkDone { master }));
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
        let group = self.plan.groups.of(board);
        if !self.plan.opponent_ends && nth == length_in(group, &self.lengths, board) {
            self.leave(board, master);
            return self.end_game(board, context);
        }
        self.opponent_thinks(group, board, if self.plan.opponent_leads { nth + 1 } else { nth }, context);
        if P::CANDIDATES == Qualifies::StandingInLine {
            self.masters[master as usize].doing = Doing::Attending;
            context.tell(Happening::Attends { master, board });
            return;
        }
        self.leave(board, master);
        if P::CANDIDATES == Qualifies::OpenGame && nth < self.masters_moves(board) {
            self.become_candidate(board, nth + 1, context.now());
        }
    }

    /// The game at which he waited is over: he is free, and stands there.
    pub(super) fn release<Q, O: Observer<Happening>>(&mut self, master: u32, context: &mut Context<'_, Q, O>) {
        let state = &mut self.masters[master as usize];
        state.doing = Doing::Nothing;
        let board = state.board;
        context.tell(Happening::Released { master, board });
        self.leave(board, master);
    }

    #[inline]
    fn leave(&mut self, board: u32, master: u32) {
        if Self::ATTENDED {
            self.seats[board as usize].master = NONE;
        }
        self.free.insert(master);
    }
}
