//! Tests of draws against the formulas of the distributions, through the simulator's public interface.
//!
//! The master needs no time, so the time between an opponent's moves is his think time.

use super::{SEED, assert_agrees, constant, larry, opponents};
use zeitnot::engine::Observer;
use zeitnot::model::{Distribution, Exhibition, GameLength, Happening, Simulator};
use zeitnot::stats::Tally;
use zeitnot::time::{Duration, Instant};

const BOARDS: u32 = 50;
const MOVES: u64 = 210;
/// Earlier moves are skipped: distributions that change from move to move have reached their long run by then.
const SETTLED_FROM: u64 = 11;
const REPLICATIONS: u64 = 4;

/// √n D exceeds this with probability 0.001, if the draws are what they should be (Kolmogorov); less often, if some
/// values have a probability of their own.
const KOLMOGOROV: f64 = 1.949;

/// The checks in addition to the tail. A mean needs a finite variance for its confidence interval, a variance needs a
/// finite fourth moment.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Finite {
    MeanAndVariance,
    MeanOnly,
    Neither,
}

fn ms(ms: u64) -> Duration {
    Duration::from_ns(1_000_000 * ms)
}

fn boxed(distribution: Distribution) -> Box<Distribution> {
    Box::new(distribution)
}

/// At least one case of each kind, and of each way in which it is drawn.
fn cases() -> Vec<(&'static str, Distribution, Finite)> {
    use Distribution as D;
    use Finite::{MeanAndVariance, MeanOnly, Neither};
    let (second, minute) = (ms(1000), ms(60_000));
    let exponential = || D::Exponential { mean: minute };
    let normal = || D::Normal { mean: ms(5000), sd: second };
    vec![
        ("constant", D::Constant(second), MeanAndVariance),
        ("uniform", D::Uniform { min: second, max: ms(5000) }, MeanAndVariance),
        ("triangular", D::Triangular { min: second, mode: ms(1500), max: ms(5000) }, MeanAndVariance),
        ("triangular, falling", D::Triangular { min: second, mode: second, max: ms(5000) }, MeanAndVariance),
        ("pert", D::Pert { min: second, mode: ms(4000), max: ms(9000) }, MeanAndVariance),
        ("exponential", exponential(), MeanAndVariance),
        ("erlang", D::Gamma { shape: 3.0, scale_s: 20.0 }, MeanAndVariance),
        ("gamma below 1", D::Gamma { shape: 0.4, scale_s: 20.0 }, MeanAndVariance),
        ("weibull, rising", D::Weibull { shape: 2.2, scale_s: 20.0 }, MeanAndVariance),
        ("weibull, falling", D::Weibull { shape: 0.7, scale_s: 20.0 }, MeanAndVariance),
        ("lognormal", D::LogNormal { mu: 3.9, sigma: 0.6 }, MeanAndVariance),
        ("normal", normal(), MeanAndVariance),
        ("normal, cut", D::Normal { mean: second, sd: ms(3000) }, MeanAndVariance),
        ("half normal", D::Normal { mean: Duration::ZERO, sd: second }, MeanAndVariance),
        ("pareto 9", D::Pareto { min: second, shape: 9.0 }, MeanAndVariance),
        ("pareto without a fourth moment", D::Pareto { min: second, shape: 2.5 }, MeanOnly),
        ("pareto without a variance", D::Pareto { min: second, shape: 1.5 }, Neither),
        ("pareto without a mean", D::Pareto { min: second, shape: 0.8 }, Neither),
        ("hyperexponential", D::HyperExponential { mean: minute, cv: 2.0 }, MeanAndVariance),
        ("hyperexponential of cv 1", D::HyperExponential { mean: minute, cv: 1.0 }, MeanAndVariance),
        ("mixture", D::Mixture(vec![(3.0, exponential()), (1.0, normal()), (0.5, constant(30))]), MeanAndVariance),
        ("empirical", D::Empirical([second, ms(4000), second, ms(9000)].into()), MeanAndVariance),
        ("replay", D::Replay([second, ms(4000), second, ms(9000)].into()), MeanAndVariance),
        ("by move", D::ByMove(vec![(1, constant(1)), (SETTLED_FROM, exponential())]), MeanAndVariance),
        ("shifted", D::Shifted { by: minute, of: boxed(exponential()) }, MeanAndVariance),
        ("clamped", D::Clamped { min: ms(20_000), max: ms(90_000), of: boxed(exponential()) }, MeanAndVariance),
        (
            "clamped pareto",
            D::Clamped { min: second, max: minute, of: boxed(D::Pareto { min: second, shape: 0.8 }) },
            MeanAndVariance,
        ),
    ]
}

/// Records think times, in nanoseconds.
struct ThinkTimes {
    since: Vec<Instant>,
    drawn_ns: Vec<u64>,
}

impl Observer<Happening> for ThinkTimes {
    fn observe(&mut self, now: Instant, happening: &Happening) {
        if let Happening::OpponentMoved { board, nth } = *happening {
            let since = std::mem::replace(&mut self.since[board as usize], now);
            if nth >= SETTLED_FROM {
                self.drawn_ns.push(now.since(since).as_ns());
            }
        }
    }
}

/// Many draws, sorted.
fn draws(think: &Distribution) -> Vec<u64> {
    let exhibition = Exhibition {
        groups: vec![opponents(BOARDS, think.clone(), GameLength::Exactly(MOVES))],
        ..Exhibition::new(larry(1, constant(0)))
    };
    let mut simulator = Simulator::new(&exhibition).expect("the exhibition makes sense");
    let mut times = ThinkTimes { since: Vec::new(), drawn_ns: Vec::new() };
    for replication in 0..REPLICATIONS {
        times.since = vec![Instant::START; BOARDS as usize];
        simulator.observe(SEED, replication, &mut times).expect("it comes to its end");
    }
    times.drawn_ns.sort_unstable();
    times.drawn_ns
}

/// The Kolmogorov–Smirnov distance of sorted draws from a distribution. Each draw stands for all that rounds to it.
fn distance(draws_ns: &[u64], distribution: &Distribution) -> f64 {
    let n = draws_ns.len() as f64;
    let share_below = |x_s: f64| 1.0 - distribution.survival(x_s);
    let mut below = 0;
    let mut greatest = 0.0_f64;
    for same in draws_ns.chunk_by(|one, other| one == other) {
        let (low_s, high_s) = ((same[0] as f64 - 0.5) / 1e9, (same[0] as f64 + 0.5) / 1e9);
        greatest = greatest.max((below as f64 / n - share_below(low_s)).abs());
        below += same.len();
        greatest = greatest.max((below as f64 / n - share_below(high_s)).abs());
    }
    greatest
}

#[test]
fn draws_have_the_tail_that_the_distribution_claims() {
    for (name, distribution, _) in cases() {
        let draws_ns = draws(&distribution);
        let distance = distance(&draws_ns, &distribution);
        assert!(distance * (draws_ns.len() as f64).sqrt() < KOLMOGOROV, "{name}: distance {distance}");
    }
}

#[test]
fn draws_have_the_moments_that_the_distribution_claims() {
    for (name, distribution, finite) in cases() {
        let (mean, variance) = (distribution.mean_s(), distribution.variance_s2());
        assert_eq!(variance.is_finite(), finite != Finite::Neither, "{name}: {variance}");
        if finite == Finite::Neither || variance == 0.0 {
            continue;
        }
        let seconds: Vec<f64> =
            draws(&distribution).into_iter().map(|ns| Duration::from_ns(ns).as_secs_f64()).collect();
        let drawn: Tally = seconds.iter().copied().collect();
        assert_agrees(&format!("{name}: mean"), &drawn, mean, 0.05);
        if finite == Finite::MeanAndVariance {
            let squares: Tally = seconds.iter().map(|x| (x - mean) * (x - mean)).collect();
            assert_agrees(&format!("{name}: variance"), &squares, variance, 0.15);
        }
    }
}

/// An error of a twentieth in the scale would have been found.
#[test]
fn a_slightly_wrong_distribution_is_far_off() {
    let mean_s = |seconds| Distribution::Exponential { mean: Duration::from_secs_f64(seconds) };
    let draws_ns = draws(&mean_s(60.0));
    let wrong = distance(&draws_ns, &mean_s(63.0));
    assert!(wrong * (draws_ns.len() as f64).sqrt() > KOLMOGOROV, "distance {wrong}");
}
