//! Results as text: tables for people, JSON and CSV for programs, the log of the games.

mod clock;
mod figure;
mod log;
mod style;

pub use log::Log;
