//! Lockstep: several replications of a small exhibition side by side, several times as fast as one after the other.
//!
//! If one master goes to the board that became ready first, without walks or lines, a move needs no events: the board
//! with the smallest (ready, board) is next, and the master begins at max(now, ready). This is the same for all
//! replications, so the same instructions play `L` of them. docs/lockstep.md says when it applies, and why the outcomes
//! are those of the general simulator; `tests/it/lockstep.rs` compares them.
//!
//! [`times`] are draws, made of [`standard`] variates and [`exp`]; [`game`] decides who may come, [`block`] is the
//! loop; what is here writes the outcomes.

mod block;
mod game;
mod lanes;
mod standard;
mod times;

use super::outcome::{GroupOutcome, MasterAccount, Outcome};
use super::plan::Plan;
use crate::time::{Duration, Instant};
use block::Block;
use game::Game;
use lanes::Lanes;
use pulp::Arch;

/// Plays `L` replications at once.
#[derive(Clone)]
pub(super) struct Lockstep<const L: usize> {
    game: Game,
    block: Box<Block<L>>,
    /// The instructions that the processor has.
    arch: Arch,
}

impl<const L: usize> Lockstep<L> {
    /// The prepared state, if the exhibition can be played this way. Its masters must go to the board that became ready
    /// first.
    pub fn new(plan: &Plan) -> Option<Self> {
        Some(Self { game: Game::new(plan)?, block: Box::default(), arch: Arch::new() })
    }

    /// Plays the `L` replications from `first` on.
    pub fn play(&mut self, seed: u64, first: u64) {
        self.arch.dispatch(Play { game: &self.game, seed, first, block: &mut self.block });
    }

    /// Writes the outcome of a lane; `false` if it must be played the general way, because its times are too long.
    pub fn write(&self, lane: usize, outcome: &mut Outcome) -> bool {
        let (game, block) = (&self.game, &*self.block);
        if block.out_of_range[lane] {
            return false;
        }
        outcome.groups.clear();
        for group in game.plan.groups.as_slice() {
            let boards = group.first_board as usize..(group.first_board + group.count) as usize;
            let sum =
                |rows: &[Lanes<u64, L>]| rows[boards.clone()].iter().map(|row| u128::from(row[lane])).sum::<u128>();
            let most = |rows: &[Lanes<u64, L>]| rows[boards.clone()].iter().map(|row| row[lane]).max().unwrap_or(0);
            let games = u64::from(group.count);
            let moves = if game.alike {
                games * game.moves
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
                line_wait_ns: 0,
                forfeits: 0,
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

    /// Whether more than half of the block just played must be played the general way: then lockstep does not pay.
    pub fn does_not_pay(&self) -> bool {
        2 * self.block.out_of_range.iter().filter(|&&out_of_range| out_of_range).count() > L
    }

    /// The largest number of events in a replication.
    pub const fn events_max(&self) -> u64 {
        self.game.events_max()
    }
}

/// A block, to be compiled for each set of instructions.
struct Play<'a, const L: usize> {
    game: &'a Game,
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
