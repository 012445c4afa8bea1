//! The timeline: one picture of one run or several, below each other on one axis of time.
//!
//! A row for each master and each board, if there is room; otherwise seats, or areas. Nothing here plays or opens a
//! file: the panels come from [`crate::trace`].

mod axis;
mod colour;
mod svg;
mod terminal;
mod words;

pub use svg::svg;
pub use terminal::write as terminal;

use crate::model::{Exhibition, Outcome};
use crate::time::Instant;
use crate::trace::{Panel, Room};

/// The room in a picture.
pub const ROOM_OF_PICTURE: Room = Room { rows: 64, columns: svg::COLUMNS, cells: 6_000, spans: 2_500 };

/// The room in a terminal of `width` columns. Every cell there is a share.
#[must_use]
pub const fn room_of_terminal(width: usize) -> Room {
    Room { rows: 24, columns: terminal::columns(width), cells: usize::MAX, spans: 0 }
}

/// Runs between two instants, below each other.
#[derive(Clone, Debug)]
pub struct Timeline<'a> {
    /// What stands above the picture; the gain, if there is none.
    pub title: Option<String>,
    /// Where the axis begins.
    pub from: Instant,
    /// Where it ends, later than that.
    pub to: Instant,
    /// The runs, from top to bottom: at least one.
    pub runs: Vec<TimelineRun<'a>>,
}

/// One run, prepared for drawing.
#[derive(Clone, Debug)]
pub struct TimelineRun<'a> {
    /// Its name.
    pub title: String,
    /// The scenario played.
    pub exhibition: &'a Exhibition,
    /// The outcome.
    pub outcome: Outcome,
    /// The same for the terminal, and for pictures.
    pub panels: Panels,
}

/// A run prepared for one kind of output.
#[derive(Clone, Debug)]
pub struct Panels {
    /// With [`room_of_terminal`].
    pub terminal: Panel,
    /// With [`ROOM_OF_PICTURE`].
    pub picture: Panel,
}

impl TimelineRun<'_> {
    /// Whether the run is over within the axis.
    fn ends_by(&self, to: Instant) -> bool {
        self.outcome.end() <= to
    }
}

#[cfg(test)]
mod tests;
