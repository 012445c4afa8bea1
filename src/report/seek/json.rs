//! A seek as JSON.

use super::{SeekReport, word};
use crate::experiment::seek::{Answer, Tried};
use crate::replicate::Cause;
use crate::report::label::texts;
use crate::stats::Interval;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Object<'a> {
    scenario: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    set: Vec<String>,
    seed: u64,
    vary: String,
    such_that: &'a str,
    /// None where neither end was asked for and the condition holds everywhere, or nowhere.
    edge: Option<String>,
    outcome: &'static str,
    /// If it did not come to its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    stopped_by: Option<&'static str>,
    /// Values are text, in the notation of scenario files.
    answer: Option<String>,
    /// The end of the gap in which the edge is, as long as there is no answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    holds_at: Option<String>,
    fails_at: Option<String>,
    undecided: Vec<String>,
    /// Two values between which there is another edge.
    contradiction: Option<[String; 2]>,
    complete: bool,
    exact: bool,
    level: f64,
    verdict_level: f64,
    max_replications: u64,
    tried: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    value: String,
    verdict: &'static str,
    replications: u64,
    estimates: Vec<Estimated<'a>>,
}

#[derive(Serialize)]
struct Estimated<'a> {
    of: &'a str,
    #[serde(flatten)]
    figures: Figures,
}

/// An estimate and its interval; an end that is not known, or infinite, is empty.
#[derive(Default, Serialize)]
pub(super) struct Figures {
    estimate: f64,
    low: Option<f64>,
    high: Option<f64>,
}

impl Figures {
    pub fn of((estimate, interval): &(f64, Option<Interval>)) -> Self {
        let end = |end: Option<f64>| end.filter(|end| end.is_finite());
        let (low, high) = (end(interval.map(|interval| interval.low)), end(interval.map(|interval| interval.high)));
        Self { estimate: *estimate, low, high }
    }
}

pub(super) fn json(report: &SeekReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let bracket = &report.sought.bracket;
    let value = |index: usize| report.value(index);
    let object = Object {
        scenario: report.title,
        set: texts(report.settings),
        seed: report.seed,
        vary: report.factor.to_string(),
        such_that: report.question.text(),
        edge: bracket.edge.map(|edge| edge.to_string()),
        outcome: match report.sought.answer() {
            Answer::Value(_) => "value",
            Answer::All => "all",
            Answer::None => "none",
            Answer::Unknown => "unknown",
            Answer::Unfinished => "unfinished",
        },
        stopped_by: report.cut.map(Cause::name),
        answer: match report.sought.answer() {
            Answer::Value(index) => Some(value(index)),
            _ => None,
        },
        holds_at: bracket.answer.filter(|_| bracket.called_off).map(value),
        fails_at: bracket.fails_at.map(value),
        undecided: bracket.undecided.iter().copied().map(value).collect(),
        contradiction: bracket.contradiction.map(|(one, other)| [value(one), value(other)]),
        complete: bracket.complete,
        exact: report.is_exact(),
        level: report.goal.level,
        verdict_level: 1.0 - report.sought.error,
        max_replications: report.goal.replications_max,
        tried: report.sought.tried.iter().map(|tried| row(report, tried)).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &object)?;
    writeln!(out)
}

fn row<'a>(report: &SeekReport<'a>, tried: &Tried) -> Row<'a> {
    let criteria = report.question.criteria();
    let estimates =
        criteria.zip(&tried.estimates).map(|((of, _), estimate)| Estimated { of, figures: Figures::of(estimate) });
    let estimates = estimates.collect();
    Row { value: report.value(tried.index), verdict: word(tried.verdict), replications: tried.replications, estimates }
}
