//! Strategies for random exhibitions, so that you can property-test a formula of your own. Needs the feature `proptest`.
//!
//! [`deterministic`] draws what most formulas are about: boards that are all alike, and times that are known. [`exhibition`] draws
//! everything that the model knows, as long as games have an end. Both are [proptest] strategies: their ranges can be changed,
//! `prop_map` changes anything else, and what fails is made smaller, towards few opponents, few moves, short times and constant
//! ones. Each drawn exhibition passes [`Exhibition::check`](crate::model::Exhibition::check). Nothing here plays, reads or prints.
//!
//! ```toml
//! [dev-dependencies]
//! zeitnot = { version = "0.1", features = ["proptest"] }
//! ```
//!
//! ```
//! use zeitnot::model::Simulator;
//! use zeitnot::strategies::{deterministic, proptest::prelude::*};
//!
//! proptest! {
//!     # /*
//!     #[test]
//!     # */
//!     fn it_takes_at_least_as_long_as_larry_thinks(exhibition in deterministic(1..=24, 1..=12)) {
//!         let outcome = Simulator::new(&exhibition).unwrap().play(1, 0).unwrap().clone();
//!         prop_assert!(u128::from(outcome.makespan.as_ns()) >= outcome.account.thinking_ns);
//!     }
//! }
//! # it_takes_at_least_as_long_as_larry_thinks();
//! ```
//!
//! Where chance has a say, draw the seed as well: `(exhibition in exhibition(), seed: u64)`. `examples/property_test.rs` shows how
//! a formula that is wrong is told.
//!
//! The feature brings no further crate, since `zeitnot check` draws its cases with proptest too. What it brings is a promise:
//! proptest's types are part of these signatures. So the crate is re-exported, and its version always fits.

mod distribution;
mod exhibition;
mod group;

pub use distribution::{distribution, duration};
pub use exhibition::{Exhibitions, deterministic, exhibition};
pub use proptest;

#[cfg(test)]
mod tests;
