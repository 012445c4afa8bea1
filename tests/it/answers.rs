//! Tests of the answers in the comments of `scenarios/*.ron`, and their "Try it".
//!
//! Random times are the same in every run of the tests; the bounds below leave room for another seed.

use crate::shipped::{play, scenario, summary};
use zeitnot::experiment::{Estimate, Summary};
use zeitnot::model::Measure;
use zeitnot::time::Duration;

/// The makespan of one replication.
fn makespan(name: &str, changes: &[(&str, &str)]) -> String {
    play(&scenario(name, changes)).makespan.to_string()
}

/// The estimate of a measure from 20 replications, with a confidence level of 99.9 %.
fn estimate(name: &str, changes: &[(&str, &str)], measure: Measure) -> Estimate {
    summary(&scenario(name, changes), 20, 0.999).estimate(measure)
}

fn mean(name: &str, changes: &[(&str, &str)], measure: Measure) -> f64 {
    estimate(name, changes, measure).mean
}

fn assert_within(value: f64, least: f64, most: f64) {
    assert!((least..=most).contains(&value), "{value} is not from {least} to {most}");
}

/// Hours and minutes as seconds.
fn hm(hours: u32, minutes: u32) -> f64 {
    f64::from(3600 * hours + 60 * minutes)
}

const MASTER_FIRST_AND_LAST: &[(&str, &str)] = &[("first_move", "Master"), ("last_move", "Master")];

#[test]
fn the_tutorial() {
    assert_eq!(makespan("tutorial-one-at-a-time", &[]), "9.9s");
    assert_eq!(makespan("tutorial-async", &[]), "3.5s");
    assert_eq!(makespan("tutorial-async", &[("visit", "Cyclic")]), "3.5s");
}

#[test]
fn south_station() {
    assert_eq!(makespan("south-station-one-at-a-time", &[]), "2h10m");
    assert_eq!(makespan("south-station-async", &[]), "11m45s");
    let thirteen = [("opponents.hobbyist.count", "13")];
    assert_eq!(makespan("south-station-async", &thirteen), "11m50s");
}

#[test]
fn polgar() {
    assert_eq!(makespan("polgar-one-at-a-time", &[]), "12h");
    assert_eq!(makespan("polgar-async", &[]), "1h55s");
    assert_eq!(makespan("polgar-async", MASTER_FIRST_AND_LAST), "1h");
}

#[test]
fn the_club_evening() {
    let evening = estimate("club-evening", &[], Measure::Makespan);
    assert_within(evening.q50.unwrap(), hm(2, 30), hm(2, 45));
    assert_within(evening.q95.unwrap(), hm(2, 45), hm(3, 15));
    assert_within(mean("club-evening", &[("master.count", "2")], Measure::Makespan), hm(1, 40), hm(1, 56));
    let clever = summary(&scenario("club-evening", &[("visit", "MostMovesLeft")]), 20, 0.95);
    assert_within(evening.mean - clever.estimate(Measure::Makespan).mean, 0.0, 8.0 * 60.0);
    assert_within(of_the_first_group(&clever, Measure::WaitingMax), hm(0, 45), hm(1, 15));
}

/// The table in `docs/random.md`: the same thinking, whatever the policy and the number of masters.
#[test]
fn common_random_numbers() {
    let seconds =
        |changes, measure| Duration::from_secs_f64(mean("club-evening", changes, measure).round()).to_string();
    let cases: [(&[(&str, &str)], &str); 4] = [
        (&[], "2h31m23s"),
        (&[("visit", "MostMovesLeft")], "2h30m54s"),
        (&[("visit", "GroupOrder")], "2h42m56s"),
        (&[("master.count", "2")], "1h43m52s"),
    ];
    for (changes, makespan) in cases {
        assert_eq!(seconds(changes, Measure::MasterThinking), "1h38m49s");
        assert_eq!(seconds(changes, Measure::Makespan), makespan);
    }
}

fn of_the_first_group(summary: &Summary, measure: Measure) -> f64 {
    summary.groups[0].iter().find(|(of, _)| *of == measure).unwrap().1.mean
}

#[test]
fn the_record() {
    let name = "record-604-boards";
    assert_within(mean(name, &[], Measure::Makespan), hm(24, 0), hm(26, 0));
    assert_within(mean(name, &[], Measure::MasterWalking), hm(9, 50), hm(10, 20));
    assert_within(mean(name, &[], Measure::MasterIdle), 0.0, hm(0, 10));
    let bicycle = [("walk", r#"PerBoard(Constant("400ms"))"#)];
    assert_within(mean(name, &bicycle, Measure::MasterWalking), hm(3, 55), hm(4, 15));
}

#[test]
fn the_web_scraper() {
    let seconds = |permits| mean("web-scraper", &[("boards", permits)], Measure::Makespan);
    assert_within(seconds("8"), 32.25, 35.0);
    assert_within(seconds("16"), 18.0, 21.0);
    assert_within(seconds("64"), 18.0, 18.5);
    let threads = |permits| mean("web-scraper", &[("boards", permits), ("master.count", "2")], Measure::Makespan);
    assert_within(seconds("8") - threads("8"), 0.0, 2.0);
    assert_within(seconds("64") - threads("64"), 7.0, 9.0);
}

#[test]
fn the_blocked_event_loop() {
    let chat = |changes| {
        let summary = summary(&scenario("blocked-event-loop", changes), 20, 0.95);
        [Measure::WaitingMean, Measure::WaitingMax].map(|measure| of_the_first_group(&summary, measure))
    };
    let [usual, longest] = chat(&[]);
    assert_within(usual, 0.055, 0.062);
    assert_within(longest, 0.49, 0.51);
    assert_within(chat(&[("visit", "GroupOrder")])[1], 0.49, 0.51);
    assert_within(chat(&[("master.count", "2")])[1], 0.0, 0.005);
    let pieces =
        [("opponents.report.think", r#"Constant("15ms")"#), ("opponents.report.master_think", r#"Constant("5ms")"#)];
    assert_within(chat(&pieces)[1], 0.004, 0.010);
}

#[test]
fn the_report_is_to_blame() {
    let changes = [("opponents", r#"[(name: "chat", count: 50, think: Exponential(mean: "1s"), moves: Endless)]"#)];
    assert_within(mean("blocked-event-loop", &changes, Measure::WaitingMean), 24e-6, 28e-6);
    assert_within(mean("blocked-event-loop", &changes, Measure::WaitingMax), 0.001, 0.004);
}

/// Utilisation and mean wait in seconds in the queue M/M/c//N, from the stationary distribution of how many customers
/// are with the servers, a birth-death process: Gross et al., "Fundamentals of Queueing Theory", 4th ed. 2008, section
/// 2.7.
fn theory(customers: u32, servers: u32, service_s: f64, think_s: f64) -> (f64, f64) {
    let mut weights = vec![1.0];
    for n in 1..=customers {
        let ratio = f64::from(customers - n + 1) / think_s * service_s / f64::from(n.min(servers));
        weights.push(weights.last().unwrap() * ratio);
    }
    let total: f64 = weights.iter().sum();
    let mean_of = |value: &dyn Fn(u32) -> u32| {
        (0..).zip(&weights).map(|(n, weight)| f64::from(value(n)) * weight).sum::<f64>() / total
    };
    let (present, busy) = (mean_of(&|n| n), mean_of(&|n| n.min(servers)));
    // Little's law: the mean wait is the mean number of those who wait ÷ the throughput.
    (busy / f64::from(servers), (present - busy) * service_s / busy)
}

fn assert_agrees_with_theory(name: &str, servers: u32, customers: u32, service_s: f64, think_s: f64) -> (f64, f64) {
    let expected = theory(customers, servers, service_s, think_s);
    let changes = [("master.count", servers.to_string())];
    let changes = changes.each_ref().map(|(path, value)| (*path, value.as_str()));
    let summary = summary(&scenario(name, &changes), 20, 0.999);
    for (measure, expected) in [(Measure::Utilisation, expected.0), (Measure::WaitingMean, expected.1)] {
        let Estimate { mean, half_width, .. } = summary.estimate(measure);
        let half_width = half_width.unwrap();
        assert!((mean - expected).abs() <= half_width, "{measure:?}: {mean} ± {half_width}, theory: {expected}");
        assert!(half_width < 0.05 * mean, "{measure:?}: ± {half_width} tells little");
    }
    expected
}

#[test]
fn the_repair_shop() {
    let (utilisation, waiting_s) = assert_agrees_with_theory("repair-shop", 2, 20, 3600.0, 8.0 * 3600.0);
    assert_within(utilisation, 0.9245, 0.9255);
    assert_within(waiting_s, hm(1, 48), hm(1, 49));
    let (_, waiting_s) = assert_agrees_with_theory("repair-shop", 3, 20, 3600.0, 8.0 * 3600.0);
    assert_within(waiting_s, hm(0, 20), hm(0, 21));
}

#[test]
fn the_steady_state() {
    let (utilisation, _) = assert_agrees_with_theory("steady-state", 1, 10, 5.0, 50.0);
    assert_within(utilisation, 0.785, 0.786);
}
