//! Zeitnot: how long will it take, and what would change that?

pub mod cli;
pub mod engine;
pub mod experiment;
pub mod model;
pub mod report;
pub mod scenario;
pub mod stats;
pub mod time;
