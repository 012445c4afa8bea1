//! The tolerance between simulation and long-run averages: chance, and the edges of a finite window.

use crate::experiment::{Estimate, Summary};
use crate::model::{Distribution, Exhibition, GameLength, Measure, Walk};
use crate::stats::t_quantile;

/// The relative error of floating point is below this.
const ROUNDING: f64 = 1e-9;
/// The probability that chance alone makes a formula look broken.
const ERROR: f64 = 1e-9;
/// Fewer replications refute nothing if times are random.
const REPLICATIONS_MIN: u64 = 30;

/// Tolerance beyond a bound, in the unit of a measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tolerance {
    /// The effect of rounding and the window's edges.
    pub edges: f64,
    /// The effect of these and chance; infinite if unknown.
    pub all: f64,
}

impl Tolerance {
    /// The tolerance of the mean of `measure`, which is `estimate`.
    pub fn of(measure: Measure, estimate: &Estimate, exhibition: &Exhibition, summary: &Summary) -> Self {
        let edges = estimate.mean.abs() * ROUNDING + edges(measure, estimate.mean, exhibition, summary);
        Self { edges, all: edges + chance(estimate, exhibition, summary) }
    }
}

/// Each board adds at most one round at either end of the window, which counts in full or not at all. By renewal theory
/// that is, on average, within (1 + cv²) rounds (Lorden, "On excess over the boundary", Annals of Mathematical
/// Statistics 41, 1970).
fn edges(measure: Measure, mean: f64, exhibition: &Exhibition, summary: &Summary) -> f64 {
    if !exhibition.is_endless() {
        return 0.0;
    }
    let [moves, throughput] = [Measure::Moves, Measure::Throughput].map(|measure| summary.estimate(measure).mean);
    let boards = exhibition.opponents() as f64;
    let variation = cv_max(exhibition);
    let share = 2.0 * boards * (1.0 + variation * variation) / moves;
    match measure {
        Measure::Utilisation | Measure::Throughput => mean * share,
        // A round takes N ÷ X.
        Measure::WaitingMean => boards / throughput * share,
        _ => 0.0,
    }
}

/// Twice the half-width of an interval of this level, as t quantiles are too small for skewed values: for exponential
/// ones, twice is enough. With heavier tails it is unknown, since values that have not occurred yet may determine the
/// mean.
fn chance(estimate: &Estimate, exhibition: &Exhibition, summary: &Summary) -> f64 {
    if exhibition.is_deterministic() {
        return 0.0;
    }
    let replications = summary.replications;
    let (Some(sd), true) = (estimate.sd, replications >= REPLICATIONS_MIN && times(exhibition).all(is_light)) else {
        return f64::INFINITY;
    };
    if !exhibition.groups.iter().all(|group| is_light_length(&group.moves)) {
        return f64::INFINITY;
    }
    let n = replications as f64;
    let moves = summary.estimate(Measure::Moves).mean.max(1.0);
    let least_sd = estimate.mean.abs() * cv_max(exhibition) / libm::sqrt(moves);
    -2.0 * t_quantile(ERROR / 2.0, n - 1.0) * sd.max(least_sd) / libm::sqrt(n)
}

/// Whether the tail is no heavier than that of an exponential distribution: P(X > k·mean) ≤ e⁻ᵏ for some k far out.
fn is_light(time: &Distribution) -> bool {
    let mean_s = time.mean_s();
    let is_below = |k: f64| time.survival(k * mean_s) <= 1.01 * libm::exp(-k);
    mean_s == 0.0 || (cv(time) <= 1.01 && [5.0, 10.0, 20.0, 40.0].into_iter().all(is_below))
}

fn is_light_length(moves: &GameLength) -> bool {
    match moves {
        GameLength::Exactly(_) | GameLength::Uniform(..) | GameLength::Geometric { .. } | GameLength::Endless => true,
        GameLength::Empirical(lengths) => {
            let most = lengths.iter().copied().max().unwrap_or(0) as f64;
            most * lengths.len() as f64 <= 10.0 * lengths.iter().map(|moves| *moves as f64).sum::<f64>()
        }
    }
}

/// All think and walk times.
fn times(exhibition: &Exhibition) -> impl Iterator<Item = &Distribution> {
    let of_groups = exhibition.groups.iter().flat_map(|group| [&group.think, exhibition.service(group)]);
    of_groups.chain(exhibition.walk.as_ref().map(Walk::time))
}

fn cv(time: &Distribution) -> f64 {
    let mean_s = time.mean_s();
    if mean_s > 0.0 { libm::sqrt(time.variance_s2()) / mean_s } else { 0.0 }
}

fn cv_max(exhibition: &Exhibition) -> f64 {
    times(exhibition).map(cv).fold(0.0, f64::max)
}
