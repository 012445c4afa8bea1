//! Tests of conditions: as written and as understood.

use super::super::condition::Join;
use super::super::criterion::Statistic;
use super::*;
use crate::expression::Relation;
use crate::model::GroupOutcome;
use crate::time::{Duration, Instant};

fn question(text: &str) -> Result<Question, String> {
    Question::new(text, &["hobbyist", "club player"]).map_err(|flaw| {
        let (start, end) = (flaw.span.start, flaw.span.end);
        format!("{}⟨{}⟩{}: {}", &text[..start], &text[start..end], &text[end..], flaw.message)
    })
}

fn only(text: &str) -> (Statistic, Relation, f64) {
    let question = question(text).unwrap();
    let [criterion] = &question.condition().criteria[..] else { panic!("{text}") };
    (criterion.statistic, criterion.sense, criterion.bound)
}

#[test]
fn every_comparison_becomes_a_criterion() {
    assert_eq!(only("P(makespan <= 2h) >= 95%"), (Statistic::Share, Relation::AtLeast, 0.95));
    assert_eq!(only("makespan <= 2h"), (Statistic::Mean, Relation::AtMost, 7_200.0));
    assert_eq!(only("2h > E(makespan)"), (Statistic::Mean, Relation::Less, 7_200.0));
    assert_eq!(only("q95(makespan) < 2h"), (Statistic::Quantile(0.95), Relation::Less, 7_200.0));
    assert_eq!(only("quantile(waiting_max, 1/2) >= 1min / 2"), (Statistic::Quantile(0.5), Relation::AtLeast, 30.0));
    assert_eq!(only("makespan <= 2 * master_thinking"), (Statistic::Mean, Relation::AtMost, 0.0));
    assert_eq!(only("E(master_idle) > E(master_thinking)"), (Statistic::Mean, Relation::Greater, 0.0));
    let joined = question("P(makespan <= 2h) >= 95% and not E(waiting_mean) > 5s").unwrap();
    let not = Join::Not(Box::new(Join::Criterion(1)));
    assert_eq!(joined.condition().join, Join::All(vec![Join::Criterion(0), not]));
}

#[test]
fn what_cant_be_decided_is_refused_with_its_place() {
    for (text, what) in [
        ("E(makespan) ⟨==⟩ 2h", "no number of replications shows that two values are equal"),
        ("⟨2h < 3h⟩", "this does not depend on what is played"),
        ("⟨P(true) > 5%⟩", "this does not depend on what is played"),
        ("⟨true⟩", "this does not depend on what is played"),
        ("⟨2 * E(makespan)⟩ <= 2h", "a probability, a mean or a quantile must stand alone on its side"),
        ("q95(makespan) ⟨<=⟩ E(makespan)", "on both sides is something that is only known after many runs"),
        ("P(makespan <= 2h) >= ⟨95⟩", "a probability is a share from 0 to 1, so it can't be 95"),
        ("P(makespan <= 2h) >= ⟨0%⟩", "this is so of every probability"),
        ("P(makespan <= 2h) > ⟨100%⟩", "this is so of no probability"),
        ("P(⟨makspan⟩ <= 2h) > 90%", "nothing is called `makspan` here"),
        ("(makespan with ⟨master.count⟩ = 2) < 2h", "`master.count` can't be changed within this condition"),
        ("⟨nobody.makespan⟩ < 2h", "nothing is called `nobody.makespan` here"),
        ("⟨hobbyist.utilisation⟩ < 1", "nothing is called `hobbyist.utilisation` here"),
    ] {
        assert_eq!(question(&text.replace(['⟨', '⟩'], "")).err(), Some(format!("{text}: {what}")));
    }
}

#[test]
fn outcomes_are_observed() {
    let group =
        |s: u64| GroupOutcome { ended: Instant::from_ns(s * 1_000_000_000), moves: 10, ..GroupOutcome::default() };
    let makespan = Duration::from_secs(7_200);
    let outcome = Outcome { makespan, masters: 1, groups: vec![group(7_000), group(7_200)], ..Outcome::default() };
    let observe = |text: &str| {
        let question = question(text).unwrap();
        let values = question.observe(&outcome).unwrap().into_iter().map(|seen| seen.value).collect::<Vec<_>>();
        (values, question.holds_always(&outcome).unwrap())
    };
    assert_eq!(observe("P(makespan <= 2h) >= 95%"), (vec![1.0], vec![Verdict::Holds]));
    assert_eq!(observe("P(makespan < 2h) >= 95%"), (vec![0.0], vec![Verdict::Fails]));
    assert_eq!(observe("makespan <= 2h and moves > 20"), (vec![7_200.0, 20.0], vec![Verdict::Holds, Verdict::Fails]));
    assert_eq!(observe("hobbyist.makespan < opponents.`club player`.makespan"), (vec![-200.0], vec![Verdict::Holds]));
    assert_eq!(observe("q95(makespan) > 2h - 1ns"), (vec![7_200.0], vec![Verdict::Holds]));
    assert!(question("makespan / forfeits < 1h").unwrap().observe(&outcome).is_err());
}

/// Advice can be followed: what it says to write is read.
#[test]
fn names_that_are_no_words_are_written_in_quotes() {
    for group in ["url-bad", "club player", "2nd", "the \"fast\"", "A. B."] {
        let text = format!("P({group}.waiting_mean <= 2s) > 90%");
        let Err(flaw) = Question::new(&text, &["plain", group]) else { continue };
        let advice = flaw.advice.strip_prefix("write `").and_then(|advice| advice.strip_suffix('`'));
        let advice = advice.unwrap_or_else(|| panic!("{group}: {flaw}"));
        let question =
            Question::new(&text.replace(&format!("{group}.waiting_mean"), advice), &["plain", group]).unwrap();
        assert_eq!(question.measures(), [(Measure::WaitingMean, Some(1))], "{group}");
    }
}
