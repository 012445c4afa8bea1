//! What a seek tried, as CSV.

use super::{SeekReport, word};
use crate::experiment::Ending;
use std::io::{self, Write};

const HEADINGS: [&str; 12] = [
    "scenario",
    "seed",
    "path",
    "value",
    "verdict",
    "answer",
    "replications",
    "criterion",
    "estimate",
    "low",
    "high",
    "stopped_by",
];

/// `stopped_by` is empty unless the seek did not come to its end.
pub(super) fn csv(report: &SeekReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(HEADINGS)?;
    for tried in &report.sought.tried {
        for ((criterion, _), (estimate, interval)) in report.question.criteria().zip(&tried.estimates) {
            let end = |end: Option<f64>| end.filter(|end| end.is_finite()).map_or(String::new(), |end| end.to_string());
            writer.write_record([
                report.title,
                &report.seed.to_string(),
                report.factor.path(),
                &report.value(tried.index),
                word(tried.verdict),
                &report.is_answer(tried).to_string(),
                &tried.replications.to_string(),
                criterion,
                &estimate.to_string(),
                &end(interval.map(|interval| interval.low)),
                &end(interval.map(|interval| interval.high)),
                report.ending.map_or("", Ending::name),
            ])?;
        }
    }
    writer.flush()
}
