//! Traces: what masters and boards did, from when to when, and shares of it that can be drawn.
//!
//! The [`Tracer`] observes a run and turns happenings into spans; who wants them is a [`Follow`]. Some write them down
//! at once. A picture needs two runs of the same replication: in the first a [`Census`] finds out how long it lasts and
//! how much there is to draw, in the second a [`Painter`] fills a [`Panel`]. So memory depends on the boards and on the
//! picture, not on how long the run is. Nothing here reads, writes or prints.

mod census;
mod columns;
mod panel;
mod seats;
mod span;
mod tracer;

pub use census::Census;
pub use columns::{Columns, Shares};
pub use panel::{Body, Painter, Panel, Room, Strip, Who};
pub use span::{Row, Span, State, Turn};
pub use tracer::{Follow, Tracer};
