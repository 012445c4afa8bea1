//! Experiments: independent replications of a run, and what they tell together.
//!
//! [`replicate`] plays replications 0, 1, 2, … on as many threads as wanted and hands every outcome, in that order, to
//! whoever wants it; a [`Summariser`] is one who does, and makes a [`Summary`] of them. Results depend on the outcomes
//! alone, never on the number of threads or on their luck. A [`Sequential`] rule says when they are enough
//! for a wanted [`Precision`]. A [`Comparer`] pairs the replications of alternatives with those of a
//! baseline. A [`Factor`] says what of a scenario varies; [`critical_path`] finds the chain of thinks and walks that set a
//! makespan, and [`explanation`] what formulas say beside it. Nothing is printed, and no file is read or written; the wall clock only
//! decides how much work is handed out at a time.

mod comparison;
pub mod critical_path;
pub mod explanation;
mod factor;
mod grid;
mod points;
mod replication;
mod rule;
mod seat;
pub mod seek;
pub mod sensitivity;
mod sequential;
mod summary;
mod variant;

pub use comparison::{
    Base, Comparer, Comparison, Difference, Gate, GateVerdict, NoSuchGroup, ParseGateError, Subject, Verdict,
};
pub use factor::{Factor, FactorError, FactorKind};
pub use grid::{Grid, GridError};
pub use points::{Played, Point, PointsError, PointsPlan, Source, replicate_points};
pub use replication::{Plan, Player, ReplicateError, replicate, replicate_until};
pub use rule::{Ending, Fixed, Rule};
pub use seat::Seat;
pub use sequential::{ParsePrecisionError, Precision, Sequential};
pub use summary::{Estimate, Summariser, Summary};
pub use variant::{Playing, Variant, VariantError};
