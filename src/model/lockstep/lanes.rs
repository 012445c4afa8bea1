//! Numbers side by side, one for each replication.
//!
//! Calculations with them are plain loops over arrays of one length, which the compiler turns into instructions for
//! several numbers at once.

/// At most this many boards: all are looked through for each move.
pub const BOARDS_MAX: usize = 32;

/// One number for each replication.
pub type Lanes<T, const L: usize> = [T; L];

/// A number for each lane. (`array::from_fn` and `map` are not always inlined.)
#[expect(clippy::inline_always, reason = "what is not inlined is not compiled for the processor's wider instructions")]
#[inline(always)]
pub fn each<T: Copy + Default, const L: usize>(of_lane: impl Fn(usize) -> T) -> Lanes<T, L> {
    let mut lanes = [T::default(); L];
    for (lane, number) in lanes.iter_mut().enumerate() {
        *number = of_lane(lane);
    }
    lanes
}
