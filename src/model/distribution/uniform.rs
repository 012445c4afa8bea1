//! Uniform times.

use super::family::{Answers, Distribution, Duration, Moments, Other, Special, Stream, ascending, ns, step};
use crate::time::{WHOLE_FROM, rounded};
use pulp::Arch;

/// How many steps of a sum are drawn at once.
const LANES: usize = 8;
/// Fewer draws are faster one by one.
const WORTHWHILE_FROM: u32 = 24;

pub fn family<R>(min: Duration, max: Duration, ask: impl FnOnce(&Answers<'_>) -> R) -> R {
    let [min_s, max_s] = [min, max].map(Duration::as_secs_f64);
    let width_s = max_s - min_s;
    ask(&Answers {
        check: &|at, faults| faults.add(at, ascending(min, max, "minimum", "maximum")),
        point: (min == max).then_some(min_s),
        survival: &|x_s| if x_s < min_s || x_s >= max_s { step(x_s, min_s) } else { (max_s - x_s) / width_s },
        moments: &|| Moments { mean: min_s + width_s / 2.0, variance: width_s * width_s / 12.0 },
        scaled: &|factor| Some(Distribution::Uniform { min: min.times(factor)?, max: max.times(factor)? }),
        sampler: &|| Other::Uniform { min_ns: ns(min), width_ns: ns(max) - ns(min) }.into(),
        special: Special::NONE,
    })
}

#[inline]
pub fn draw(min_ns: f64, width_ns: f64, stream: &mut Stream) -> Duration {
    Duration::from_ns_f64(min_ns + width_ns * stream.unit())
}

/// The sum of many draws: of the steps of a long walk. Each is a draw of its own (docs/contract.md, section 7). They
/// are drawn side by side, which takes a fraction of the time; every bit is that of single draws.
pub fn draw_sum(min_ns: f64, width_ns: f64, count: u32, stream: &mut Stream) -> Duration {
    let max_ns = min_ns + width_ns;
    // So the sum can't exceed 64 bits, either.
    let is_short = max_ns < WHOLE_FROM && f64::from(count) * max_ns < 1e18;
    if count < WORTHWHILE_FROM || !is_short {
        return (0..count).fold(Duration::ZERO, |sum, _| sum.saturating_add(draw(min_ns, width_ns, stream)));
    }
    let sum_ns = Arch::new().dispatch(Sum { min_ns, width_ns, count, stream: stream.clone() });
    *stream = stream.after(count.into());
    Duration::from_ns(sum_ns)
}

/// The sum of the next draws of a stream, in nanoseconds.
struct Sum {
    min_ns: f64,
    width_ns: f64,
    count: u32,
    stream: Stream,
}

impl pulp::NullaryFnOnce for Sum {
    type Output = u64;

    // What is not inlined is not compiled for the processor's wider instructions.
    #[expect(clippy::inline_always, reason = "see above")]
    #[inline(always)]
    fn call(self) -> u64 {
        let Self { min_ns, width_ns, count, stream } = self;
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
                let mut stream = Streams::new(7, 0).stream(3, 5, count.into());
                let mut other = stream.clone();
                let single =
                    (0..count).fold(Duration::ZERO, |sum, _| sum.saturating_add(draw(min_ns, width_ns, &mut other)));
                assert_eq!(
                    draw_sum(min_ns, width_ns, count, &mut stream),
                    single,
                    "{count} from {min_ns} on, {width_ns}"
                );
                assert_eq!(stream.next_bits(), other.next_bits(), "the stream after {count} draws");
            }
        }
    }
}
