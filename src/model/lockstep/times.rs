//! Times to be drawn side by side.
//!
//! Each lane does exactly the same as a single draw, so every bit is the same.

// Always inline: functions that are not inlined are not compiled for the processor's wider instructions.
#![expect(clippy::inline_always)]
#![expect(clippy::cast_possible_truncation, reason = "numbers of boards are small")]

use super::lanes::{BOARDS_MAX, Lanes, each};
use super::standard::{exponential, normal, unit};
use crate::engine::Stream;
use crate::model::exp::exp_of_each;
use crate::model::sampler::{Other, Sampler, seconds_to_ns};
use crate::time::{Duration, rounded};

/// A parameter of the times at each board.
type ByBoard = Box<[f64; BOARDS_MAX]>;

/// Times to be drawn, prepared for several lanes at once.
#[derive(Clone, Debug)]
pub enum Times {
    /// Always the same, in nanoseconds.
    Constant(u64),
    Exponential {
        mean_ns: ByBoard,
    },
    Uniform {
        min_ns: ByBoard,
        width_ns: ByBoard,
    },
    LogNormal {
        mu: ByBoard,
        sigma: ByBoard,
    },
    /// Exponential with one of several means, the same at all boards. The last bound is infinite.
    Mixture {
        bounds: [f64; PARTS_MAX],
        mean_ns: [f64; PARTS_MAX],
    },
    /// Any distribution, by board: drawn one after the other.
    Other(Vec<Sampler>),
}

/// A mixture of at most this many parts is drawn in all lanes at once.
const PARTS_MAX: usize = 4;

/// Draws are limited to this value: it is larger than a key can hold, and may be added twice without exceeding 64 bits.
const FAR_NS: u64 = 1 << 61;

impl Times {
    /// Of the samplers of all boards, in order.
    pub fn new(samplers: Vec<Sampler>) -> Self {
        Self::constant(&samplers)
            .or_else(|| Self::exponential(&samplers))
            .or_else(|| Self::uniform(&samplers))
            .or_else(|| Self::log_normal(&samplers))
            .or_else(|| Self::mixture(&samplers))
            .unwrap_or(Self::Other(samplers))
    }

    fn constant(samplers: &[Sampler]) -> Option<Self> {
        let [Sampler::Constant(first), ..] = samplers else { return None };
        let alike = samplers.iter().all(|sampler| matches!(sampler, Sampler::Constant(time) if time == first));
        alike.then(|| Self::Constant(first.as_ns().min(FAR_NS)))
    }

    fn exponential(samplers: &[Sampler]) -> Option<Self> {
        let [mean_ns] = by_board(samplers, |sampler| match sampler {
            Sampler::Exponential { mean_ns } => Some([*mean_ns]),
            _ => None,
        })?;
        Some(Self::Exponential { mean_ns })
    }

    fn uniform(samplers: &[Sampler]) -> Option<Self> {
        let [min_ns, width_ns] = by_board(samplers, |sampler| match sampler.other()? {
            Other::Uniform { min_ns, width_ns } => Some([*min_ns, *width_ns]),
            _ => None,
        })?;
        Some(Self::Uniform { min_ns, width_ns })
    }

    fn log_normal(samplers: &[Sampler]) -> Option<Self> {
        let [mu, sigma] = by_board(samplers, |sampler| match sampler.other()? {
            Other::LogNormal { mu, sigma } => Some([*mu, *sigma]),
            _ => None,
        })?;
        Some(Self::LogNormal { mu, sigma })
    }

    fn mixture(samplers: &[Sampler]) -> Option<Self> {
        let (first, others) = samplers.split_first()?;
        if !others.iter().all(|other| other.is_same(first)) {
            return None;
        }
        let (shares, means): (Vec<f64>, Vec<f64>) = match first.other()? {
            Other::HyperExponential { first, first_mean_ns, second_mean_ns } => {
                (vec![*first, 1.0], vec![*first_mean_ns, *second_mean_ns])
            }
            Other::Mixture { cumulative, parts } => {
                let means = parts.iter().map(|part| match part {
                    Sampler::Exponential { mean_ns } => Some(*mean_ns),
                    _ => None,
                });
                (cumulative.clone(), means.collect::<Option<_>>()?)
            }
            _ => return None,
        };
        let (mut bounds, mut mean_ns) = ([f64::INFINITY; PARTS_MAX], [0.0; PARTS_MAX]);
        mean_ns.get_mut(..means.len())?.copy_from_slice(&means);
        let (_, all_but_last) = shares.split_last()?;
        bounds[..all_but_last.len()].copy_from_slice(all_but_last);
        Some(Self::Mixture { bounds, mean_ns })
    }

    /// A draw in each lane, in nanoseconds: the `nth` at `board`, from the stream at `point`.
    #[inline(always)]
    pub fn draw<const L: usize>(
        &self,
        board: &Lanes<u64, L>,
        nth: &Lanes<u64, L>,
        point: &Lanes<u64, L>,
    ) -> Lanes<u64, L> {
        let at = |parameter: &ByBoard, lane: usize| parameter[board[lane] as usize % BOARDS_MAX];
        match self {
            Self::Constant(ns) => [*ns; L],
            Self::Exponential { mean_ns } => {
                let standard = exponential(point);
                each(|lane| rounded(at(mean_ns, lane) * standard[lane]))
            }
            Self::Uniform { min_ns, width_ns } => {
                let standard = unit(point);
                each(|lane| rounded(at(min_ns, lane) + at(width_ns, lane) * standard[lane]))
            }
            Self::LogNormal { mu, sigma } => {
                let standard = normal(point);
                let seconds: Lanes<f64, L> = exp_of_each(&each(|lane| at(mu, lane) + at(sigma, lane) * standard[lane]));
                each(|lane| rounded(seconds_to_ns(seconds[lane])))
            }
            Self::Mixture { bounds, mean_ns } => {
                let choice = unit(point);
                let part: Lanes<usize, L> =
                    each(|lane| bounds.iter().map(|&bound| usize::from(bound <= choice[lane])).sum());
                let standard: Lanes<f64, L> = exponential(&each(|lane| Stream::at(point[lane]).after(1).point()));
                each(|lane| rounded(mean_ns[part[lane] % PARTS_MAX] * standard[lane]))
            }
            Self::Other(samplers) => one_by_one(samplers, board, nth, point),
        }
    }
}

/// The parameters of all boards' samplers, if all of them have them.
fn by_board<const P: usize>(
    samplers: &[Sampler],
    parameters: impl Fn(&Sampler) -> Option<[f64; P]>,
) -> Option<[ByBoard; P]> {
    let mut all = std::array::from_fn(|_| Box::new([0.0; BOARDS_MAX]));
    for (board, sampler) in samplers.iter().enumerate() {
        for (of_all, parameter) in all.iter_mut().zip(parameters(sampler)?) {
            *of_all.get_mut(board)? = parameter;
        }
    }
    Some(all)
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
