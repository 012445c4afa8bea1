//! Numbers side by side, one for each replication, and their draws.
//!
//! These are plain loops over arrays of one length, which the compiler turns into instructions for several numbers at
//! once. Each lane does exactly the same as a single draw, so every bit is the same.

// Always inline: functions that are not inlined are not compiled for the processor's wider instructions.
#![expect(clippy::inline_always)]
#![expect(clippy::cast_possible_truncation, reason = "numbers of boards are small")]

use crate::engine::{EXPONENTIAL, Stream, layer_of, open_unit};
use crate::model::sampler::Sampler;
use crate::time::Duration;

/// At most this many boards: all are looked through for each move.
pub const BOARDS_MAX: usize = 32;

/// One number for each replication.
pub type Lanes<T, const L: usize> = [T; L];

/// A number for each lane. (`array::from_fn` and `map` are not always inlined.)
#[inline(always)]
pub fn each<T: Copy + Default, const L: usize>(of_lane: impl Fn(usize) -> T) -> Lanes<T, L> {
    let mut lanes = [T::default(); L];
    for (lane, number) in lanes.iter_mut().enumerate() {
        *number = of_lane(lane);
    }
    lanes
}

/// Times to be drawn, prepared for several lanes at once.
#[derive(Clone, Debug)]
pub enum Times {
    /// Always the same, in nanoseconds.
    Constant(u64),
    /// Exponential, with these means in nanoseconds by board.
    Exponential(Box<[f64; BOARDS_MAX]>),
    /// Any distribution, by board: drawn one after the other.
    Other(Vec<Sampler>),
}

/// Draws are limited to this value: it is larger than a key can hold, and may be added twice without exceeding 64 bits.
const FAR_NS: u64 = 1 << 61;

impl Times {
    /// Of the samplers of all boards, in order.
    pub fn new(samplers: Vec<Sampler>) -> Self {
        let constant =
            |sampler: &Sampler| if let Sampler::Constant(time) = sampler { Some(time.as_ns()) } else { None };
        let mean =
            |sampler: &Sampler| if let Sampler::Exponential { mean_ns } = sampler { Some(*mean_ns) } else { None };
        if let Some(first) = samplers.first().and_then(constant)
            && samplers.iter().all(|sampler| constant(sampler) == Some(first))
        {
            return Self::Constant(first.min(FAR_NS));
        }
        match samplers.iter().map(mean).collect::<Option<Vec<f64>>>() {
            Some(means) => {
                Self::Exponential(Box::new(std::array::from_fn(|board| means.get(board).copied().unwrap_or(0.0))))
            }
            None => Self::Other(samplers),
        }
    }

    /// A draw in each lane, in nanoseconds: the `nth` at `board`, from the stream at `point`.
    #[inline(always)]
    pub fn draw<const L: usize>(
        &self,
        board: &Lanes<u64, L>,
        nth: &Lanes<u64, L>,
        point: &Lanes<u64, L>,
    ) -> Lanes<u64, L> {
        match self {
            Self::Constant(ns) => [*ns; L],
            Self::Exponential(means) => exponential(&each(|lane| means[board[lane] as usize % BOARDS_MAX]), point),
            Self::Other(samplers) => one_by_one(samplers, board, nth, point),
        }
    }
}

/// The first attempt of the ziggurat in all lanes at once; one draw in a hundred is done again by itself.
#[inline(always)]
fn exponential<const L: usize>(mean_ns: &Lanes<f64, L>, point: &Lanes<u64, L>) -> Lanes<u64, L> {
    let bits: Lanes<u64, L> = each(|lane| Stream::at(point[lane]).next_bits());
    let edge: Lanes<f64, L> = each(|lane| EXPONENTIAL.edge[layer_of(bits[lane])]);
    let inner: Lanes<f64, L> = each(|lane| EXPONENTIAL.edge[layer_of(bits[lane]) + 1]);
    let mut standard: Lanes<f64, L> = each(|lane| open_unit(bits[lane]) * edge[lane]);
    let beyond: Lanes<bool, L> = each(|lane| standard[lane] >= inner[lane]);
    if beyond.iter().fold(false, |any, &beyond| any | beyond) {
        draw_again(&beyond, point, &mut standard);
    }
    each(|lane| round(mean_ns[lane] * standard[lane]))
}

#[cold]
#[inline(never)]
fn draw_again<const L: usize>(beyond: &Lanes<bool, L>, point: &Lanes<u64, L>, standard: &mut Lanes<f64, L>) {
    for lane in 0..L {
        if beyond[lane] {
            standard[lane] = Stream::at(point[lane]).exponential();
        }
    }
}

/// [`Duration::from_ns_f64`] below 2⁵² ns, and some number from there to 2⁶² beyond, without asking which.
#[inline(always)]
fn round(ns: f64) -> u64 {
    const WHOLE_FROM: f64 = (1_u64 << 52) as f64;
    (ns + WHOLE_FROM).to_bits() - WHOLE_FROM.to_bits()
}

#[inline(never)]
fn one_by_one<const L: usize>(
    samplers: &[Sampler],
    board: &Lanes<u64, L>,
    nth: &Lanes<u64, L>,
    point: &Lanes<u64, L>,
) -> Lanes<u64, L> {
    std::array::from_fn(|lane| {
        // A lane that is over, or has left the range, may name a board that does not exist.
        let Some(sampler) = samplers.get(board[lane] as usize) else { return 0 };
        let time: Duration = sampler.draw(nth[lane], || Stream::at(point[lane]));
        time.as_ns().min(FAR_NS)
    })
}
