//! Tests of points in turn: the results do not depend on the number of threads.

use super::*;
use std::ops::{ControlFlow, Range};

/// A fold that has enough at a number of replications that depends on the outcomes, or at `most`.
#[derive(Clone, Debug, PartialEq)]
struct Whim {
    least: u64,
    most: u64,
    taken: u64,
    digest: u64,
}

impl Whim {
    /// It has enough at a multiple of 11 that is at least `least`.
    const fn new(least: u64) -> Self {
        Self { least, most: 500, taken: 0, digest: 0 }
    }

    const fn fixed(count: u64) -> Self {
        Self { most: count, ..Self::new(count) }
    }
}

impl Fold for Whim {
    fn least(&self) -> u64 {
        self.least
    }

    fn most(&self) -> u64 {
        self.most
    }

    fn take(&mut self, outcome: &Outcome) -> ControlFlow<()> {
        assert_eq!(of(outcome).1, self.taken, "in order");
        self.taken += 1;
        self.digest = self.digest.wrapping_mul(31).wrapping_add(outcome.digest);
        let enough = self.taken >= self.least && self.taken.is_multiple_of(11) || self.taken == self.most;
        if enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

type Done = Vec<(usize, Whim, Option<Cause>)>;

fn play(
    points: usize,
    session: &Session<'_>,
    fold: impl Fn(usize) -> Whim,
    fails_at: impl Fn(usize) -> Option<u64>,
) -> (Result<Option<Cause>, PlayError>, Done) {
    let mut all = Vec::new();
    let open = |point: usize| {
        let fails_at = fails_at(point);
        let act = move |replication| if fails_at == Some(replication) { Act::Fail } else { Act::Play };
        Ok(Point { source: Fakes::new(point as u64, act), fold: fold(point), first: 0, stored: 0 })
    };
    let mut seen = vec![(0, ControlFlow::Continue(())); points];
    let look = |point: usize, outcome: &Outcome, flow| {
        assert_eq!(of(outcome), (point as u64, seen[point].0), "in order within the point");
        seen[point] = (seen[point].0 + 1, flow);
    };
    let result = replicate_points(session, points, open, look, |point, fold, stopped| all.push((point, fold, stopped)));
    for (point, fold, stopped) in &all {
        assert_eq!((seen[*point].0, seen[*point].1.is_break()), (fold.taken, stopped.is_none()));
    }
    (result, all)
}

#[test]
fn any_number_of_threads_gives_the_same_in_order() {
    let stop = Stop::new();
    let fold = |point| Whim::fixed(1 + (point as u64 * 37) % 300);
    let (result, alone) = play(50, &session(1, &stop), fold, |_| None);
    assert_eq!(result.unwrap(), None);
    assert_eq!(alone.iter().map(|(point, ..)| *point).collect::<Vec<_>>(), (0..50).collect::<Vec<_>>());
    assert_eq!((alone[9].1.taken, alone[9].2), (1 + 333 % 300, None));
    for jobs in [2, 3, 8] {
        let (result, together) = play(50, &session(jobs, &stop), fold, |_| None);
        assert_eq!((result.unwrap(), &together), (None, &alone));
    }
}

#[test]
fn a_point_ends_at_the_same_replication_whatever_was_played_in_vain() {
    let stop = Stop::new();
    let fold = |point| Whim::new(1 + point as u64 * 13);
    let (_, alone) = play(20, &session(1, &stop), fold, |_| None);
    assert_eq!(alone[3].1.taken, 44);
    for jobs in [2, 5] {
        assert_eq!(play(20, &session(jobs, &stop), fold, |_| None).1, alone);
    }
}

#[test]
fn the_first_failure_in_order_is_reported_and_what_is_played_in_vain_may_fail() {
    let stop = Stop::new();
    for jobs in [1, 4] {
        let session = session(jobs, &stop);
        let fails_at = |point: usize| (point >= 12).then_some(point as u64);
        let (result, before) = play(30, &session, |_| Whim::new(80), fails_at);
        assert_eq!((failed(result), before.len()), (("12".to_owned(), 12), 12));
        let (result, all) = play(5, &session, |_| Whim::new(20), |_| Some(22));
        assert_eq!((result.unwrap(), all.len()), (None, 5), "replication 22 is not needed");
    }
}

#[test]
fn a_stop_leaves_whole_points_and_a_part_of_the_next() {
    for jobs in [1, 3] {
        let stop = Stop::new();
        let progress = |taken| {
            if taken > 5_000 {
                stop.raise(Cause::Interrupt);
            }
        };
        let session = Session { jobs, stop: &stop, progress: &progress };
        let (result, points) = play(1_000, &session, |_| Whim::fixed(100), |_| None);
        assert_eq!(result.unwrap(), Some(Cause::Interrupt));
        let (last, whole) = points.split_last().unwrap();
        assert!((1..1_000).contains(&whole.len()), "{}", whole.len());
        assert!(whole.iter().all(|(_, fold, stopped)| fold.taken == 100 && stopped.is_none()));
        assert_eq!((last.0, last.2), (whole.len(), Some(Cause::Interrupt)));
        assert!(last.1.taken < 100);
    }
}

/// A source that has stored the first few outcomes, and records how far it was asked to play and how much it was given
/// to keep.
struct Store {
    fakes: Fakes<fn(u64) -> Act>,
    stored: u64,
    reach: AtomicUsize,
    kept: AtomicUsize,
}

impl Source for Store {
    type Player = Fake<fn(u64) -> Act>;
    type Error = PlayError;

    fn player(&self) -> Self::Player {
        self.fakes.player()
    }

    fn halted(&self, replication: u64, halt: Halt) -> PlayError {
        self.fakes.halted(replication, halt)
    }

    fn stored(&self, replications: Range<u64>) -> Result<Vec<Outcome>, PlayError> {
        self.reach.fetch_max(usize::try_from(replications.end).unwrap(), Ordering::Relaxed);
        let (mut player, end) = (self.player(), replications.end.min(self.stored));
        Ok((replications.start..end).map(|n| player.play(n).unwrap().clone()).collect())
    }

    fn keeper(&self, first: u64) -> Option<Box<dyn Keeper<PlayError> + '_>> {
        Some(Box::new(Checked { replications: first..first, kept: &self.kept }))
    }
}

/// Counts what it is given, when it is closed.
struct Checked<'a> {
    replications: Range<u64>,
    kept: &'a AtomicUsize,
}

impl Keeper<PlayError> for Checked<'_> {
    fn take(&mut self, outcome: &Outcome) {
        assert_eq!(of(outcome), (3, self.replications.end));
        self.replications.end += 1;
    }

    fn close(self: Box<Self>) -> Result<(), PlayError> {
        self.kept.fetch_add(self.replications.count(), Ordering::Relaxed);
        Ok(())
    }
}

#[test]
fn what_is_stored_is_used_before_anything_is_played_ahead() {
    let stop = Stop::new();
    let mut expected = None;
    for jobs in [1, 4] {
        for (stored, reach, kept) in [(44, 44, 0..=0), (0, 66, 44..=66), (20, 66, 24..=46)] {
            let counts = [0, 0].map(AtomicUsize::new);
            let [reached, kept_so_far] = counts;
            let fakes = Fakes::new(3, (|_| Act::Play) as fn(u64) -> Act);
            let source = Store { fakes, stored, reach: reached, kept: kept_so_far };
            let open = |_| Ok(Point { source: &source, fold: Whim::new(40), first: 0, stored });
            let mut folds = Vec::new();
            replicate_points(&session(jobs, &stop), 1, open, |_, _, _| (), |_, fold, _| folds.push(fold)).unwrap();
            assert_eq!(folds[0].taken, 44);
            assert_eq!(folds, *expected.get_or_insert_with(|| folds.clone()), "played or stored makes no difference");
            let [reached, given] = [&source.reach, &source.kept].map(|count| count.load(Ordering::Relaxed));
            assert!((44..=reach).contains(&reached), "{reached} of at most {reach}");
            assert!(kept.contains(&given), "{given} of {kept:?}");
        }
    }
}
