//! The panel: one run prepared for drawing as rows, exact or in columns.

use super::census::Census;
use super::columns::{Shares, TimeColumns};
use super::seats::Seats;
use super::span::{Row, Span, State, Turn};
use super::tracer::Follow;
use crate::model::Exhibition;
use crate::time::Instant;

/// More masters than this are drawn together.
const MASTERS_MAX: u32 = 8;
/// No picture has fewer columns than this.
const COLUMNS_MIN: usize = 60;

/// The room in a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Rows of opponents, or of seats.
    pub rows: u32,
    /// Columns.
    pub columns: usize,
    /// Columns of all rows together.
    pub cells: usize,
    /// Spans of all rows together, if they are drawn one by one.
    pub spans: u64,
}

/// One run between two instants, as rows from top to bottom: masters, boards, and opponents in line for a seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel {
    /// The rows.
    pub strips: Vec<Strip>,
}

/// A row of a panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strip {
    /// Its owner.
    pub who: Who,
    /// The largest number at the same time: more than one if several are drawn together.
    pub of: u32,
    /// What they did.
    pub body: Body,
}

/// The owner of a row of a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// One master.
    Master(u32),
    /// All masters together.
    Masters,
    /// One opponent.
    Opponent(u32),
    /// A seat, which opponents take one after another.
    Seat(u32),
    /// All opponents who stand in line.
    InLine,
    /// All boards together.
    Boards,
}

/// The content of a panel's row. All rows of a panel have the same kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Every visible span, in the order in which they ended.
    Spans(Vec<Span>),
    /// The shares of columns.
    Shares(Shares),
}

/// How boards are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Boards {
    Opponents,
    Seats,
    Together,
}

/// Follows a run, and fills a panel.
#[derive(Clone, Debug)]
pub struct Painter {
    strips: Vec<Strip>,
    from: Instant,
    to: Instant,
    boards: Boards,
    /// The strips of masters come first.
    masters: usize,
    seats: Seats,
}

impl Painter {
    /// Prepares a panel of a run of `exhibition` between two instants, using a census of the same window.
    ///
    /// # Panics
    /// If there is no time between the instants, or no room.
    #[must_use]
    pub fn new(exhibition: &Exhibition, census: &Census, (from, to): (Instant, Instant), room: &Room) -> Self {
        // The check limits the number of opponents.
        let opponents = u32::try_from(exhibition.opponents()).unwrap_or(u32::MAX);
        let boards = match opponents {
            few if few <= room.rows => Boards::Opponents,
            _ if census.open_max <= room.rows => Boards::Seats,
            _ => Boards::Together,
        };
        let count = exhibition.master.count;
        let mut rows: Vec<_> =
            if count <= MASTERS_MAX { (0..count).map(|master| (Who::Master(master), 1)).collect() } else { Vec::new() };
        if rows.is_empty() {
            rows.push((Who::Masters, count));
        }
        let masters = rows.len();
        match boards {
            Boards::Opponents => rows.extend((0..opponents).map(|board| (Who::Opponent(board), 1))),
            Boards::Seats => rows.extend((0..census.open_max).map(|seat| (Who::Seat(seat), 1))),
            Boards::Together => rows.push((Who::Boards, opponents)),
        }
        if boards == Boards::Seats && census.in_line_max > 0 {
            rows.push((Who::InLine, census.in_line_max));
        }
        let is_exact = boards == Boards::Opponents && count <= MASTERS_MAX && census.spans <= room.spans;
        // A whole fraction of the possible columns, so their edges are round.
        let part = (rows.len() * room.columns).div_ceil(room.cells).max(1);
        let columns = TimeColumns::new(from, to, (room.columns / part).max(COLUMNS_MIN.min(room.columns)));
        let body = || if is_exact { Body::Spans(Vec::new()) } else { Body::Shares(Shares::new(columns)) };
        let strips = rows.into_iter().map(|(who, of)| Strip { who, of, body: body() }).collect();
        Self { strips, from, to, boards, masters, seats: Seats::default() }
    }

    /// The panel, when the run is over.
    #[must_use]
    pub fn into_panel(self) -> Panel {
        Panel { strips: self.strips }
    }

    /// The strip of a span, if it is drawn.
    fn strip_of(&self, span: &Span) -> Option<usize> {
        match (span.row, self.boards) {
            (Row::Master(master), _) => Some((master as usize).min(self.masters - 1)),
            (Row::Board(board), Boards::Opponents) => Some(self.masters + board as usize),
            (Row::Board(_), Boards::Together) => Some(self.masters),
            (Row::Board(_), Boards::Seats) if span.state == State::InLine => Some(self.strips.len() - 1),
            (Row::Board(board), Boards::Seats) => self.seats.of(board).map(|seat| self.masters + seat),
        }
    }
}

impl Follow for Painter {
    fn left(&mut self, span: &Span) {
        if !span.state.is_seen() || span.ns_within(self.from, self.to) == 0 {
            return;
        }
        let Some(strip) = self.strip_of(span) else { return };
        // Games that open after the window of the census have no seat.
        let Some(strip) = self.strips.get_mut(strip) else { return };
        match &mut strip.body {
            Body::Spans(spans) => spans.push(*span),
            Body::Shares(shares) => shares.add(span),
        }
    }

    fn turned(&mut self, turn: &Turn) {
        if let (Row::Board(board), Boards::Seats) = (turn.row, self.boards) {
            self.seats.turned(board, turn);
        }
    }

    fn settled(&mut self, _: Instant) {
        self.seats.settle();
    }
}
