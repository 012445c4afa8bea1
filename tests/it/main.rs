//! Tests of the library and the command line from outside, one crate for all.
//!
//! | module | what it tests |
//! |---|---|
//! | [`architecture`] | who may import whom, and what stands nowhere |
//! | [`cli`] | the command line, case by case, and what takes more than a look at its output |
//! | [`examples`] | the examples against the answers that theory knows |
//! | [`measures`] | the page on measures defines every measure |
//! | [`reference`] | a naive simulator written from the contract alone, and cases worked by hand |
//! | [`scenarios`] | random small exhibitions full of ties, for other tests |
//! | [`trajectories`] | the simulator against the reference, happening by happening |
//! | [`event_queues`] | all event queues give the same events and the same trajectories |
//! | [`scenario_errors`] | broken scenario files and the exact messages they get |
//! | [`scenario_properties`] | scenarios survive being written and read; no text makes the reader panic |
//! | [`theory`] | the simulator against queueing theory, sums of moments, and numbers worked out by hand |

mod architecture;
mod cli;
mod event_queues;
mod examples;
mod measures;
mod reference;
mod scenario_errors;
mod scenario_properties;
mod scenarios;
mod theory;
mod trajectories;
