//! Playback: a run as data for a program that shows it, which is the page that `zeitnot show` writes.
//!
//! It is the same data whether the run is played here or by the engine in the page.

mod dialogue;
mod run;

pub use dialogue::Dialogue;
pub use run::{Run, play};
