//! What a seek tried, as CSV.

use super::json::Figures;
use super::{SeekReport, word};
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
    figures: Figures,
    stopped_by: Option<&'static str>,
}

/// `stopped_by` is empty unless the seek did not come to its end.
pub(super) fn csv(report: &SeekReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = Rows::new(out);
    // Even if nothing was tried.
    rows.headings(&Row::default())?;
    for tried in &report.sought.tried {
        for ((criterion, _), estimate) in report.question.criteria().zip(&tried.estimates) {
            rows.row(&Row {
                scenario: report.title,
                seed: report.seed,
                path: report.factor.path(),
                value: report.value(tried.index),
                verdict: word(tried.verdict),
                answer: report.is_answer(tried),
                replications: tried.replications,
                criterion,
                figures: Figures::of(estimate),
                stopped_by: report.cut.map(Cause::name),
            })?;
        }
    }
    rows.finish()
}
