//! The census: counts how much there is to draw, in a first run before drawing in a second.

use super::span::{Row, Span, State, Turn};
use super::tracer::Follow;
use crate::time::Instant;

/// Counts spans, open games and opponents in line. Memory does not grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Census {
    from: Instant,
    to: Instant,
    /// Visible spans within the window.
    pub spans: u64,
    /// The largest number of games open at once for some time.
    pub open_max: u32,
    /// The largest number of opponents in line at once for some time.
    pub in_line_max: u32,
    open: u32,
    in_line: u32,
}

impl Census {
    /// A census of the window between two instants.
    #[must_use]
    pub const fn new(from: Instant, to: Instant) -> Self {
        Self { from, to, spans: 0, open_max: 0, in_line_max: 0, open: 0, in_line: 0 }
    }
}

impl Follow for Census {
    fn left(&mut self, span: &Span) {
        let is_inside = span.from < self.to && span.to > self.from;
        self.spans += u64::from(is_inside && span.state.is_seen());
    }

    fn turned(&mut self, turn: &Turn) {
        if let Row::Board(_) = turn.row {
            self.open = self.open + u32::from(turn.state.is_open()) - u32::from(turn.before.is_open());
            let [now, before] = [turn.state, turn.before].map(|state| u32::from(state == State::InLine));
            self.in_line = self.in_line + now - before;
        }
    }

    fn settled(&mut self, at: Instant) {
        if at < self.to {
            self.open_max = self.open_max.max(self.open);
            self.in_line_max = self.in_line_max.max(self.in_line);
        }
    }
}
