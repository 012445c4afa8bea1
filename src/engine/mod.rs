//! The event-scheduling executive: clock, event queue, actors, observers, random streams.
//!
//! It knows nothing of chess.

mod observer;

pub use observer::Observer;
