//! All moves of a replication, with the instants of the simulation and the words of the log.

use crate::engine::Observer;
use crate::model::{Happening, Names, Side};
use crate::time::Instant;
use std::collections::{HashMap, VecDeque};

/// One move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Move {
    pub at: Instant,
    pub side: Side,
    pub board: u32,
    pub nth: u64,
}

/// An observer that records all moves.
#[derive(Clone, Debug, Default)]
pub struct Course {
    pub(super) moves: Vec<Move>,
}

impl Course {
    /// How many moves there were, on both sides.
    pub(crate) const fn len(&self) -> usize {
        self.moves.len()
    }

    /// Whether two opponents ever moved at the same instant.
    pub(super) fn has_ties(&self) -> bool {
        let mut instants = self.moves.iter().filter(|it| it.side == Side::Opponent).map(|it| it.at);
        let Some(mut last) = instants.next() else { return false };
        instants.any(|at| std::mem::replace(&mut last, at) == at)
    }

    /// The lines that a program prints for these moves, each with its places among them: groups whose names differ in
    /// capitals only act under one name.
    pub(super) fn lines(&self, names: &Names) -> HashMap<String, VecDeque<usize>> {
        let mut lines: HashMap<_, VecDeque<_>> = HashMap::new();
        for (place, it) in self.moves.iter().enumerate() {
            lines.entry(line(names, it)).or_default().push_back(place);
        }
        lines
    }
}

/// What the log says of a move, where several masters have no numbers.
pub(super) fn line(names: &Names, it: &Move) -> String {
    let (masters, nth) = (names.acting_masters(), it.nth);
    match it.side {
        Side::Opponent => format!("{} is making MOVE {nth} against {masters}", names.acting(it.board)),
        Side::Master => format!("{masters} makes MOVE {nth} against {}", names.opponent(it.board)),
    }
}

impl Observer<Happening> for Course {
    fn observe(&mut self, now: Instant, happening: &Happening) {
        let (side, board, nth) = match *happening {
            Happening::OpponentMoved { board, nth } => (Side::Opponent, board, nth),
            Happening::MasterMoved { board, nth, .. } => (Side::Master, board, nth),
            _ => return,
        };
        self.moves.push(Move { at: now, side, board, nth });
    }
}
