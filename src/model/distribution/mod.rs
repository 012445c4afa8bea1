//! Distributions of times, as plain data in one canonical parametrisation each.
//!
//! This file defines them. All else about a family stands in a file of its own: what it answers (see [`family`]), and
//! how it is drawn. Scenario files may use other parametrisations, which [`crate::scenario`] converts.

mod by_move;
mod clamped;
mod constant;
#[cfg(test)]
mod examples;
mod exponential;
mod families;
mod family;
mod gamma;
mod hyper_exponential;
mod log_normal;
mod mixture;
mod normal;
mod pareto;
mod pert;
mod shifted;
#[cfg(test)]
mod tests;
mod triangular;
mod uniform;
mod values;
mod weibull;

use crate::time::Duration;
use std::sync::Arc;

/// A distribution of durations. Parameters in seconds are `f64`; parameters of type [`Duration`] are exact.
///
/// Draws are rounded to the nearest nanosecond, never negative. A clone is cheap: it shares the lists of values.
#[derive(Clone, Debug, PartialEq)]
pub enum Distribution {
    /// Always the same.
    Constant(Duration),
    /// Equally likely anywhere from `min` to `max`.
    Uniform {
        /// The smallest value.
        min: Duration,
        /// The largest value, at least `min`.
        max: Duration,
    },
    /// A density that rises in a line to `mode` and falls in a line to `max`.
    Triangular {
        /// The smallest value.
        min: Duration,
        /// The most likely value, from `min` to `max`.
        mode: Duration,
        /// The greatest value.
        max: Duration,
    },
    /// A beta distribution on `min` to `max` with shape parameters 1 + 4(mode − min)/(max − min) and 1 + 4(max −
    /// mode)/(max − min): the PERT distribution of project planning.
    Pert {
        /// The smallest value.
        min: Duration,
        /// The most likely value, from `min` to `max`.
        mode: Duration,
        /// The greatest value.
        max: Duration,
    },
    /// Exponential: without memory.
    Exponential {
        /// The mean.
        mean: Duration,
    },
    /// Gamma. An Erlang distribution with k phases is a gamma distribution of shape k.
    Gamma {
        /// The shape, above 0.
        shape: f64,
        /// The scale in seconds, at least 0.
        scale_s: f64,
    },
    /// Weibull.
    Weibull {
        /// The shape, above 0.
        shape: f64,
        /// The scale in seconds, at least 0.
        scale_s: f64,
    },
    /// Lognormal: the logarithm of the seconds is normal.
    LogNormal {
        /// The mean of the logarithm of the seconds.
        mu: f64,
        /// The standard deviation of that logarithm, at least 0.
        sigma: f64,
    },
    /// Normal, drawn again if it is negative. The parameters are those before this truncation.
    Normal {
        /// The mean of the untruncated normal.
        mean: Duration,
        /// Its standard deviation.
        sd: Duration,
    },
    /// Pareto (type I): a power law from `min` upwards.
    Pareto {
        /// The smallest value.
        min: Duration,
        /// The shape, above 0. The mean is infinite up to 1, the variance up to 2.
        shape: f64,
    },
    /// A mixture of two exponentials with balanced means.
    HyperExponential {
        /// The mean.
        mean: Duration,
        /// The coefficient of variation, at least 1.
        cv: f64,
    },
    /// One of several distributions, by weight.
    Mixture(
        /// Weights (above 0, of any sum) and distributions.
        Vec<(f64, Distribution)>,
    ),
    /// One of these values, each equally likely.
    Empirical(Arc<[Duration]>),
    /// These values in order, from the start again when used up: the k-th draw takes the k-th value.
    Replay(Arc<[Duration]>),
    /// Different distributions for different moves. Each counts its draws from its first move, so a
    /// [`Distribution::Replay`] begins with its first value.
    ByMove(
        /// The first move (counted from 1, rising, the first is 1) and the distribution from there on.
        Vec<(u64, Distribution)>,
    ),
    /// `of`, later by a fixed time.
    Shifted {
        /// The time added.
        by: Duration,
        /// To what.
        of: Box<Distribution>,
    },
    /// `of`, but never below `min` nor above `max`: draws beyond a limit are set to the limit.
    Clamped {
        /// The lower limit.
        min: Duration,
        /// The upper limit, at least `min`.
        max: Duration,
        /// The distribution to clamp.
        of: Box<Distribution>,
    },
}
