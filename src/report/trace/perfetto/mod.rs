//! Spans for Perfetto, in the protocol buffers that its documentation recommends
//! (<https://perfetto.dev/docs/reference/synthetic-track-event>): slices on a track for each master and each board, a
//! counter of ready boards, and arrows from a board's waiting to the master who comes.

use crate::model::{Exhibition, Names};
use crate::report::output::Output;
use crate::time::Instant;
use crate::trace::{Follow, Row, Span, State, Turn};
use message::{Counter, EventName, InternedData, Packet, Trace, TrackDescriptor, TrackEvent};
use prost::Message as _;
use std::io::{self, Write};

mod message;

/// Tracks: the run, its counter, its boards; then masters and boards from these numbers on.
const RUN: u64 = 1;
const READY: u64 = 2;
const BOARDS: u64 = 3;
const FIRST_MASTER: u64 = 1 << 32;
const FIRST_BOARD: u64 = 2 << 32;

/// Writes slices as they begin and end, in the order of time.
pub struct Perfetto<W> {
    out: Output<W>,
    names: Names,
    window: (Instant, Instant),
    masters: Vec<Lane>,
    boards: Vec<Lane>,
    /// The names already written: states, and then the actions of masters at each board.
    named: Vec<bool>,
    /// The number of ready boards, and the number written last.
    ready: i64,
    ready_written: Option<i64>,
    flows: u64,
    has_begun: bool,
    /// The packets of this instant, and their bytes; kept to reuse their memory.
    packets: Trace,
    bytes: Vec<u8>,
}

/// A track: whether it exists already, the state of its row, and the arrow that starts there.
#[derive(Clone, Copy)]
struct Lane {
    is_described: bool,
    state: State,
    with: Option<u32>,
    is_open: bool,
    flow: u64,
}

impl Lane {
    const fn new(state: State) -> Self {
        Self { is_described: false, state, with: None, is_open: false, flow: 0 }
    }
}

impl<W: Write> Perfetto<W> {
    pub(super) fn new(exhibition: &Exhibition, title: &str, window: (Instant, Instant), out: Output<W>) -> Self {
        let opponents = usize::try_from(exhibition.opponents()).unwrap_or(0);
        let mut trace = Self {
            out,
            names: Names::new(exhibition),
            window,
            masters: vec![Lane::new(State::Idle); exhibition.master.count as usize],
            boards: vec![Lane::new(State::Absent); opponents],
            named: vec![false; State::ALL.len() * (opponents + 1)],
            ready: 0,
            ready_written: None,
            flows: 0,
            has_begun: false,
            packets: Trace::default(),
            bytes: Vec::new(),
        };
        trace.head(title);
        trace
    }

    /// The tracks that always exist. A plain parent keeps its children in order; a process would not.
    fn head(&mut self, title: &str) {
        let track = |uuid, parent: Option<u64>, rank: i32, name: &str| TrackDescriptor {
            child_ordering: Some(message::EXPLICIT),
            ..TrackDescriptor::new(uuid, parent, rank, name.to_owned())
        };
        let masters = i32::try_from(self.masters.len()).unwrap_or(i32::MAX - 1);
        let run = track(RUN, None, 0, title);
        let first = Packet { sequence_flags: Some(message::STATE_CLEARED), ..Packet::describes(run) };
        let mut ready = track(READY, Some(RUN), 0, "ready boards");
        ready.counter = Some(Counter { unit_name: Some("boards".to_owned()) });
        let boards = track(BOARDS, Some(RUN), masters + 1, "boards");
        self.packets.packet.extend([first, Packet::describes(ready), Packet::describes(boards)]);
        self.write();
    }

    pub(super) fn finish(mut self, end: Instant) -> io::Result<W> {
        if end > self.window.0 {
            self.begin_by(end);
        }
        self.end(end.min(self.window.1));
        self.write();
        self.out.finish()
    }

    /// Ends all open slices.
    fn end(&mut self, at: Instant) {
        for row in self.rows() {
            self.close(row, at);
        }
    }

    /// All rows, masters first.
    fn rows(&self) -> impl Iterator<Item = Row> + use<W> {
        let numbers = |lanes: &[Lane]| 0..u32::try_from(lanes.len()).unwrap_or(u32::MAX);
        numbers(&self.masters).map(Row::Master).chain(numbers(&self.boards).map(Row::Board))
    }

    fn lane(&mut self, row: Row) -> &mut Lane {
        match row {
            Row::Master(master) => &mut self.masters[master as usize],
            Row::Board(board) => &mut self.boards[board as usize],
        }
    }

    /// When the window begins, the current states of the rows begin.
    fn begin_by(&mut self, at: Instant) {
        if self.has_begun || at < self.window.0 || self.window.0 >= self.window.1 {
            return;
        }
        self.has_begun = true;
        for row in self.rows() {
            self.open(row, self.window.0);
        }
        self.count(self.window.0);
        self.write();
    }

    fn open(&mut self, row: Row, at: Instant) {
        let Lane { state, with, is_described, .. } = *self.lane(row);
        if !state.is_seen() {
            return;
        }
        if !is_described {
            self.describe(row);
        }
        let mut event = TrackEvent::new(message::SLICE_BEGIN, uuid(row));
        match (row, state, with) {
            (Row::Board(_), State::Ready, _) => {
                self.flows += 1;
                let flow = self.flows;
                self.lane(row).flow = flow;
                event.flow_ids.push(flow);
            }
            (Row::Board(_), State::Served, _) => {
                let flow = std::mem::take(&mut self.lane(row).flow);
                event.terminating_flow_ids.extend((flow > 0).then_some(flow));
            }
            // The board's own turn comes after its master's.
            (Row::Master(_), State::Thinks, Some(board)) => {
                let waiting = *self.lane(Row::Board(board));
                let waits = waiting.state == State::Ready && waiting.flow > 0;
                event.flow_ids.extend(waits.then_some(waiting.flow));
            }
            _ => {}
        }
        let (name_iid, named) = self.name(row, state, with);
        event.name_iid = Some(name_iid);
        self.lane(row).is_open = true;
        let packet = Packet::of(at, event);
        self.packets.packet.push(Packet { interned_data: named, ..packet });
    }

    fn close(&mut self, row: Row, at: Instant) {
        if std::mem::take(&mut self.lane(row).is_open) {
            self.packets.packet.push(Packet::of(at, TrackEvent::new(message::SLICE_END, uuid(row))));
        }
    }

    fn describe(&mut self, row: Row) {
        self.lane(row).is_described = true;
        let rank = |index: u32| i32::try_from(index).unwrap_or(i32::MAX - 1) + 1;
        let (parent, rank, name) = match row {
            Row::Master(master) => (RUN, rank(master), self.names.master(master)),
            Row::Board(board) => (BOARDS, rank(board), self.names.opponent(board)),
        };
        let track = TrackDescriptor::new(uuid(row), Some(parent), rank, name);
        self.packets.packet.push(Packet::describes(track));
    }

    /// The number of a slice's name, and the name itself if the number is new.
    fn name(&mut self, row: Row, state: State, with: Option<u32>) -> (u64, Option<InternedData>) {
        let board = with.filter(|_| matches!(row, Row::Master(_)));
        let place = State::ALL.len() * board.map_or(0, |board| board as usize + 1) + state as usize;
        let iid = place as u64 + 1;
        if std::mem::replace(&mut self.named[place], true) {
            return (iid, None);
        }
        let does = super::csv::name(state).replace('_', " ");
        let name = match (state, board) {
            (State::Walks, Some(board)) => format!("walks to {}", self.names.opponent(board)),
            (_, Some(board)) => format!("{does} at {}", self.names.opponent(board)),
            (_, None) => does,
        };
        (iid, Some(InternedData { event_names: vec![EventName { iid: Some(iid), name: Some(name) }] }))
    }

    /// Writes the number of ready boards, if it changed.
    fn count(&mut self, at: Instant) {
        if self.ready_written != Some(self.ready) {
            self.ready_written = Some(self.ready);
            let mut event = TrackEvent::new(message::COUNTER, READY);
            event.counter_value = Some(self.ready);
            self.packets.packet.push(Packet::of(at, event));
        }
    }

    /// Parts of a trace, one after the other, form a trace.
    fn write(&mut self) {
        self.bytes.clear();
        self.packets.encode(&mut self.bytes).expect("a Vec takes it all");
        self.packets.packet.clear();
        self.out.put(&self.bytes);
    }
}

const fn uuid(row: Row) -> u64 {
    match row {
        Row::Master(master) => FIRST_MASTER + master as u64,
        Row::Board(board) => FIRST_BOARD + board as u64,
    }
}

impl<W: Write> Follow for Perfetto<W> {
    fn left(&mut self, _: &Span) {}

    fn turned(&mut self, turn: &Turn) {
        let Turn { at, row, state, with, .. } = *turn;
        if at > self.window.0 {
            self.begin_by(at);
        }
        if let Row::Board(_) = turn.row {
            self.ready += i64::from(turn.state == State::Ready) - i64::from(turn.before == State::Ready);
        }
        if at < self.window.1 {
            self.close(row, at);
        }
        let lane = self.lane(row);
        if turn.before != State::Ready {
            lane.flow = 0;
        }
        (lane.state, lane.with) = (state, with);
        if self.has_begun && at < self.window.1 {
            self.open(row, at);
        }
    }

    fn settled(&mut self, at: Instant) {
        self.begin_by(at);
        if self.has_begun && at < self.window.1 {
            self.count(at);
        }
        if !self.packets.packet.is_empty() {
            self.write();
        }
    }
}
