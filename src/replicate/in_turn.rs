//! Playing points in turn, each until it has enough.
//!
//! Chunks are handed out for the first point that needs some, then for the next. So both many points and a single one
//! keep all threads busy. Each point is a separate lane, and finished points are passed on in their order. When there
//! is nothing else to do, replications are played in advance that a point may not need in the end.

use super::chunk::{Chunk, Portion};
use super::conductor::{Flow, Schedule, Session, Taken, conduct};
use super::{Cause, Source};
use crate::model::Outcome;
use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::sync::Arc;

/// At most this many points are open at once; finished points wait for those before them.
const OPEN_MAX: usize = 1024;
/// The number of players that a thread keeps: for the current point and the one before.
const PLAYERS_KEPT: usize = 2;

/// Takes the outcomes of a point, and decides when they are enough.
pub trait Fold {
    /// All replications before this one are needed.
    fn least(&self) -> u64;

    /// This replication and later ones are never needed.
    fn most(&self) -> u64;

    /// Takes the outcome of the next replication, in order from the point's first on. Breaks off when no more are
    /// needed.
    fn take(&mut self, outcome: &Outcome) -> ControlFlow<()>;
}

/// A point to be played.
#[derive(Debug)]
pub struct Point<S, F> {
    /// The source of its outcomes.
    pub source: S,
    /// The fold that takes them.
    pub fold: F,
    /// The number of its first replication.
    pub first: u64,
    /// Up to this replication outcomes are likely to be stored: they are used before any is played.
    pub stored: u64,
}

/// Plays `points` points, which `open` makes when their turn comes, and passes the fold of each complete point to
/// `done`, in the order of points, with `None`. If play is stopped, the fold of the next point is also passed on, with
/// the outcomes so far and the cause, which is also returned.
///
/// `look` sees every outcome that a fold took, with its point, and whether the fold broke off: those of a point in
/// their order, but those of different points mixed in any way.
///
/// Neither the folds nor their order depend on the number of threads.
///
/// # Errors
/// That of the first point, in order, that can't be opened or has a replication that does not finish and is needed; the
/// points before it were passed on. Or if threads can't be started.
///
/// # Panics
/// If a player panics, its panic is passed on.
pub fn replicate_points<S: Source, F: Fold>(
    session: &Session<'_>,
    points: usize,
    open: impl FnMut(usize) -> Result<Point<S, F>, S::Error>,
    look: impl FnMut(usize, &Outcome, ControlFlow<()>),
    done: impl FnMut(usize, F, Option<Cause>),
) -> Result<Option<Cause>, S::Error> {
    let queue = VecDeque::new();
    let mut in_turn = InTurn { points, open, look, done, queue, first: 0, taken: 0, stopped: None };
    conduct(session, &mut in_turn)?;
    Ok(in_turn.stopped)
}

/// A point in progress.
struct Open<S: Source, F> {
    source: Arc<S>,
    fold: F,
    stored: u64,
    /// The first replication that is not handed out yet.
    next: u64,
    /// The first that is not taken.
    taken: u64,
    end: Option<End<S::Error>>,
}

/// How a point ended.
enum End<E> {
    Enough,
    Stopped(Cause),
    Failed(E),
}

struct InTurn<S: Source, F, O, L, D> {
    points: usize,
    open: O,
    look: L,
    done: D,
    /// The points in progress; the first of them has number `first`.
    queue: VecDeque<Open<S, F>>,
    first: usize,
    taken: u64,
    stopped: Option<Cause>,
}

impl<S: Source, F: Fold, O, L, D> Schedule for InTurn<S, F, O, L, D>
where
    O: FnMut(usize) -> Result<Point<S, F>, S::Error>,
    L: FnMut(usize, &Outcome, ControlFlow<()>),
    D: FnMut(usize, F, Option<Cause>),
{
    type Source = Arc<S>;

    fn next(&mut self, most: u64, chunks_max: usize) -> Result<Option<Chunk<Arc<S>>>, S::Error> {
        let needed = |point: &Open<S, F>| point.end.is_none() && point.next < point.fold.least();
        let mut chosen = self.queue.iter().position(needed);
        if chosen.is_none() && self.may_open() {
            let point = (self.open)(self.first + self.queue.len())?;
            self.queue.push_back(Open::new(point));
            chosen = Some(self.queue.len() - 1);
        }
        // Only now replications that may not be needed.
        let wanted = |point: &Open<S, F>| point.end.is_none() && point.next < point.reach(chunks_max);
        let Some(index) = chosen.or_else(|| self.queue.iter().position(wanted)) else { return Ok(None) };
        let (lane, point) = (self.first + index, &mut self.queue[index]);
        let (first, least) = (point.next, point.fold.least());
        let reach = if first < least { least } else { point.reach(chunks_max) };
        point.next = first.saturating_add(most).min(reach);
        let part = Portion { point: lane, source: Arc::clone(&point.source), replications: first..point.next };
        Ok(Some(Chunk { lane, first, parts: vec![part] }))
    }

    fn place(&self, lane: usize) -> Option<u64> {
        let point = self.queue.get(lane.checked_sub(self.first)?)?;
        point.end.is_none().then_some(point.taken)
    }

    fn take(&mut self, lane: usize, outcome: Taken<'_, Arc<S>>) -> Flow<Arc<S>> {
        let Some(point) = lane.checked_sub(self.first).and_then(|index| self.queue.get_mut(index)) else {
            return Ok(ControlFlow::Continue(()));
        };
        point.end = match outcome {
            Taken::Outcome(outcome) => {
                (point.taken, self.taken) = (point.taken + 1, self.taken + 1);
                let flow = point.fold.take(outcome);
                (self.look)(lane, outcome, flow);
                flow.is_break().then_some(End::Enough)
            }
            Taken::Failed(error) => Some(End::Failed(error)),
            Taken::Stopped(cause) => Some(End::Stopped(cause)),
        };
        if point.end.is_some() { self.pass_on() } else { Ok(ControlFlow::Continue(())) }
    }

    fn taken(&self) -> u64 {
        self.taken
    }

    fn kept(&self) -> usize {
        PLAYERS_KEPT
    }
}

impl<S: Source, F: Fold, O, L, D: FnMut(usize, F, Option<Cause>)> InTurn<S, F, O, L, D> {
    /// After a point that failed or was stopped, nothing more is needed.
    fn may_open(&self) -> bool {
        let all_well = self.queue.iter().all(|point| matches!(point.end, None | Some(End::Enough)));
        all_well && self.queue.len() < OPEN_MAX && self.first + self.queue.len() < self.points
    }

    /// Passes on the points that are finished and have none unfinished before them. Breaks after the last of them.
    fn pass_on(&mut self) -> Flow<Arc<S>> {
        while self.queue.front().is_some_and(|point| point.end.is_some()) {
            let Some(Open { fold, end, .. }) = self.queue.pop_front() else { break };
            match end {
                Some(End::Failed(error)) => return Err(error),
                Some(End::Stopped(cause)) => {
                    self.stopped = Some(cause);
                    (self.done)(self.first, fold, self.stopped);
                    return Ok(ControlFlow::Break(()));
                }
                Some(End::Enough) | None => (self.done)(self.first, fold, None),
            }
            self.first += 1;
        }
        Ok(if self.first < self.points { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    }
}

impl<S: Source, F: Fold> Open<S, F> {
    fn new(Point { source, fold, first, stored }: Point<S, F>) -> Self {
        Self { source: Arc::new(source), fold, stored, next: first, taken: first, end: None }
    }

    /// How far to play ahead of the outcomes taken: as far as outcomes are stored, and then by a half, so little is
    /// played in vain.
    fn reach(&self, chunks: usize) -> u64 {
        let ahead = self.taken.saturating_add((self.taken / 2).max(chunks as u64));
        self.fold.most().min(if self.taken < self.stored { self.stored } else { ahead })
    }
}
