//! Times, and distributions of them.

use crate::model::Distribution;
use crate::time::Duration;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::ops::RangeInclusive;

/// The smallest number of steps into which a range of times is divided.
const STEPS: u64 = 20;

/// A time in this range; shrinks to the shortest.
///
/// Most are whole numbers of a step (a power of ten of nanoseconds, at most a twentieth of the range) above the
/// shortest, so things often happen at the same instant, and many are short: from 0 s to 60 s, for instance, whole
/// seconds.
///
/// # Panics
/// If the range is empty.
pub fn duration(range: RangeInclusive<Duration>) -> impl Strategy<Value = Duration> + Clone {
    let (least, most) = (range.start().as_ns(), range.end().as_ns());
    assert!(least <= most, "no time is in the range {} to {}", range.start(), range.end());
    let span = most - least;
    let step = std::iter::successors(Some(1_u64), |step| step.checked_mul(10))
        .take_while(|&step| step == 1 || step <= span / STEPS)
        .last()
        .unwrap_or(1);
    let steps = span / step;
    let stepped = prop_oneof![2 => 0..=steps.min(5), 3 => 0..=steps].prop_map(move |steps| least + steps * step);
    prop_oneof![5 => stepped, 1 => least..=most].prop_map(Duration::from_ns)
}

/// Any distribution whose limits, values or mean lie in this range; shrinks to the constant shortest one.
///
/// All kinds are drawn, the simple ones most often; `Mixture`, `ByMove`, `Shifted` and `Clamped` hold others. A drawn
/// time may be longer than the range: an exponential one has no limit, and shifts add up.
///
/// # Panics
/// If the range is empty.
pub fn distribution(times: RangeInclusive<Duration>) -> BoxedStrategy<Distribution> {
    let inner = simple(&times).boxed();
    let time = duration(times.clone());
    let by_move = (simple(&times), vec((1_u64..=4, inner.clone()), 0..=2));
    prop_oneof![
        8 => inner.clone(),
        1 => vec((select(vec![1.0, 2.0, 0.5]), inner.clone()), 1..=3).prop_map(Distribution::Mixture),
        1 => by_move.prop_map(|(first, later)| changing(first, later)),
        1 => (time, inner.clone()).prop_map(|(by, of)| Distribution::Shifted { by, of: Box::new(of) }),
        1 => (rising(&times), inner)
            .prop_map(|([min, max, _], of)| Distribution::Clamped { min, max, of: Box::new(of) }),
    ]
    .boxed()
}

/// A constant time in this range.
pub(super) fn constant(times: RangeInclusive<Duration>) -> BoxedStrategy<Distribution> {
    duration(times).prop_map(Distribution::Constant).boxed()
}

/// Distributions that hold no others.
fn simple(times: &RangeInclusive<Duration>) -> impl Strategy<Value = Distribution> + use<> {
    use Distribution as D;
    let time = duration(times.clone());
    let seconds = time.clone().prop_map(Duration::as_secs_f64);
    let several = vec(time.clone(), 1..=4);
    // Only moderate ones: tails so heavy that a run exceeds the range of virtual time are of little use.
    let shape = select(vec![1.0, 2.0, 3.5, 0.7]);
    let sigma = select(vec![0.0, 0.5, 1.0]);
    let (peak, tail) = (select(vec![2.5, 5.0, 1.5]), select(vec![1.0, 2.0, 4.0]));
    prop_oneof![
        6 => time.clone().prop_map(D::Constant),
        2 => rising(times).prop_map(|[min, max, _]| D::Uniform { min, max }),
        2 => time.clone().prop_map(|mean| D::Exponential { mean }),
        1 => rising(times).prop_map(|[min, mode, max]| D::Triangular { min, mode, max }),
        1 => rising(times).prop_map(|[min, mode, max]| D::Pert { min, mode, max }),
        1 => prop_oneof![
            several.clone().prop_map(|values| D::Empirical(values.into())),
            several.prop_map(|values| D::Replay(values.into())),
        ],
        1 => (time.clone(), time.clone()).prop_map(|(mean, sd)| D::Normal { mean, sd }),
        1 => (shape.clone(), seconds.clone()).prop_map(|(shape, mean)| D::Gamma { shape, scale_s: mean / shape }),
        1 => (shape, seconds.clone()).prop_map(|(shape, scale_s)| D::Weibull { shape, scale_s }),
        1 => prop_oneof![
            (seconds, sigma).prop_map(|(median, sigma)| D::LogNormal { mu: libm::log(median.max(1e-9)), sigma }),
            (time.clone(), peak).prop_map(|(min, shape)| D::Pareto { min: min.max(Duration::from_ns(1)), shape }),
            (time, tail).prop_map(|(mean, cv)| D::HyperExponential { mean, cv }),
        ],
    ]
}

/// Three times, the shortest first.
fn rising(times: &RangeInclusive<Duration>) -> impl Strategy<Value = [Duration; 3]> + use<> {
    let time = duration(times.clone());
    [time.clone(), time.clone(), time].prop_map(|mut three| {
        three.sort();
        three
    })
}

/// `later`: after how many more moves, and what then.
fn changing(first: Distribution, later: Vec<(u64, Distribution)>) -> Distribution {
    let mut from = 1;
    let mut pieces = vec![(from, first)];
    for (more, piece) in later {
        from += more;
        pieces.push((from, piece));
    }
    Distribution::ByMove(pieces)
}
