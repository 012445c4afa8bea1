//! The conductor: hands out chunks of replications and takes the outcomes back in their order, with the same results as
//! on one thread.
//!
//! A [`Schedule`] decides what is played, and uses the outcomes. On one thread outcomes are taken where they are
//! played, and nothing is copied. On several, the calling thread hands out chunks and takes the finished ones back in
//! any order. It keeps only a few chunks per thread in progress, so memory is bounded, whatever the number of
//! replications. Threads share nothing while they play.

use super::chunk::{Chunk, End, PlayerCache};
use super::{Cause, PlayError, Source, Stop};
use crate::model::Outcome;
use rayon::ThreadPoolBuilder;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};
use std::time::{Duration, Instant};

/// Chunks in progress for each thread: being played, waiting to be played, or waiting for an earlier one to be taken.
const CHUNKS_PER_JOB: usize = 4;
/// The largest number of replications in a chunk.
const MAX_CHUNK: u64 = 1024;
/// Chunks grow while they take less than this, and shrink when they take much more. Handing one out costs a few
/// microseconds.
const SHORT_CHUNK: Duration = Duration::from_millis(2);

/// The number of threads; and how to follow and stop the play.
#[derive(Clone, Copy)]
pub struct Session<'a> {
    /// The number of threads; 0 and 1 both mean the calling thread, without starting any.
    pub jobs: usize,
    /// Once this is raised, everything ends soon, including replications in progress.
    pub stop: &'a Stop,
    /// Called on the calling thread, after every few replications, with the number of those taken by now.
    pub progress: &'a dyn Fn(u64),
}

/// Decides what is played, and uses the outcomes. All methods are called on the calling thread.
pub(super) trait Schedule {
    type Source: Source;

    /// The next chunk to play, of at most `most` replications, if this many chunks may be in progress; `None` if there
    /// is nothing to play for now.
    fn next(
        &mut self,
        most: u64,
        chunks_max: usize,
    ) -> Result<Option<Chunk<Self::Source>>, <Self::Source as Source>::Error>;

    /// The place on a lane of the outcome that is to be taken next; `None` if no more are wanted there.
    fn place(&self, lane: usize) -> Option<u64>;

    /// Takes the next outcome of a lane, or the error instead of it. Breaks when everything is done.
    fn take(&mut self, lane: usize, outcome: Taken<'_, Self::Source>) -> Flow<Self::Source>;

    /// Takes a chunk's end, which means the same for every schedule.
    fn take_end(
        &mut self,
        lane: usize,
        end: Result<End, <Self::Source as Source>::Error>,
        stop: &Stop,
    ) -> Flow<Self::Source> {
        match end {
            Ok(End::Whole | End::Enough) => Ok(ControlFlow::Continue(())),
            Ok(End::Stopped) => self.take(lane, Taken::Stopped(stop.cause().unwrap_or(Cause::Interrupt))),
            Err(error) => self.take(lane, Taken::Failed(error)),
        }
    }

    /// How many outcomes were taken.
    fn taken(&self) -> u64;

    /// How many players each thread should keep.
    fn kept(&self) -> usize;
}

/// The next item of a lane.
pub(super) enum Taken<'a, S: Source> {
    Outcome(&'a Outcome),
    Failed(S::Error),
    /// It was stopped here.
    Stopped(Cause),
}

/// Whether to continue, or the error that ends everything.
pub(super) type Flow<S> = Result<ControlFlow<()>, <S as Source>::Error>;

/// Plays the chunks of `schedule` until it breaks or has nothing left.
pub(super) fn conduct<C>(session: &Session<'_>, schedule: &mut C) -> Result<(), <C::Source as Source>::Error>
where
    C: Schedule,
{
    if session.jobs <= 1 {
        return on_this_thread(session, schedule);
    }
    let pool = ThreadPoolBuilder::new().num_threads(session.jobs).build();
    let pool = pool.map_err(|why| PlayError::Threads(why.into()))?;
    let over = AtomicBool::new(false);
    let (caches, buffers) = (Mutex::default(), Mutex::default());
    let crew = Crew { caches, buffers, kept: schedule.kept(), stop: session.stop, over: &over };
    pool.in_place_scope(|scope| {
        let _over = RaiseOnDrop(&over);
        let (sender, receiver) = mpsc::channel();
        let hand_out = |chunk: Chunk<C::Source>| {
            let (sender, crew) = (sender.clone(), &crew);
            // After an error the receiver may be gone: then nobody needs the chunk.
            scope.spawn(move |_| drop(sender.send(catch_unwind(AssertUnwindSafe(|| crew.play(chunk))))));
        };
        let (chunks_max, mut size) = (session.jobs.saturating_mul(CHUNKS_PER_JOB), 1);
        let mut gathering = Gathering { early: BTreeMap::new(), buffers: &crew.buffers, session };
        let mut running = 0;
        loop {
            // A stopped schedule hands out only what it needs to notice that.
            while running + gathering.early.len() < chunks_max
                && (running == 0 || !session.stop.is_raised())
                && let Some(chunk) = schedule.next(size, chunks_max)?
            {
                hand_out(chunk);
                running += 1;
            }
            if running == 0 {
                return Ok(());
            }
            session.stop.look();
            let returned = receiver.recv().expect("the conductor's own sender is still there");
            let returned = returned.unwrap_or_else(|panic| resume_unwind(panic));
            running -= 1;
            size = adapted(size, returned.len, returned.took);
            if gathering.take(returned, schedule)?.is_break() {
                return Ok(());
            }
        }
    })
}

/// Larger chunks if a full one was quickly played, smaller ones if it took long.
fn adapted(size: u64, len: u64, took: Duration) -> u64 {
    if len == size && took < SHORT_CHUNK {
        MAX_CHUNK.min(2 * size)
    } else if took > 8 * SHORT_CHUNK {
        (size / 2).max(1)
    } else {
        size
    }
}

/// One job: no copies, and no threads.
fn on_this_thread<C: Schedule>(session: &Session<'_>, schedule: &mut C) -> Result<(), <C::Source as Source>::Error> {
    let (mut players, mut size) = (PlayerCache::new(schedule.kept()), 1);
    while let Some(chunk) = schedule.next(size, 1)? {
        session.stop.look();
        let (begin, lane, len, mut place) = (Instant::now(), chunk.lane, chunk.len(), chunk.first);
        let mut flow = Ok(ControlFlow::Continue(()));
        let end = chunk.play(&mut players, &|| session.stop.is_raised(), |outcome| {
            flow = schedule.take(lane, Taken::Outcome(&outcome));
            (session.progress)(schedule.taken());
            place += 1;
            let goes_on = matches!(flow, Ok(ControlFlow::Continue(()))) && schedule.place(lane) == Some(place);
            if goes_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        size = adapted(size, len, begin.elapsed());
        if flow?.is_break() || schedule.take_end(lane, end, session.stop)?.is_break() {
            break;
        }
    }
    Ok(())
}

/// Tells the threads that no more is needed, however the conductor ends.
struct RaiseOnDrop<'a>(&'a AtomicBool);

impl Drop for RaiseOnDrop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The outcomes of a chunk. Memory that one thread takes and another gives back costs both of them time, so buffers go
/// back and forth, with the lists in their outcomes.
#[derive(Default)]
struct Buffer {
    /// Those behind the first `len` are of an earlier chunk.
    outcomes: Vec<Outcome>,
    len: usize,
}

impl Buffer {
    fn push(&mut self, outcome: Cow<'_, Outcome>) {
        match (self.outcomes.get_mut(self.len), outcome) {
            (Some(place), Cow::Borrowed(outcome)) => place.clone_from(outcome),
            (Some(place), Cow::Owned(outcome)) => *place = outcome,
            (None, outcome) => self.outcomes.push(outcome.into_owned()),
        }
        self.len += 1;
    }

    fn filled(&self) -> &[Outcome] {
        &self.outcomes[..self.len]
    }
}

/// The threads' players and their shared state.
struct Crew<'a, S: Source> {
    /// Those of threads that wait for a chunk; at the end, of all threads.
    caches: Mutex<Vec<PlayerCache<S::Player>>>,
    /// Those that are free.
    buffers: Mutex<Vec<Buffer>>,
    kept: usize,
    stop: &'a Stop,
    over: &'a AtomicBool,
}

/// A chunk that came back.
struct Returned<E> {
    lane: usize,
    first: u64,
    len: u64,
    outcomes: Buffer,
    end: Result<End, E>,
    took: Duration,
}

impl<S: Source> Crew<'_, S> {
    fn play(&self, chunk: Chunk<S>) -> Returned<S::Error> {
        let begin = Instant::now();
        let found = locked(&self.caches).pop();
        let mut players = found.unwrap_or_else(|| PlayerCache::new(self.kept));
        let mut outcomes = locked(&self.buffers).pop().unwrap_or_default();
        outcomes.len = 0;
        let (lane, first, len) = (chunk.lane, chunk.first, chunk.len());
        let is_over = || self.stop.is_raised() || self.over.load(Ordering::Relaxed);
        let end = chunk.play(&mut players, &is_over, |outcome| {
            outcomes.push(outcome);
            ControlFlow::Continue(())
        });
        locked(&self.caches).push(players);
        Returned { lane, first, len, outcomes, end, took: begin.elapsed() }
    }
}

/// A panic while it was locked left nothing half done.
fn locked<T>(list: &Mutex<Vec<T>>) -> MutexGuard<'_, Vec<T>> {
    list.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Chunks on their way back to a schedule.
struct Gathering<'a, E> {
    /// The chunks that came back before their turn, by lane and place.
    early: BTreeMap<(usize, u64), Returned<E>>,
    buffers: &'a Mutex<Vec<Buffer>>,
    session: &'a Session<'a>,
}

impl<E> Gathering<'_, E> {
    /// Takes a chunk, if it is its turn, and the chunks that have waited for it.
    fn take<C: Schedule>(&mut self, returned: Returned<E>, schedule: &mut C) -> Flow<C::Source>
    where
        C::Source: Source<Error = E>,
    {
        let lane = returned.lane;
        self.early.insert((lane, returned.first), returned);
        while let Some(place) = schedule.place(lane) {
            let Some(returned) = self.early.remove(&(lane, place)) else { return Ok(ControlFlow::Continue(())) };
            let flow = self.take_all(returned, schedule)?;
            (self.session.progress)(schedule.taken());
            if flow.is_break() {
                return Ok(flow);
            }
        }
        // Outcomes that were played in vain.
        self.early.retain(|(of, _), _| *of != lane);
        Ok(ControlFlow::Continue(()))
    }

    fn take_all<C: Schedule>(&self, returned: Returned<E>, schedule: &mut C) -> Flow<C::Source>
    where
        C::Source: Source<Error = E>,
    {
        let (lane, mut flow) = (returned.lane, Ok(ControlFlow::Continue(())));
        let goes_on = returned.outcomes.filled().iter().all(|outcome| {
            flow = schedule.take(lane, Taken::Outcome(outcome));
            matches!(flow, Ok(ControlFlow::Continue(()))) && schedule.place(lane).is_some()
        });
        locked(self.buffers).push(returned.outcomes);
        if goes_on { schedule.take_end(lane, returned.end, self.session.stop) } else { flow }
    }
}
