//! A game as lockstep plays it: what is the same in all replications, and in every lane.

use super::lanes::BOARDS_MAX;
use super::times::Times;
use crate::engine::place;
use crate::model::digest::{kind, mix};
use crate::model::exhibition::GameLength;
use crate::model::plan::{GroupPlan, Plan};
use crate::model::sampler::Sampler;

/// Of the 62 bits of a key, at most this many are for the board and the move: 2³⁸ ns are four minutes and a half.
const NAME_BITS_MAX: u32 = 24;

/// What is the same in all replications.
#[derive(Clone)]
pub struct Game {
    pub plan: Plan,
    pub boards: usize,
    pub think: Times,
    pub serve: Times,
    /// The length of every game, where all are alike.
    pub moves: u64,
    pub alike: bool,
    /// Keys hold, from the highest of 62 bits: the instant, the board, the number of the move.
    pub board_bits: u32,
    pub nth_bits: u32,
    /// The part of the digest from arrivals and taking seats.
    pub opening_digest: u64,
}

impl Game {
    /// The game, if the exhibition is one of those that can be played in lockstep. Its masters go to who is ready
    /// first.
    pub fn new(plan: &Plan) -> Option<Self> {
        if !plan.is_plain() || plan.opponents as usize > BOARDS_MAX {
            return None;
        }
        let groups = plan.groups.as_slice();
        let moves_max = groups.iter().map(|group| greatest_length(&group.moves)).max()?;
        let board_bits = bits_for(u64::from(plan.opponents) - 1);
        // At least 10 bits for both: times from 2⁵² ns on are rounded otherwise.
        let nth_bits = bits_for(moves_max).max(10 - board_bits);
        if board_bits + nth_bits > NAME_BITS_MAX {
            return None;
        }
        let of_boards = |of: fn(&GroupPlan) -> &Sampler| {
            (0..plan.opponents).map(|board| of(plan.groups.of(board)).clone()).collect()
        };
        let opening = |board| [kind::ARRIVED, kind::SEATED].map(|kind| mix(place(board, 0).wrapping_add(kind)));
        Some(Self {
            boards: plan.opponents as usize,
            think: Times::new(of_boards(|group| &group.think)),
            serve: Times::new(of_boards(|group| &group.master_think)),
            moves: groups[0].fixed_moves,
            alike: groups.len() == 1 && !plan.lengths_vary,
            board_bits,
            nth_bits,
            opening_digest: (0..plan.opponents).flat_map(opening).fold(0, u64::wrapping_add),
            plan: plan.clone(),
        })
    }

    /// The largest number of events in a replication.
    pub const fn events_max(&self) -> u64 {
        (self.boards as u64) << (self.nth_bits + 1)
    }
}

/// The largest length of a game, except with a probability of 10⁻¹⁷.
fn greatest_length(moves: &GameLength) -> u64 {
    match moves {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at least 1; saturates")]
        GameLength::Geometric { mean } => (mean * 40.0) as u64,
        moves => moves.longest().unwrap_or(u64::MAX),
    }
}

/// How many bits a number up to `most` takes.
const fn bits_for(most: u64) -> u32 {
    u64::BITS - most.leading_zeros()
}
