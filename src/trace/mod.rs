//! Traces: the activities of masters and boards as spans of time, and shares of them for drawing.
//!
//! The [`Tracer`] observes a run and turns happenings into spans, which it passes to a [`Follow`]. Some followers write
//! them at once. A picture needs two runs of the same replication: in the first a [`Census`] finds out how long it
//! lasts and how much there is to draw, in the second a [`Painter`] fills a [`Panel`]. So memory depends on the boards
//! and the picture, not on the length of the run. Whoever plays a run back needs all of it: a [`Recorder`] keeps every
//! span, as long as there are not too many, and a [`StateSampler`] counts states at some instants. Nothing here reads,
//! writes or prints.

mod census;
mod columns;
mod panel;
mod recording;
mod samples;
mod seats;
mod span;
#[cfg(test)]
mod testing;
mod tracer;

pub use census::Census;
pub use columns::{Shares, TimeColumns};
pub use panel::{Body, Painter, Panel, Room, Strip, Who};
pub use recording::{Recorder, Recording};
pub use samples::{StateSample, StateSampler};
pub use span::{Row, Span, State, Turn};
pub use tracer::{Follow, Tracer};
