//! Recordings: all spans of a run in few bytes, for whoever plays it back elsewhere.

use super::span::{Row, Span, State, Turn};
use super::tracer::Follow;
use crate::model::Exhibition;
use crate::time::Instant;

/// A run as bytes, exact to the nanosecond.
///
/// All times are whole numbers of [`Recording::tick_ns`]. A *varint* is a whole number in groups of 7 bits, the lowest
/// first; each byte but the last has its highest bit set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recording {
    /// The longest time of which all times in this recording are multiples, in nanoseconds.
    pub tick_ns: u64,
    /// Masters, then boards. A row is the number of its spans as a varint, then its spans, without gaps from the start
    /// to the end of the run. The last lasts no time: it is what the row does when the run is over.
    ///
    /// A span is a first byte with [`State::place`] in bits 0 to 2 and the lowest 4 bits of its length in bits 3 to 6;
    /// if its highest bit is set, the rest of the length follows as a varint. If the state has a counterpart
    /// ([`Span::with`]: all states of masters but [`State::Idle`], and [`State::Served`] of boards), its number follows
    /// as a varint.
    pub rows: Vec<u8>,
    /// When masters completed their moves: how much later than the one before, each as a varint.
    pub moves: Vec<u8>,
}

/// Records a run, unless it has too many spans.
#[derive(Clone, Debug)]
pub struct Recorder {
    masters: usize,
    rows: Vec<Vec<Piece>>,
    moves_ns: Vec<u64>,
    spans_left: u64,
    has_overflowed: bool,
}

/// A span, without where it begins.
#[derive(Clone, Copy, Debug)]
struct Piece {
    length_ns: u64,
    state: State,
    with: Option<u32>,
}

impl Recorder {
    /// A recorder of one run of `exhibition` with at most `spans_max` spans and moves.
    #[must_use]
    pub fn new(exhibition: &Exhibition, spans_max: u64) -> Self {
        let masters = exhibition.master.count as usize;
        let boards = usize::try_from(exhibition.opponents()).unwrap_or(0);
        let rows = vec![Vec::new(); masters + boards];
        Self { masters, rows, moves_ns: Vec::new(), spans_left: spans_max, has_overflowed: false }
    }

    /// The recording, when the run is over; `None` if it had too many spans.
    #[must_use]
    pub fn finish(self) -> Option<Recording> {
        if self.has_overflowed {
            return None;
        }
        let lengths = self.rows.iter().flatten().map(|piece| piece.length_ns);
        let tick_ns = lengths.chain(self.moves_ns.iter().copied()).fold(0, greatest_common_divisor).max(1);
        let mut rows = Vec::new();
        for row in &self.rows {
            varint(row.len() as u64, &mut rows);
            for piece in row {
                piece.write(tick_ns, &mut rows);
            }
        }
        let mut moves = Vec::new();
        let before = std::iter::once(&0).chain(&self.moves_ns);
        for (at, before) in self.moves_ns.iter().zip(before) {
            varint((at - before) / tick_ns, &mut moves);
        }
        Some(Recording { tick_ns, rows, moves })
    }

    fn record(&mut self, row: Row, piece: Piece) {
        if !self.has_room() {
            return;
        }
        let row = match row {
            Row::Master(master) => master as usize,
            Row::Board(board) => self.masters + board as usize,
        };
        self.rows[row].push(piece);
    }

    /// Whether one more can be recorded. Once there is no room, nothing is kept.
    fn has_room(&mut self) -> bool {
        match self.spans_left.checked_sub(1) {
            Some(left) => self.spans_left = left,
            None if !self.has_overflowed => {
                self.has_overflowed = true;
                (self.rows, self.moves_ns) = (Vec::new(), Vec::new());
            }
            None => {}
        }
        !self.has_overflowed
    }
}

impl Follow for Recorder {
    fn left(&mut self, span: &Span) {
        let Span { row, state, with, from, to } = *span;
        self.record(row, Piece { length_ns: to.since(from).as_ns(), state, with });
    }

    fn moved(&mut self, at: Instant) {
        if self.has_room() {
            self.moves_ns.push(at.as_ns());
        }
    }

    fn ended(&mut self, end: &Turn) {
        self.record(end.row, Piece { length_ns: 0, state: end.state, with: end.with });
    }
}

impl Piece {
    #[expect(clippy::cast_possible_truncation, reason = "a place and four bits")]
    fn write(&self, tick_ns: u64, bytes: &mut Vec<u8>) {
        let ticks = self.length_ns / tick_ns;
        let (low, rest) = (ticks & 15, ticks >> 4);
        let more = if rest > 0 { 0x80 } else { 0 };
        bytes.push(self.state.place() as u8 | (low as u8) << 3 | more);
        if rest > 0 {
            varint(rest, bytes);
        }
        if let Some(with) = self.with {
            varint(with.into(), bytes);
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "seven bits")]
fn varint(mut number: u64, bytes: &mut Vec<u8>) {
    while number > 127 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

const fn greatest_common_divisor(mut one: u64, mut other: u64) -> u64 {
    while other > 0 {
        (one, other) = (other, one % other);
    }
    one
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::testing::{followed, station};

    fn recorded(count: u32, spans_max: u64) -> Option<Recording> {
        let exhibition = station(count);
        followed(&exhibition, Recorder::new(&exhibition, spans_max)).finish()
    }

    #[test]
    fn a_run_is_a_few_bytes() {
        let recording = recorded(1, 100).unwrap();
        assert_eq!(recording.tick_ns, 5_000_000_000);
        let master = [3, 12 << 3, 3 | 1 << 3, 0, 0];
        let board = [3, 2 | 12 << 3, 4 | 1 << 3, 0, 5];
        assert_eq!((recording.rows, recording.moves), ([master, board].concat(), vec![13]));
    }

    #[test]
    fn long_spans_go_on_in_further_bytes() {
        let mut bytes = Vec::new();
        Piece { length_ns: (300 << 4) + 7, state: State::Walks, with: Some(200) }.write(1, &mut bytes);
        assert_eq!(bytes, [1 | 7 << 3 | 0x80, 0b1010_1100, 0b10, 0b1100_1000, 1]);
    }

    #[test]
    fn too_many_spans_are_no_recording() {
        // Two rows of three spans, and a move.
        assert!(recorded(1, 7).is_some());
        assert_eq!(recorded(1, 6), None);
        assert_eq!(recorded(50, 7), None);
    }
}
