//! Games that have nothing to do with each other: the makespan is the longest of them, an order statistic.

use super::game::{Moments, alike, fixed_moves, moves_of_sides};
use super::{Assumption, Entry, Quantity, Statement, Value};
use crate::model::{Distribution, Exhibition, Measure};
use crate::stats::quadrature::integral;
use crate::stats::special::gamma_upper;

pub(super) const ENTRY: Entry = Entry {
    name: "independent_games",
    title: "The longest of independent games",
    equation: "E(max) = integral of 1 - F(t)^N; with one exponential think Z (1 + 1/2 + ... + 1/N)",
    source: "David & Nagaraja, Order Statistics, 3rd ed. (2003), chapter 3",
    assumptions: &[
        Assumption::MastersAtHand,
        Assumption::Alike,
        Assumption::AllAtStart,
        Assumption::AllBoards,
        Assumption::NobodyForfeits,
        Assumption::NoWalks,
        Assumption::FixedLengths,
        Assumption::SameAtEveryMove,
        Assumption::GameOfKnownLaw,
    ],
    says,
};

/// A sum of independent thinks of one kind, and a fixed time.
pub(super) struct Game<'a> {
    law: &'a Distribution,
    thinks: f64,
    fixed_s: f64,
}

impl<'a> Game<'a> {
    /// What a game takes by itself, if one side's times are constant, and the other's are exponential or gamma, or drawn but once.
    pub fn of(exhibition: &'a Exhibition) -> Option<Self> {
        let group = alike(exhibition)?;
        let (opponents, masters) = moves_of_sides(exhibition, fixed_moves(group)?);
        let (think, service) = (&group.think, exhibition.service(group));
        let game = match (think.constant(), service.constant()) {
            (None, Some(service)) => (think, opponents, masters as f64 * service.as_secs_f64()),
            (None, None) if masters == 0 => (think, opponents, 0.0),
            (None, None) if opponents == 0 => (service, masters, 0.0),
            (Some(think), None) => (service, masters, opponents as f64 * think.as_secs_f64()),
            _ => return None,
        };
        let (law, thinks, fixed_s) = game;
        let adds_up = matches!(law, Distribution::Exponential { .. } | Distribution::Gamma { .. });
        let known = thinks >= 1 && (adds_up || (thinks == 1 && is_smooth(law)));
        known.then_some(Self { law, thinks: thinks as f64, fixed_s })
    }

    /// The probability that the thinks take more than `t` seconds.
    fn survival(&self, t: f64) -> f64 {
        match self.law {
            Distribution::Exponential { mean } => gamma_upper(self.thinks, t / mean.as_secs_f64()),
            Distribution::Gamma { shape, scale_s } => gamma_upper(self.thinks * shape, t / scale_s),
            law => law.survival(t),
        }
    }
}

/// Whether no value has a probability of its own.
fn is_smooth(law: &Distribution) -> bool {
    use Distribution as D;
    match law {
        D::Constant(_) | D::Empirical(_) | D::Replay(_) | D::ByMove(_) | D::Clamped { .. } => false,
        D::Mixture(parts) => parts.iter().all(|(_, part)| is_smooth(part)),
        D::Shifted { of, .. } => is_smooth(of),
        other => other.variance_s2() > 0.0,
    }
}

fn says(exhibition: &Exhibition) -> Option<Vec<Statement>> {
    let game = Game::of(exhibition)?;
    let mean_s = game.thinks * game.law.mean_s();
    let of_longest = longest(exhibition.opponents(), mean_s, |t| game.survival(t))?;
    let mean = Statement::measure(Measure::Makespan, game.fixed_s + of_longest.mean);
    let sd = Statement::new(Quantity::MakespanSd, Value::Number(libm::sqrt(of_longest.variance)));
    let has_spread = game.law.variance_s2().is_finite() && of_longest.variance.is_finite();
    Some(if has_spread { vec![mean, sd] } else { vec![mean] })
}

/// The expected greatest of `count` independent values with this mean in seconds and this survival function P(more than t seconds), in
/// seconds: the integral of 1 − (1 − S(t))ᴺ. `None` if the mean is not finite.
#[must_use]
pub fn expected_longest(count: u64, mean_s: f64, survival: impl Fn(f64) -> f64) -> Option<f64> {
    longest(count, mean_s, survival).map(|moments| moments.mean)
}

/// Mean and variance: the latter about the mean, so that nothing cancels.
fn longest(count: u64, mean_s: f64, survival: impl Fn(f64) -> f64) -> Option<Moments> {
    if !mean_s.is_finite() || mean_s < 0.0 || count == 0 {
        return None;
    }
    if mean_s == 0.0 {
        return Some(Moments { mean: 0.0, variance: 0.0 });
    }
    let n = count as f64;
    // ln F^N, and from it F^N and 1 − F^N without loss.
    let log_all_below = |t: f64| n * libm::log1p(-survival(t));
    let breaks = breaks(mean_s, |t| n * survival(t));
    let mean = integral(&|t| -libm::expm1(log_all_below(t)), &breaks);
    let (mut below, mut above) = (breaks.clone(), breaks);
    below.retain(|&at| at < mean);
    below.push(mean);
    above.retain(|&at| at > mean);
    above.insert(0, mean);
    let variance = 2.0 * integral(&|t| (mean - t) * libm::exp(log_all_below(t)), &below)
        + 2.0 * integral(&|t| (t - mean) * -libm::expm1(log_all_below(t)), &above);
    Some(Moments { mean, variance })
}

/// From 0 on to where nothing is left, each point twice as far as the last: `left` is what is expected beyond a time.
fn breaks(mean_s: f64, left: impl Fn(f64) -> f64) -> Vec<f64> {
    const FAR_ENOUGH: f64 = 1e-13;
    let mut breaks = vec![0.0];
    let mut at = mean_s / 1024.0;
    // Even the heaviest tails with a mean are over after so many doublings, or time is.
    for _ in 0..900 {
        breaks.push(at);
        if left(at) * (at / mean_s) * (at / mean_s) < FAR_ENOUGH {
            break;
        }
        at *= 2.0;
    }
    breaks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Duration;

    fn assert_close(value: f64, expected: f64) {
        assert!((value / expected - 1.0).abs() < 1e-9, "{value}, not {expected}");
    }

    #[test]
    fn exponential_games_have_a_harmonic_maximum() {
        for count in [1, 2, 7, 1_000, 10_000_000_u64] {
            let (mut harmonic, mut squares) = (0.0, 0.0);
            for k in (1..=count).rev() {
                harmonic += 1.0 / k as f64;
                squares += 1.0 / (k as f64 * k as f64);
            }
            let moments = longest(count, 60.0, |t| libm::exp(-t / 60.0)).unwrap();
            assert_close(moments.mean, 60.0 * harmonic);
            assert_close(moments.variance, 3600.0 * squares);
        }
    }

    #[test]
    fn uniform_and_pareto_games_have_textbook_maxima() {
        // Uniform on 0 … 1: N/(N + 1), and N/((N + 1)² (N + 2)).
        let uniform = Distribution::Uniform { min: Duration::ZERO, max: Duration::from_secs(1) };
        let moments = longest(9, 0.5, |t| uniform.survival(t)).unwrap();
        assert_close(moments.mean, 0.9);
        assert_close(moments.variance, 9.0 / 1_100.0);
        // Pareto with shape a from 1: N B(N, 1 − 1/a) = Γ(N + 1) Γ(1 − 1/a)/Γ(N + 1 − 1/a).
        let pareto = Distribution::Pareto { min: Duration::from_secs(1), shape: 2.5 };
        let moments = longest(5, pareto.mean_s(), |t| pareto.survival(t)).unwrap();
        assert_close(moments.mean, 120.0 * libm::tgamma(0.6) / libm::tgamma(5.6));
    }

    #[test]
    fn no_mean_no_maximum() {
        assert_eq!(expected_longest(5, f64::INFINITY, |_| 1.0), None);
        assert_eq!(expected_longest(0, 1.0, |_| 0.5), None);
        assert_eq!(expected_longest(3, 0.0, |_| 0.0), Some(0.0));
    }
}
