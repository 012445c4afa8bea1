//! Output analysis: statistics of observations.
//!
//! [`Tally`] takes observations one by one (mean, variance, extremes), [`Quantiles`] their order statistics in bounded
//! memory, [`TimeWeighted`] a level that changes in virtual time, [`RatioTally`] pairs whose means are compared;
//! [`ConfidenceInterval`] is for means, [`Interval`] for shares and quantiles; [`Doubt`] says when an interval is
//! unreliable. Observations go in by value, and results come out by value. Nothing here reads, writes, prints or draws,
//! or depends on chess. Elementary functions are those of the `libm` crate, never the platform's, so the same
//! observations give the same bits everywhere.

mod binomial;
mod confidence;
pub(crate) mod gamma_quantiles;
mod histogram;
mod interval;
mod mean;
pub(crate) mod quadrature;
mod quantiles;
mod ratio;
mod skew;
pub(crate) mod special;
mod student;
pub(crate) mod survival;
mod tally;
mod time_weighted;

pub use binomial::{binomial_cdf, binomial_upper};
pub use confidence::ConfidenceInterval;
pub use interval::Interval;
pub use mean::MeanEstimate;
pub use quantiles::Quantiles;
pub use ratio::RatioTally;
pub(crate) use ratio::{Deviations, RatioCovariance};
pub use skew::Doubt;
pub use student::{normal_quantile, t_quantile};
pub use tally::Tally;
pub use time_weighted::TimeWeighted;
