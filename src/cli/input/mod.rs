//! The input of commands: scenario files and changes to them, measures, subjects of comparisons, cases that refuted
//! laws.

pub(super) mod alternatives;
pub(super) mod basis;
pub(super) mod gates;
pub(super) mod load;
pub(super) mod measured;
pub(super) mod measures;
pub(super) mod memory;
pub(super) mod refuted;
pub(super) mod subjects;
