//! One distribution of each kind, for tests of whatever all kinds need.

use super::Distribution::{self, self as D};
use crate::time::Duration;

/// Lists examples. The match next to the list makes the compiler refuse it if it lacks a kind.
macro_rules! one_of_each {
    ($($kind:pat => $example:expr,)+) => {
        impl Distribution {
            /// An example of each kind.
            pub(crate) fn one_of_each() -> Vec<Self> {
                let examples = vec![$($example),+];
                for example in &examples {
                    match example {
                        $($kind => {})+
                    }
                }
                examples
            }
        }
    };
}

one_of_each! {
    D::Constant(_) => D::Constant(secs(5)),
    D::Uniform { .. } => D::Uniform { min: secs(2), max: secs(9) },
    D::Triangular { .. } => D::Triangular { min: secs(2), mode: secs(4), max: secs(9) },
    D::Pert { .. } => D::Pert { min: secs(2), mode: secs(4), max: secs(9) },
    D::Exponential { .. } => exponential(),
    D::Gamma { .. } => D::Gamma { shape: 2.5, scale_s: 4.0 },
    D::Weibull { .. } => D::Weibull { shape: 1.5, scale_s: 10.0 },
    D::LogNormal { .. } => D::LogNormal { mu: 3.9, sigma: 0.6 },
    D::Normal { .. } => D::Normal { mean: secs(10), sd: secs(6) },
    D::Pareto { .. } => D::Pareto { min: secs(1), shape: 2.5 },
    D::HyperExponential { .. } => D::HyperExponential { mean: secs(5), cv: 2.0 },
    D::Mixture(_) => D::Mixture(vec![(0.9, D::Constant(secs(5))), (0.1, exponential())]),
    D::Empirical(_) => D::Empirical([secs(5), secs(7), secs(30)].into()),
    D::Replay(_) => D::Replay([secs(5), secs(7), secs(30)].into()),
    D::ByMove(_) => D::ByMove(vec![(1, D::Constant(secs(5))), (11, exponential())]),
    D::Shifted { .. } => D::Shifted { by: secs(2), of: Box::new(exponential()) },
    D::Clamped { .. } => D::Clamped { min: secs(1), max: secs(60), of: Box::new(exponential()) },
}

const fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

const fn exponential() -> Distribution {
    D::Exponential { mean: secs(5) }
}
