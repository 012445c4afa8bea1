//! What the benchmarks share: one workload and its contenders (the floor, Zeitnot, other engines); measuring in turns.
//!
//! The workload is the closed queue: customers think, stand in line, are served by one server first come first served, and think again.
//! All contenders give [`Results`], which must agree before their times mean anything.

pub mod bare;
pub mod contender;
pub mod distributions;
pub mod draw;
pub mod floor;
pub mod machine;
pub mod memory;
pub mod nexosim;
pub mod odem;
pub mod options;
pub mod pending;
pub mod public;
pub mod results;
pub mod simrs;
pub mod turns;
pub mod usage;
pub mod workload;
