//! Playing the replications of many points on several threads, with results as if on one.
//!
//! The calling thread hands out chunks of replications: of the first point that needs some, then of the next. So many
//! points keep all threads busy, and so does a single one. What comes back is folded in the order of replications, point
//! by point, and finished points are passed on in their order. A rule says after each replication whether a point has
//! enough; while nothing else is to be done, replications are played that it may turn out not to need.

use super::{Ending, Rule, Summariser, Summary};
use crate::model::Outcome;
use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};
use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

/// Chunks under way for each thread.
const CHUNKS_PER_JOB: usize = 4;
/// Replications in a chunk at most.
const MAX_CHUNK: u64 = 1024;
/// Chunks grow while they take less than this, and shrink when they take much more.
const SHORT_CHUNK: Duration = Duration::from_millis(2);
/// So many points may be open at once: those that are finished wait for those before them.
const OPEN_MAX: usize = 1024;

/// Where the outcomes of a point come from.
pub trait Source: Send + Sync {
    /// Why a replication could not be played.
    type Error: Send;

    /// Plays the replications of `range`, or remembers them. May end early, without an error, once `stop` is true.
    fn outcomes(&self, range: Range<u64>, stop: &dyn Fn() -> bool) -> Played<Self::Error>;
}

/// What came of a number of replications.
#[derive(Debug)]
pub struct Played<E> {
    /// One outcome each, from the first replication on.
    pub outcomes: Vec<Outcome>,
    /// Why the next could not be played.
    pub error: Option<E>,
}

/// A point to be played.
#[derive(Debug)]
pub struct Point<S, R> {
    /// Where its outcomes come from.
    pub source: S,
    /// When it has enough of them.
    pub rule: R,
    /// So many outcomes, from the first on, are likely to be remembered: before any is played, these are looked at.
    pub remembered: u64,
}

/// How many points on how many threads; how to follow and how to stop them.
#[derive(Clone, Copy)]
pub struct PointsPlan<'a> {
    /// How many points.
    pub points: usize,
    /// The confidence level of the summaries, between 0 and 1.
    pub level: f64,
    /// On how many threads; 0 and 1 both mean the calling thread, without starting any.
    pub jobs: usize,
    /// Once this is true, no further replication begins.
    pub interrupted: &'a AtomicBool,
    /// Is told, on the calling thread, how many replications are folded by now, and how many points are finished.
    pub progress: &'a dyn Fn(u64, usize),
}

/// Why [`replicate_points`] did not come to its end.
#[derive(Debug)]
pub enum PointsError<E> {
    /// A replication of a point failed: the first in the order of points and replications.
    Replication {
        /// The point, from 0.
        point: usize,
        /// The replication, from 0.
        replication: u64,
        /// What happened.
        source: E,
    },
    /// A point could not be opened.
    Open(E),
    /// Threads could not be started.
    Threads(ThreadPoolBuildError),
}

/// Plays the points of `plan`, which `open` makes when their turn comes, and passes the summary of each to `done`, and why
/// it ended, in the order of points. Returns how many were completed: fewer than planned if interrupted. Then what the next
/// one's replications tell is passed on, too, if it had any: [`Ending::Interrupted`].
///
/// Neither the summaries nor their order depend on the number of threads.
///
/// # Errors
/// See [`PointsError`]. All points before that of the error have been passed on.
///
/// # Panics
/// If a source panics, its panic is passed on; or if the level is not between 0 and 1.
pub fn replicate_points<S: Source, R: Rule>(
    plan: &PointsPlan<'_>,
    open: impl FnMut(usize) -> Result<Point<S, R>, S::Error>,
    done: impl FnMut(usize, Summary, Ending),
) -> Result<usize, PointsError<S::Error>> {
    let (sender, receiver) = mpsc::channel();
    let stop = AtomicBool::new(false);
    let end = || stop.load(Ordering::Relaxed) || plan.interrupted.load(Ordering::Relaxed);
    let work = |task: Task<S>, sender: &mpsc::Sender<thread::Result<Returned<S::Error>>>| {
        // The receiver may have gone after an error: then nobody wants the chunk.
        drop(sender.send(catch_unwind(AssertUnwindSafe(|| task.play(&end)))));
    };
    if plan.jobs <= 1 {
        return Conductor::new(plan, 1, open, done).conduct(|task| work(task, &sender), &receiver);
    }
    let pool = ThreadPoolBuilder::new().num_threads(plan.jobs).build().map_err(PointsError::Threads)?;
    pool.in_place_scope(|scope| {
        let _stop = StopOnDrop(&stop);
        let hand_out = |task| {
            let (sender, work) = (sender.clone(), &work);
            scope.spawn(move |_| work(task, &sender));
        };
        Conductor::new(plan, plan.jobs.saturating_mul(CHUNKS_PER_JOB), open, done).conduct(hand_out, &receiver)
    })
}

/// Tells the threads, however the conductor ends, that no more is wanted.
struct StopOnDrop<'a>(&'a AtomicBool);

impl Drop for StopOnDrop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// A chunk of replications that is handed out.
struct Task<S> {
    point: usize,
    chunk: Range<u64>,
    source: Arc<S>,
}

/// A chunk that came back.
struct Returned<E> {
    point: usize,
    chunk: Range<u64>,
    played: Played<E>,
    took: Duration,
}

impl<S: Source> Task<S> {
    fn play(self, stop: &dyn Fn() -> bool) -> Returned<S::Error> {
        let begin = Instant::now();
        let played = self.source.outcomes(self.chunk.clone(), stop);
        Returned { point: self.point, chunk: self.chunk, played, took: begin.elapsed() }
    }
}

/// A point under way.
struct Open<S: Source, R> {
    source: Arc<S>,
    rule: R,
    remembered: u64,
    /// The first replication that is not handed out.
    next: u64,
    summariser: Summariser,
    /// Chunks that came back before their turn, by their first replication.
    early: BTreeMap<u64, (Range<u64>, Played<S::Error>)>,
    end: Option<End<S::Error>>,
}

/// How a point ended.
enum End<E> {
    Enough(Ending),
    Interrupted,
    Failed(E),
}

/// Who hands out chunks and folds what comes back.
struct Conductor<'a, S: Source, R, O, D> {
    plan: &'a PointsPlan<'a>,
    under_way_max: usize,
    open: O,
    done: D,
    /// The points under way; the first of them has number `first`.
    points: VecDeque<Open<S, R>>,
    first: usize,
    chunk_size: u64,
    under_way: usize,
    folded: u64,
}

impl<'a, S: Source, R: Rule, O, D> Conductor<'a, S, R, O, D>
where
    O: FnMut(usize) -> Result<Point<S, R>, S::Error>,
    D: FnMut(usize, Summary, Ending),
{
    const fn new(plan: &'a PointsPlan<'a>, under_way_max: usize, open: O, done: D) -> Self {
        let points = VecDeque::new();
        Self { plan, under_way_max, open, done, points, first: 0, chunk_size: 1, under_way: 0, folded: 0 }
    }

    fn conduct(
        mut self,
        hand_out: impl Fn(Task<S>),
        receiver: &mpsc::Receiver<thread::Result<Returned<S::Error>>>,
    ) -> Result<usize, PointsError<S::Error>> {
        while self.first < self.plan.points {
            while self.under_way < self.under_way_max && self.hand_out_one(&hand_out)? {}
            let returned = receiver.recv().expect("a chunk is under way, and a sender is here");
            let returned = returned.unwrap_or_else(|panic| resume_unwind(panic));
            self.under_way -= 1;
            self.adapt(&returned);
            self.take(returned);
            (self.plan.progress)(self.folded, self.first);
            if !self.pass_on()? {
                break;
            }
        }
        Ok(self.first)
    }

    /// Hands out the next chunk; false if there is none.
    fn hand_out_one(&mut self, hand_out: &impl Fn(Task<S>)) -> Result<bool, PointsError<S::Error>> {
        let needed = |point: &Open<S, R>| point.end.is_none() && point.next < point.rule.least();
        let mut chosen = self.points.iter().position(needed);
        if chosen.is_none() && self.may_open() {
            let point = (self.open)(self.first + self.points.len()).map_err(PointsError::Open)?;
            self.points.push_back(Open::new(point, self.plan.level));
            chosen = Some(self.points.len() - 1);
        }
        // Only now what may turn out not to be needed.
        let wanted = |point: &Open<S, R>| point.end.is_none() && point.next < point.reach(self.under_way_max);
        let chosen = chosen.or_else(|| self.points.iter().position(wanted));
        let Some(index) = chosen else { return Ok(false) };
        let point = &mut self.points[index];
        let least = point.rule.least();
        let reach = if point.next < least { least } else { point.reach(self.under_way_max) };
        let end = point.next.saturating_add(self.chunk_size).min(reach);
        hand_out(Task { point: self.first + index, chunk: point.next..end, source: Arc::clone(&point.source) });
        point.next = end;
        self.under_way += 1;
        Ok(true)
    }

    /// Behind a point that failed or was interrupted nothing more is wanted.
    fn may_open(&self) -> bool {
        let all_well = self.points.iter().all(|point| matches!(point.end, None | Some(End::Enough(_))));
        all_well && self.points.len() < OPEN_MAX && self.first + self.points.len() < self.plan.points
    }

    /// Larger chunks if they are quickly played, smaller ones if they take long.
    fn adapt(&mut self, returned: &Returned<S::Error>) {
        let full = returned.chunk.end - returned.chunk.start == self.chunk_size;
        if full && returned.took < SHORT_CHUNK {
            self.chunk_size = MAX_CHUNK.min(2 * self.chunk_size);
        } else if returned.took > 8 * SHORT_CHUNK {
            self.chunk_size = (self.chunk_size / 2).max(1);
        }
    }

    /// Folds a chunk, if it is its turn, and those that have waited for it.
    fn take(&mut self, returned: Returned<S::Error>) {
        // What was played in vain may come back after its point is gone.
        let Some(index) = returned.point.checked_sub(self.first) else { return };
        let point = &mut self.points[index];
        point.early.insert(returned.chunk.start, (returned.chunk, returned.played));
        while point.end.is_none() {
            let Some((chunk, played)) = point.early.remove(&point.summariser.replications()) else { break };
            let before = point.summariser.replications();
            point.end = point.fold(&chunk, played);
            self.folded += point.summariser.replications() - before;
        }
        if point.end.is_some() {
            point.early.clear();
        }
    }

    /// Passes on the points that are finished and have none unfinished before them; false if one was interrupted.
    fn pass_on(&mut self) -> Result<bool, PointsError<S::Error>> {
        while self.points.front().is_some_and(|point| point.end.is_some()) {
            let Some(mut point) = self.points.pop_front() else { break };
            match point.end {
                Some(End::Failed(source)) => {
                    let replication = point.summariser.replications();
                    return Err(PointsError::Replication { point: self.first, replication, source });
                }
                Some(End::Enough(ending)) => self.tell(&mut point.summariser, ending),
                Some(End::Interrupted) | None => {
                    self.tell(&mut point.summariser, point.rule.interrupted());
                    return Ok(false);
                }
            }
            self.first += 1;
        }
        Ok(true)
    }

    /// Tells what the first point came to, if anything of it was played.
    fn tell(&mut self, summariser: &mut Summariser, ending: Ending) {
        if let Some(summary) = summariser.summary() {
            (self.done)(self.first, summary, ending);
        }
    }
}

impl<S: Source, R: Rule> Open<S, R> {
    fn new(point: Point<S, R>, level: f64) -> Self {
        let Point { source, rule, remembered } = point;
        let (source, summariser) = (Arc::new(source), Summariser::new(level));
        Self { source, rule, remembered, next: 0, summariser, early: BTreeMap::new(), end: None }
    }

    /// How far to play ahead of what is folded: as far as is remembered; and then by a half, so that little is played in vain.
    fn reach(&self, chunks: usize) -> u64 {
        let folded = self.summariser.replications();
        let ahead = folded.saturating_add((folded / 2).max(chunks as u64));
        self.rule.most().min(if folded < self.remembered { self.remembered } else { ahead })
    }

    /// Folds outcomes until they are enough. Returns how the point ended, if it did.
    fn fold(&mut self, chunk: &Range<u64>, played: Played<S::Error>) -> Option<End<S::Error>> {
        for outcome in &played.outcomes {
            self.summariser.add(outcome);
            if let Some(ending) = self.rule.ending(&self.summariser) {
                return Some(End::Enough(ending));
            }
        }
        match played.error {
            Some(error) => Some(End::Failed(error)),
            None if self.summariser.replications() < chunk.end => Some(End::Interrupted),
            None => None,
        }
    }
}

#[cfg(test)]
mod tests;
