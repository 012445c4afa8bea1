//! The purposes of random numbers. They are part of the names of streams, so they never change.

/// The purpose of a draw, see [`crate::engine::Streams::stream`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// An opponent's think time: actor is the board, index the number of his move.
    OpponentThink = 0,
    /// A master's think time: actor is the board, index the number of the masters' move there.
    MasterThink = 1,
    /// The length of a game: actor is the board, index 0.
    GameLength = 2,
    /// The walk to a board: actor is the board, index the number of the masters' move there.
    Walk = 3,
    /// The gap before an opponent's arrival: actor is the board, index his place in the group, from 1.
    Arrival = 4,
    /// A random choice of a board: actor is 0, index the number of the choice, from 1.
    Choice = 5,
}
