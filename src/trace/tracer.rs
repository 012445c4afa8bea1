//! The tracer: the observer that turns happenings into spans.

use super::span::{Row, Span, State, Turn};
use crate::engine::Observer;
use crate::model::{Exhibition, Happening, Side};
use crate::time::Instant;

/// Follows the rows of a run. The calls for one instant come in this order: for each row that turned, the span that is
/// over and then the turn; finally, the end of the instant.
pub trait Follow {
    /// A span is over. Every instant of a row, from the start to the end of the run, belongs to one span.
    fn left(&mut self, span: &Span);

    /// A row is in another state from now on. States that take no time are skipped.
    fn turned(&mut self, turn: &Turn) {
        let _ = turn;
    }

    /// All rows that turn at this instant have turned.
    fn settled(&mut self, at: Instant) {
        let _ = at;
    }

    /// A master completed a move. Told at once, before the rows turn.
    fn moved(&mut self, at: Instant) {
        let _ = at;
    }

    /// The run is over. Told last, once for each row: what it did before the last instant, and what it does at it.
    fn ended(&mut self, end: &Turn) {
        let _ = end;
    }
}

/// Several followers of one run.
impl<F: Follow> Follow for Vec<F> {
    fn left(&mut self, span: &Span) {
        for each in self {
            each.left(span);
        }
    }

    fn turned(&mut self, turn: &Turn) {
        for each in self {
            each.turned(turn);
        }
    }

    fn settled(&mut self, at: Instant) {
        for each in self {
            each.settled(at);
        }
    }

    fn moved(&mut self, at: Instant) {
        for each in self {
            each.moved(at);
        }
    }

    fn ended(&mut self, end: &Turn) {
        for each in self {
            each.ended(end);
        }
    }
}

/// Turns happenings into spans for a [`Follow`]. Memory: some bytes for each board and each master.
///
/// ```
/// use zeitnot::{model::Simulator, scenario::Scenario, trace::{Follow, Span, State, Tracer}};
///
/// /// Adds up how long boards waited.
/// struct Waiting(u64);
///
/// impl Follow for Waiting {
///     fn left(&mut self, span: &Span) {
///         if span.state == State::Ready {
///             self.0 += span.to.since(span.from).as_ns();
///         }
///     }
/// }
///
/// let scenario = Scenario::read(std::path::Path::new("scenarios/south-station-async.ron")).unwrap();
/// let mut tracer = Tracer::new(&scenario.exhibition, Waiting(0));
/// let outcome = Simulator::new(&scenario.exhibition).unwrap().observe(1, 0, &mut tracer).unwrap().clone();
/// let Waiting(ns) = tracer.finish(outcome.end());
/// assert_eq!(u128::from(ns), outcome.total().waiting_ns);
/// ```
#[derive(Clone, Debug)]
pub struct Tracer<F> {
    follow: F,
    masters: u32,
    opponent_leads: bool,
    /// Masters, then boards.
    lanes: Vec<Lane>,
    /// The last instant at which something happened, and the rows involved.
    now: Instant,
    touched: Vec<u32>,
}

/// The state of a row, and its state when the instant is over.
#[derive(Clone, Copy, Debug)]
struct Lane {
    since: Instant,
    with: Option<u32>,
    next_with: Option<u32>,
    state: State,
    next: State,
    is_touched: bool,
}

impl Lane {
    const fn new(state: State) -> Self {
        Self { since: Instant::START, with: None, next_with: None, state, next: state, is_touched: false }
    }
}

impl<F: Follow> Tracer<F> {
    /// A tracer of one run of `exhibition`.
    #[must_use]
    pub fn new(exhibition: &Exhibition, follow: F) -> Self {
        let masters = exhibition.master.count;
        let boards = usize::try_from(exhibition.opponents()).unwrap_or(0);
        let mut lanes = vec![Lane::new(State::Idle); masters as usize];
        lanes.resize(masters as usize + boards, Lane::new(State::Absent));
        let opponent_leads = exhibition.first_move == Side::Opponent;
        Self { follow, masters, opponent_leads, lanes, now: Instant::START, touched: Vec::new() }
    }

    /// Closes all spans at the end of the run, and returns the follower.
    pub fn finish(mut self, end: Instant) -> F {
        if self.now < end {
            self.settle();
        }
        for lane in 0..self.lanes.len() {
            self.leave(lane, end);
            let Lane { state: before, next, with, next_with, is_touched, .. } = self.lanes[lane];
            let (state, with) = if is_touched { (next, next_with) } else { (before, with) };
            self.follow.ended(&Turn { at: end, row: self.row(lane), before, state, with });
        }
        self.follow
    }

    /// Passes on the span that is over at an instant, if it took any time.
    fn leave(&mut self, lane: usize, at: Instant) {
        let Lane { since, state, with, .. } = self.lanes[lane];
        if since < at {
            self.follow.left(&Span { row: self.row(lane), state, with, from: since, to: at });
        }
    }

    fn row(&self, lane: usize) -> Row {
        // There are fewer than 2³² of both.
        let lane = u32::try_from(lane).unwrap_or(u32::MAX);
        if lane < self.masters { Row::Master(lane) } else { Row::Board(lane - self.masters) }
    }

    /// The instant is over: the current states of the rows last for some time.
    fn settle(&mut self) {
        let (at, mut touched) = (self.now, std::mem::take(&mut self.touched));
        for lane in touched.iter().map(|lane| *lane as usize) {
            self.leave(lane, at);
            let Lane { state: before, next: state, next_with: with, .. } = self.lanes[lane];
            self.lanes[lane] = Lane { since: at, with, state, is_touched: false, ..self.lanes[lane] };
            self.follow.turned(&Turn { at, row: self.row(lane), before, state, with });
        }
        self.follow.settled(at);
        touched.clear();
        self.touched = touched;
    }

    fn turn(&mut self, lane: u32, state: State, with: Option<u32>) {
        let turned = &mut self.lanes[lane as usize];
        (turned.next, turned.next_with) = (state, with);
        if !turned.is_touched {
            turned.is_touched = true;
            self.touched.push(lane);
        }
    }

    fn board(&mut self, board: u32, state: State) {
        self.turn(self.masters + board, state, None);
    }

    fn master(&mut self, master: u32, state: State, board: u32) {
        self.turn(master, state, Some(board));
    }
}

impl<F: Follow> Observer<Happening> for Tracer<F> {
    fn observe(&mut self, now: Instant, happening: &Happening) {
        if now > self.now {
            self.settle();
            self.now = now;
        }
        match *happening {
            Happening::Arrived { board } => self.board(board, State::InLine),
            Happening::Seated { board, .. } if self.opponent_leads => self.board(board, State::OpponentThinks),
            Happening::Seated { board, .. } | Happening::OpponentMoved { board, .. } => {
                self.board(board, State::Ready);
            }
            Happening::GameOver { board, .. } => self.board(board, State::Over),
            Happening::Walks { master, board } => self.master(master, State::Walks, board),
            Happening::Attends { master, board } => self.master(master, State::Attends, board),
            Happening::Thinks { master, board, .. } => {
                self.master(master, State::Thinks, board);
                self.turn(self.masters + board, State::Served, Some(master));
            }
            Happening::MasterMoved { master, board, .. } => {
                self.turn(master, State::Idle, None);
                self.board(board, State::OpponentThinks);
                self.follow.moved(now);
            }
            Happening::Released { master, .. } => self.turn(master, State::Idle, None),
            // The end of the game is passed on as well.
            Happening::Forfeited { .. } => {}
        }
    }
}
