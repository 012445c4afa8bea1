//! Seats: if few games are open at a time, each open game has a seat, and the next game takes it over.

use super::span::Turn;
use std::collections::{BTreeSet, HashMap};

/// The boards on the seats. An opponent whose game opens takes the lowest free seat, after all opponents who leave at
/// that instant.
#[derive(Clone, Debug, Default)]
pub(super) struct Seats {
    seat_of: HashMap<u32, usize>,
    free: BTreeSet<usize>,
    count: usize,
    opened: Vec<u32>,
    closed: Vec<u32>,
}

impl Seats {
    /// Records a turn of a board.
    pub fn turned(&mut self, board: u32, turn: &Turn) {
        match (turn.before.is_open(), turn.state.is_open()) {
            (false, true) => self.opened.push(board),
            (true, false) => self.closed.push(board),
            _ => {}
        }
    }

    /// The instant is over: opponents who left free their seats for those who came.
    pub fn settle(&mut self) {
        for board in self.closed.drain(..) {
            self.free.extend(self.seat_of.remove(&board));
        }
        for board in self.opened.drain(..) {
            let seat = self.free.pop_first().unwrap_or_else(|| {
                self.count += 1;
                self.count - 1
            });
            self.seat_of.insert(board, seat);
        }
    }

    /// The seat of a board whose game is open.
    pub fn of(&self, board: u32) -> Option<usize> {
        self.seat_of.get(&board).copied()
    }
}
