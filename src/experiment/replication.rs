//! Playing replications on several threads, with results as if on one.
//!
//! The calling thread hands out chunks of consecutive replications, takes the finished chunks back in whatever order
//! they come, and folds them in the order of replications. It keeps no more than a few chunks a thread under way, so
//! memory is bounded however many replications there are. Threads share nothing while they play.

use crate::model::Outcome;
use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::{ControlFlow, Range};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

/// Chunks under way for each thread: played, waiting to be played, or waiting for an earlier one to be folded.
const CHUNKS_PER_JOB: usize = 4;
/// Replications in a chunk at most.
const MAX_CHUNK: u64 = 1024;
/// Chunks grow as long as they take less than this. Handing one out costs some microseconds.
const SHORT_CHUNK: Duration = Duration::from_millis(2);

/// Plays replications. Each thread has a player of its own, which it uses again and again.
pub trait Player {
    /// Why a replication could not be played to its end.
    type Error;

    /// Plays replication `replication`, counted from 0. The outcome must depend on this number alone.
    ///
    /// # Errors
    /// If the replication can't be played to its end.
    fn play(&mut self, replication: u64) -> Result<&Outcome, Self::Error>;
}

/// How many replications on how many threads; how to follow and how to stop them.
#[derive(Clone, Copy)]
pub struct Plan<'a> {
    /// How many replications: 0, 1, …, `replications` − 1.
    pub replications: u64,
    /// On how many threads; 0 and 1 both mean the calling thread, without starting any.
    pub jobs: usize,
    /// Once this is true, no further replication begins.
    pub interrupted: &'a AtomicBool,
    /// Is told, on the calling thread and after every few replications, how many are folded by now.
    pub progress: &'a dyn Fn(u64),
}

/// Why [`replicate`] did not come to its end.
#[derive(Debug)]
pub enum ReplicateError<E> {
    /// A replication failed, the first to fail in the order of replications.
    Replication {
        /// Its number, from 0.
        replication: u64,
        /// What happened.
        source: E,
    },
    /// Threads could not be started.
    Threads(ThreadPoolBuildError),
}

impl<E: fmt::Display> fmt::Display for ReplicateError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Replication { replication, source } => write!(f, "replication {}: {source}", replication + 1),
            Self::Threads(source) => write!(f, "can't start threads ({source}); ask for fewer jobs"),
        }
    }
}

impl<E: fmt::Debug + fmt::Display> std::error::Error for ReplicateError<E> {}

/// Plays the replications of `plan` and hands each outcome to `fold`, on the calling thread and in the order of
/// replications. Returns how many there were: fewer than planned if interrupted, and then without a gap from 0 on.
///
/// What `fold` sees does not depend on the number of threads. Where a replication fails, it has seen all before that one.
///
/// # Errors
/// [`ReplicateError::Replication`] with the lowest-numbered replication that fails (not hidden by an interruption that
/// comes after it); [`ReplicateError::Threads`] if threads can't be started.
///
/// # Panics
/// If a player panics, its panic is passed on.
pub fn replicate<P>(
    plan: &Plan<'_>,
    new_player: impl Fn() -> P + Sync,
    mut fold: impl FnMut(u64, &Outcome),
) -> Result<u64, ReplicateError<P::Error>>
where
    P: Player + Send,
    P::Error: Send,
{
    replicate_until(plan, new_player, |replication, outcome| {
        fold(replication, outcome);
        ControlFlow::Continue(())
    })
}

/// Like [`replicate`], but `fold` may break off: the replication at which it does is the last that counts. Some that
/// were played ahead on other threads are then thrown away, so that the number of threads changes nothing.
///
/// # Errors
/// As [`replicate`].
///
/// # Panics
/// As [`replicate`].
pub fn replicate_until<P>(
    plan: &Plan<'_>,
    new_player: impl Fn() -> P + Sync,
    mut fold: impl FnMut(u64, &Outcome) -> ControlFlow<()>,
) -> Result<u64, ReplicateError<P::Error>>
where
    P: Player + Send,
    P::Error: Send,
{
    if plan.jobs <= 1 || plan.replications <= 1 {
        return on_this_thread(plan, new_player(), fold);
    }
    let stop = AtomicBool::new(false);
    let crew = Crew { new_player, idle: Mutex::new(Vec::new()), interrupted: plan.interrupted, stop: &stop };
    let jobs = usize::try_from(plan.replications).map_or(plan.jobs, |all| plan.jobs.min(all));
    let pool = ThreadPoolBuilder::new().num_threads(jobs).build().map_err(ReplicateError::Threads)?;
    pool.in_place_scope(|scope| {
        let _stop = StopOnDrop(&stop);
        let (sender, receiver) = mpsc::channel();
        let hand_out = |chunk: Range<u64>| {
            let (sender, crew) = (sender.clone(), &crew);
            // The receiver may have gone after an error: then nobody wants the chunk.
            scope.spawn(move |_| drop(sender.send(catch_unwind(AssertUnwindSafe(|| crew.play(chunk))))));
        };
        Conductor::new(plan).conduct(hand_out, &receiver, &mut fold)
    })
}

/// Tells the threads, however the conductor ends, that no more is wanted.
struct StopOnDrop<'a>(&'a AtomicBool);

impl Drop for StopOnDrop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// One job: no chunks, no copies.
fn on_this_thread<P: Player>(
    plan: &Plan<'_>,
    mut player: P,
    mut fold: impl FnMut(u64, &Outcome) -> ControlFlow<()>,
) -> Result<u64, ReplicateError<P::Error>> {
    for replication in 0..plan.replications {
        if plan.interrupted.load(Ordering::Relaxed) {
            return Ok(replication);
        }
        let outcome = player.play(replication).map_err(|source| ReplicateError::Replication { replication, source })?;
        let flow = fold(replication, outcome);
        (plan.progress)(replication + 1);
        if flow.is_break() {
            return Ok(replication + 1);
        }
    }
    Ok(plan.replications)
}

/// What became of a chunk of replications.
struct Played<E> {
    chunk: Range<u64>,
    /// One each, from the chunk's first replication on; as many as were played without an error or an interruption.
    outcomes: Vec<Outcome>,
    /// The error that came next.
    error: Option<E>,
    took: Duration,
}

/// The players, and what they have in common.
struct Crew<'a, P, F> {
    new_player: F,
    /// Players who wait for a chunk: as many as there are threads, in the end.
    idle: Mutex<Vec<P>>,
    interrupted: &'a AtomicBool,
    stop: &'a AtomicBool,
}

impl<P: Player, F: Fn() -> P> Crew<'_, P, F> {
    fn play(&self, chunk: Range<u64>) -> Played<P::Error> {
        let begin = Instant::now();
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let found = idle().pop();
        let mut player = found.unwrap_or_else(&self.new_player);
        let (mut outcomes, mut error) = (Vec::new(), None);
        for replication in chunk.clone() {
            if self.interrupted.load(Ordering::Relaxed) || self.stop.load(Ordering::Relaxed) {
                break;
            }
            match player.play(replication) {
                Ok(outcome) => outcomes.push(outcome.clone()),
                Err(why) => {
                    error = Some(why);
                    break;
                }
            }
        }
        idle().push(player);
        Played { chunk, outcomes, error, took: begin.elapsed() }
    }
}

/// Who hands out chunks and folds what comes back.
struct Conductor<'a> {
    plan: &'a Plan<'a>,
    /// The first replication that is not handed out yet.
    next: u64,
    chunk_size: u64,
    under_way: usize,
    folded: u64,
}

impl<'a> Conductor<'a> {
    const fn new(plan: &'a Plan<'a>) -> Self {
        Self { plan, next: 0, chunk_size: 1, under_way: 0, folded: 0 }
    }

    fn conduct<E>(
        mut self,
        hand_out: impl Fn(Range<u64>),
        receiver: &mpsc::Receiver<thread::Result<Played<E>>>,
        fold: &mut impl FnMut(u64, &Outcome) -> ControlFlow<()>,
    ) -> Result<u64, ReplicateError<E>> {
        // Chunks that came back before their turn, by their first replication.
        let mut early = BTreeMap::new();
        while self.folded < self.plan.replications {
            self.fill(&hand_out);
            let played = receiver.recv().expect("the conductor's own sender is still there");
            let played = played.unwrap_or_else(|panic| resume_unwind(panic));
            self.adapt(&played);
            early.insert(played.chunk.start, played);
            while let Some(played) = early.remove(&self.folded) {
                self.under_way -= 1;
                let end = played.chunk.end;
                if self.fold(played, fold)?.is_break() || self.folded < end {
                    return Ok(self.folded); // enough, or interrupted
                }
            }
        }
        Ok(self.folded)
    }

    /// Hands out chunks until enough are under way.
    fn fill(&mut self, hand_out: impl Fn(Range<u64>)) {
        while self.under_way < self.plan.jobs.saturating_mul(CHUNKS_PER_JOB) && self.next < self.plan.replications {
            let end = self.plan.replications.min(self.next + self.chunk_size);
            hand_out(self.next..end);
            self.next = end;
            self.under_way += 1;
        }
    }

    /// Larger chunks, if they are quickly played.
    fn adapt<E>(&mut self, played: &Played<E>) {
        let full = played.chunk.end - played.chunk.start == self.chunk_size;
        if full && played.took < SHORT_CHUNK {
            self.chunk_size = MAX_CHUNK.min(2 * self.chunk_size);
        }
    }

    fn fold<E>(
        &mut self,
        played: Played<E>,
        fold: &mut impl FnMut(u64, &Outcome) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, ReplicateError<E>> {
        let mut flow = ControlFlow::Continue(());
        for outcome in &played.outcomes {
            flow = fold(self.folded, outcome);
            self.folded += 1;
            if flow.is_break() {
                break;
            }
        }
        (self.plan.progress)(self.folded);
        match played.error {
            Some(source) if flow.is_continue() => Err(ReplicateError::Replication { replication: self.folded, source }),
            _ => Ok(flow),
        }
    }
}

#[cfg(test)]
mod tests;
