//! The model: the exhibition, how it is played, and what is measured.

mod by_group;
mod certainty;
mod check;
mod collector;
mod digest;
mod dispatch;
mod distribution;
#[cfg(feature = "cli")]
mod draws;
mod endless;
mod event;
mod exhibition;
mod exp;
mod gamma;
#[cfg(feature = "cli")]
mod grain;
mod hall;
mod halt;
mod happening;
mod index_set;
mod ln;
mod lockstep;
mod measure;
#[cfg(feature = "cli")]
mod names;
mod outcome;
mod plain;
mod plan;
mod policy;
mod purpose;
mod recorder;
mod sampler;
mod simulator;

pub use check::{
    InvalidExhibition, MAX_BOARDS_WITH_STEPS, MAX_GROUPS, MAX_MASTERS, MAX_MOVES, MAX_NESTING, MAX_OPPONENTS, Problem,
};
pub use dispatch::QueueKind;
pub use distribution::Distribution;
#[cfg(feature = "cli")]
pub(crate) use draws::Draws;
pub use endless::EndlessGames;
pub use exhibition::{Arrival, Exhibition, GameLength, Group, Master, Side, Visit, Walk};
#[cfg(feature = "cli")]
pub(crate) use grain::decimals;
pub use halt::Halt;
pub use happening::Happening;
pub use measure::{Aggregation, Fraction, Measure, Part, Unit};
#[cfg(feature = "cli")]
pub(crate) use names::Names;
pub use outcome::{Distributions, GroupOutcome, MasterAccount, Outcome, Percentiles};
pub use simulator::{EVENTS_MAX, Simulator};
