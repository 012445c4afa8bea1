//! Points give the same whatever the number of threads, and whatever happens in between.

use super::*;
use crate::experiment::Fixed;
use crate::model::Measure;

/// A point of made-up outcomes: replication r of point p makes a makespan of p + r mod 7 seconds.
struct Made {
    point: usize,
    fails_at: Option<u64>,
}

impl Source for Made {
    type Error = String;

    fn outcomes(&self, range: Range<u64>, stop: &dyn Fn() -> bool) -> Played<String> {
        let mut outcomes = Vec::new();
        for replication in range {
            if stop() {
                break;
            }
            if self.fails_at == Some(replication) {
                return Played { outcomes, error: Some(format!("{}/{replication}", self.point)) };
            }
            let makespan = crate::time::Duration::from_secs(self.point as u64 + replication % 7);
            outcomes.push(Outcome { makespan, masters: 1, digest: replication, ..Outcome::default() });
        }
        Played { outcomes, error: None }
    }
}

/// Enough when a replication of at least so many ends with a makespan that is a multiple of 7 s, or at 500.
struct Whim(u64);

impl Rule for Whim {
    fn least(&self) -> u64 {
        self.0
    }

    fn most(&self) -> u64 {
        500
    }

    fn ending(&self, summariser: &Summariser) -> Option<Ending> {
        let n = summariser.replications();
        let enough = n >= self.0 && n.is_multiple_of(11);
        enough.then_some(Ending::Precision).or_else(|| (n == 500).then_some(Ending::MaxReplications))
    }
}

type Result<T> = std::result::Result<T, PointsError<String>>;

fn play<R: Rule>(
    points: usize,
    jobs: usize,
    interrupted: &AtomicBool,
    rule: impl Fn(usize) -> R,
    fails_at: impl Fn(usize) -> Option<u64>,
) -> (Result<usize>, Vec<(usize, Summary, Ending)>) {
    let plan = PointsPlan { points, level: 0.9, jobs, interrupted, progress: &|_, _| {} };
    let mut summaries = Vec::new();
    let open =
        |point| Ok(Point { source: Made { point, fails_at: fails_at(point) }, rule: rule(point), remembered: 0 });
    let result = replicate_points(&plan, open, |point, summary, ending| summaries.push((point, summary, ending)));
    (result, summaries)
}

static GO_ON: AtomicBool = AtomicBool::new(false);

#[test]
fn any_number_of_threads_gives_the_same_in_order() {
    let rule = |point| Fixed(1 + (point as u64 * 37) % 300);
    let (result, alone) = play(50, 1, &GO_ON, rule, |_| None);
    assert_eq!(result.unwrap(), 50);
    assert_eq!(alone.iter().map(|(point, ..)| *point).collect::<Vec<_>>(), (0..50).collect::<Vec<_>>());
    assert_eq!(alone[9].1.replications, 1 + 333 % 300);
    assert_eq!(alone[9].1.estimate(Measure::Makespan).min, Some(9.0));
    for jobs in [2, 3, 8] {
        let (result, together) = play(50, jobs, &GO_ON, rule, |_| None);
        assert_eq!((result.unwrap(), &together), (50, &alone));
    }
}

#[test]
fn a_rule_stops_at_the_same_replication_whatever_was_played_in_vain() {
    let rule = |point| Whim(1 + point as u64 * 13);
    let (_, alone) = play(20, 1, &GO_ON, rule, |_| None);
    assert_eq!((alone[3].1.replications, alone[3].2), (44, Ending::Precision));
    for jobs in [2, 5] {
        assert_eq!(play(20, jobs, &GO_ON, rule, |_| None).1, alone);
    }
}

#[test]
fn the_first_failure_in_order_is_told_and_what_was_played_in_vain_may_fail() {
    for jobs in [1, 4] {
        let (result, before) = play(30, jobs, &GO_ON, |_| Fixed(90), |point| (point >= 12).then_some(point as u64));
        let Err(PointsError::Replication { point, replication, source }) = result else { panic!("it fails") };
        assert_eq!((point, replication, source.as_str(), before.len()), (12, 12, "12/12", 12));
        let (result, all) = play(5, jobs, &GO_ON, |_| Whim(20), |_| Some(22));
        assert_eq!((result.unwrap(), all.len()), (5, 5), "replication 22 is not needed");
    }
}

#[test]
fn an_interruption_leaves_whole_points_and_a_part_of_the_next() {
    let interrupted = AtomicBool::new(false);
    let plan = PointsPlan {
        points: 1_000,
        level: 0.95,
        jobs: 3,
        interrupted: &interrupted,
        progress: &|folded, _| interrupted.store(folded > 5_000, Ordering::Relaxed),
    };
    let open = |point| Ok(Point { source: Made { point, fails_at: None }, rule: Fixed(100), remembered: 0 });
    let mut points = Vec::new();
    let result = replicate_points(&plan, open, |_, summary, ending| points.push((summary.replications, ending)));
    let completed = result.unwrap();
    assert!((1..1_000).contains(&completed), "{completed}");
    assert!(points[..completed].iter().all(|point| *point == (100, Ending::Replications)));
    match &points[completed..] {
        [] => {}
        [(replications, ending)] => {
            assert!((1..100).contains(replications) && *ending == Ending::Interrupted(Some(100)));
        }
        more => panic!("{more:?}"),
    }
}

#[test]
fn what_was_played_of_an_interrupted_point_is_told() {
    let interrupted = AtomicBool::new(false);
    let progress = |folded, _| interrupted.store(folded >= 150, Ordering::Relaxed);
    let plan = PointsPlan { points: 9, level: 0.95, jobs: 1, interrupted: &interrupted, progress: &progress };
    let open = |point| Ok(Point { source: Made { point, fails_at: None }, rule: Whim(100), remembered: 0 });
    let mut points = Vec::new();
    let result = replicate_points(&plan, open, |_, summary, ending| points.push((summary.replications, ending)));
    // What every point needs comes before what the first may need.
    assert_eq!((result.unwrap(), points), (0, vec![(100, Ending::Interrupted(None))]));
}

#[test]
fn what_is_remembered_is_looked_at_before_anything_is_played_ahead() {
    let played = std::sync::atomic::AtomicU64::new(0);
    let progress = |_, _| {};
    for (remembered, reach) in [(44, 44), (0, 66)] {
        played.store(0, Ordering::Relaxed);
        let plan = PointsPlan { points: 1, level: 0.95, jobs: 1, interrupted: &GO_ON, progress: &progress };
        let source = Counted { made: Made { point: 3, fails_at: None }, played: &played };
        let mut source = Some(source);
        let open = |_| Ok(Point { source: source.take().unwrap(), rule: Whim(40), remembered });
        let mut ends = Vec::new();
        replicate_points(&plan, open, |_, summary, _| ends.push(summary.replications)).unwrap();
        assert_eq!(ends, [44]);
        assert!((44..=reach).contains(&played.load(Ordering::Relaxed)), "{played:?} of at most {reach}");
    }
}

/// Counts how far it was asked to play.
struct Counted<'a> {
    made: Made,
    played: &'a std::sync::atomic::AtomicU64,
}

impl Source for Counted<'_> {
    type Error = String;

    fn outcomes(&self, range: Range<u64>, stop: &dyn Fn() -> bool) -> Played<String> {
        self.played.fetch_max(range.end, Ordering::Relaxed);
        self.made.outcomes(range, stop)
    }
}
