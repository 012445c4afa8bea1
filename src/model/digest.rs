//! The digest: a fingerprint of the whole trajectory, for comparing runs at a glance.

use super::happening::Happening;
use crate::engine::{Observer, place};
use crate::time::Instant;

/// The sum, modulo 2⁶⁴, of a hash of each happening with its instant.
///
/// It identifies what happened: each kind of happening, when, at which board, by which master, and for moves the number
/// of the move. Two runs with the same digest are the same, except with a probability of about 2⁻⁶⁴. The order of
/// happenings within an instant, which follows from the rules, is not part of it: a sum can be formed in any order,
/// also for many replications side by side. The digest does not resist forgery.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Digest(u64);

/// The kinds of happenings as numbers for the hash; far apart, so that no instant can offset another kind.
pub(super) mod kind {
    const APART: u64 = 0x9E37_79B9_7F4A_7C15;
    pub const OPPONENT_MOVED: u64 = APART;
    pub const THINKS: u64 = APART.wrapping_mul(2);
    pub const MASTER_MOVED: u64 = APART.wrapping_mul(3);
    pub const SEATED: u64 = APART.wrapping_mul(4);
    pub const FORFEITED: u64 = APART.wrapping_mul(5);
    pub const ARRIVED: u64 = APART.wrapping_mul(6);
    pub const WALKS: u64 = APART.wrapping_mul(7);
    pub const ATTENDS: u64 = APART.wrapping_mul(8);
    pub const RELEASED: u64 = APART.wrapping_mul(9);
    pub const GAME_OVER: u64 = APART.wrapping_mul(10);
}

/// Between the names of masters: 2⁶⁴ times the fractional part of √2, made odd.
const PER_MASTER: u64 = 0x6A09_E667_F3BC_C909;

/// Mixes a name that is already spread over 64 bits: the product with itself, halves exchanged, folded. This takes one
/// multiplication of 32-bit halves, which processors can do side by side.
#[inline]
pub(super) const fn mix(name: u64) -> u64 {
    let product = name.wrapping_mul(name.rotate_left(32));
    product ^ product >> 32
}

impl Digest {
    pub const fn value(self) -> u64 {
        self.0
    }

    #[inline]
    const fn add(&mut self, now: Instant, kind: u64, master: u32, place: u64) {
        let name = now.as_ns().wrapping_add(kind).wrapping_add((master as u64).wrapping_mul(PER_MASTER));
        self.0 = self.0.wrapping_add(mix(name.wrapping_add(place)));
    }
}

impl Observer<Happening> for Digest {
    #[expect(clippy::inline_always, reason = "see Context::tell")]
    #[inline(always)]
    fn observe(&mut self, now: Instant, happening: &Happening) {
        match *happening {
            Happening::OpponentMoved { board, nth } => self.add(now, kind::OPPONENT_MOVED, 0, place(board, nth)),
            Happening::Thinks { master, board, .. } => self.add(now, kind::THINKS, master, place(board, 0)),
            Happening::MasterMoved { master, board, nth } => {
                self.add(now, kind::MASTER_MOVED, master, place(board, nth));
            }
            Happening::Seated { board, .. } => self.add(now, kind::SEATED, 0, place(board, 0)),
            Happening::Forfeited { board } => self.add(now, kind::FORFEITED, 0, place(board, 0)),
            Happening::Arrived { board } => self.add(now, kind::ARRIVED, 0, place(board, 0)),
            Happening::Walks { master, board } => self.add(now, kind::WALKS, master, place(board, 0)),
            Happening::Attends { master, board } => self.add(now, kind::ATTENDS, master, place(board, 0)),
            Happening::Released { master, board } => self.add(now, kind::RELEASED, master, place(board, 0)),
            Happening::GameOver { board, .. } => self.add(now, kind::GAME_OVER, 0, place(board, 0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Duration;

    fn digest(happenings: impl IntoIterator<Item = (u64, Happening)>) -> u64 {
        let mut digest = Digest::default();
        for (ns, happening) in happenings {
            digest.observe(Instant::from_ns(ns), &happening);
        }
        digest.value()
    }

    #[test]
    fn every_bit_of_the_instant_and_the_name_may_move_every_bit() {
        let mut flips = [[0_u32; 64]; 64];
        let names = 2_000_u32;
        for name in 0..names {
            let at_ns = 3_600_000_000_123 * u64::from(name);
            let x = at_ns.wrapping_add(kind::THINKS).wrapping_add(place(name % 40, u64::from(name) / 40));
            for (bit, counts) in flips.iter_mut().enumerate() {
                let changed = mix(x) ^ mix(x ^ 1 << bit);
                counts.iter_mut().enumerate().for_each(|(out, count)| *count += (changed >> out & 1) as u32);
            }
        }
        let shares = flips.iter().flatten().map(|&count| f64::from(count) / f64::from(names));
        let (least, most) = shares.fold((1.0_f64, 0.0_f64), |(least, most), share| (least.min(share), most.max(share)));
        assert!(0.2 < least && most < 0.8, "{least} to {most}");
    }

    /// Trajectories that differ as little as possible have digests that differ in both the upper and the lower half.
    #[test]
    fn similar_trajectories_have_digests_like_chance() {
        let moved = |ns: u64, board| (ns, Happening::OpponentMoved { board, nth: 1 });
        let mut digests = Vec::new();
        for shift in 0..400_u64 {
            for board in 1..100_u32 {
                // Two boards that change places, a little apart in time.
                digests.push(digest([moved(1_000_000 + shift, 0), moved(1_000_000, board)]));
            }
        }
        for half in [0, 32] {
            let mut halves: Vec<u64> = digests.iter().map(|digest| digest >> half & 0xFFFF_FFFF).collect();
            halves.sort_unstable();
            let coincidences = halves.windows(2).filter(|pair| pair[0] == pair[1]).count();
            // 39,600 numbers of 32 bits: 0.18 coincidences are to be expected.
            assert!(coincidences <= 4, "{coincidences}");
        }
    }

    #[test]
    fn the_order_within_an_instant_does_not_count_but_everything_else_does() {
        let waited = Duration::ZERO;
        let one = (5, Happening::Thinks { master: 0, board: 1, waited });
        let other = (5, Happening::Thinks { master: 1, board: 0, waited });
        assert_eq!(digest([one, other]), digest([other, one]));
        let variants = [
            vec![one],
            vec![(6, one.1)],
            vec![other],
            vec![one, one],
            vec![(5, Happening::Attends { master: 0, board: 1 })],
            vec![(5, Happening::MasterMoved { master: 0, board: 1, nth: 1 })],
            vec![(5, Happening::MasterMoved { master: 0, board: 1, nth: 2 })],
        ];
        let mut digests: Vec<u64> = variants.into_iter().map(digest).collect();
        digests.sort_unstable();
        digests.dedup();
        assert_eq!(digests.len(), 7);
    }
}
