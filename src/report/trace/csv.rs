//! Spans as CSV: a row for each span, in the order in which they end.

use super::Output;
use crate::model::{Exhibition, Names};
use crate::time::Instant;
use crate::trace::{Follow, Row, Span, State};
use std::io::{self, Write};

const HEADINGS: &[u8] = b"row,kind,board,master,state,from_ns,to_ns\n";

/// Writes every span, cut to the window. Boards and masters are numbered from 1.
pub struct SpanCsv<W> {
    out: Output<W>,
    names: Names,
    window: (Instant, Instant),
    /// Kept to reuse its memory.
    line: Vec<u8>,
}

impl<W: Write> SpanCsv<W> {
    pub(super) fn new(exhibition: &Exhibition, window: (Instant, Instant), mut out: Output<W>) -> Self {
        out.write(HEADINGS);
        Self { out, names: Names::new(exhibition), window, line: Vec::new() }
    }

    pub(super) fn finish(self) -> io::Result<W> {
        self.out.finish()
    }
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
        let (who, kind, board, master) = match span.row {
            Row::Board(board) => (self.names.opponent(board), "board", Some(board), span.with),
            Row::Master(master) => (self.names.master(master), "master", span.with, Some(master)),
        };
        let [board, master] =
            [board, master].map(|index| index.map_or(String::new(), |index| number(index).to_string()));
        let [from, to] = [from, to].map(|at| at.as_ns().to_string());
        self.line.clear();
        let mut writer = ::csv::WriterBuilder::new().buffer_capacity(256).from_writer(&mut self.line);
        // Writing into memory can't fail.
        drop(writer.write_record([&who, kind, &board, &master, name(span.state), &from, &to]));
        drop(writer);
        self.out.write(&self.line);
    }
}
