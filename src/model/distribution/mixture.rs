//! Mixtures: one of several distributions, by weight.

use super::constant::all_the_same;
use super::family::{
    Answers, At, Distribution, Duration, Faults, Moments, Other, Sampler, Special, Stream, not_empty, positive,
};

type Part = (f64, Distribution);

pub fn family<R>(parts: &[Part], ask: impl FnOnce(&Answers<'_>) -> R) -> R {
    ask(&Answers {
        check: &|at, faults| check(parts, at, faults),
        point: None,
        survival: &|x_s| weighted(parts.iter().map(|(weight, part)| (*weight, part.survival(x_s)))),
        moments: &|| mixed(parts.iter().map(|(weight, part)| (*weight, part.moments()))),
        scaled: &|factor| {
            let scaled = |(weight, part): &Part| Some((*weight, part.scaled(factor)?));
            parts.iter().map(scaled).collect::<Option<_>>().map(Distribution::Mixture)
        },
        sampler: &|| sampler(parts),
        special: Special {
            constant: &|| all_the_same(parts.iter().map(|(_, part)| part.constant())),
            is_certain: &|| parts.len() == 1 && parts[0].1.is_deterministic(),
            clamped: &|low, high| Some(mixed(parts.iter().map(|(weight, part)| (*weight, part.clamped(low, high))))),
            ..Special::NONE
        },
    })
}

pub fn draw(cumulative: &[f64], parts: &[Sampler], nth: u64, stream: &mut Stream) -> Duration {
    let u = stream.unit();
    parts[cumulative.partition_point(|&bound| bound <= u).min(parts.len() - 1)].draw_from(nth, stream)
}

fn check(parts: &[Part], at: At<'_>, faults: &mut Faults<'_>) {
    faults.add(at, not_empty(parts.len(), "[(0.9, Constant(\"5s\")), (0.1, Constant(\"1min\"))]"));
    for (index, (weight, part)) in parts.iter().enumerate() {
        faults.add(at.at(index).at(0), positive("weight", *weight));
        faults.add_those_of(at.at(index).at(1), part);
    }
    let sum: f64 = parts.iter().map(|(weight, _)| weight).sum();
    if sum.is_infinite() && parts.iter().all(|(weight, _)| weight.is_finite()) {
        faults.add(at, Some(("the sum of the weights is too large".into(), "write smaller weights".into())));
    }
}

/// By the law of total variance.
fn mixed(parts: impl Iterator<Item = (f64, Moments)> + Clone) -> Moments {
    let mean = weighted(parts.clone().map(|(weight, part)| (weight, part.mean)));
    if mean == f64::INFINITY {
        return Moments { mean, variance: f64::INFINITY };
    }
    let square = |x: f64| x * x;
    let about_mean = parts.map(|(weight, part)| (weight, part.variance + square(part.mean - mean)));
    Moments { mean, variance: weighted(about_mean) }
}

/// The weighted mean of (weight, value); 0 of nothing.
fn weighted(parts: impl Iterator<Item = (f64, f64)>) -> f64 {
    let (weights, sum) = parts.fold((0.0, 0.0), |(weights, sum), (weight, x)| (weights + weight, sum + weight * x));
    if weights > 0.0 { sum / weights } else { 0.0 }
}

fn sampler(parts: &[Part]) -> Sampler {
    let total: f64 = parts.iter().map(|(weight, _)| weight).sum();
    let mut sum = 0.0;
    let cumulative = parts.iter().map(|(weight, _)| {
        sum += weight / total;
        sum
    });
    let cumulative = cumulative.collect();
    Other::Mixture { cumulative, parts: parts.iter().map(|(_, part)| part.sampler()).collect() }.into()
}
