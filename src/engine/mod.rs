//! The event-scheduling executive: clock, event queue, actors, observers, random streams.
//!
//! It is independent of chess: it runs any model that is written as [`Actors`] that receive [`Event`]s. It does no I/O,
//! reads no wall clock and is deterministic.
//!
//! ```text
//! EventQueue → Executive → Actors::receive → Context: schedule, cancel, tell → EventQueue, Observer
//! ```
//!
//! A small model, a clock that strikes three times:
//!
//! ```
//! use zeitnot::engine::{Actors, Context, EventQueue, Executive, KeyedQueue, Limits, StopReason, Timed};
//! use zeitnot::time::{Duration, Instant};
//!
//! struct Clock {
//!     strikes_left: u32,
//! }
//!
//! impl<Q: EventQueue<Timed<()>>, O> Actors<Q, O> for Clock {
//!     type Event = Timed<()>;
//!
//!     fn start(&mut self, context: &mut Context<'_, Q, O>) {
//!         context.schedule_after(Duration::from_secs(2), 0, ());
//!     }
//!
//!     fn receive(&mut self, _: Timed<()>, context: &mut Context<'_, Q, O>) {
//!         self.strikes_left -= 1;
//!         if self.strikes_left > 0 {
//!             context.schedule_after(Duration::from_secs(2), 0, ());
//!         }
//!     }
//! }
//!
//! let mut executive = Executive::new(KeyedQueue::default());
//! let stop = executive.run(&mut Clock { strikes_left: 3 }, &mut (), &Limits::default());
//! assert_eq!(stop, StopReason::NothingLeft);
//! assert_eq!(executive.now(), Instant::from_ns(6_000_000_000));
//! ```

mod event;
mod executive;
mod fifo;
mod heap;
mod lanes;
mod observer;
mod queue;
mod radix;
mod random;
mod run;
mod ziggurat;

pub use event::{Event, Timed};
pub use executive::{Actors, Context, Executive, Limits, StopReason};
pub use fifo::Fifo;
pub use heap::HeapQueue;
pub use lanes::LaneQueue;
pub use observer::Observer;
pub use queue::{CancelEvents, EventQueue, KeyedQueue};
pub use radix::RadixQueue;
pub(crate) use random::place;
pub use random::{GENERATOR, PURPOSES, Stream, Streams};
pub use run::RunQueue;
pub(crate) use ziggurat::{EXPONENTIAL, NORMAL, Ziggurat, layer_of, open_unit, signed_unit};
