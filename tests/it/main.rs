//! Integration tests, one crate for all.
//!
//! - `scenario_errors`: broken scenario files and the exact messages they get.
//! - `scenario_properties`: scenarios survive being written and read; no text makes the reader panic.

mod scenario_errors;
mod scenario_properties;
