//! Tests that the examples agree with theory.

#[path = "../../examples/bank_renege.rs"]
mod bank_renege;
#[path = "../../examples/calibration.rs"]
mod calibration;
#[path = "../../examples/law_calibration.rs"]
mod law_calibration;
#[path = "../../examples/mm1.rs"]
mod mm1;
#[path = "../../examples/seek_calibration.rs"]
mod seek_calibration;

use zeitnot::time::Duration;

#[track_caller]
fn assert_near(value: f64, theory: f64, tolerance: f64) {
    assert!((value - theory).abs() < tolerance, "{value}, but theory says {theory} ± {tolerance}");
}

/// 400,000 customers. As consecutive waits are correlated, the standard error of their mean is √(1976/400,000) = 0.07 s
/// (Daley, "The serial correlation coefficients of waiting times in a stationary single server queue", 1968); of the
/// mean queue, about as much. The tolerance is three of them.
#[test]
fn mm1_waits_and_queues_as_theory_says() {
    let (waiting_s, queue_length) = mm1::simulate(1, Duration::from_secs(500_000));
    assert_near(waiting_s, 4.0, 0.21);
    assert_near(queue_length, 3.2, 0.21);
}

/// 100,000 customers: the standard error of a share is at most √(¼/100,000) = 0.0016, or a little more, as consecutive
/// outcomes are correlated. The tolerance is three to five of them.
#[test]
fn impatient_customers_are_served_as_theory_says() {
    let (simulated, theory) = (bank_renege::simulate(1, Duration::from_secs(60 * 1_000_000)), bank_renege::theory());
    assert_near(simulated.served, theory.served, 0.005);
    assert_near(simulated.waiting_min, theory.waiting_min, 0.005);
}

/// Customer 3 stays until the counter is free again; the end of his patience is cancelled.
#[test]
fn the_story_of_the_bank_can_be_read() {
    let story = "
  1.54 min  customer 1 comes
  1.54 min  customer 1 is served, after 0.00 min in line
  1.79 min  customer 2 comes
  3.15 min  customer 3 comes
  3.52 min  customer 2 leaves, after 1.73 min in line
  4.54 min  customer 3 is served, after 1.39 min in line
 16.37 min  customer 4 comes
 18.56 min  customer 4 leaves, after 2.19 min in line
 40.67 min  customer 5 comes
 40.67 min  customer 5 is served, after 0.00 min in line
";
    assert_eq!(bank_renege::story(23), story[1..]);
}

/// The short form of the calibration: every distribution, with samples of 30 and of 100.
#[test]
fn intervals_cover_or_are_doubted() {
    for (name, law) in calibration::laws() {
        for n in [30, 100] {
            let row = calibration::row(&law, n, 400);
            assert!(row.is_honest(), "{name}, samples of {n}: {row:?}");
            // Wilson's interval reaches its level only on average, and intervals of discrete quantiles cover more
            // often.
            assert!(row.share > 0.85 && row.quantile > 0.91, "{name}, samples of {n}: {row:?}");
            let is_light = ["Normal, cv 0.1", "Uniform"].contains(&name);
            assert!(!is_light || row.doubted < 0.3 && row.ratio > 0.91, "{name}, samples of {n}: {row:?}");
        }
    }
}

/// Up to a cv of 3 they cover within two points of 95 %, less three standard errors of chance, from 30 observations on.
/// One law is beyond what a sample can tell: of 30 draws from `HyperExponential`, cv 3, 20 % hold no long one.
#[test]
fn intervals_of_skewed_means_keep_their_level() {
    let can_be_known = |(name, n): (&str, u64)| (name, n) != ("HyperExponential, cv 3", 30);
    let laws = calibration::laws();
    for (name, law) in laws.iter().filter(|(name, _)| name.contains("cv 2") || name.contains("cv 3")) {
        for n in [30, 100] {
            let row = calibration::row(law, n, 4_000);
            let least = if can_be_known((name, n)) { 0.93 } else { 0.82 } - 0.012;
            assert!(row.mean >= least, "{name}, samples of {n}: {row:?}");
        }
    }
}

/// Runs that stop at a precision have it: at least 95 % of those with light tails, less three standard errors.
#[test]
fn a_precision_is_reached_by_what_is_known() {
    for (name, law) in calibration::laws().into_iter().take(6) {
        let (ended, covered, replications) = calibration::sequential(&law, 60);
        assert!(ended >= 0.98 && covered >= 0.86, "{name}: {covered} of {ended}, {replications} replications");
    }
}

/// Where rare long times decide the mean, a quarter to a half of the seeks that judged 64 replications by Student's t
/// went wrong.
#[test]
fn verdicts_on_means_of_skewed_values_keep_their_level() {
    let is_skewed = |name: &str| ["2 % slow, others uniform", "HyperExponential, cv 5"].contains(&name);
    for (name, law) in seek_calibration::laws().into_iter().filter(|(name, _)| is_skewed(name)) {
        let row = seek_calibration::row(&law, 40, 1_000);
        assert!(row.wrong <= 0.1, "{name}: {row:?}");
        assert!(row.doubted > 0.9 && row.silent < 0.1 && row.closed <= 1.0, "{name}: {row:?}");
        assert!(row.replications <= 64_000.0, "{name}: {row:?}");
    }
}

/// Claims that hold with equality are refuted as seldom as the error rate says, whatever the tail.
#[test]
fn true_laws_about_skewed_times_are_hardly_ever_refuted() {
    for (name, think, mean) in law_calibration::THINKS {
        for claim in ["E(makespan) <= M * mean", "E(makespan) >= M * mean"] {
            let row = law_calibration::row(think, mean, claim, 40, 10);
            // At 1 %, two of ten checks are wrong once in 250 times; there are 18 rows.
            assert!(row.refuted <= 0.21, "{name}, {claim}: {row:?}");
            assert!(row.doubted > 0.9 || !name.starts_with("Pareto"), "{name}, {claim}: {row:?}");
        }
    }
}

#[test]
fn the_property_test_in_the_documentation_is_the_example() {
    let (_, page) = include_str!("../../docs/laws.md").split_once("```rust\n").unwrap();
    let (shown, _) = page.split_once("```").unwrap();
    let example = include_str!("../../examples/property_test.rs");
    assert!(shown.contains("#[test]") && example.contains(shown.trim_end()), "{shown}");
}
