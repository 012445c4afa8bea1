//! Recordings and samples of random exhibitions say what their spans say.

use crate::scenarios::exhibitions;
use proptest::prelude::ProptestConfig;
use proptest::test_runner::TestRunner;
use zeitnot::engine::Observer;
use zeitnot::model::{Exhibition, Happening, Simulator, Visit};
use zeitnot::time::Instant;
use zeitnot::trace::{Follow, Recorder, Recording, Row, Span, State, StateSampler, Tracer, Turn};

/// Random exhibitions of each policy.
const CASES: u32 = 100;
const INTERVALS: u32 = 37;

/// All spans, and what each row does at the end.
#[derive(Default)]
struct Spans {
    all: Vec<Span>,
    ends: Vec<Turn>,
}

impl Follow for Spans {
    fn left(&mut self, span: &Span) {
        self.all.push(*span);
    }

    fn ended(&mut self, end: &Turn) {
        self.ends.push(*end);
    }
}

/// When masters moved.
#[derive(Default)]
struct Moves(Vec<u64>);

impl Observer<Happening> for Moves {
    fn observe(&mut self, now: Instant, happening: &Happening) {
        if let Happening::MasterMoved { .. } = happening {
            self.0.push(now.as_ns());
        }
    }
}

fn follow<F: Follow>(exhibition: &Exhibition, follow: F) -> (Instant, F) {
    let mut tracer = Tracer::new(exhibition, follow);
    let end = Simulator::new(exhibition).unwrap().observe(1, 0, &mut tracer).unwrap().end();
    (end, tracer.finish(end))
}

/// Reads bytes as `Recording` describes them.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn byte(&mut self) -> u8 {
        let (first, rest) = self.0.split_first().expect("another byte");
        self.0 = rest;
        *first
    }

    fn varint(&mut self) -> u64 {
        let byte = self.byte();
        let rest = if byte > 127 { self.varint() << 7 } else { 0 };
        u64::from(byte & 127) | rest
    }

    /// State, length in ticks, and with whom.
    fn span(&mut self, is_master: bool) -> (State, u64, Option<u32>) {
        let byte = self.byte();
        let state = State::ALL[usize::from(byte & 7) + if is_master { State::OF_A_ROW } else { 0 }];
        let rest = if byte > 127 { self.varint() << 4 } else { 0 };
        let has_partner = if is_master { state != State::Idle } else { state == State::Served };
        let with = has_partner.then(|| u32::try_from(self.varint()).unwrap());
        (state, u64::from(byte >> 3 & 15) | rest, with)
    }
}

fn check_recording(exhibition: &Exhibition, recording: &Recording, spans: &Spans) {
    let (mut reader, tick) = (Reader(&recording.rows), recording.tick_ns);
    let masters = (0..exhibition.master.count).map(Row::Master);
    let boards = (0..u32::try_from(exhibition.opponents()).unwrap()).map(Row::Board);
    for row in masters.chain(boards) {
        let is_master = matches!(row, Row::Master(_));
        let mut at = 0;
        let recorded: Vec<_> = (0..reader.varint())
            .map(|_| {
                let (state, ticks, with) = reader.span(is_master);
                let from = at;
                at += ticks * tick;
                (state, with, from, at)
            })
            .collect();
        let of_row = spans.all.iter().filter(|span| span.row == row);
        let expected = of_row.map(|span| (span.state, span.with, span.from.as_ns(), span.to.as_ns()));
        let end = spans.ends.iter().filter(|end| end.row == row);
        let end = end.map(|end| (end.state, end.with, end.at.as_ns(), end.at.as_ns()));
        assert_eq!(recorded, expected.chain(end).collect::<Vec<_>>(), "{row:?}");
    }
    assert!(reader.0.is_empty());
    let (mut reader, mut at, mut moves) = (Reader(&recording.moves), 0, Vec::new());
    while !reader.0.is_empty() {
        at += reader.varint() * tick;
        moves.push(at);
    }
    let mut expected = Moves::default();
    Simulator::new(exhibition).unwrap().observe(1, 0, &mut expected).unwrap();
    assert_eq!(moves, expected.0);
}

fn check_samples(exhibition: &Exhibition, end: Instant, spans: &Spans) {
    let (_, counts) = follow(exhibition, StateSampler::new(exhibition, end, INTERVALS));
    let samples = counts.finish();
    let mut moves = Moves::default();
    Simulator::new(exhibition).unwrap().observe(1, 0, &mut moves).unwrap();
    for (index, sample) in (0_u128..).zip(&samples) {
        let at_ns = u64::try_from(u128::from(end.as_ns()) * index / u128::from(INTERVALS)).unwrap();
        let (mut masters, mut boards) = ([0; State::OF_A_ROW], [0; State::OF_A_ROW]);
        let mut count = |row: Row, state: State| match row {
            Row::Master(_) => masters[state.place()] += 1,
            Row::Board(_) => boards[state.place()] += 1,
        };
        if at_ns == end.as_ns() {
            for end in &spans.ends {
                count(end.row, end.state);
            }
        } else {
            let now = |span: &&Span| span.from.as_ns() <= at_ns && at_ns < span.to.as_ns();
            for span in spans.all.iter().filter(now) {
                count(span.row, span.state);
            }
        }
        assert_eq!((sample.masters, sample.boards), (masters, boards), "{at_ns} of {end:?}");
        assert_eq!(sample.moves, moves.0.iter().filter(|at| **at <= at_ns).count() as u64);
    }
    assert_eq!(samples.len(), INTERVALS as usize + 1);
}

#[test]
fn recordings_and_samples_of_random_exhibitions_say_what_their_spans_say() {
    for visit in Visit::ALL {
        let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(CASES) };
        let tried = TestRunner::new(config).run(&exhibitions(visit), |exhibition| {
            let (end, spans) = follow(&exhibition, Spans::default());
            let (_, recorder) = follow(&exhibition, Recorder::new(&exhibition, u64::MAX));
            check_recording(&exhibition, &recorder.finish().expect("there is room"), &spans);
            check_samples(&exhibition, end, &spans);
            Ok(())
        });
        tried.unwrap_or_else(|why| panic!("{visit:?}: {why}"));
    }
}
