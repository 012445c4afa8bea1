//! The playing hall: what the reference knows of every board and every master at an instant.

use super::draw;
use super::measures::Measures;
use zeitnot::model::{Exhibition, GameLength, Group, Happening, Side};

/// How far the opponent of a board has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Not here yet.
    Away,
    /// Stands in line.
    InLine,
    /// `Sequential` only: a master is on his way to open the game.
    Awaited,
    /// Thinks, and moves or forfeits at `until`.
    Thinking { until: u64, forfeits: bool },
    /// Has moved (or never had to), and waits for a master.
    Ready { since: u64 },
    /// A master thinks about his move here.
    Served,
    /// The game is over.
    Over,
}

/// A board and its opponent.
#[derive(Debug)]
pub struct Board {
    /// The index of the opponent's group.
    pub group: usize,
    pub arrives: u64,
    pub stage: Stage,
    /// Moves that the opponent has made.
    pub opponent_moves: u64,
    /// Moves that masters have made here.
    pub master_moves: u64,
}

impl Board {
    /// Whether the game has been opened and goes on.
    pub fn is_open(&self) -> bool {
        matches!(self.stage, Stage::Thinking { .. } | Stage::Ready { .. } | Stage::Served)
    }
}

/// What a master does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Free.
    Nothing,
    Walking {
        to: usize,
        until: u64,
    },
    /// Waits for the opponent of the board where he stands.
    Attending,
    /// Thinks at the board where he stands.
    Thinking {
        until: u64,
    },
}

/// A master.
#[derive(Debug)]
pub struct Master {
    /// The board where he stands or from which he walks; none before his first visit.
    pub stands: Option<usize>,
    pub doing: Doing,
}

/// Everything at once.
pub struct Hall<'e, O> {
    pub exhibition: &'e Exhibition,
    pub now: u64,
    pub boards: Vec<Board>,
    pub masters: Vec<Master>,
    /// Who stands in line, the first in front.
    pub line: Vec<usize>,
    /// The list from which `RandomReady` chooses.
    pub ready_list: Vec<usize>,
    /// The board that any master chose last.
    pub last_chosen: Option<usize>,
    pub oracle: O,
    pub happenings: Vec<(u64, Happening)>,
    pub measures: Measures,
}

impl<'e, O> Hall<'e, O> {
    /// The hall before anything has happened.
    pub fn new(exhibition: &'e Exhibition, oracle: O) -> Self {
        let mut boards = Vec::new();
        for (index, group) in exhibition.groups.iter().enumerate() {
            for arrives in draw::arrivals(group) {
                boards.push(Board { group: index, arrives, stage: Stage::Away, opponent_moves: 0, master_moves: 0 });
            }
        }
        let masters =
            (0..exhibition.master.count).map(|_| Master { stands: None, doing: Doing::Nothing }).collect::<Vec<_>>();
        Self {
            exhibition,
            now: 0,
            measures: Measures::new(exhibition, boards.len()),
            boards,
            masters,
            line: Vec::new(),
            ready_list: Vec::new(),
            last_chosen: None,
            oracle,
            happenings: Vec::new(),
        }
    }

    /// The group of the opponent at `board`.
    pub fn group(&self, board: usize) -> &'e Group {
        &self.exhibition.groups[self.boards[board].group]
    }

    /// How many moves the side that begins makes in the whole game; none if it is endless.
    pub fn length(&self, board: usize) -> Option<u64> {
        match self.group(board).moves {
            GameLength::Exactly(moves) => Some(moves),
            GameLength::Endless => None,
            ref drawn => panic!("the reference draws no game length: {drawn:?}"),
        }
    }

    /// How many moves `side` makes in the whole game (§3); none if it is endless.
    pub fn moves_of(&self, board: usize, side: Side) -> Option<u64> {
        let Exhibition { first_move, last_move, .. } = self.exhibition;
        let length = self.length(board)?;
        // A side with both the first and the last move makes one move more than the other.
        Some(if side != *first_move && first_move == last_move { length - 1 } else { length })
    }

    /// How many more moves the side that begins will make; none if the game is endless.
    pub fn moves_left(&self, board: usize) -> Option<u64> {
        let made = match self.exhibition.first_move {
            Side::Opponent => self.boards[board].opponent_moves,
            Side::Master => self.boards[board].master_moves,
        };
        Some(self.length(board)? - made)
    }

    /// Whether all moves of the game have been made.
    pub fn all_moves_made(&self, board: usize) -> bool {
        Some(self.boards[board].opponent_moves) == self.moves_of(board, Side::Opponent)
            && Some(self.boards[board].master_moves) == self.moves_of(board, Side::Master)
    }

    /// Whether a master still has to move in this game.
    pub fn needs_a_master(&self, board: usize) -> bool {
        self.moves_of(board, Side::Master).is_none_or(|moves| self.boards[board].master_moves < moves)
    }

    /// Whether a master is on his way to this board.
    pub fn is_walked_to(&self, board: usize) -> bool {
        self.masters.iter().any(|master| matches!(master.doing, Doing::Walking { to, .. } if to == board))
    }

    /// The master who attends or thinks at this board.
    pub fn master_at(&self, board: usize) -> Option<usize> {
        self.masters.iter().position(|master| {
            master.stands == Some(board) && matches!(master.doing, Doing::Attending | Doing::Thinking { .. })
        })
    }

    /// Writes down what happens now.
    pub fn tell(&mut self, happening: Happening) {
        self.happenings.push((self.now, happening));
        self.measures.hear(self.now, &happening);
    }
}
