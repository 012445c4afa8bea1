//! Output analysis: what can be said about a figure from a number of observations of it.
//!
//! [`Tally`] takes observations one by one (mean, variance, extremes), [`Quantiles`] their order statistics in bounded
//! memory, [`TimeWeighted`] a level that changes in virtual time, [`RatioTally`] pairs whose means are compared;
//! [`ConfidenceInterval`] says how far a mean can be trusted, [`Interval`] a share or a quantile, [`Doubt`] when not to. Observations go in by
//! value, results come out by value; nothing is read, written or printed here, nothing is drawn, and nothing is known of
//! chess. Elementary functions are those of the `libm` crate, never the platform's, so that the same observations give
//! the same bits everywhere.

mod binomial;
mod confidence;
mod histogram;
mod interval;
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
pub use quantiles::Quantiles;
pub use ratio::RatioTally;
pub use skew::Doubt;
pub use student::{normal_quantile, t_quantile};
pub use tally::Tally;
pub use time_weighted::TimeWeighted;
