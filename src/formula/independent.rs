//! Independent games: the makespan is the longest of them, an order statistic.

use super::game::{Moments, alike, fixed_moves, moves_of_sides};
use super::{Assumption, Characteristic, Entry, Statement};
use crate::model::{Distribution, Exhibition, Measure};
use crate::stats::special::gamma_upper;
use crate::stats::survival::{breaks, mean_and_variance};
use crate::time::Duration;

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
pub(super) struct GameTime {
    law: Distribution,
    thinks: f64,
    fixed_s: f64,
}

impl GameTime {
    /// The length of a game by itself, if one side's times are constant, and the other's are exponential or gamma, or
    /// drawn only once.
    pub fn of(exhibition: &Exhibition) -> Option<Self> {
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
        let (from_s, law) = from_its_place(law);
        known.then_some(Self { law, thinks: thinks as f64, fixed_s: fixed_s + thinks as f64 * from_s })
    }

    /// The probability that the thinks take more than `t` seconds.
    fn survival(&self, t: f64) -> f64 {
        match &self.law {
            Distribution::Exponential { mean } => gamma_upper(self.thinks, t / mean.as_secs_f64()),
            Distribution::Gamma { shape, scale_s } => gamma_upper(self.thinks * shape, t / scale_s),
            law => law.survival(t),
        }
    }
}

/// Whether no value has a probability of its own, and the tail is light enough to be integrated.
fn is_smooth(law: &Distribution) -> bool {
    use Distribution as D;
    match law {
        D::Constant(_) | D::Empirical(_) | D::Replay(_) | D::ByMove(_) | D::Clamped { .. } => false,
        D::Mixture(parts) => parts.iter().all(|(_, part)| is_smooth(part)),
        D::Shifted { of, .. } => is_smooth(of),
        // With a shape of 1.05, a millionth of the mean comes from values above 10¹²⁰ times the minimum.
        D::Pareto { shape, .. } => *shape >= 1.05,
        other => other.variance_s2() > 0.0,
    }
}

/// Whether the squares have a tail that is light enough, too: with a shape of 2.05, as above.
fn has_smooth_squares(law: &Distribution) -> bool {
    use Distribution as D;
    match law {
        D::Mixture(parts) => parts.iter().all(|(_, part)| has_smooth_squares(part)),
        D::Shifted { of, .. } => has_smooth_squares(of),
        D::Pareto { shape, .. } => *shape >= 2.05,
        _ => true,
    }
}

/// The quantiles of the parts of a mixture, in seconds: between the parts may be gaps.
fn edges(law: &Distribution) -> Vec<f64> {
    match law {
        Distribution::Mixture(parts) => {
            let of_part = |part: &Distribution| [breaks(&|x| part.survival(x), 0.0, 1e300), edges(part)].concat();
            parts.iter().flat_map(|(_, part)| of_part(part)).collect()
        }
        Distribution::Shifted { by, of } => edges(of).into_iter().map(|edge| by.as_secs_f64() + edge).collect(),
        _ => Vec::new(),
    }
}

/// A distribution as a location in seconds and a random rest, so a narrow distribution far from zero keeps all its
/// digits.
fn from_its_place(law: &Distribution) -> (f64, Distribution) {
    use Distribution as D;
    /// A normal variate is never further below its mean than this many standard deviations.
    const NEVER: u64 = 40;
    match law {
        D::Uniform { min, max } => (min.as_secs_f64(), D::Uniform { min: Duration::ZERO, max: less(*max, *min) }),
        D::Triangular { min, mode, max } => {
            let (mode, max) = (less(*mode, *min), less(*max, *min));
            (min.as_secs_f64(), D::Triangular { min: Duration::ZERO, mode, max })
        }
        D::Pert { min, mode, max } => {
            let (mode, max) = (less(*mode, *min), less(*max, *min));
            (min.as_secs_f64(), D::Pert { min: Duration::ZERO, mode, max })
        }
        D::Normal { mean, sd } if sd.as_ns() < mean.as_ns() / NEVER => {
            let below = Duration::from_ns(NEVER * sd.as_ns());
            (less(*mean, below).as_secs_f64(), D::Normal { mean: below, sd: *sd })
        }
        D::Shifted { by, of } => {
            let (place_s, rest) = from_its_place(of);
            (by.as_secs_f64() + place_s, rest)
        }
        other => (0.0, other.clone()),
    }
}

const fn less(time: Duration, by: Duration) -> Duration {
    Duration::from_ns(time.as_ns().saturating_sub(by.as_ns()))
}

fn says(exhibition: &Exhibition) -> Option<Vec<Statement>> {
    let game = GameTime::of(exhibition)?;
    let mean_s = game.thinks * game.law.mean_s();
    let of_longest = longest(exhibition.opponents(), mean_s, |t| game.survival(t), &edges(&game.law))?;
    let mean = Statement::new(Measure::Makespan, game.fixed_s + of_longest.mean);
    let sd = Statement::new(Characteristic::MakespanSd, libm::sqrt(of_longest.variance));
    let has_spread = has_smooth_squares(&game.law) && of_longest.variance.is_finite();
    Some(if has_spread { vec![mean, sd] } else { vec![mean] })
}

/// The expected maximum of `count` independent values with this mean in seconds and this survival function P(more than
/// t seconds), in seconds: the integral of 1 − (1 − S(t))ᴺ. `None` if the mean is not finite.
#[must_use]
pub fn expected_longest(count: u64, mean_s: f64, survival: impl Fn(f64) -> f64) -> Option<f64> {
    longest(count, mean_s, survival, &[]).map(|moments| moments.mean)
}

fn longest(count: u64, mean_s: f64, survival: impl Fn(f64) -> f64, edges: &[f64]) -> Option<Moments> {
    if !mean_s.is_finite() || mean_s < 0.0 || count == 0 {
        return None;
    }
    if mean_s == 0.0 {
        return Some(Moments { mean: 0.0, variance: 0.0 });
    }
    // 1 − (1 − S)ᴺ without loss of digits.
    let of_longest = |t: f64| -libm::expm1(count as f64 * libm::log1p(-survival(t)));
    let (mean, variance) = mean_and_variance(of_longest, edges, 0.0, f64::INFINITY);
    Some(Moments { mean, variance })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{GameLength, Group, Master};

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
            let moments = longest(count, 60.0, |t| libm::exp(-t / 60.0), &[]).unwrap();
            assert_close(moments.mean, 60.0 * harmonic);
            assert_close(moments.variance, 3600.0 * squares);
        }
    }

    #[test]
    fn uniform_and_pareto_games_have_textbook_maxima() {
        // Uniform on 0 … 1: N/(N + 1), and N/((N + 1)² (N + 2)).
        let uniform = Distribution::Uniform { min: Duration::ZERO, max: Duration::from_secs(1) };
        let moments = longest(9, 0.5, |t| uniform.survival(t), &[]).unwrap();
        assert_close(moments.mean, 0.9);
        assert_close(moments.variance, 9.0 / 1_100.0);
        // Pareto with shape a from 1: N B(N, 1 − 1/a) = Γ(N + 1) Γ(1 − 1/a)/Γ(N + 1 − 1/a).
        let pareto = Distribution::Pareto { min: Duration::from_secs(1), shape: 2.5 };
        let moments = longest(5, pareto.mean_s(), |t| pareto.survival(t), &[]).unwrap();
        assert_close(moments.mean, 120.0 * libm::tgamma(0.6) / libm::tgamma(5.6));
    }

    #[test]
    fn gaps_in_mixtures_are_seen() {
        use Distribution as D;
        let (millisecond, second) = (Duration::from_ns(1_000_000), Duration::from_secs(1));
        let (far, further) = (Duration::from_secs(1_000), Duration::from_secs(1_001));
        let body = D::Uniform { min: Duration::ZERO, max: second };
        for rare in [
            D::Uniform { min: far, max: further },
            D::Shifted { by: far, of: Box::new(body.clone()) },
            D::Shifted { by: far, of: Box::new(D::Mixture(vec![(1.0, body.clone())])) },
            D::Normal { mean: far, sd: millisecond },
            D::Triangular { min: far, mode: far, max: further },
            D::Pert { min: far, mode: further, max: further },
            D::Gamma { shape: 1e6, scale_s: 1e-3 },
        ] {
            let law = D::Mixture(vec![(99.0, body.clone()), (1.0, rare)]);
            let moments = longest(1, law.mean_s(), |t| law.survival(t), &edges(&law)).unwrap();
            assert_close(moments.mean, law.mean_s());
            assert_close(moments.variance, law.variance_s2());
        }
    }

    #[test]
    fn no_mean_no_maximum() {
        assert_eq!(expected_longest(5, f64::INFINITY, |_| 1.0), None);
        assert_eq!(expected_longest(0, 1.0, |_| 0.5), None);
        assert_eq!(expected_longest(3, 0.0, |_| 0.0), Some(0.0));
    }

    /// Four games of one think each, with enough masters: what is said of them.
    fn all_said_of_four(think: Distribution) -> Vec<Statement> {
        let group = Group { count: 4, ..Group::new("opponent", think, GameLength::Exactly(1)) };
        let master = Master { name: "Larry".into(), count: 4, think: Distribution::Constant(Duration::ZERO) };
        says(&Exhibition { groups: vec![group], ..Exhibition::new(master) }).unwrap()
    }

    /// The stated mean and standard deviation.
    fn said_of_four(think: Distribution) -> (f64, f64) {
        let said = all_said_of_four(think);
        (said[0].value.number().unwrap(), said[1].value.number().unwrap())
    }

    /// E max² = Γ(N + 1) Γ(1 − 2/a)/Γ(N + 1 − 2/a), which is said only where the integral reaches far enough.
    #[test]
    fn the_spread_of_heavy_tails_is_right_or_not_stated() {
        for shape in [2.0, 2.0001, 2.01, 2.05, 2.2, 3.0, 6.0] {
            let said = all_said_of_four(Distribution::Pareto { min: Duration::from_secs(1), shape });
            let moment = |k: f64| 24.0 * libm::tgamma(1.0 - k / shape) / libm::tgamma(5.0 - k / shape);
            assert_close(said[0].value.number().unwrap(), moment(1.0));
            assert_eq!(said.len() == 2, shape >= 2.05, "{shape}");
            if let Some(sd) = said.get(1) {
                let exact = libm::sqrt(moment(2.0) - moment(1.0) * moment(1.0));
                assert!((sd.value.number().unwrap() / exact - 1.0).abs() < 1e-4, "{shape}: {sd:?} for {exact}");
            }
        }
    }

    /// Of four the longest is 4/5 of the way up, with a standard deviation of √(4/150) of the width; widths from a
    /// nanosecond to 1,000 s, and as many beside a place that is up to 10¹² times as far away.
    #[test]
    fn narrow_games_have_the_spread_of_wide_ones() {
        for exponent in 0..=12_u32 {
            let width = Duration::from_ns(10_u64.pow(exponent));
            let (ns, seconds) = (width.as_ns(), width.as_secs_f64());
            for place in [Duration::ZERO, Duration::from_secs(50), Duration::from_secs(1_000)] {
                let max = Duration::from_ns(place.as_ns() + ns);
                let uniform = Distribution::Uniform { min: place, max };
                let (mean, sd) = said_of_four(uniform);
                assert_close(mean, place.as_secs_f64() + 0.8 * seconds);
                assert_close(sd, seconds * libm::sqrt(4.0 / 150.0));
                let of = Box::new(Distribution::Exponential { mean: width });
                let (mean, sd) = said_of_four(Distribution::Shifted { by: place, of });
                assert_close(mean, place.as_secs_f64() + seconds * (1.0 + 1.0 / 2.0 + 1.0 / 3.0 + 1.0 / 4.0));
                assert_close(sd, seconds * libm::sqrt(1.0 + 1.0 / 4.0 + 1.0 / 9.0 + 1.0 / 16.0));
                if place.as_ns() >= 40 * ns {
                    // Of four normal variates: Teichroew, Annals of Mathematical Statistics 27 (1956), table I.
                    let (mean, sd) = said_of_four(Distribution::Normal { mean: place, sd: width });
                    assert_close(mean, place.as_secs_f64() + 1.029_375_373_003_964 * seconds);
                    assert_close(sd, 0.701_224_098_897_830_3 * seconds);
                }
            }
        }
        let (_, sd) =
            said_of_four(Distribution::Uniform { min: Duration::from_secs(50), max: Duration::from_secs(51) });
        assert!((sd - 0.163_299_316).abs() < 1e-9);
    }

    /// Two log-normal games, one of them longer: its mean is 2 Φ(σ/√2) of a game's. Spreads over twelve orders of
    /// magnitude.
    #[test]
    fn log_normal_games_of_any_spread() {
        for exponent in -11..=0 {
            let sigma = libm::exp10(f64::from(exponent));
            let law = Distribution::LogNormal { mu: 3.0, sigma };
            let moments = longest(2, law.mean_s(), |t| law.survival(t), &[]).unwrap();
            let excess = moments.mean / law.mean_s() - 1.0;
            let expected = libm::erf(sigma / 2.0);
            assert!((excess / expected - 1.0).abs() < 1e-9 + 1e-15 / sigma, "{sigma}: {excess}, not {expected}");
        }
    }
}
