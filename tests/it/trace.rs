//! Tests of spans of random exhibitions: they fill every row, add up to the outcome to the nanosecond, and tracing does
//! not change the run. The same for the columns of pictures.

use crate::scenarios::exhibitions;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::collections::BTreeMap;
use zeitnot::model::{Exhibition, Outcome, Simulator, Visit};
use zeitnot::time::Instant;
use zeitnot::trace::{Body, Census, Follow, Painter, Panel, Room, Row, Span, State, Tracer, Turn};

/// Random exhibitions of each policy.
const CASES: u32 = 300;

/// Keeps all spans, and checks the turns between them.
#[derive(Default)]
struct Spans {
    all: Vec<Span>,
    states: BTreeMap<Row, State>,
}

impl Follow for Spans {
    fn left(&mut self, span: &Span) {
        assert!(self.states.get(&span.row).is_none_or(|state| *state == span.state), "{span:?}");
        self.all.push(*span);
    }

    fn turned(&mut self, turn: &Turn) {
        if let Some(before) = self.states.insert(turn.row, turn.state) {
            assert_eq!(before, turn.before, "{turn:?}");
        }
    }
}

fn follow<F: Follow>(exhibition: &Exhibition, follow: F) -> (Outcome, F) {
    let mut tracer = Tracer::new(exhibition, follow);
    let outcome = Simulator::new(exhibition).unwrap().observe(1, 0, &mut tracer).unwrap().clone();
    let follow = tracer.finish(outcome.end());
    (outcome, follow)
}

/// The nanoseconds of some spans within a window.
fn sum(spans: &[Span], window: (Instant, Instant), is_meant: impl Fn(&Span) -> bool) -> u128 {
    spans.iter().filter(|span| is_meant(span)).map(|span| u128::from(span.ns_within(window.0, window.1))).sum()
}

fn check_tiles(exhibition: &Exhibition, spans: &[Span], end: Instant) {
    let masters = (0..exhibition.master.count).map(Row::Master);
    let boards = (0..u32::try_from(exhibition.opponents()).unwrap()).map(Row::Board);
    for row in masters.chain(boards) {
        let mut at = Instant::START;
        for span in spans.iter().filter(|span| span.row == row) {
            assert!(span.from == at && span.to > at, "{row:?} at {at:?}: {span:?}");
            at = span.to;
        }
        assert_eq!(at, end, "{row:?}");
    }
}

fn check_sums(exhibition: &Exhibition, spans: &[Span], outcome: &Outcome) {
    let (start, end) = (outcome.observed_from, outcome.end());
    let of = |state: State| sum(spans, (start, end), |span| span.state == state);
    let account = [State::Thinks, State::Walks, State::Attends, State::Idle].map(of);
    let expected = &outcome.account;
    let expected = [expected.thinking_ns, expected.walking_ns, expected.attending_ns, expected.idle_ns];
    assert_eq!(account, expected);
    assert_eq!(of(State::Served), outcome.account.thinking_ns);
    // Waits count in full, if they end within the measured window.
    let over = |state: State| {
        let is_over = |span: &Span| span.to >= start && (!exhibition.is_endless() || span.to < end);
        sum(spans, (Instant::START, end), |span| span.state == state && is_over(span))
    };
    let total = outcome.total();
    assert_eq!([State::Ready, State::InLine].map(over), [total.waiting_ns, total.line_wait_ns]);
    let longest = spans.iter().filter(|span| span.state == State::Ready).map(|span| span.to.since(span.from)).max();
    assert!(total.waiting_max <= longest.unwrap_or_default());
}

/// The total time of each state in a panel, in nanoseconds.
fn in_panel(panel: &Panel, window: (Instant, Instant)) -> BTreeMap<(bool, usize), u128> {
    let mut found = BTreeMap::new();
    for (index, strip) in panel.strips.iter().enumerate() {
        let is_master = index < 1 || matches!(strip.who, zeitnot::trace::Who::Master(_));
        match &strip.body {
            Body::Spans(spans) => {
                for span in spans {
                    *found.entry((is_master, span.state.place())).or_default() += sum(&[*span], window, |_| true);
                }
            }
            Body::Shares(shares) => {
                for (column, cells) in shares.by_column().enumerate() {
                    let whole = u128::from(strip.of) * u128::from(shares.columns().width_ns(column));
                    assert!(cells.iter().sum::<u128>() <= whole, "{strip:?}");
                    for (place, ns) in cells.into_iter().enumerate().filter(|(_, ns)| *ns > 0) {
                        *found.entry((is_master, place)).or_default() += ns;
                    }
                }
            }
        }
    }
    found
}

/// No visible time is lost, whether rows are opponents, seats, or all boards together.
fn check_panels(exhibition: &Exhibition, spans: &[Span], end: Instant) {
    let third = end.as_ns() / 3;
    for window in [(Instant::START, end), (Instant::from_ns(third), Instant::from_ns(end.as_ns() - third))] {
        if window.0 >= window.1 {
            continue;
        }
        let mut expected = BTreeMap::new();
        for span in spans.iter().filter(|span| span.state.is_seen() && span.ns_within(window.0, window.1) > 0) {
            let key = (matches!(span.row, Row::Master(_)), span.state.place());
            *expected.entry(key).or_default() += u128::from(span.ns_within(window.0, window.1));
        }
        let (_, census) = follow(exhibition, Census::new(window.0, window.1));
        for (rows, most) in [(64, 1_000), (64, 0), (3, 0), (1, 0), (0, 0)] {
            let room = Room { rows, columns: 7, cells: 100, spans: most };
            let (_, painter) = follow(exhibition, Painter::new(exhibition, &census, window, &room));
            assert_eq!(in_panel(&painter.into_panel(), window), expected, "{room:?} {window:?}");
        }
    }
}

#[test]
fn spans_of_random_exhibitions_tile_their_rows_and_add_up() {
    for visit in Visit::ALL {
        let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(CASES) };
        let tried = TestRunner::new(config).run(&exhibitions(visit), |exhibition| {
            let alone = Simulator::new(&exhibition).unwrap().play(1, 0).unwrap().clone();
            let (outcome, spans) = follow(&exhibition, Spans::default());
            prop_assert_eq!(&alone, &outcome, "tracing changes nothing");
            check_tiles(&exhibition, &spans.all, outcome.end());
            check_sums(&exhibition, &spans.all, &outcome);
            check_panels(&exhibition, &spans.all, outcome.end());
            Ok(())
        });
        tried.unwrap_or_else(|why| panic!("{visit:?}: {why}"));
    }
}
