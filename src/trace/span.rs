//! Spans: one activity of a master or a board, with start and end.

use crate::time::Instant;

/// The row of a span. Masters and boards are numbered from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Row {
    /// A master.
    Master(u32),
    /// A board, which is the same as its opponent.
    Board(u32),
}

/// The state of a row. The first six are of boards, the last four of masters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// The opponent has not arrived yet.
    Absent,
    /// The opponent stands in line for a board, or for a master.
    InLine,
    /// The opponent thinks.
    OpponentThinks,
    /// The board is ready, and waits for a master.
    Ready,
    /// A master thinks at the board.
    Served,
    /// The game is over.
    Over,
    /// The master has nothing to do.
    Idle,
    /// The master walks to a board.
    Walks,
    /// The master stands at a board and waits for its opponent.
    Attends,
    /// The master thinks at a board.
    Thinks,
}

impl State {
    /// Every state, boards' before masters'.
    pub const ALL: [Self; 10] = [
        Self::Absent,
        Self::InLine,
        Self::OpponentThinks,
        Self::Ready,
        Self::Served,
        Self::Over,
        Self::Idle,
        Self::Walks,
        Self::Attends,
        Self::Thinks,
    ];

    /// The largest number of states of a row of either kind.
    pub const OF_A_ROW: usize = 6;

    /// Its place among the states of the same kind of row, below [`State::OF_A_ROW`].
    #[must_use]
    pub const fn place(self) -> usize {
        match self {
            Self::Absent | Self::Idle => 0,
            Self::InLine | Self::Walks => 1,
            Self::OpponentThinks | Self::Attends => 2,
            Self::Ready | Self::Thinks => 3,
            Self::Served => 4,
            Self::Over => 5,
        }
    }

    /// Whether a game is open in this state of a board.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::OpponentThinks | Self::Ready | Self::Served)
    }

    /// Whether the state is drawn: not for players who are absent or idle.
    #[must_use]
    pub const fn is_seen(self) -> bool {
        !matches!(self, Self::Absent | Self::Over | Self::Idle)
    }
}

/// A time span in which a row was in one state. It is never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its owner.
    pub row: Row,
    /// What the row did.
    pub state: State,
    /// The partner: the board of a master who walks, attends or thinks; the master who serves a board.
    pub with: Option<u32>,
    /// When it began.
    pub from: Instant,
    /// When it was over: the first instant that does not belong to it.
    pub to: Instant,
}

impl Span {
    /// How long it lasted within a window, in nanoseconds.
    #[must_use]
    pub fn ns_within(&self, from: Instant, to: Instant) -> u64 {
        let (from, to) = (self.from.max(from), self.to.min(to));
        if from < to { to.since(from).as_ns() } else { 0 }
    }
}

/// A row changed from one state to another, or began the same again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// When.
    pub at: Instant,
    /// Which row.
    pub row: Row,
    /// What it did before.
    pub before: State,
    /// What it does from now on, for some time.
    pub state: State,
    /// The partner, as in [`Span::with`].
    pub with: Option<u32>,
}
