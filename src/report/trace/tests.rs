//! Traces for Perfetto, read back by a small decoder of protocol buffers, and traces as CSV: both say what the spans
//! say.

use super::{TraceFormat, TraceWriter};
use crate::model::{Arrival, Distribution, Exhibition, GameLength, Group, Master, Side, Simulator, Visit, Walk};
use crate::replicate::Stop;
use crate::scenario::Scenario;
use crate::time::{Duration, Instant};
use crate::trace::{Follow, Row, Span, State, Tracer};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A field of a message: a number, or bytes, which may be a message.
#[derive(Clone, Debug)]
enum Field {
    Number(u64),
    Bytes(Vec<u8>),
}

/// The fields of a message, by their numbers.
struct Message(BTreeMap<u64, Vec<Field>>);

impl Message {
    fn read(mut bytes: &[u8]) -> Self {
        let mut fields: BTreeMap<u64, Vec<Field>> = BTreeMap::new();
        while !bytes.is_empty() {
            let key = varint(&mut bytes);
            let field = match key & 7 {
                0 => Field::Number(varint(&mut bytes)),
                1 => Field::Number(u64::from_le_bytes(take(&mut bytes, 8).try_into().unwrap())),
                2 => {
                    let length = varint(&mut bytes);
                    Field::Bytes(take(&mut bytes, usize::try_from(length).unwrap()).to_vec())
                }
                other => panic!("wire type {other}"),
            };
            fields.entry(key >> 3).or_default().push(field);
        }
        Self(fields)
    }

    fn all(&self, number: u64) -> &[Field] {
        self.0.get(&number).map_or(&[], Vec::as_slice)
    }

    fn number(&self, number: u64) -> Option<u64> {
        self.numbers(number).first().copied()
    }

    fn numbers(&self, wanted: u64) -> Vec<u64> {
        let number = |field: &Field| if let Field::Number(number) = field { *number } else { panic!("{field:?}") };
        self.all(wanted).iter().map(number).collect()
    }

    fn messages(&self, number: u64) -> Vec<Self> {
        let message = |field: &Field| if let Field::Bytes(bytes) = field { Self::read(bytes) } else { panic!() };
        self.all(number).iter().map(message).collect()
    }

    fn text(&self, number: u64) -> String {
        let Some(Field::Bytes(bytes)) = self.all(number).first() else { panic!("no text {number}") };
        String::from_utf8(bytes.clone()).unwrap()
    }
}

fn take<'a>(bytes: &mut &'a [u8], length: usize) -> &'a [u8] {
    let (taken, rest) = bytes.split_at(length);
    *bytes = rest;
    taken
}

fn varint(bytes: &mut &[u8]) -> u64 {
    let mut value = 0;
    for shift in (0..).step_by(7) {
        let byte = take(bytes, 1)[0];
        value |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            break;
        }
    }
    value
}

/// The content of a trace: slices as (track, name, from, to), values of the counter, arrows as (from, to, board's
/// track).
#[derive(Debug, Default)]
struct Told {
    slices: BTreeSet<(String, String, u64, u64)>,
    counts: BTreeMap<u64, i64>,
    arrows: Vec<(u64, u64, String)>,
}

fn tell(trace: &[u8]) -> Told {
    let mut told = Told::default();
    let (mut names, mut tracks, mut open) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let (mut flows, mut now, mut ranks) = (BTreeMap::new(), 0, BTreeSet::new());
    for (index, packet) in Message::read(trace).messages(1).into_iter().enumerate() {
        assert_eq!(
            (packet.number(10), packet.number(13) == Some(1)),
            (Some(1), index == 0),
            "one sequence, cleared once"
        );
        for name in packet.messages(12).iter().flat_map(|interned| interned.messages(2)) {
            assert!(names.insert(name.number(1).unwrap(), name.text(2)).is_none(), "named twice");
        }
        for track in packet.messages(60) {
            let parent = track.number(5);
            assert!(parent.is_none_or(|parent| tracks.contains_key(&parent)) && track.number(15) == Some(2));
            assert!(ranks.insert((parent, track.number(12).unwrap())), "siblings have places of their own");
            assert!(tracks.insert(track.number(1).unwrap(), track.text(2)).is_none(), "described twice");
        }
        for event in packet.messages(11) {
            let (at, uuid) = (packet.number(8).unwrap(), event.number(11).unwrap());
            assert!(at >= now, "in the order of time");
            now = at;
            let name = tracks[&uuid].clone();
            match event.number(9).unwrap() {
                1 => {
                    let slice = names[&event.number(10).unwrap()].clone();
                    for flow in event.numbers(47) {
                        flows.entry(flow).or_insert(at);
                    }
                    for flow in event.numbers(48) {
                        told.arrows.push((flows.remove(&flow).expect("it began"), at, name.clone()));
                    }
                    assert!(open.insert(uuid, (slice, at)).is_none(), "{name}: a slice in a slice");
                }
                2 => {
                    let (slice, from) = open.remove(&uuid).expect("it began");
                    assert!(from < at, "{name}: a slice of no length");
                    assert!(told.slices.insert((name, slice, from, at)));
                }
                4 => drop(told.counts.insert(at, i64::from_ne_bytes(event.number(30).unwrap().to_ne_bytes()))),
                other => panic!("an event of type {other}"),
            }
        }
    }
    assert!(open.is_empty(), "each begin has its end: {open:?}");
    told
}

struct Spans(Vec<Span>);

impl Follow for Spans {
    fn left(&mut self, span: &Span) {
        self.0.push(*span);
    }
}

/// The spans of a replication, its trace in a window and the same as CSV.
fn traced(exhibition: &Exhibition, window: (Instant, Instant)) -> (Vec<Span>, Instant, [Vec<u8>; 2]) {
    let mut simulator = Simulator::new(exhibition).unwrap();
    let mut spans = Tracer::new(exhibition, Spans(Vec::new()));
    let end = simulator.observe(1, 0, &mut spans).unwrap().end();
    let traces = [TraceFormat::Perfetto, TraceFormat::Csv].map(|format| {
        let mut writer = TraceWriter::new(format, exhibition, "A run", window, Vec::new(), Stop::new());
        simulator.observe(1, 0, &mut writer).unwrap();
        writer.finish(end).unwrap()
    });
    (spans.finish(end).0, end, traces)
}

/// The names of tracks and slices, from the page on timelines.
fn named(exhibition: &Exhibition, span: &Span) -> (String, String) {
    let opponent = |board: u32| {
        let mut number = board;
        for group in &exhibition.groups {
            if number < group.count {
                return format!("{} {}", group.name, number + 1);
            }
            number -= group.count;
        }
        panic!("no board {board}")
    };
    let at = || opponent(span.with.unwrap());
    let row = match span.row {
        Row::Board(board) => opponent(board),
        Row::Master(_) if exhibition.master.count == 1 => exhibition.master.name.clone(),
        Row::Master(master) => format!("{} {}", exhibition.master.name, master + 1),
    };
    let slice = match span.state {
        State::InLine => "in line".to_owned(),
        State::OpponentThinks => "opponent thinks".to_owned(),
        State::Ready => "ready".to_owned(),
        State::Served => "served".to_owned(),
        State::Walks => format!("walks to {}", at()),
        State::Attends => format!("attends at {}", at()),
        State::Thinks => format!("thinks at {}", at()),
        State::Absent | State::Over | State::Idle => String::new(),
    };
    (row, slice)
}

fn check(exhibition: &Exhibition, window: (Instant, Instant)) {
    let (spans, end, [perfetto, csv]) = traced(exhibition, window);
    let told = tell(&perfetto);
    let clip = |at: Instant| at.clamp(window.0, window.1).as_ns();
    let inside = |span: &&Span| span.ns_within(window.0, window.1) > 0;
    let slices = spans.iter().filter(inside).filter(|span| span.state.is_seen()).map(|span| {
        let (row, slice) = named(exhibition, span);
        (row, slice, clip(span.from), clip(span.to))
    });
    assert_eq!(told.slices, slices.collect::<BTreeSet<_>>());

    // The counter, at each of its values and in between.
    let ready = |at: u64| {
        let is_ready = |span: &&Span| span.state == State::Ready && (span.from.as_ns()..span.to.as_ns()).contains(&at);
        i64::try_from(spans.iter().filter(is_ready).count()).unwrap()
    };
    for at in spans.iter().filter(inside).map(|span| clip(span.from)).filter(|at| *at < end.as_ns()) {
        let (_, count) = told.counts.range(..=at).next_back().expect("counted from the beginning");
        assert_eq!(*count, ready(at), "ready boards at {at}");
    }

    // An arrow for each wait that ended with a think of a master that took time.
    let mut waits: Vec<_> = spans
        .iter()
        .filter(|span| span.state == State::Ready && span.to > window.0 && span.to < window.1)
        .filter(|wait| {
            let served = |span: &&Span| span.state == State::Served && span.row == wait.row && span.from == wait.to;
            spans.iter().any(|span| served(&span))
        })
        .map(|wait| (clip(wait.from), wait.to.as_ns(), named(exhibition, wait).0))
        .collect();
    let mut arrows = told.arrows;
    arrows.sort();
    waits.sort();
    assert_eq!(arrows, waits);

    let text = String::from_utf8(csv).unwrap();
    let rows: Vec<_> = text.lines().collect();
    assert_eq!(rows[0], "row,kind,board,master,state,from_ns,to_ns");
    assert_eq!(rows.len() - 1, spans.iter().filter(inside).count());
    for (row, span) in rows[1..].iter().zip(spans.iter().filter(inside)) {
        let (name, _) = named(exhibition, span);
        assert!(row.starts_with(&format!("{name},")), "{row}");
        assert!(row.ends_with(&format!(",{},{}", clip(span.from), clip(span.to))), "{row}");
    }
}

/// Small exhibitions with times of up to this many nanoseconds, with many ties and zero times.
fn exhibitions(time_max: u64) -> impl Strategy<Value = Exhibition> {
    let times = move || {
        proptest::collection::vec((0..=time_max).prop_map(Duration::from_ns), 1..=4)
            .prop_map(|times| Distribution::Replay(times.into()))
    };
    let sides = || prop_oneof![Just(Side::Opponent), Just(Side::Master)];
    let group = (1..=4_u32, times(), 1..=4_u64)
        .prop_map(|(count, think, moves)| Group { count, ..Group::new("guest", think, GameLength::Exactly(moves)) });
    let walk = proptest::option::of(times().prop_map(Walk::Between));
    let visit = proptest::sample::select(Visit::ALL.to_vec());
    (group, 1..=3_u32, times(), proptest::option::of(1..=3_u32), walk, visit, sides(), sides()).prop_map(
        |(group, count, think, boards, walk, visit, first_move, last_move)| Exhibition {
            groups: vec![Group { name: "late".into(), arrive: Arrival::Every(think.clone()), ..group.clone() }, group],
            boards,
            walk,
            visit,
            first_move,
            last_move,
            ..Exhibition::new(Master { name: "Larry".into(), count, think })
        },
    )
}

#[test]
fn traces_of_random_exhibitions_say_what_the_spans_say() {
    for time_max in [3, 40] {
        let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) };
        let window = (0..30_u64, 1..60_u64).prop_map(|(from, length)| [from, from + length].map(Instant::from_ns));
        let tried = TestRunner::new(config).run(&(exhibitions(time_max), window), |(exhibition, [from, to])| {
            prop_assume!(exhibition.check().is_empty());
            check(&exhibition, (Instant::START, Instant::NEVER));
            check(&exhibition, (from, to));
            Ok(())
        });
        tried.unwrap_or_else(|why| panic!("{why}"));
    }
}

#[test]
fn the_trace_of_south_station_keeps_its_rows_in_order() {
    let scenario = Scenario::read(Path::new("scenarios/south-station-async.ron")).unwrap();
    let (_, _, [perfetto, _]) = traced(&scenario.exhibition, (Instant::START, Instant::NEVER));
    let packets = Message::read(&perfetto).messages(1);
    let mut tracks: Vec<_> = packets.iter().flat_map(|packet| packet.messages(60)).collect();
    assert!(tracks[..3].iter().all(|track| track.number(11) == Some(3)), "explicit order");
    tracks.sort_by_key(|track| (track.number(5), track.number(12)));
    let names: Vec<_> = tracks.iter().map(|track| track.text(2)).collect();
    let boards: Vec<_> = (1..=12).map(|number| format!("hobbyist {number}")).collect();
    assert_eq!(names[..4], ["A run", "ready boards", "Larry", "boards"]);
    assert_eq!(names[4..], boards);
}
