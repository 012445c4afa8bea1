//! A seek as JSON.

use super::{SeekReport, outcome, word};
use crate::experiment::seek::{Answer, Stretch, Tested, Tried};
use crate::replicate::Cause;
use crate::report::label::texts;
use crate::report::{pretty, quantiles_within};
use crate::stats::Doubt;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Object<'a> {
    scenario: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    set: Vec<String>,
    seed: u64,
    vary: String,
    /// How many values there are, and the last of them: the end of the range, unless the step does not divide it.
    values: u64,
    last_value: String,
    such_that: &'a str,
    /// None if neither end was requested and the condition holds everywhere, or nowhere.
    edge: Option<String>,
    outcome: &'static str,
    /// If it is not complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    stopped_by: Option<&'static str>,
    /// Values are text, in the notation of scenario files.
    answer: Option<String>,
    /// The ends of the gap around the edge, as long as there is no answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    holds_at: Option<String>,
    fails_at: Option<String>,
    undecided: Vec<String>,
    /// Two values between which there is another edge.
    contradiction: Option<[String; 2]>,
    /// Neighbours among the values tried that have the same verdict.
    stretches: Vec<Run>,
    values_tried: usize,
    /// How many of them only to look for other edges.
    further: usize,
    /// The statistics that are taken to be monotone between the values tried; none if every value was.
    assumes_monotone: Vec<&'a str>,
    /// Whether every value was tried and decided.
    complete: bool,
    /// Whether, besides, nothing is random.
    exact: bool,
    /// If quantiles are not exact, their largest relative error.
    #[serde(skip_serializing_if = "Option::is_none")]
    quantiles_within: Option<f64>,
    level: f64,
    verdict_level: f64,
    max_replications: u64,
    tried: Vec<Row<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Run {
    verdict: &'static str,
    from: String,
    to: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Row<'a> {
    value: String,
    verdict: &'static str,
    replications: u64,
    estimates: Vec<Estimated<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Estimated<'a> {
    of: &'a str,
    verdict: &'static str,
    #[serde(flatten)]
    figures: Figures,
}

/// An estimate and its interval; an unknown or infinite end is empty.
#[derive(Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Figures {
    estimate: f64,
    low: Option<f64>,
    high: Option<f64>,
    /// Of a mean, if there are too few replications for it, and about how many there should be.
    skewness: Option<f64>,
    replications_needed: Option<u64>,
    /// Of a mean that is random: whether all values were the same.
    never_varied: bool,
}

impl Figures {
    pub fn of(Tested { estimate, interval, doubt, .. }: &Tested) -> Self {
        let end = |end: Option<f64>| end.filter(|end| end.is_finite());
        let (low, high) = (end(interval.map(|interval| interval.low)), end(interval.map(|interval| interval.high)));
        let skewed = match doubt {
            Some(Doubt::Skewed { skewness, needed }) => Some((*skewness, *needed)),
            Some(Doubt::NeverVaried) | None => None,
        };
        let (skewness, replications_needed) = skewed.unzip();
        let never_varied = *doubt == Some(Doubt::NeverVaried);
        Self { estimate: *estimate, low, high, skewness, replications_needed, never_varied }
    }
}

pub(super) fn json(report: &SeekReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let bracket = &report.sought.bracket;
    let value = |index: usize| report.value(index);
    let run =
        |stretch: Stretch| Run { verdict: word(stretch.verdict), from: value(stretch.from), to: value(stretch.to) };
    let object = Object {
        scenario: report.title,
        set: texts(report.settings),
        seed: report.seed,
        vary: report.factor.to_string(),
        values: report.factor.len(),
        last_value: report.last_value(),
        such_that: report.question.text(),
        edge: bracket.edge.map(|edge| edge.to_string()),
        outcome: outcome(report.sought.answer()),
        stopped_by: report.stopped.map(Cause::name),
        answer: match report.sought.answer() {
            Answer::Value(index) => Some(value(index)),
            _ => None,
        },
        holds_at: bracket.answer.filter(|_| bracket.stopped).map(value),
        fails_at: bracket.fails_at.map(value),
        undecided: bracket.undecided.iter().copied().map(value).collect(),
        contradiction: bracket.contradiction.map(|(one, other)| [value(one), value(other)]),
        stretches: report.sought.stretches().into_iter().map(run).collect(),
        values_tried: report.sought.tried.len(),
        further: bracket.further,
        assumes_monotone: report.assumed_monotone(),
        complete: bracket.complete,
        exact: report.sought.is_exact(),
        quantiles_within: quantiles_within(report.sought.has_exact_quantiles()),
        level: report.goal.level,
        verdict_level: 1.0 - report.sought.error,
        max_replications: report.goal.replications_max,
        tried: report.sought.tried.iter().map(|tried| row(report, tried)).collect(),
    };
    pretty::write(&object, out)
}

fn row<'a>(report: &SeekReport<'a>, tried: &Tried) -> Row<'a> {
    let criteria = report.question.criteria();
    let estimates = criteria.zip(&tried.criteria).map(|((of, _), tested)| Estimated {
        of,
        verdict: word(tested.verdict),
        figures: Figures::of(tested),
    });
    let estimates = estimates.collect();
    Row { value: report.value(tried.index), verdict: word(tried.verdict), replications: tried.replications, estimates }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_schema_is_published() {
        crate::report::schema::is_published::<super::Object<'_>>("seek", "zeitnot seek --format json");
    }
}
