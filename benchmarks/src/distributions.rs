//! Every distribution, by its mean.

use zeitnot::model::Distribution;
use zeitnot::time::Duration;

/// A name, and the distribution with this mean (nearly, where a gamma function would be needed).
pub type Named = (&'static str, fn(Duration) -> Distribution);

pub const ALL: [Named; 22] = [
    ("exponential", exponential),
    ("constant", Distribution::Constant),
    ("uniform", uniform),
    ("triangular", |mean| Distribution::Triangular { min: Duration::ZERO, mode: mean, max: times(mean, 2.0) }),
    ("PERT", |mean| Distribution::Pert { min: Duration::ZERO, mode: mean, max: times(mean, 2.0) }),
    ("normal", |mean| Distribution::Normal { mean, sd: times(mean, 0.25) }),
    ("lognormal", |mean| lognormal(mean, 1.0)),
    ("gamma, shape 2.5", |mean| Distribution::Gamma { shape: 2.5, scale_s: mean.as_secs_f64() / 2.5 }),
    ("gamma, shape 0.5", |mean| Distribution::Gamma { shape: 0.5, scale_s: mean.as_secs_f64() / 0.5 }),
    ("Weibull, shape 1.5", |mean| Distribution::Weibull { shape: 1.5, scale_s: mean.as_secs_f64() / 0.903 }),
    ("Weibull, shape 0.7", |mean| Distribution::Weibull { shape: 0.7, scale_s: mean.as_secs_f64() / 1.266 }),
    ("Pareto, shape 3", |mean| Distribution::Pareto { min: times(mean, 2.0 / 3.0), shape: 3.0 }),
    ("hyperexponential", |mean| Distribution::HyperExponential { mean, cv: 2.0 }),
    ("mixture of 2 exponential", |mean| {
        Distribution::Mixture(vec![(0.8, exponential(times(mean, 0.5))), (0.2, exponential(times(mean, 3.0)))])
    }),
    ("mixture of 2 lognormal", |mean| {
        Distribution::Mixture(vec![(0.8, lognormal(times(mean, 0.5), 0.5)), (0.2, lognormal(times(mean, 3.0), 1.0))])
    }),
    ("mixture of an empirical body and a tail", |mean| {
        let tail = Distribution::Shifted { by: times(mean, 3.0), of: Box::new(exponential(mean)) };
        Distribution::Mixture(vec![(0.95, Distribution::Empirical(sample(mean))), (0.05, tail)])
    }),
    ("empirical", |mean| Distribution::Empirical(sample(mean))),
    ("replayed", |mean| Distribution::Replay(sample(mean))),
    ("by move: exponential, then lognormal", |mean| {
        Distribution::ByMove(vec![(1, exponential(mean)), (3, lognormal(mean, 1.0))])
    }),
    ("shifted exponential", |mean| {
        let half = times(mean, 0.5);
        Distribution::Shifted { by: half, of: Box::new(exponential(half)) }
    }),
    ("clamped exponential", |mean| {
        let (min, max) = (times(mean, 0.1), times(mean, 3.0));
        Distribution::Clamped { min, max, of: Box::new(exponential(mean)) }
    }),
    ("clamped lognormal", |mean| {
        let (min, max) = (times(mean, 0.1), times(mean, 3.0));
        Distribution::Clamped { min, max, of: Box::new(lognormal(mean, 1.0)) }
    }),
];

/// The distribution of a name in [`ALL`].
pub fn by_name(name: &str) -> fn(Duration) -> Distribution {
    ALL.iter().find(|(known, _)| *known == name).expect("a name of the list").1
}

pub fn uniform(mean: Duration) -> Distribution {
    Distribution::Uniform { min: Duration::ZERO, max: times(mean, 2.0) }
}

const fn exponential(mean: Duration) -> Distribution {
    Distribution::Exponential { mean }
}

fn lognormal(mean: Duration, sigma: f64) -> Distribution {
    Distribution::LogNormal { mu: mean.as_secs_f64().ln() - sigma * sigma / 2.0, sigma }
}

fn times(duration: Duration, factor: f64) -> Duration {
    Duration::from_ns_f64(duration.as_ns() as f64 * factor)
}

/// A thousand values, the quantiles of an exponential distribution, in an order without pattern.
fn sample(mean: Duration) -> std::sync::Arc<[Duration]> {
    (0..1_000_u32).map(|place| times(mean, -((f64::from(place * 377 % 1_000) + 0.5) / 1_000.0).ln())).collect()
}
