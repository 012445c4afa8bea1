//! The digest: a fingerprint of the whole trajectory, so that two people can compare runs at a glance.

use super::happening::Happening;
use crate::engine::Observer;
use crate::time::Instant;

/// Folds everything that happens, with its instant, into 64 bits.
///
/// Two runs with the same digest are the same run, but for a chance of 2⁻⁶⁴. It is a fingerprint, not a seal: it
/// does not resist forgery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        // The first 64 bits of the fractional part of π.
        Self(0x243F_6A88_85A3_08D3)
    }
}

impl Digest {
    pub const fn value(self) -> u64 {
        self.0
    }

    /// The folded 128-bit product: each bit of the state and of the instant reaches all bits.
    #[expect(clippy::cast_possible_truncation, reason = "both halves are wanted")]
    #[inline]
    const fn fold(&mut self, now: Instant, what: u64) {
        let product = (self.0 ^ now.as_ns()) as u128 * (what ^ 0xA409_3822_299F_31D1) as u128;
        self.0 = ((product >> 64) as u64 ^ product as u64).wrapping_add(0x082E_FA98_EC4E_6C89);
    }
}

/// The kind in the top bits, then the master, then the board.
#[inline]
const fn word(kind: u64, master: u32, board: u32) -> u64 {
    kind << 60 ^ (master as u64) << 32 ^ board as u64
}

impl Observer<Happening> for Digest {
    #[expect(clippy::inline_always, reason = "see Context::tell")]
    #[inline(always)]
    fn observe(&mut self, now: Instant, happening: &Happening) {
        match *happening {
            Happening::OpponentMoved { board, .. } => self.fold(now, word(1, 0, board)),
            Happening::Thinks { master, board, .. } => self.fold(now, word(2, master, board)),
            Happening::MasterMoved { master, board, .. } => self.fold(now, word(3, master, board)),
            Happening::Seated { board, .. } => self.fold(now, word(4, 0, board)),
            Happening::Forfeited { board } => self.fold(now, word(5, 0, board)),
            Happening::Arrived { board } => self.fold(now, word(6, 0, board)),
            Happening::Walks { master, board } => self.fold(now, word(7, master, board)),
            Happening::Attends { master, board } => self.fold(now, word(8, master, board)),
            Happening::Released { master, board } => self.fold(now, word(9, master, board)),
            Happening::GameOver { board, .. } => self.fold(now, word(10, 0, board)),
        }
    }
}
