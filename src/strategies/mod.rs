//! Strategies for random exhibitions, for property tests of your own formulas. Needs the feature `proptest`.
//!
//! [`deterministic`] draws the usual subjects of formulas: boards that are all alike, and constant times.
//! [`exhibition`] draws everything that the model supports, except endless games. Both are [proptest] strategies: their
//! ranges can be changed, `prop_map` changes anything else, and failing cases shrink towards few opponents, few moves,
//! short times and constant ones. Each drawn exhibition passes [`Exhibition::check`](crate::model::Exhibition::check).
//! Nothing here plays, reads or prints.
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
//! If times are random, draw the seed as well: `(exhibition in exhibition(), seed: u64)`. `examples/property_test.rs`
//! shows the report about a wrong formula.
//!
//! proptest's types are part of these signatures. So the crate is re-exported, and its version always fits. With the
//! feature `cli`, which `zeitnot check` needs, it is a dependency anyway.

mod distribution;
mod exhibition;
mod group;

pub use distribution::{distribution, duration};
pub use exhibition::{Exhibitions, deterministic, exhibition};
pub use proptest;

#[cfg(test)]
mod tests;
