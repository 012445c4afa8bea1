//! Spans as a table: a row for each span, in the order in which they end.

use crate::model::{Exhibition, Names};
use crate::report::output::Output;
use crate::report::rows::Rows;
use crate::time::Instant;
use crate::trace::{Follow, Row, Span, State};
use serde::Serialize;
use std::io::{self, Write};

/// Writes every span, cut to the window. Boards and masters are numbered from 1.
pub struct SpanCsv<W: Write> {
    rows: Rows<Output<W>>,
    names: Names,
    window: (Instant, Instant),
}

/// A row of the table.
#[derive(Default, Serialize)]
struct Record {
    row: String,
    kind: &'static str,
    board: Option<u64>,
    master: Option<u64>,
    state: &'static str,
    from_ns: u64,
    to_ns: u64,
}

impl<W: Write> SpanCsv<W> {
    pub(super) fn new(exhibition: &Exhibition, window: (Instant, Instant), out: Output<W>) -> Self {
        let mut rows = Rows::new(out);
        kept(rows.headings(&Record::default()));
        Self { rows, names: Names::new(exhibition), window }
    }

    pub(super) fn finish(self) -> io::Result<W> {
        self.rows.into_inner()?.finish()
    }
}

/// A failure of writing is kept by the [`Output`], which reports it at the end.
fn kept(written: io::Result<()>) {
    drop(written);
}

/// The name of a state in files.
pub(super) const fn name(state: State) -> &'static str {
    match state {
        State::Absent => "absent",
        State::InLine => "in_line",
        State::OpponentThinks => "opponent_thinks",
        State::Ready => "ready",
        State::Served => "served",
        State::Over => "over",
        State::Idle => "idle",
        State::Walks => "walks",
        State::Attends => "attends",
        State::Thinks => "thinks",
    }
}

impl<W: Write> Follow for SpanCsv<W> {
    fn left(&mut self, span: &Span) {
        let (from, to) = (span.from.max(self.window.0), span.to.min(self.window.1));
        if from >= to {
            return;
        }
        let number = |index: u32| u64::from(index) + 1;
        let (row, kind, board, master) = match span.row {
            Row::Board(board) => (self.names.opponent(board), "board", Some(board), span.with),
            Row::Master(master) => (self.names.master(master), "master", span.with, Some(master)),
        };
        let (board, master) = (board.map(number), master.map(number));
        let (from_ns, to_ns, state) = (from.as_ns(), to.as_ns(), name(span.state));
        kept(self.rows.row(&Record { row, kind, board, master, state, from_ns, to_ns }));
    }
}
