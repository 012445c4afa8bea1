//! The inner loop: one move in every lane at a time.

#![expect(clippy::inline_always, reason = "what is not inlined is not compiled for the processor's wider instructions")]
#![expect(clippy::cast_possible_truncation, reason = "numbers of boards are small")]

use super::game::Game;
use super::lanes::{BOARDS_MAX, Lanes, each};
use crate::engine::{Streams, place};
use crate::model::digest::{kind, mix};
use crate::model::purpose::Purpose;

/// The results of a block of replications.
#[derive(Clone, Debug)]
pub struct Block<const L: usize> {
    /// The replications that have left the range of keys; their figures are invalid.
    pub out_of_range: Lanes<bool, L>,
    pub digest: Lanes<u64, L>,
    /// How many moves there are at each board.
    pub length: [Lanes<u64, L>; BOARDS_MAX],
    /// The figures of each board; if boards are alike, the sums over all boards, stored as those of the first.
    pub waiting_ns: [Lanes<u64, L>; BOARDS_MAX],
    pub waiting_max_ns: [Lanes<u64, L>; BOARDS_MAX],
    pub thinking_ns: [Lanes<u64, L>; BOARDS_MAX],
    /// When the game at each board was over.
    pub ended_ns: [Lanes<u64, L>; BOARDS_MAX],
}

impl<const L: usize> Default for Block<L> {
    fn default() -> Self {
        let nothing = [[0; L]; BOARDS_MAX];
        Self {
            out_of_range: [false; L],
            digest: [0; L],
            length: nothing,
            waiting_ns: nothing,
            waiting_max_ns: nothing,
            thinking_ns: nothing,
            ended_ns: nothing,
        }
    }
}

/// The key of a game that is over: the largest finite number.
const OVER: f64 = f64::MAX;

/// Added to every key so that none is subnormal: some processors are slow with subnormal numbers.
const NORMAL_FROM: u64 = 1 << 52;

/// Plays `L` replications from `first` on.
///
/// `ALIKE`: all boards are in one group and all games equally long, so all lanes end together, and figures are sums
/// over all boards.
#[inline(always)]
pub fn play<const L: usize, const ALIKE: bool>(game: &Game, seed: u64, first: u64, block: &mut Block<L>) {
    let boards = game.boards;
    let streams: Lanes<Streams, L> = std::array::from_fn(|lane| Streams::new(seed, first + lane as u64));
    let [think_at, serve_at] = [Purpose::OpponentThink, Purpose::MasterThink]
        .map(|purpose| streams.each_ref().map(|streams| streams.stream(purpose as usize, 0, 0).point()));
    *block = Block { digest: [game.opening_digest; L], ..Block::default() };
    if !ALIKE {
        block.draw_lengths(game, &streams);
    }

    let time_bits = u64::BITS - 2 - game.board_bits - game.nth_bits;
    let (time_shift, board_mask, nth_mask) =
        (game.board_bits + game.nth_bits, (1_u64 << game.board_bits) - 1, (1_u64 << game.nth_bits) - 1);
    let key_of = |at: u64, name: u64| f64::from_bits((at << time_shift | name).wrapping_add(NORMAL_FROM));
    let mut late = [0; L];
    let mut key = [[OVER; L]; BOARDS_MAX];
    for (board, row) in key.iter_mut().enumerate().take(boards) {
        let origin = place(board as u32, 1);
        let think = game.think.draw(&[board as u64; L], &[1; L], &think_at.map(|point| point.wrapping_add(origin)));
        for lane in 0..L {
            late[lane] |= think[lane] >> time_bits;
            row[lane] = key_of(think[lane], (board as u64) << game.nth_bits | 1);
        }
    }

    let mut now = [0_u64; L];
    let moves = if ALIKE { boards as u64 * game.moves } else { block.most_moves(boards) };
    for _ in 0..moves {
        // The smallest key: the board that is ready first and, among several, the lowest.
        let mut least = key[0];
        for row in &key[1..boards] {
            for lane in 0..L {
                least[lane] = if row[lane] < least[lane] { row[lane] } else { least[lane] };
            }
        }
        let word: Lanes<u64, L> = each(|lane| least[lane].to_bits().wrapping_sub(NORMAL_FROM));
        let ready: Lanes<u64, L> = each(|lane| word[lane] >> time_shift);
        let board: Lanes<u64, L> = each(|lane| word[lane] >> game.nth_bits & board_mask);
        let nth: Lanes<u64, L> = each(|lane| word[lane] & nth_mask);
        let plays: Lanes<bool, L> = each(|lane| ALIKE || least[lane] < OVER);
        let at_board: Lanes<u64, L> = each(|lane| place(board[lane] as u32, 0));
        let name: Lanes<u64, L> = each(|lane| at_board[lane].wrapping_add(place(0, nth[lane])));
        let next: Lanes<u64, L> = each(|lane| nth[lane] + 1);
        let serve = game.serve.draw(&board, &nth, &each(|lane| serve_at[lane].wrapping_add(name[lane])));
        let think_point = each(|lane| think_at[lane].wrapping_add(name[lane]).wrapping_add(place(0, 1)));
        let think = game.think.draw(&board, &next, &think_point);
        let length: Lanes<u64, L> =
            each(|lane| if ALIKE { game.moves } else { block.length[board[lane] as usize % BOARDS_MAX][lane] });
        let mut any_over = false;
        let (mut row_key, mut waited, mut over) = ([OVER; L], [0; L], [false; L]);
        for lane in 0..L {
            let start = if now[lane] > ready[lane] { now[lane] } else { ready[lane] };
            let end = start.wrapping_add(serve[lane]);
            waited[lane] = start.wrapping_sub(ready[lane]);
            over[lane] = nth[lane] == length[lane];
            any_over |= over[lane];
            let hash = mix(ready[lane].wrapping_add(name[lane]).wrapping_add(kind::OPPONENT_MOVED))
                .wrapping_add(mix(start.wrapping_add(at_board[lane]).wrapping_add(kind::THINKS)))
                .wrapping_add(mix(end.wrapping_add(name[lane]).wrapping_add(kind::MASTER_MOVED)));
            block.digest[lane] = block.digest[lane].wrapping_add(if plays[lane] { hash } else { 0 });
            now[lane] = if plays[lane] { end } else { now[lane] };
            let then = end.wrapping_add(think[lane]);
            late[lane] |= if plays[lane] { then >> time_bits } else { 0 };
            row_key[lane] =
                if over[lane] { OVER } else { key_of(then, (word[lane] & ((1 << time_shift) - 1)).wrapping_add(1)) };
        }
        if ALIKE {
            for lane in 0..L {
                let [sum, most] = [&mut block.waiting_ns[0][lane], &mut block.waiting_max_ns[0][lane]];
                *sum = sum.wrapping_add(waited[lane]);
                *most = if waited[lane] > *most { waited[lane] } else { *most };
                block.thinking_ns[0][lane] = block.thinking_ns[0][lane].wrapping_add(serve[lane]);
            }
        }
        for lane in 0..L {
            let row = board[lane] as usize % BOARDS_MAX;
            if !ALIKE && plays[lane] {
                block.waiting_ns[row][lane] = block.waiting_ns[row][lane].wrapping_add(waited[lane]);
                block.waiting_max_ns[row][lane] = block.waiting_max_ns[row][lane].max(waited[lane]);
                block.thinking_ns[row][lane] = block.thinking_ns[row][lane].wrapping_add(serve[lane]);
            }
            key[row][lane] = if plays[lane] { row_key[lane] } else { key[row][lane] };
        }
        if any_over {
            for lane in 0..L {
                if over[lane] && plays[lane] {
                    let name = now[lane].wrapping_add(at_board[lane]).wrapping_add(kind::GAME_OVER);
                    block.digest[lane] = block.digest[lane].wrapping_add(mix(name));
                    block.ended_ns[board[lane] as usize % BOARDS_MAX][lane] = now[lane];
                }
            }
        }
    }
    for (out_of_range, late) in block.out_of_range.iter_mut().zip(late) {
        *out_of_range |= late != 0;
    }
}

impl<const L: usize> Block<L> {
    /// Draws the lengths of all games.
    fn draw_lengths(&mut self, game: &Game, streams: &Lanes<Streams, L>) {
        for (board, row) in (0..game.plan.opponents).zip(&mut self.length) {
            for lane in 0..L {
                row[lane] = game.plan.draw_length(board, &streams[lane]);
                // In practice this never happens: a geometric game this long has a probability of 10⁻¹⁷.
                self.out_of_range[lane] |= row[lane] >> game.nth_bits != 0;
                row[lane] = row[lane].min((1 << game.nth_bits) - 1);
            }
        }
    }

    /// How many moves the longest of these replications has.
    fn most_moves(&self, boards: usize) -> u64 {
        (0..L).map(|lane| self.length[..boards].iter().map(|row| row[lane]).sum()).max().unwrap_or(0)
    }
}
