//! The exhibition: what is played, how, and what is measured.

mod check;
mod distribution;
mod exhibition;
mod happening;
mod measure;
mod moments;
mod outcome;

pub use check::Problem;
pub use distribution::Distribution;
pub use exhibition::{Arrival, Exhibition, GameLength, Group, Master, Side, Visit, Walk};
pub use happening::Happening;
pub use measure::Measure;
pub use outcome::{GroupOutcome, MasterAccount, Outcome};
