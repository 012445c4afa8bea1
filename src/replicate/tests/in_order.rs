//! Points in a fixed order.

use super::*;
use std::cell::Cell;
use std::ops::ControlFlow;

/// Plays, checks that the outcomes come in order, and returns their number.
fn run(
    session: &Session<'_>,
    order: Order,
    act: impl Fn(u64) -> Act + Copy + Send + Sync,
) -> (Result<Option<Cause>, PlayError>, u64) {
    let points: Vec<_> = (0..order.points() as u64).map(|point| Fakes::new(point, act)).collect();
    let mut taken = 0;
    let result = replicate(session, &points, order, |point, replication, outcome| {
        let (expected, due, _) = order.at(taken);
        assert_eq!((point, replication), (expected, due));
        assert_eq!(of(outcome), (point as u64, replication));
        taken += 1;
        ControlFlow::Continue(())
    });
    (result, taken)
}

#[test]
fn every_replication_of_every_point_has_its_turn() {
    for (points, replications, round) in [(1, 60, 60), (3, 1, 25), (4, 25, 25), (4, 26, 25), (7, 103, 25), (3, 9, 1)] {
        let order = Order::rounds(points, replications, round);
        let mut next = vec![0; points];
        for number in 0..order.total() {
            let (point, replication, together) = order.at(number);
            assert_eq!(replication, next[point], "{order:?}: {number}");
            next[point] += 1;
            let is_last = together == 1;
            let follows = number + 1 < order.total() && order.at(number + 1).0 == point;
            assert!(is_last || follows, "{order:?}: {number}");
            let spread = next.iter().max().unwrap() - next.iter().min().unwrap();
            assert!(spread <= round, "{order:?}: {next:?}");
        }
        assert_eq!(next, vec![replications; points]);
    }
    let endless = Order::rounds(3, u64::MAX, 25);
    assert_eq!((endless.total(), endless.at(0), endless.at(80)), (u64::MAX, (0, 0, 25), (0, 30, 20)));
}

#[test]
fn the_number_of_jobs_changes_nothing() {
    let stop = Stop::new();
    for order in [Order::one(5_000), Order::lockstep(4, 700), Order::rounds(5, 601, 25)] {
        for jobs in [0, 1, 2, 3, 8] {
            let (result, taken) = run(&session(jobs, &stop), order, |_| Act::Play);
            assert_eq!((result.unwrap(), taken), (None, order.total()), "{order:?}, {jobs} jobs");
        }
    }
}

#[test]
fn few_replications_and_none_are_fine() {
    for (replications, jobs) in [(0, 1), (0, 4), (1, 4), (2, 4), (3, 2)] {
        let (result, taken) = run(&session(jobs, &Stop::new()), Order::one(replications), |_| Act::Play);
        assert_eq!((result.unwrap(), taken), (None, replications));
    }
}

#[test]
fn the_first_failure_in_order_is_reported_whatever_fails_earlier_in_time() {
    let act = |replication| match replication {
        1_234 => {
            thread::sleep(Duration::from_millis(20));
            Act::Fail
        }
        1_235.. => Act::Fail,
        _ => Act::Play,
    };
    for jobs in [1, 2, 5] {
        let (result, taken) = run(&session(jobs, &Stop::new()), Order::one(1_000_000), act);
        assert_eq!(failed(result), ("0".to_owned(), 1_234));
        assert_eq!(taken, 1_234, "all before the failure are taken");
        let (result, taken) = run(&session(jobs, &Stop::new()), Order::lockstep(3, 1_000_000), act);
        assert_eq!((failed(result), taken), (("0".to_owned(), 1_234), 3 * 1_234));
    }
}

#[test]
fn a_stop_leaves_a_prefix_without_gaps_and_says_why() {
    for jobs in [1, 4] {
        let stop = Stop::new();
        let progress = |done| {
            if done >= 300 {
                stop.raise(Cause::Deadline);
            }
        };
        let (result, taken) =
            run(&Session { jobs, stop: &stop, progress: &progress }, Order::one(1 << 40), |_| Act::Play);
        assert_eq!(result.unwrap(), Some(Cause::Deadline));
        assert!((300..100_000).contains(&taken), "{taken}");
    }
}

#[test]
fn a_stop_after_the_end_has_stopped_nothing() {
    let stop = Stop::new();
    let progress = |done| {
        if done == 100 {
            stop.raise(Cause::Interrupt);
        }
    };
    let (result, taken) = run(&Session { jobs: 1, stop: &stop, progress: &progress }, Order::one(100), |_| Act::Play);
    assert_eq!((result.unwrap(), taken), (None, 100));
}

#[test]
fn players_are_reused_and_one_job_stays_on_its_thread() {
    let points: Vec<_> = (0..4).map(|point| Fakes::new(point, |_| Act::Play)).collect();
    let fold = |_, _, _: &Outcome| ControlFlow::Continue(());
    replicate(&session(3, &Stop::new()), &points, Order::lockstep(4, 800), fold).unwrap();
    for point in &points {
        assert!((1..=3).contains(&point.players.load(Ordering::Relaxed)));
    }
    let here = thread::current().id();
    let check = move |_| if thread::current().id() == here { Act::Play } else { Act::Fail };
    assert_eq!(run(&session(1, &Stop::new()), Order::one(100), check).1, 100);
}

#[test]
fn memory_is_bounded_by_what_is_under_way() {
    // While the first replication is slow, the others can't get far ahead.
    let greatest = AtomicUsize::new(0);
    let act = |replication: u64| {
        if replication == 0 {
            thread::sleep(Duration::from_millis(100));
            assert!(greatest.load(Ordering::Relaxed) < 1 << 14);
        }
        greatest.fetch_max(usize::try_from(replication).unwrap(), Ordering::Relaxed);
        Act::Play
    };
    run(&session(2, &Stop::new()), Order::one(50_000), act).0.unwrap();
}

#[test]
fn progress_rises_to_the_end_and_is_reported_on_the_calling_thread() {
    for jobs in [1, 3] {
        let last = Cell::new(0);
        let progress = |done| {
            assert!(done >= last.get());
            last.set(done);
        };
        let stop = Stop::new();
        run(&Session { jobs, stop: &stop, progress: &progress }, Order::one(2_000), |_| Act::Play).0.unwrap();
        assert_eq!(last.get(), 2_000);
    }
}

#[test]
#[should_panic(expected = "fell over")]
fn a_players_panic_is_passed_on() {
    let act = |replication| if replication == 777 { Act::Panic } else { Act::Play };
    drop(run(&session(3, &Stop::new()), Order::one(1_000_000), act));
}

#[test]
fn whoever_has_enough_breaks_off_at_the_same_replication_with_any_number_of_jobs() {
    let act = |replication| if replication >= 3_000 { Act::Fail } else { Act::Play };
    for jobs in [1, 2, 5] {
        let mut seen = Vec::new();
        let stopped = replicate(&session(jobs, &Stop::new()), &[Fakes::new(0, act)], Order::one(1 << 40), |_, n, _| {
            seen.push(n);
            if n == 2_345 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!((stopped.unwrap(), seen.len()), (None, 2_346), "{jobs} jobs");
        assert!(seen.is_sorted());
    }
}
