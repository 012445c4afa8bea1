//! Think times from measurements: distributions of a sample, and what they predict.
//!
//! A [`Sample`] becomes a [`Model`]: by default its body as it is and an exponential tail. [`warnings`] says what
//! speaks against taking it at face value. `forecast` plays a scenario with one model after the other, from the same
//! random numbers, and with other samples of the same size: what counts is what a model predicts, not how likely it
//! makes the values. Nothing here reads or writes a file.

mod forecast;
mod likelihood;
mod model;
mod recorded;
mod resampling;
mod sample;
mod target;
mod warning;

pub use forecast::{Candidate, Forecast, ForecastPlan, NoForecast, Prediction, Resampled, forecast, themselves};
pub use model::Model;
pub use recorded::{RecordedGame, replayed};
pub use sample::{Figures, Sample};
pub use target::{Slot, Starter, Target, starter};
pub use warning::{Provenance, warnings};

/// A family of distributions with one or two parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Without memory.
    Exponential,
    /// Gamma.
    Gamma,
    /// Lognormal.
    LogNormal,
    /// Weibull.
    Weibull,
}

impl Family {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Gamma, Self::LogNormal, Self::Weibull, Self::Exponential];

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exponential => "exponential",
            Self::Gamma => "gamma",
            Self::LogNormal => "lognormal",
            Self::Weibull => "weibull",
        }
    }
}

#[cfg(test)]
mod tests;
