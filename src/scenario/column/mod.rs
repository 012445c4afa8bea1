//! One column of a CSV file, as durations.
//!
//! A cell is a duration with its unit (`5.2s`). If the column's name ends in a unit (`think_s`, `Latency (ms)`), or the
//! scenario says one, plain numbers are taken in that unit and rounded to the nearest nanosecond.

mod cache;
mod complaints;
mod reading;
mod request;

pub use cache::ColumnCache;
pub use request::{ColumnError, ColumnRequest};
