//! Random streams: numbers that depend only on the name of the draw.
//!
//! A draw is named by (seed, replication, purpose, actor, index). The generator is called **lattice64, version 2**: the
//! name is a point of a lattice of 64-bit integers, and the point is scrambled by a finaliser. There is no state to
//! store, streams cost nothing to set up, and the draws of one actor do not depend on how often others draw.
//!
//! The principle (a Weyl sequence and a finaliser) is that of `SplitMix64` (Steele, Lea & Flood, "Fast Splittable
//! Pseudorandom Number Generators", OOPSLA 2014), with three directions instead of one. The finaliser is Pelle
//! Evensen's `rrxmrrxmsx_0` (2018), which is stronger on such regular input than that of `SplitMix64`. The design, and
//! the statistical tests that it has passed, are in `docs/random.md`.

use rand::TryRng;
use std::convert::Infallible;

/// The name and version of the generator. The numbers drawn under this name never change.
pub const GENERATOR: &str = "lattice64 v2";

/// The largest number of purposes.
pub const PURPOSES: usize = 8;

// The directions of the lattice: odd, without visible structure, fixed for ever. Fractional parts, times 2⁶⁴, of the
// golden ratio, of √3 and of √7 (each odd).
const NEXT: u64 = 0x9E37_79B9_7F4A_7C15;
const PER_ACTOR: u64 = 0xBB67_AE85_84CA_A73B;
const PER_INDEX: u64 = 0xA54F_F53A_5F1D_36F1;

/// The random streams of one replication.
#[derive(Clone, Debug)]
pub struct Streams {
    origins: [u64; PURPOSES],
}

impl Streams {
    /// The streams of replication `replication` under `seed`.
    #[must_use]
    pub fn new(seed: u64, replication: u64) -> Self {
        let run = scramble(scramble(seed.wrapping_add(NEXT)).wrapping_add(replication.wrapping_mul(PER_INDEX)));
        let mut origins = [0; PURPOSES];
        let mut origin = run;
        for slot in &mut origins {
            origin = origin.wrapping_add(PER_ACTOR);
            *slot = scramble(origin);
        }
        Self { origins }
    }

    /// The stream for the `index`-th draw of `actor` for a purpose below [`PURPOSES`].
    ///
    /// It gives as many numbers as the draw needs: most need one.
    ///
    /// # Panics
    /// If `purpose` is not below [`PURPOSES`].
    #[inline]
    #[must_use]
    pub const fn stream(&self, purpose: usize, actor: u32, index: u64) -> Stream {
        Stream { point: self.origins[purpose].wrapping_add(place(actor, index)) }
    }
}

/// The place in the lattice of the draws of `actor` with this `index`, relative to the origin of their purpose.
#[inline]
pub(crate) const fn place(actor: u32, index: u64) -> u64 {
    (actor as u64).wrapping_mul(PER_ACTOR).wrapping_add(index.wrapping_mul(PER_INDEX))
}

/// The random numbers of one draw. A generator for the distributions of `rand_distr`.
#[derive(Clone, Debug)]
pub struct Stream {
    point: u64,
}

impl Stream {
    /// The numbers of the draw at a point of the lattice.
    #[inline]
    pub(crate) const fn at(point: u64) -> Self {
        Self { point }
    }

    /// The place of its next number in the lattice.
    #[inline]
    pub(crate) const fn point(&self) -> u64 {
        self.point
    }

    /// The same without its next numbers, this many.
    #[inline]
    pub(crate) const fn after(&self, numbers: u64) -> Self {
        Self { point: self.point.wrapping_add(numbers.wrapping_mul(NEXT)) }
    }

    /// The next 64 random bits.
    #[inline]
    pub const fn next_bits(&mut self) -> u64 {
        let bits = scramble(self.point);
        self.point = self.point.wrapping_add(NEXT);
        bits
    }

    /// A number from 0 up to, not including, 1: a multiple of 2⁻⁵³.
    #[inline]
    pub fn unit(&mut self) -> f64 {
        (self.next_bits() >> 11) as f64 * (1.0 / (1_u64 << 53) as f64)
    }

    /// A whole number below `n`, each equally likely up to n/2⁶⁴ (Lemire, "Fast Random Integer Generation in an
    /// Interval", 2019, without the rejection, whose effect is negligible here).
    #[inline]
    pub const fn below(&mut self, n: u64) -> u64 {
        ((self.next_bits() as u128 * n as u128) >> 64) as u64
    }
}

impl TryRng for Stream {
    type Error = Infallible;

    #[inline]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((self.next_bits() >> 32) as u32)
    }

    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.next_bits())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.next_bits().to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

/// Pelle Evensen's finaliser `rrxmrrxmsx_0`: every bit of the input moves every bit of the output.
#[inline]
const fn scramble(mut x: u64) -> u64 {
    x ^= x.rotate_right(25) ^ x.rotate_right(50);
    x = x.wrapping_mul(0xA24B_AED4_963E_E407);
    x ^= x.rotate_right(24) ^ x.rotate_right(49);
    x = x.wrapping_mul(0x9FB2_1C65_1E98_DF25);
    x ^ (x >> 28)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_numbers_are_fixed_for_ever() {
        let mut stream = Streams::new(2017, 0).stream(0, 7, 1);
        let numbers = [stream.next_bits(), stream.next_bits()];
        assert_eq!(numbers, [12_305_960_456_244_583_483, 5_006_969_997_802_991_529]);
    }

    #[test]
    fn neighbouring_names_have_unrelated_numbers() {
        let streams = Streams::new(1, 0);
        let mut ones = 0;
        for actor in 0..100 {
            for index in 1..=100 {
                let bits = streams.stream(0, actor, index).next_bits();
                for other in [
                    streams.stream(0, actor + 1, index),
                    streams.stream(0, actor, index + 1),
                    streams.stream(1, actor, index),
                    Streams::new(1, 1).stream(0, actor, index),
                    Streams::new(2, 0).stream(0, actor, index),
                ] {
                    ones += (bits ^ other.clone().next_bits()).count_ones();
                }
            }
        }
        // 50,000 pairs of 64 bits: 1,600,000 ± 894 (one standard deviation) of the bits differ.
        assert!((ones.cast_signed() - 1_600_000).abs() < 4_500, "{ones} bits differ");
    }

    #[test]
    fn whole_numbers_below_n_are_uniform() {
        let streams = Streams::new(3, 0);
        let mut counts = [0_u32; 6];
        for index in 0..60_000 {
            counts[usize::try_from(streams.stream(0, 0, index).below(6)).unwrap()] += 1;
        }
        assert!(counts.iter().all(|count| count.abs_diff(10_000) < 400), "{counts:?}");
    }
}
