//! Playing replications: the only place where exhibitions are prepared and played, on one or several threads.
//!
//! A [`Prepared`] exhibition is a simulator with its settings: seed, limits, and the [`Stop`] that ends it early.
//! [`replicate`] plays the replications of one or several of them in a fixed [`Order`]: one after another, in lockstep,
//! in rounds. [`replicate_points`] plays points in turn, each until its [`Fold`] has enough. Both pass every outcome to
//! the caller, on the calling thread and always in the same order, so results do not depend on the number of threads.
//! Outcomes come from a [`Source`]: a prepared exhibition plays them, and a journal may have stored some.
//!
//! Nothing here sums up, prints, or reads a file. The wall clock decides only how much work is handed out at a time,
//! and when [`Stop::after`] ends the work.
//!
//! ```
//! use std::ops::ControlFlow;
//! use zeitnot::model::{Distribution, Exhibition, GameLength, Group, Master};
//! use zeitnot::replicate::{Order, Prepared, Session, Stop, replicate};
//! use zeitnot::time::Duration;
//!
//! let think = |mean_s| Distribution::Exponential { mean: Duration::from_secs(mean_s) };
//! let exhibition = Exhibition {
//!     groups: vec![Group { count: 12, ..Group::new("hobbyist", think(60), GameLength::Exactly(10)) }],
//!     ..Exhibition::new(Master { name: "Larry".into(), count: 1, think: think(5) })
//! };
//! let stop = Stop::new();
//! let prepared = Prepared::new(&exhibition, 2017, "larry", &stop)?;
//! let mut moves = 0;
//! let session = Session { jobs: 2, stop: &stop, progress: &|_| () };
//! let stopped = replicate(&session, &[prepared], Order::one(100), |_, _, outcome| {
//!     moves += outcome.groups[0].moves;
//!     ControlFlow::Continue(())
//! })?;
//! assert_eq!((stopped, moves), (None, 100 * 120));
//! # Ok::<(), zeitnot::replicate::PlayError>(())
//! ```

mod cause;
mod chunk;
mod conductor;
mod error;
mod in_order;
mod in_turn;
mod order;
mod prepared;
mod source;
mod stop;

pub use cause::Cause;
pub use conductor::Session;
pub use error::PlayError;
pub(crate) use error::finished;
pub use in_order::replicate;
pub use in_turn::{Fold, Point, replicate_points};
pub use order::Order;
pub use prepared::{Known, Prepared, Seat};
pub use source::{Keeper, Player, Source};
pub use stop::Stop;

#[cfg(test)]
mod tests;
