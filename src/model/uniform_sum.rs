//! The sum of many uniform times: of the steps of a long walk.
//!
//! Each step is a draw of its own (docs/contract.md, section 7). They are drawn side by side, which takes a fraction of
//! the time; every bit is that of single draws.

use crate::engine::Stream;
use crate::time::{Duration, WHOLE_FROM, rounded};
use pulp::Arch;

/// How many steps are drawn at once.
const LANES: usize = 8;
/// Fewer draws are faster one by one.
const WORTHWHILE_FROM: u32 = 24;

/// Uniform times, in nanoseconds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Uniform {
    pub min_ns: f64,
    pub width_ns: f64,
}

impl Uniform {
    /// One draw.
    #[inline]
    pub fn draw(self, stream: &mut Stream) -> Duration {
        Duration::from_ns_f64(self.min_ns + self.width_ns * stream.unit())
    }

    /// The sum of this many draws.
    pub fn draw_sum(self, count: u32, stream: &mut Stream) -> Duration {
        let max_ns = self.min_ns + self.width_ns;
        // So the sum can't exceed 64 bits, either.
        let is_short = max_ns < WHOLE_FROM && f64::from(count) * max_ns < 1e18;
        if count < WORTHWHILE_FROM || !is_short {
            return (0..count).fold(Duration::ZERO, |sum, _| sum.saturating_add(self.draw(stream)));
        }
        let sum_ns = Arch::new().dispatch(Sum { of: self, count, stream: stream.clone() });
        *stream = stream.after(count.into());
        Duration::from_ns(sum_ns)
    }
}

/// The sum of the next draws of a stream, in nanoseconds.
struct Sum {
    of: Uniform,
    count: u32,
    stream: Stream,
}

impl pulp::NullaryFnOnce for Sum {
    type Output = u64;

    // What is not inlined is not compiled for the processor's wider instructions.
    #[expect(clippy::inline_always, reason = "see above")]
    #[inline(always)]
    fn call(self) -> u64 {
        let Self { of: Uniform { min_ns, width_ns }, count, stream } = self;
        let draw = |nth: u64| rounded(min_ns + width_ns * stream.after(nth).unit());
        let (all, lanes) = (u64::from(count), LANES as u64);
        let mut sums_ns = [0; LANES];
        for block in 0..all / lanes {
            for (lane, sum_ns) in sums_ns.iter_mut().enumerate() {
                *sum_ns += draw(block * lanes + lane as u64);
            }
        }
        sums_ns.iter().sum::<u64>() + (all / lanes * lanes..all).map(draw).sum::<u64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Streams;

    #[test]
    fn is_that_of_single_draws() {
        for (min_ns, width_ns) in [(0.0, 3e9), (1e9, 1.0), (2.5e8, 0.0), (4e15, 8e14), (0.0, 1e17), (0.0, 1.7e19)] {
            for count in [0, 1, 23, 24, 25, 31, 32, 1_000, 4_099] {
                let uniform = Uniform { min_ns, width_ns };
                let mut stream = Streams::new(7, 0).stream(3, 5, count.into());
                let mut other = stream.clone();
                let single = (0..count).fold(Duration::ZERO, |sum, _| sum.saturating_add(uniform.draw(&mut other)));
                assert_eq!(uniform.draw_sum(count, &mut stream), single, "{count} from {min_ns} on, {width_ns}");
                assert_eq!(stream.next_bits(), other.next_bits(), "the stream after {count} draws");
            }
        }
    }
}
