//! Tests of interrupted analyses.

use super::*;

const TEXT: &str = r#"(
    master: (think: Exponential(mean: "5s")),
    opponents: [(name: "hobbyist", count: 6, think: Exponential(mean: "60s"), moves: Exactly(10))],
)"#;

/// An analysis with this many replications of each on this many threads that is interrupted once `stop` replications
/// are played.
fn stopped(replications: u64, stop: u64, jobs: usize) -> Result<Sensitivity, PlayError> {
    let template = Template::from_text("a.ron", TEXT, None).unwrap();
    let (share, level) = ("10%".parse().unwrap(), 0.95);
    let request =
        SensitivityRequest { template: &template, measure: Measure::Makespan, share, only: &[], replications, level };
    let playing = Playing { seed: None, jobs, events_max: 1_000_000, stop: Stop::new(), memory: None };
    let analysis = Analysis::new(&request, &playing.stop).unwrap();
    // The baseline, one more master, and four settings to both sides.
    assert_eq!(analysis.total(), 10 * replications);
    let progress = |done| {
        if done >= stop {
            playing.stop.raise(Cause::Interrupt);
        }
    };
    progress(0);
    analysis.play(&playing, &progress)
}

#[test]
fn after_some_rounds_all_settings_are_told_with_fewer_replications() {
    let part = stopped(100, 750 + 60, 1).unwrap();
    assert_eq!((part.replications, part.planned, part.is_complete()), (75, 100, false));
    assert_eq!((part.rows.len(), part.unplayed.len(), part.unmoved.len()), (5, 0, 1));
    // Within a round of several, the last has fewer than the others.
    assert_eq!(stopped(100, 750 + 9 * 25 + 7, 1).unwrap().replications, 75 + 7);
}

#[test]
fn what_is_told_is_as_if_no_more_had_been_asked_for() {
    for jobs in [1, 2, 3] {
        let part = stopped(1_000_000, 750 + 9 * 25 + 7, jobs).unwrap();
        assert!(part.replications >= 75 && !part.is_complete(), "{jobs} jobs: {}", part.replications);
        let whole = stopped(part.replications, u64::MAX, 1).unwrap();
        assert!(whole.is_complete());
        assert_eq!((part.base, part.rows), (whole.base, whole.rows), "{jobs} jobs");
    }
}

#[test]
fn within_the_first_round_those_settings_are_told_that_are_played() {
    // The baseline, one more master, and Larry's think time to one side.
    let part = stopped(100, 75 + 20, 1).unwrap();
    let paths: Vec<_> = part.rows.iter().map(|row| row.path.as_str()).collect();
    assert_eq!((paths, part.replications), (vec!["master.count"], 25));
    let rest = ["master.think", "opponents.hobbyist.count", "opponents.hobbyist.think", "opponents.hobbyist.moves"];
    assert_eq!(part.unplayed.iter().map(|row| row.path.as_str()).collect::<Vec<_>>(), rest);
    assert_eq!(part.unplayed[1].value, "6");
    assert!(!part.is_complete());
}

#[test]
fn without_any_setting_there_is_no_result() {
    for stop in [0, 1, 25, 49] {
        assert!(matches!(stopped(100, stop, 1), Err(PlayError::Stopped(Cause::Interrupt))), "{stop}");
    }
}
