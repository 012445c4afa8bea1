//! Taking notes of a plain game, visit by visit.

use crate::engine::Observer;
use crate::model::digest::Digest;
use crate::model::happening::Happening;
use crate::model::outcome::GroupOutcome;
use crate::time::{Duration, Instant};

/// A visit from beginning to end.
pub(in crate::model) struct PlayedVisit {
    pub board: u32,
    pub nth: u64,
    /// When the board became ready.
    pub ready: Instant,
    /// How long the master let it wait.
    pub waited: Duration,
    /// When he began to think.
    pub begin: Instant,
    /// How long he thought.
    pub service: Duration,
    /// When he moved.
    pub end: Instant,
    /// Whether it ends the game.
    pub is_last: bool,
}

/// Records a plain game, visit by visit.
pub(in crate::model) trait Notes {
    /// At the start an opponent arrives and sits down.
    fn arrival(&mut self, board: u32);
    /// A visit is over.
    fn visit(&mut self, visit: &PlayedVisit);
}

/// Reports every happening to an observer, board by board.
pub(in crate::model) struct Reporting<'a, O>(pub &'a mut O);

impl<O: Observer<Happening>> Notes for Reporting<'_, O> {
    fn arrival(&mut self, board: u32) {
        self.0.observe(Instant::START, &Happening::Arrived { board });
        self.0.observe(Instant::START, &Happening::Seated { board, line_wait: Duration::ZERO });
    }

    #[expect(clippy::inline_always, reason = "part of the loop")]
    #[inline(always)]
    fn visit(&mut self, &PlayedVisit { board, nth, ready, waited, begin, end, is_last, .. }: &PlayedVisit) {
        self.0.observe(ready, &Happening::OpponentMoved { board, nth });
        self.0.observe(begin, &Happening::Thinks { master: 0, board, waited });
        self.0.observe(end, &Happening::MasterMoved { master: 0, board, nth });
        if is_last {
            self.0.observe(end, &Happening::GameOver { board, sojourn: end.since(Instant::START) });
        }
    }
}

/// What the recorder would note of the only group, without a warm-up, and the digest: few enough numbers that the
/// compiler keeps them in registers.
#[derive(Clone, Copy, Default)]
pub(in crate::model) struct OnlyGroup {
    waiting_ns: u128,
    waiting_max: Duration,
    thinking_ns: u64,
    sojourn_ns: u128,
    digest: Digest,
}

impl Notes for OnlyGroup {
    fn arrival(&mut self, board: u32) {
        Reporting(&mut self.digest).arrival(board);
    }

    #[expect(clippy::inline_always, reason = "part of the loop")]
    #[inline(always)]
    fn visit(&mut self, visit: &PlayedVisit) {
        Reporting(&mut self.digest).visit(visit);
        self.waiting_ns += u128::from(visit.waited.as_ns());
        self.waiting_max = self.waiting_max.max(visit.waited);
        self.thinking_ns += visit.service.as_ns();
        if visit.is_last {
            self.sojourn_ns += u128::from(visit.end.since(Instant::START).as_ns());
        }
    }
}

impl OnlyGroup {
    /// The figures of the group when these games are over, with this many moves in all.
    pub fn figures(&self, games: u32, moves: u64, end: Instant) -> GroupOutcome {
        let Self { waiting_ns, waiting_max, thinking_ns, sojourn_ns, .. } = *self;
        GroupOutcome {
            visits: moves,
            waiting_ns,
            waiting_max,
            seated: games.into(),
            line_wait_ns: 0,
            games: games.into(),
            sojourn_ns,
            game_ns: sojourn_ns,
            moves,
            forfeits: 0,
            thinking_ns: thinking_ns.into(),
            last_master_move: end,
            ended: end,
        }
    }

    pub const fn digest(&self) -> Digest {
        self.digest
    }
}
