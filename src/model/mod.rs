//! The exhibition: what is played, how, and what is measured.

mod by_group;
mod certainty;
mod check;
mod digest;
mod dispatch;
mod distribution;
mod distributions;
mod endless;
mod event;
mod exhibition;
mod gamma;
mod hall;
mod halt;
mod happening;
mod index_set;
mod lockstep;
mod measure;
mod moments;
mod outcome;
mod plain;
mod plan;
mod policy;
mod purpose;
mod recorder;
mod sampler;
mod scaled;
mod simulator;

pub use check::{
    InvalidExhibition, MAX_BOARDS_WITH_STEPS, MAX_GROUPS, MAX_MASTERS, MAX_MOVES, MAX_NESTING, MAX_OPPONENTS, Problem,
};
pub use dispatch::QueueKind;
pub use distribution::Distribution;
pub use endless::EndlessGames;
pub use exhibition::{Arrival, Exhibition, GameLength, Group, Master, Side, Visit, Walk};
pub use halt::Halt;
pub use happening::Happening;
pub use measure::{Aggregation, Fraction, Measure, Part, Unit};
pub use outcome::{Distributions, GroupOutcome, MasterAccount, Outcome, Percentiles};
pub use simulator::{EVENTS_MAX, Simulator};
