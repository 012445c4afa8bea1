//! Experiments: results of independent replications.
//!
//! A [`Summariser`] takes the outcomes that [`replicate`](crate::replicate) plays, and makes a [`Summary`]. A
//! [`Sequential`] rule says when they are enough for a [`Precision`]. A [`Comparer`] pairs the replications of
//! alternatives with those of a baseline. A [`Factor`] is a setting that varies. Whole analyses are [`seek`],
//! [`sensitivity`] and [`explanation`]; [`critical_path`] finds the chain of thinks and walks that set a makespan.
//! Results depend on the outcomes alone. Nothing is printed, and no file is read or written.

mod choice;
mod comparison;
pub mod critical_path;
#[doc(hidden)]
pub mod explanation;
mod factor;
mod grid;
mod observations;
mod playing;
mod rule;
#[doc(hidden)]
pub mod seek;
#[doc(hidden)]
pub mod sensitivity;
mod sequential;
mod summary;

pub use choice::{Choice, Chooser, Chosen};
pub use comparison::{
    Base, Comparer, Comparison, Difference, Gate, GateVerdict, NoSuchGroup, ParseGateError, Significance, Subject,
};
pub use factor::{Factor, FactorError, FactorKind};
pub use grid::{Grid, GridError};
pub use playing::{Memory, Playing};
pub use rule::{Ending, Fixed, Rule};
pub use sequential::{ParsePrecisionError, Precision, Sequential};
pub use summary::{Estimate, Summariser, Summary};
