//! Gates on one scenario: which failed, and what is known of what they are about.

use super::seek::estimated;
use super::shortening::paragraph;

use super::{TOO_CLOSE, label, style};
use crate::count::grouped;
use crate::experiment::GateVerdict;
use crate::experiment::seek::{JudgedGate, StatisticEstimate};
use crate::stats::Interval;
use serde::Serialize;
use std::io::{self, Write};

/// Below a verdict.
const INDENT: &str = "             ";

/// Writes a line for each gate, with what stands before it.
pub(super) fn lines(judged: &[JudgedGate], before: &str, level: f64, out: &mut dyn Write) -> io::Result<()> {
    for JudgedGate { text, verdict, statistics, needed } in judged {
        line(*verdict, &format!("{before}{text}"), out)?;
        for StatisticEstimate { text, kind, is_share, estimate, interval } in statistics {
            let [estimate, bounds] = estimated(*kind, *is_share, *estimate, *interval);
            let level = label::percent(level);
            let bounds = if bounds.is_empty() { String::new() } else { format!("; {level} interval: {bounds}") };
            let quiet = style::QUIET;
            writeln!(out, "{INDENT}{quiet}{text} = {estimate}{bounds}{quiet:#}")?;
        }
        if let Some(needed) = needed {
            let quiet = style::QUIET;
            writeln!(out, "{INDENT}{quiet}about {} replications would decide it{quiet:#}", rounded(*needed))?;
        }
    }
    Ok(())
}

/// Writes a verdict, and what it is about.
pub(super) fn line(verdict: GateVerdict, text: &str, out: &mut dyn Write) -> io::Result<()> {
    let (style, word) = match verdict {
        GateVerdict::Failed => (style::WARNING, "FAILED"),
        GateVerdict::Passed => (style::PLAIN, "passed"),
        GateVerdict::Undecided | GateVerdict::TooClose => (style::WARNING, "undecided"),
    };
    writeln!(out, "  {style}{word:<9}{style:#}  {text}")?;
    if verdict == GateVerdict::TooClose {
        let quiet = style::QUIET;
        writeln!(out, "{quiet}{}{quiet:#}", paragraph(INDENT, TOO_CLOSE))?;
    }
    Ok(())
}

/// An estimate of a count, to two digits, rounded up.
fn rounded(count: u64) -> String {
    let unit = count.checked_ilog10().map_or(1, |digits| 10_u64.pow(digits.saturating_sub(1)));
    grouped(count.div_ceil(unit).saturating_mul(unit))
}

/// A gate in JSON.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct GateObject<'a> {
    gate: &'a str,
    verdict: &'static str,
    statistics: Vec<StatisticObject<'a>>,
    /// About how many replications would decide it; `null` if it is decided, or nobody knows.
    replications_needed: Option<u64>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct StatisticObject<'a> {
    statistic: &'a str,
    estimate: f64,
    low: Option<f64>,
    high: Option<f64>,
}

impl<'a> GateObject<'a> {
    pub fn new(judged: &'a JudgedGate) -> Self {
        let statistics = judged.statistics.iter().map(StatisticObject::new).collect();
        Self { gate: &judged.text, verdict: judged.verdict.name(), statistics, replications_needed: judged.needed }
    }
}

impl<'a> StatisticObject<'a> {
    pub fn new(of: &'a StatisticEstimate) -> Self {
        let end = |end: fn(Interval) -> f64| of.interval.map(end).filter(|end| end.is_finite());
        let (low, high) = (end(|interval| interval.low), end(|interval| interval.high));
        Self { statistic: &of.text, estimate: of.estimate, low, high }
    }
}
