//! Integration tests, one crate for all.
//!
//! - `cli`: the command line, case by case, and what takes more than a look at its output.
//! - `scenario_errors`: broken scenario files and the exact messages they get.
//! - `scenario_properties`: scenarios survive being written and read; no text makes the reader panic.

mod cli;
mod scenario_errors;
mod scenario_properties;
