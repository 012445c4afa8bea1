use super::*;
use crate::model::{GroupOutcome, Outcome};

fn precision(text: &str) -> Result<Precision, ParsePrecisionError> {
    text.parse()
}

#[test]
fn a_precision_is_a_share_or_a_time() {
    assert_eq!(precision("1%"), Ok(Precision::Relative(0.01)));
    assert_eq!(precision(" 0.5 % "), Ok(Precision::Relative(0.005)));
    assert_eq!(precision("250ms"), Ok(Precision::Absolute(Duration::from_ns(250_000_000))));
    assert_eq!(precision("1%").unwrap().to_string(), "1 %");
    assert_eq!(precision("0.25%").unwrap().to_string(), "0.25 %");
    for (text, error) in [
        ("1", ParsePrecisionError::NoUnit),
        ("0%", ParsePrecisionError::OutOfRange),
        ("-1%", ParsePrecisionError::OutOfRange),
        ("100%", ParsePrecisionError::OutOfRange),
        ("0s", ParsePrecisionError::NoTime),
        ("-1s", ParsePrecisionError::NoTime),
        ("NaN%", ParsePrecisionError::OutOfRange),
        ("%", ParsePrecisionError::Neither),
        ("high", ParsePrecisionError::Neither),
        ("", ParsePrecisionError::Neither),
    ] {
        assert_eq!(precision(text), Err(error), "{text}");
    }
}

#[test]
fn a_share_suits_all_and_a_time_only_times() {
    let suited = |text: &str| Measure::ALL.iter().filter(|measure| precision(text).unwrap().suits(**measure)).count();
    assert_eq!((suited("1%"), suited("1s")), (28, 23));
    assert!(!precision("1s").unwrap().suits(Measure::Throughput));
}

fn summariser(makespans_s: impl Iterator<Item = u64>) -> Summariser {
    let mut summariser = Summariser::new(0.95);
    for s in makespans_s {
        let groups = vec![GroupOutcome::default()];
        summariser.add(&Outcome { makespan: Duration::from_secs(s), masters: 1, groups, ..Outcome::default() });
    }
    summariser
}

fn rule(text: &str) -> Sequential {
    let precision = precision(text).unwrap();
    Sequential { precision, measures: vec![Measure::Makespan], level: 0.95, max_replications: 1_000 }
}

#[test]
fn what_never_varies_is_precise_after_the_minimum() {
    assert_eq!(rule("1%").ending(&summariser((0..299).map(|_| 705))), None, "what is rare may not have happened yet");
    assert_eq!(rule("1%").ending(&summariser((0..300).map(|_| 705))), Some(Ending::Precision));
    assert_eq!(rule("1%").ending(&summariser((0..300).map(|_| 0))), Some(Ending::Precision));
    assert_eq!(rule("1%").expected(&summariser((0..30).map(|_| 705))), Some(300));
}

#[test]
fn the_first_interval_that_is_short_enough_ends_it() {
    // Alternating 90 s and 110 s: half-width t · 10 / √(n − 1) of a mean of 100 s.
    let so_far = |n: u64| summariser((0..n).map(|i| 90 + 20 * (i % 2)));
    let first = (30..1_000).find(|n| rule("1s").ending(&so_far(*n)).is_some()).unwrap();
    assert_eq!(first, 388, "t(387) = 1.966, so that n − 1 ≥ 386.6");
    let first = (30..1_000).find(|n| rule("1%").ending(&so_far(*n)).is_some()).unwrap();
    assert_eq!(first, 396, "1 % of the true mean is 1/101 of the estimate");
    assert_eq!(rule("1s").expected(&so_far(31)), Some(397), "the pilot's variance is ÷ (n − 1)");
}

/// One value in a hundred is ten times as long: however short the interval, such skewness needs more replications.
#[test]
fn an_interval_that_is_not_to_be_trusted_ends_nothing() {
    let skewed = |n: u64| summariser((0..n).map(|i| if i % 100 == 50 { 1_000 } else { 100 }));
    assert_eq!(rule("50s").ending(&skewed(900)), None);
    let expected = rule("50s").expected(&skewed(900));
    assert!(expected.is_some_and(|expected| expected == 1_000), "as many as there may be: {expected:?}");
    let patient = Sequential { max_replications: 100_000, ..rule("50s") };
    assert_eq!(patient.ending(&skewed(12_000)), Some(Ending::Precision));
}

#[test]
fn the_greatest_number_ends_it_too() {
    let vary = |n: u64| summariser((0..n).map(|i| 1_000 * (i % 2)));
    assert_eq!(rule("1%").ending(&vary(999)), None);
    assert_eq!(rule("1%").ending(&vary(1_000)), Some(Ending::MaxReplications));
    let few = Sequential { max_replications: 10, ..rule("1%") };
    assert_eq!(few.ending(&vary(10)), Some(Ending::MaxReplications));
}
