//! The values tried by a seek, as CSV.

use super::json::Figures;
use super::{SeekReport, outcome, word};
use crate::replicate::Cause;
use crate::report::rows::Rows;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Default, Serialize)]
struct Row<'a> {
    scenario: &'a str,
    seed: u64,
    path: &'a str,
    value: String,
    verdict: &'static str,
    answer: bool,
    replications: u64,
    criterion: &'a str,
    criterion_verdict: &'static str,
    figures: Figures,
    /// Of the seek as a whole, in every row.
    outcome: &'static str,
    values: u64,
    last_value: String,
    values_tried: usize,
    further: usize,
    complete: bool,
    exact: bool,
    level: f64,
    stopped_by: Option<&'static str>,
}

/// `stopped_by` is empty if the seek is complete.
pub(super) fn csv(report: &SeekReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = Rows::new(out);
    // Even if nothing was tried.
    rows.headings(&Row::default())?;
    for tried in &report.sought.tried {
        for ((criterion, _), tested) in report.question.criteria().zip(&tried.criteria) {
            rows.row(&Row {
                scenario: report.title,
                seed: report.seed,
                path: report.factor.path(),
                value: report.value(tried.index),
                verdict: word(tried.verdict),
                answer: report.is_answer(tried),
                replications: tried.replications,
                criterion,
                criterion_verdict: word(tested.verdict),
                figures: Figures::of(tested),
                outcome: outcome(report.sought.answer()),
                values: report.factor.len(),
                last_value: report.last_value(),
                values_tried: report.sought.tried.len(),
                further: report.sought.bracket.further,
                complete: report.sought.bracket.complete,
                exact: report.sought.is_exact(),
                level: report.goal.level,
                stopped_by: report.stopped.map(Cause::name),
            })?;
        }
    }
    rows.finish()
}
