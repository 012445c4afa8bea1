//! What may happen: the events of the contract's table (§13), each with its happenings in order.

use super::draw::draw;
use super::hall::{Doing, Hall, Stage};
use zeitnot::model::{Happening, Side, Visit};
use zeitnot::time::Duration;

impl<O: FnMut(&[usize]) -> usize> Hall<'_, O> {
    /// Whether the opponent at `board` comes, moves or forfeits now.
    pub fn has_event_of_opponent(&self, board: usize) -> bool {
        match self.boards[board].stage {
            Stage::Away => self.boards[board].arrives == self.now,
            Stage::Thinking { until, .. } => until == self.now,
            _ => false,
        }
    }

    /// What the opponent at `board` does now.
    pub fn event_of_opponent(&mut self, board: usize) {
        match self.boards[board].stage {
            Stage::Away => self.arrive(board),
            Stage::Thinking { forfeits: false, .. } => self.opponent_moves(board),
            Stage::Thinking { forfeits: true, .. } => {
                self.tell(Happening::Forfeited { board: number(board) });
                self.game_over(board);
            }
            stage => panic!("the opponent at board {board} does nothing: {stage:?}"),
        }
    }

    /// Whether a master's walk or thinking ends now.
    pub fn has_event_of_master(&self, master: usize) -> bool {
        match self.masters[master].doing {
            Doing::Walking { until, .. } | Doing::Thinking { until } => until == self.now,
            Doing::Nothing | Doing::Attending => false,
        }
    }

    /// What the master does now.
    pub fn event_of_master(&mut self, master: usize) {
        match self.masters[master].doing {
            Doing::Walking { to, .. } => self.come_to(master, to),
            Doing::Thinking { .. } => self.master_moves(master),
            doing => panic!("master {master} does nothing: {doing:?}"),
        }
    }

    fn arrive(&mut self, board: usize) {
        self.tell(Happening::Arrived { board: number(board) });
        self.boards[board].stage = Stage::InLine;
        self.line.push(board);
        self.move_the_line_up();
    }

    /// Opens games for those in line while boards are available (§8). `Sequential`: only masters open games.
    fn move_the_line_up(&mut self) {
        if self.exhibition.visit == Visit::Sequential {
            return;
        }
        while !self.line.is_empty() && self.boards.iter().filter(|board| board.is_open()).count() < self.limit() {
            let board = self.line.remove(0);
            self.open(board);
        }
    }

    /// The game of `board` opens.
    fn open(&mut self, board: usize) {
        let line_wait = Duration::from_ns(self.now - self.boards[board].arrives);
        self.tell(Happening::Seated { board: number(board), line_wait });
        match self.exhibition.first_move {
            Side::Opponent => self.opponent_thinks(board),
            Side::Master => self.get_ready(board),
        }
    }

    /// The opponent starts to think: he will move, or forfeit if his patience is shorter (§9).
    fn opponent_thinks(&mut self, board: usize) {
        let group = self.group(board);
        let think = draw(&group.think, self.boards[board].opponent_moves + 1);
        let patience = group.patience.map_or(u64::MAX, Duration::as_ns);
        self.boards[board].stage =
            Stage::Thinking { until: self.now + think.min(patience), forfeits: think > patience };
    }

    fn get_ready(&mut self, board: usize) {
        self.boards[board].stage = Stage::Ready { since: self.now };
        self.ready_list.push(board);
    }

    fn opponent_moves(&mut self, board: usize) {
        self.boards[board].opponent_moves += 1;
        self.tell(Happening::OpponentMoved { board: number(board), nth: self.boards[board].opponent_moves });
        if self.all_moves_made(board) {
            self.game_over(board);
        } else {
            self.get_ready(board);
            if let Some(master) = self.master_at(board) {
                self.master_thinks(master, board);
            }
        }
    }

    /// The game is over: a master who waits there is free, and the line moves up.
    fn game_over(&mut self, board: usize) {
        self.boards[board].stage = Stage::Over;
        let sojourn = Duration::from_ns(self.now - self.boards[board].arrives);
        self.tell(Happening::GameOver { board: number(board), sojourn });
        if let Some(master) = self.master_at(board) {
            self.release(master, board);
        }
        self.move_the_line_up();
    }

    fn release(&mut self, master: usize, board: usize) {
        self.masters[master].doing = Doing::Nothing;
        self.tell(Happening::Released { master: number(master), board: number(board) });
    }

    /// A master has chosen: he starts to walk, or is there at once.
    pub fn set_out(&mut self, master: usize, board: usize) {
        let time = self.walking_time(master, board);
        if time == 0 {
            self.come_to(master, board);
        } else {
            self.tell(Happening::Walks { master: number(master), board: number(board) });
            self.masters[master].doing = Doing::Walking { to: board, until: self.now + time };
        }
    }

    /// A master has come to a board.
    fn come_to(&mut self, master: usize, board: usize) {
        self.masters[master].stands = Some(board);
        self.masters[master].doing = Doing::Nothing;
        if self.boards[board].stage == Stage::Awaited {
            self.open(board);
        }
        match self.boards[board].stage {
            Stage::Ready { .. } => self.master_thinks(master, board),
            Stage::Thinking { .. } => self.master_attends(master, board),
            Stage::Over => self.release(master, board),
            stage => panic!("master {master} has no business at board {board}: {stage:?}"),
        }
    }

    fn master_attends(&mut self, master: usize, board: usize) {
        self.masters[master].doing = Doing::Attending;
        self.tell(Happening::Attends { master: number(master), board: number(board) });
    }

    fn master_thinks(&mut self, master: usize, board: usize) {
        let Stage::Ready { since } = self.boards[board].stage else { panic!("board {board} is not ready") };
        let think = self.group(board).master_think.as_ref().unwrap_or(&self.exhibition.master.think);
        let until = self.now + draw(think, self.boards[board].master_moves + 1);
        self.boards[board].stage = Stage::Served;
        self.masters[master].doing = Doing::Thinking { until };
        let waited = Duration::from_ns(self.now - since);
        self.tell(Happening::Thinks { master: number(master), board: number(board), waited });
    }

    fn master_moves(&mut self, master: usize) {
        let board = self.masters[master].stands.expect("a board where he thinks");
        self.masters[master].doing = Doing::Nothing;
        self.boards[board].master_moves += 1;
        let nth = self.boards[board].master_moves;
        self.tell(Happening::MasterMoved { master: number(master), board: number(board), nth });
        if self.all_moves_made(board) {
            self.game_over(board);
        } else {
            self.opponent_thinks(board);
            if self.exhibition.visit == Visit::Sequential {
                self.master_attends(master, board);
            }
        }
    }
}

/// A board or a master as happenings name it.
fn number(index: usize) -> u32 {
    u32::try_from(index).expect("few boards and masters")
}
