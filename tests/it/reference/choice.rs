//! How a free master chooses (§6), and how far he has to walk (§7).

use super::draw::draw;
use super::hall::{Hall, Stage};
use std::cmp::Reverse;
use zeitnot::model::{Visit, Walk};

impl<O: FnMut(&[usize]) -> usize> Hall<'_, O> {
    /// The board that a free master chooses now, if any qualifies. He is sent there by [`Hall::set_out`].
    pub fn choose(&mut self) -> Option<usize> {
        let chosen = match self.exhibition.visit {
            Visit::Sequential => self.next_in_line(),
            Visit::Cyclic => self.best(|hall, board| hall.qualifies_for_cyclic(board).then(|| hall.steps_ahead(board))),
            Visit::CyclicSkip => self.best_ready(Self::steps_ahead),
            Visit::FirstReady => self.best_ready(Self::ready_since),
            Visit::LastReady => self.best_ready(|hall, board| Reverse(hall.ready_since(board))),
            Visit::RandomReady => self.ask_the_oracle(),
            Visit::FewestMovesLeft => {
                self.best_ready(|hall, board| (hall.how_much_left(board), hall.ready_since(board)))
            }
            Visit::MostMovesLeft => {
                self.best_ready(|hall, board| (Reverse(hall.how_much_left(board)), hall.ready_since(board)))
            }
            Visit::GroupOrder => self.best_ready(|hall, board| (hall.boards[board].group, hall.ready_since(board))),
        };
        if chosen.is_some() {
            self.last_chosen = chosen;
        }
        chosen
    }

    /// Of the boards that have a rank, the one with the lowest; of those, the lowest board.
    fn best<R: Ord>(&self, rank: impl Fn(&Self, usize) -> Option<R>) -> Option<usize> {
        (0..self.boards.len())
            .filter_map(|board| rank(self, board).map(|rank| (rank, board)))
            .min()
            .map(|(_, board)| board)
    }

    /// Of the ready boards to which no master walks already, the one with the lowest rank.
    fn best_ready<R: Ord>(&self, rank: impl Fn(&Self, usize) -> R) -> Option<usize> {
        self.best(|hall, board| {
            let ready = matches!(hall.boards[board].stage, Stage::Ready { .. });
            (ready && !hall.is_walked_to(board)).then(|| rank(hall, board))
        })
    }

    fn qualifies_for_cyclic(&self, board: usize) -> bool {
        self.boards[board].is_open()
            && self.needs_a_master(board)
            && self.master_at(board).is_none()
            && !self.is_walked_to(board)
    }

    /// Places around the circle from the one after the board last chosen; that board itself is farthest.
    fn steps_ahead(&self, board: usize) -> usize {
        let circle = self.boards.len();
        let start = self.last_chosen.map_or(0, |last| last + 1);
        (board + circle - start) % circle
    }

    fn ready_since(&self, board: usize) -> u64 {
        match self.boards[board].stage {
            Stage::Ready { since } => since,
            stage => panic!("board {board} is not ready but {stage:?}"),
        }
    }

    /// Moves left as a rank: endless games have more than all others.
    fn how_much_left(&self, board: usize) -> u64 {
        self.moves_left(board).unwrap_or(u64::MAX)
    }

    /// `Sequential`: the first in line, if another master may play. Games to which a master walks count.
    fn next_in_line(&mut self) -> Option<usize> {
        let taken = self.boards.iter().filter(|board| board.is_open() || board.stage == Stage::Awaited).count();
        if self.line.is_empty() || taken >= self.limit() {
            return None;
        }
        let board = self.line.remove(0);
        self.boards[board].stage = Stage::Awaited;
        Some(board)
    }

    /// `RandomReady`: a place in the list; the last of the list takes the freed place.
    fn ask_the_oracle(&mut self) -> Option<usize> {
        if self.ready_list.is_empty() {
            return None;
        }
        let place = (self.oracle)(&self.ready_list);
        let chosen = self.ready_list[place];
        let last = self.ready_list.pop().expect("a list that is not empty");
        if place < self.ready_list.len() {
            self.ready_list[place] = last;
        }
        Some(chosen)
    }

    /// How many games may be open at once.
    pub fn limit(&self) -> usize {
        self.exhibition.boards.map_or(usize::MAX, |boards| boards as usize)
    }

    /// How long `master` walks to `board`.
    pub fn walking_time(&self, master: usize, board: usize) -> u64 {
        let Some(from) = self.masters[master].stands else { return 0 };
        let k = self.boards[board].master_moves + 1;
        match &self.exhibition.walk {
            None => 0,
            Some(_) if from == board => 0,
            Some(Walk::Between(time)) => draw(time, k),
            Some(Walk::PerBoard(time)) => {
                let circle = self.boards.len();
                let steps = (board + circle - from) % circle;
                (0..steps).map(|_| draw(time, k)).sum()
            }
        }
    }
}
