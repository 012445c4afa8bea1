//! Tests of the output of an interrupted analysis.

use super::*;
use crate::experiment::Playing;
use crate::experiment::sensitivity::Analysis;
use crate::model::Measure;
use crate::replicate::{Cause, Stop};
use crate::scenario::Template;

const TEXT: &str = r#"(
    master: (count: 2, think: Exponential(mean: "5s")),
    opponents: [(name: "hobbyist", count: 6, think: Exponential(mean: "60s"), moves: Exactly(10))],
)"#;

/// The progress that an analysis reports, and its CSV, if it is interrupted after this many replications.
fn interrupted(replications: u64, stop: u64) -> (String, Vec<String>) {
    reported(replications, stop, |report| {
        let mut csv = Vec::new();
        report.csv(&mut csv).unwrap();
        (report.how_far(), String::from_utf8(csv).unwrap().lines().map(str::to_owned).collect())
    })
}

/// What a report of such an analysis says.
fn reported<T>(replications: u64, stop: u64, read: impl FnOnce(&SensitivityReport<'_>) -> T) -> T {
    let template = Template::from_text("a.ron", TEXT, None).unwrap();
    let (share, level) = ("10%".parse().unwrap(), 0.95);
    let only = ["master".to_owned(), "opponents.hobbyist.count".to_owned()];
    let request =
        SensitivityRequest { template: &template, measure: Measure::Makespan, share, only: &only, replications, level };
    let playing = Playing { seed: None, jobs: 1, events_max: 1_000_000, stop: Stop::new(), memory: None };
    let analysis = Analysis::new(&request, &playing.stop).unwrap();
    let progress = |done| {
        if done >= stop {
            playing.stop.raise(Cause::Interrupt);
        }
    };
    let found = analysis.play(&playing, &progress).unwrap();
    let ending = Ending::Stopped { cause: Cause::Interrupt, planned: Some(replications) };
    let report = SensitivityReport { title: "a", settings: &[], seed: 1, request: &request, found: &found, ending };
    read(&report)
}

#[test]
fn tornados_name_no_share_where_a_step_was_taken_and_fold_what_may_be_chance() {
    let (svg, table) = reported(12, u64::MAX, |report| {
        let mut found = report.found.clone();
        let row = found.rows.last_mut().unwrap();
        for shift in [&mut row.down, &mut row.up].into_iter().flatten() {
            shift.effect.half_width = Some(2.0 * shift.effect.value.abs() + 1.0);
        }
        let report = SensitivityReport { found: &found, ..*report };
        let mut table = Vec::new();
        report.table(80, &mut table).unwrap();
        (report.svg().unwrap(), String::from_utf8(anstream::adapter::strip_bytes(&table).into_vec()).unwrap())
    });
    for text in [&svg, &table] {
        assert!(text.contains("each setting by 10 % or its ± step"), "{text}");
        assert_eq!(text.matches("10 %").count(), 1, "{text}");
        assert_eq!(text.matches("no significant effect (95 %): ").count(), 1, "{text}");
    }
    assert!(table.lines().all(|line| line.chars().count() <= 80), "{table}");
}

#[test]
fn both_effects_are_written_where_both_have_the_same_sign() {
    let svg = reported(12, u64::MAX, |report| {
        let mut found = report.found.clone();
        found.rows.truncate(1);
        let bounded = |value| Bounded { value, half_width: Some(0.5) };
        let up = found.rows[0].up.clone().unwrap();
        found.rows[0].down = Some(Shift { effect: bounded(7.0), ..up.clone() });
        found.rows[0].up = Some(Shift { effect: bounded(3.0), ..up });
        SensitivityReport { found: &found, ..*report }.svg().unwrap()
    });
    assert!(svg.contains("+7") && svg.contains("+3"), "{svg}");
}

#[test]
fn within_the_first_round_it_tells_both_settings_and_replications() {
    // The baseline and three settings to both sides, 25 replications of each: the second setting has one side when it
    // ends.
    let (how_far, lines) = interrupted(1_000_000, 100);
    assert_eq!(how_far, "1 of 3 settings, 25 of 1,000,000 replications of each");
    assert_eq!(lines.len(), 1 + 2 * 3);
    let cells: Vec<Vec<_>> = lines.iter().map(|line| line.split(',').collect()).collect();
    assert!(cells.iter().all(|row| row.len() == cells[0].len()), "{lines:#?}");
    assert_eq!((cells[1][3], cells[1][6], cells[1][11].is_empty()), ("25", "master.count", false));
    let unplayed = ["0", "0.95", cells[1][5], "opponents.hobbyist.count", "6", "up"];
    assert_eq!(cells[6][3..9], unplayed);
    assert_eq!(cells[6][9..], ["", "", "", "", "", "", "interruption"]);
    assert_eq!(interrupted(12, 50).0, "1 of 3 settings", "with all of their replications");
}

#[test]
fn after_the_first_round_it_tells_replications() {
    let (how_far, lines) = interrupted(1_000, 175);
    assert_eq!((how_far.as_str(), lines.len()), ("25 of 1,000 replications of each", 7));
}

#[test]
fn an_elasticity_without_chance_is_not_rounded_to_nothing() {
    let text = |value, half_width| {
        super::tornado::elasticity(Some(crate::experiment::sensitivity::Bounded { value, half_width }))
    };
    assert_eq!(text(-0.48, Some(0.0)), "-0.480");
    assert_eq!(text(-0.48, None), "-0.480");
    assert_eq!(text(-0.48, Some(0.04)), "-0.480 ± 0.040");
}
