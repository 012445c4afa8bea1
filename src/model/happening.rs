//! The happenings that the model passes to its observers, in the order in which they happen.

use crate::time::Duration;

/// One thing that happened. The instant is passed separately, see [`crate::engine::Observer`].
///
/// Boards and masters are numbered from 0, moves from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    /// The opponent arrived, and stands in line or takes his board in the same instant.
    Arrived {
        /// His board.
        board: u32,
    },
    /// The opponent got his board: his game is open.
    Seated {
        /// His board.
        board: u32,
        /// How long he stood in line.
        line_wait: Duration,
    },
    /// The opponent finished thinking, and moved.
    OpponentMoved {
        /// His board.
        board: u32,
        /// The number of this move among his own.
        nth: u64,
    },
    /// The opponent ran out of patience with his own thinking, and forfeited the game.
    Forfeited {
        /// His board.
        board: u32,
    },
    /// A master started to walk to a board. Not reported if walking takes no time.
    Walks {
        /// Which master.
        master: u32,
        /// To which board.
        board: u32,
    },
    /// A master stands at a board whose opponent still thinks.
    Attends {
        /// Which master.
        master: u32,
        /// At which board.
        board: u32,
    },
    /// A master started to think at a board.
    Thinks {
        /// Which master.
        master: u32,
        /// At which board.
        board: u32,
        /// How long the board waited since it became ready.
        waited: Duration,
    },
    /// A master finished thinking, and moved.
    MasterMoved {
        /// Which master.
        master: u32,
        /// At which board.
        board: u32,
        /// The number of this move among the masters' moves at this board.
        nth: u64,
    },
    /// A master is free without having moved, as the game at the board where he stands is over.
    Released {
        /// Which master.
        master: u32,
        /// At which board.
        board: u32,
    },
    /// A game ended, by its last move or by forfeit.
    GameOver {
        /// Its board.
        board: u32,
        /// From the opponent's arrival to now.
        sojourn: Duration,
    },
}
