//! The exhibition: what is played, how, and what is measured.

mod check;
mod distribution;
mod exhibition;
mod happening;
mod measure;
mod outcome;

pub use check::{MAX_MASTERS, MAX_MOVES, MAX_NESTING, MAX_OPPONENTS, Problem};
pub use distribution::Distribution;
pub use exhibition::{Arrival, Exhibition, GameLength, Group, Master, Side, Visit, Walk};
pub use happening::Happening;
pub use measure::Measure;
pub use outcome::{GroupOutcome, MasterAccount, Outcome};
