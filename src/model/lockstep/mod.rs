//! Lockstep: several replications of a small exhibition side by side, several times as fast as one after the other.
//!
//! Where one master goes to who is ready first, and nothing else is in his way, a move needs no events: of all boards the one with the
//! least (ready, board) is next, and the master begins at max(now, ready). That is the same for all replications, so that `L` of
//! them are played with one instruction for all. docs/lockstep.md says when, and why the outcomes are those of the general
//! simulator; `tests/it/lockstep.rs` compares them.
//!
//! [`lanes`] are draws, [`block`] is the loop; what is here decides who may come, and writes the outcomes.

mod block;
mod lanes;

use super::digest::{kind, mix};
use super::exhibition::GameLength;
use super::outcome::{GroupOutcome, MasterAccount, Outcome};
use super::plan::Plan;
use crate::engine::{Streams, place};
use crate::time::{Duration, Instant};
use block::Block;
use lanes::{Lanes, Times};
use pulp::Arch;

/// At most this many boards: all are looked through for each move.
const BOARDS_MAX: usize = 32;

/// Of the 62 bits of a key, at most this many are for the board and the move: 2³⁸ ns are four minutes and a half.
const NAME_BITS_MAX: u32 = 24;

/// Plays `L` replications at once.
#[derive(Clone)]
pub(super) struct Lockstep<const L: usize> {
    plan: Plan,
    boards: usize,
    think: Times,
    serve: Times,
    /// The length of every game, where all are alike.
    moves: u64,
    alike: bool,
    /// Keys hold, from the highest of 62 bits: the instant, the board, the number of the move.
    board_bits: u32,
    nth_bits: u32,
    /// What arrivals and taking seats add to the digest.
    opening_digest: u64,
    block: Box<Block<L>>,
    /// Which instructions the processor has.
    arch: Arch,
}

impl<const L: usize> Lockstep<L> {
    /// Ready to play, if the exhibition is one of those that can be played so. Its masters go to who is ready first.
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
        let of_boards = |of: fn(&super::plan::GroupPlan) -> &super::sampler::Sampler| {
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
            block: Box::default(),
            arch: Arch::new(),
            plan: plan.clone(),
        })
    }

    /// Plays the `L` replications from `first` on.
    pub fn play(&mut self, seed: u64, first: u64) {
        let mut block = std::mem::take(&mut self.block);
        self.arch.dispatch(Play { game: self, seed, first, block: &mut block });
        self.block = block;
    }

    /// Draws the lengths of all games.
    fn draw_lengths(&self, streams: &Lanes<Streams, L>, block: &mut Block<L>) {
        for (board, row) in (0..self.plan.opponents).zip(&mut block.length) {
            for lane in 0..L {
                row[lane] = self.plan.draw_length(board, &streams[lane]);
                // Never in effect: a geometric game this long is a thing of 10⁻¹⁷.
                block.out_of_range[lane] |= row[lane] >> self.nth_bits != 0;
                row[lane] = row[lane].min((1 << self.nth_bits) - 1);
            }
        }
    }

    /// Writes the outcome of a lane; `false` if it has to be played otherwise, since its times are too long.
    pub fn write(&self, lane: usize, outcome: &mut Outcome) -> bool {
        let block = &*self.block;
        if block.out_of_range[lane] {
            return false;
        }
        outcome.groups.clear();
        for group in self.plan.groups.as_slice() {
            let boards = group.first_board as usize..(group.first_board + group.count) as usize;
            let sum =
                |rows: &[Lanes<u64, L>]| rows[boards.clone()].iter().map(|row| u128::from(row[lane])).sum::<u128>();
            let most = |rows: &[Lanes<u64, L>]| rows[boards.clone()].iter().map(|row| row[lane]).max().unwrap_or(0);
            let games = u64::from(group.count);
            let moves = if self.alike {
                games * self.moves
            } else {
                block.length[boards.clone()].iter().map(|row| row[lane]).sum()
            };
            let ended = Instant::from_ns(most(&block.ended_ns));
            outcome.groups.push(GroupOutcome {
                visits: moves,
                waiting_ns: sum(&block.waiting_ns),
                waiting_max: Duration::from_ns(most(&block.waiting_max_ns)),
                seated: games,
                games,
                sojourn_ns: sum(&block.ended_ns),
                game_ns: sum(&block.ended_ns),
                moves,
                thinking_ns: sum(&block.thinking_ns),
                last_master_move: ended,
                ended,
                ..GroupOutcome::default()
            });
        }
        let total = outcome.total();
        outcome.observed_from = Instant::START;
        outcome.makespan = total.ended.since(Instant::START);
        outcome.account = MasterAccount {
            thinking_ns: total.thinking_ns,
            idle_ns: u128::from(outcome.makespan.as_ns()) - total.thinking_ns,
            ..MasterAccount::default()
        };
        outcome.events = total.games + 2 * total.moves;
        outcome.digest = block.digest[lane];
        true
    }

    /// Whether more than half of the block just played has to be played otherwise: then it does not pay.
    pub fn does_not_pay(&self) -> bool {
        2 * self.block.out_of_range.iter().filter(|&&out_of_range| out_of_range).count() > L
    }

    /// The most events that a replication can have.
    pub const fn events_max(&self) -> u64 {
        (self.boards as u64) << (self.nth_bits + 1)
    }
}

/// A block, to be compiled for each set of instructions.
struct Play<'a, const L: usize> {
    game: &'a Lockstep<L>,
    seed: u64,
    first: u64,
    block: &'a mut Block<L>,
}

impl<const L: usize> pulp::NullaryFnOnce for Play<'_, L> {
    type Output = ();

    #[expect(clippy::inline_always, reason = "or it would not be compiled for wider instructions")]
    #[inline(always)]
    fn call(self) {
        let Self { game, seed, first, block } = self;
        if game.alike {
            block::play::<L, true>(game, seed, first, block);
        } else {
            block::play::<L, false>(game, seed, first, block);
        }
    }
}

/// The greatest length of a game, but for a chance of 10⁻¹⁷.
fn greatest_length(moves: &GameLength) -> u64 {
    match moves {
        GameLength::Exactly(moves) | GameLength::Uniform(_, moves) => *moves,
        GameLength::Empirical(lengths) => lengths.iter().copied().max().unwrap_or(1),
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at least 1; saturates")]
        GameLength::Geometric { mean } => (mean * 40.0) as u64,
        GameLength::Endless => u64::MAX,
    }
}

/// How many bits a number up to `most` takes.
const fn bits_for(most: u64) -> u32 {
    u64::BITS - most.leading_zeros()
}
