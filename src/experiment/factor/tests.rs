//! Tests of factors: what is accepted, what is refused, and where.

use super::*;

fn factor(text: &str) -> Factor {
    text.parse().unwrap()
}

fn values(text: &str) -> Vec<String> {
    let factor = factor(text);
    (0..factor.len()).map(|index| factor.value(index)).collect()
}

#[test]
fn ranges_include_both_ends_and_are_exact() {
    assert_eq!(values("a=1..3"), ["1", "2", "3"]);
    assert_eq!(values("a = 1 .. 10 step 4"), ["1", "5", "9"]);
    assert_eq!(values("a=7..7"), ["7"]);
    assert_eq!(values("a=-1..1 step 0.5"), ["-1", "-0.5", "0", "0.5", "1"]);
    assert_eq!(values("a=0.1..0.30 step 0.1"), ["0.1", "0.2", "0.3"]);
    assert_eq!(values("a=10s..1min step 25s"), ["10s", "35s", "1m"]);
    assert_eq!(values("a=\"1s\"..2s step 500ms"), ["1s", "1.5s", "2s"]);
    assert_eq!(values("a=0s..1s step 1s"), ["0s", "1s"]);
}

#[test]
fn lists_hold_values_and_ranges_and_brackets_and_quotes_hold_together() {
    assert_eq!(values("a=1,2,5..7,20"), ["1", "2", "5", "6", "7", "20"]);
    assert_eq!(values("visit=Cyclic, FirstReady"), ["Cyclic", "FirstReady"]);
    let think =
        r#"master.think=Constant("5s"),Uniform("5s", "15s"),Mixture([(0.5, Constant("1s")), (0.5, Constant("2s"))])"#;
    assert_eq!(values(think).len(), 3);
    assert_eq!(values(r#"title="a,b..c","d\",e""#), [r#""a,b..c""#, r#""d\",e""#]);
    let file = r#"a.think=Empirical(file: "../x.csv", column: "s")"#;
    assert_eq!(values(file), [r#"Empirical(file: "../x.csv", column: "s")"#]);
}

#[test]
fn a_factor_knows_what_it_varies() {
    let scaling = factor("master.think *= 0.5..1.5 step 0.5");
    assert_eq!((scaling.path(), scaling.multiplies()), ("master.think", true));
    assert_eq!(scaling.setting(2).unwrap().to_string(), "master.think*=1.5");
    assert_eq!(factor("boards=None,8").kind(), FactorKind::Choice);
    assert_eq!(factor("boards=None,8").number(1), None);
    assert_eq!(factor("p=1..2,0.5").number(2), Some(0.5));
    assert_eq!((factor("p=1s,2min").kind(), factor("p=1s,2min").number(1)), (FactorKind::Duration, Some(120.0)));
    assert_eq!(factor("opponents[\"a=b\"].count=1,2").path(), "opponents[\"a=b\"].count");
    let blanks = factor(" p = 1..2 ");
    assert_eq!(blanks.to_string(), "p = 1..2");
    assert_eq!((blanks.path_span(), blanks.value_span()), (0..1, 4..8));
}

#[test]
fn a_huge_range_takes_no_memory() {
    let huge = factor("seed=1..1000000000000,5");
    assert_eq!(huge.len(), 1_000_000_000_001);
    assert_eq!((huge.value(999_999_999_999), huge.value(1_000_000_000_000)), ("1000000000000".into(), "5".into()));
    let whole = factor("a=-999999999999999999..999999999999999999");
    assert_eq!((whole.len(), whole.value(whole.len() - 1)), (1_999_999_999_999_999_999, "999999999999999999".into()));
}

#[test]
#[should_panic(expected = "has no value number 3")]
fn there_is_no_value_beyond_the_last() {
    let _ = factor("a=1..3").value(3);
}

/// The part of the text that is wrong, what is wrong, and what to write instead.
fn refusal(text: &str) -> (&str, String, String) {
    let error = text.parse::<Factor>().unwrap_err();
    (&text[error.span], error.what, error.instead)
}

#[test]
fn errors_have_a_place_and_advice() {
    for (text, place, what, instead) in [
        ("a", "a", "joined by `=`", "`a=1..5`"),
        ("", "", "joined by `=`", "`master.count=1..5`"),
        ("=1..2", "=", "the path is missing", "`master.count=1..5`"),
        ("a=", "=", "the values are missing", "`a=1..5`"),
        ("a=1,,2", ",", "a value is missing", "remove the comma"),
        ("a=1,", ",", "a value is missing", "remove the comma"),
        ("a=1..=5", "..=", "just two dots", "included anyway"),
        ("a=1-20", "1-20", "with two dots", "`1..20`"),
        ("a=1s-9s step 1s", "1s-9s step 1s", "with two dots", "`1s..9s step 1s`"),
        ("a=50..1", "50..1", "runs backwards", "`1..50`"),
        ("a=1..9 step 0", "0", "above 0", "a positive step"),
        ("a=9..1 step -2", "-2", "above 0", "the smaller end first"),
        ("a=1..", "1..", "both its ends", "`1..50`"),
        ("a=1..5 step", "1..5 step", "step is missing", "`step 5`"),
        ("a=1s..5s", "1s..5s", "needs a step", "`1s..5s step 1s`"),
        ("a=0.5..2", "0.5..2", "needs a step", "`0.5..2 step 0.1`"),
        ("a=1s..5 step 1s", "5", "not a duration", "`5s` for seconds"),
        ("a=Cyclic..FirstReady", "Cyclic", "neither a number nor a duration", "from number to number"),
        ("a=1..2..3", "..", "only two ends", "`1..50`"),
        ("a=Uniform(\"1s\", \"2s\"", "(", "never closed", "close it"),
        ("a=\"1s", "\"", "never closed", "close it"),
        ("a=1),2", ")", "no opening bracket", "remove it"),
        ("a=1..9999999999999999999", "9999999999999999999", "too many digits", "at most 18"),
        ("a=0s..500000d step 1s", "500000d", "not a duration", "from number"),
    ] {
        let found = refusal(text);
        assert!(found.0 == place && found.1.contains(what) && found.2.contains(instead), "{text}: {found:?}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "[-a-z0-9.,=*\"()\\[\\]{} \\\\ä…smin]{0,40}") {
        if let Ok(factor) = text.parse::<Factor>() {
            let last = factor.len() - 1;
            drop((factor.value(0), factor.value(last), factor.number(last), factor.setting(last / 2)));
        }
    }
}
