//! The table of a seek.

use super::{SeekReport, word, words};
use crate::count::grouped;
use crate::experiment::seek::{Answer, Statistic, Tested};
use crate::expression::Kind;
use crate::model::Unit;
use crate::report::figure::Scale;
use crate::report::label::{percent, title};
use crate::report::shortening::{paragraph, without_end};
use crate::report::style;
use crate::report::text_table::TextTable;
use crate::stats::Interval;
use std::io::{self, Write};

/// Longer headings are cut.
const HEADING_MAX: usize = 28;
/// Of more values than this only some are listed.
const ROWS_MAX: usize = 20;
/// This many on either side of each change.
const NEAR: usize = 2;
/// Below the answer.
const INDENT: &str = "          ";

pub(super) fn table(report: &SeekReport<'_>, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let (quiet, result, warning) = (style::QUIET, style::RESULT, style::WARNING);
    let bracket = &report.sought.bracket;
    title(report.title, report.settings, out)?;
    if let Some(cause) = report.stopped {
        writeln!(out, "{warning}PARTIAL: {cause}: {}{warning:#}", report.how_far())?;
    }
    let edge = bracket.edge.map_or_else(|| "largest or smallest".to_owned(), |edge| edge.to_string());
    writeln!(out, "{quiet}{edge} {}{quiet:#}", report.factor)?;
    if let Some((end, last)) = report.factor.falls_short() {
        writeln!(out, "{quiet}the step does not lead to {end}: the last value is {last}{quiet:#}")?;
    }
    writeln!(out, "{quiet}such that {}{quiet:#}\n", report.question.text())?;
    let answer = match report.sought.answer() {
        Answer::Value(index) => report.value(index),
        Answer::All => "all".to_owned(),
        Answer::None => "none".to_owned(),
        Answer::Unknown => "unknown".to_owned(),
        Answer::Unfinished => "not found yet".to_owned(),
    };
    writeln!(out, "  answer  {result}{answer}{result:#}")?;
    for line in [words::what_is_known(report)].into_iter().chain(words::basis(report)) {
        writeln!(out, "{}", paragraph(INDENT, &line))?;
    }
    for remark in words::remarks(report) {
        writeln!(out, "{warning}{}{warning:#}", paragraph(INDENT, &remark))?;
    }
    writeln!(out)?;
    tried(report).write(&[], columns, out)?;
    let feet = words::feet(report);
    if !feet.is_empty() {
        writeln!(out)?;
    }
    for foot in feet {
        writeln!(out, "{quiet}{}{quiet:#}", paragraph("  ", &foot))?;
    }
    if report.factor.path() == "seed" {
        return Ok(());
    }
    writeln!(out, "\n  {quiet}seed {}{quiet:#}", report.seed)
}

/// Which of the values tried are listed: of many, those around each change, the answer, and both ends.
fn listed(report: &SeekReport<'_>) -> Vec<bool> {
    let tried = &report.sought.tried;
    let verdicts = |at: usize| {
        tried
            .get(at)
            .map(|tried| (tried.verdict, tried.criteria.iter().map(|tested| tested.verdict).collect::<Vec<_>>()))
    };
    let matters = |at: usize| {
        let changes = at > 0 && at < tried.len() && verdicts(at) != verdicts(at - 1);
        changes || tried.get(at).is_some_and(|tried| report.is_answer(tried))
    };
    let is_end = |at: usize| at == 0 || at + 1 == tried.len();
    let is_near = |at: usize| (at.saturating_sub(NEAR - 1)..=at + NEAR).any(matters);
    (0..tried.len()).map(|at| tried.len() <= ROWS_MAX || is_end(at) || is_near(at)).collect()
}

fn tried(report: &SeekReport<'_>) -> TextTable {
    let mut headings =
        vec![String::new(), without_end(report.factor.path().trim_start_matches("opponents."), HEADING_MAX)];
    let criteria = report.question.criteria().enumerate().filter(|(number, _)| !report.question.repeats(*number));
    let criteria: Vec<_> = criteria.collect();
    // With several statistics, only the estimates have room.
    let with_intervals = criteria.len() == 1 && !report.sought.is_certain();
    for (_, (text, _)) in &criteria {
        headings.push(without_end(text, HEADING_MAX));
        headings.extend(with_intervals.then(|| percent(report.goal.level)));
    }
    headings.push("replications".to_owned());
    let mut table = TextTable::new(&headings.iter().map(String::as_str).collect::<Vec<_>>());
    table.keys(2);
    table.spare(&[headings.len() - 1]);
    let (listed, mut skipped) = (listed(report), 0);
    for (at, tried) in report.sought.tried.iter().enumerate() {
        if !listed[at] {
            skipped += 1;
            continue;
        }
        if skipped > 0 {
            let verdict = word(report.sought.tried[at - 1].verdict);
            table.row(style::QUIET, vec![verdict.to_owned(), format!("… {} more", grouped(skipped))]);
            skipped = 0;
        }
        let style = if report.is_answer(tried) { style::RESULT } else { style::PLAIN };
        let mut cells = vec![word(tried.verdict).to_owned(), report.value(tried.index)];
        for (number, (_, kind)) in &criteria {
            let [estimate, interval] = figures(report, &tried.criteria[*number], *number, *kind);
            cells.push(estimate);
            cells.extend(with_intervals.then_some(interval));
        }
        cells.push(grouped(tried.replications));
        table.row(style, cells);
    }
    table
}

/// The estimate of a criterion, and its interval.
fn figures(report: &SeekReport<'_>, tested: &Tested, number: usize, kind: Kind) -> [String; 2] {
    let (value, interval) = (tested.estimate, tested.interval);
    let is_share = report.goal.condition.criteria[number].statistic == Statistic::Share;
    estimated(kind, is_share, value, interval)
}

/// An estimate of something of this kind, or of a probability, and the interval around it; empty without one.
pub(in crate::report) fn estimated(kind: Kind, is_share: bool, value: f64, interval: Option<Interval>) -> [String; 2] {
    let unit = match kind {
        _ if is_share => Unit::Share,
        Kind::DURATION => Unit::Seconds,
        Kind::RATE => Unit::PerSecond,
        Kind::Quantity(_) | Kind::Truth | Kind::Choice => Unit::Count,
    };
    let spread = interval.map(|interval| (interval.high - interval.low) / 2.0).filter(|spread| spread.is_finite());
    // Without randomness a condition is true or false: no decimals.
    let scale = Scale::of(unit, value.abs(), spread.or(is_share.then_some(0.1)));
    let text = |value: f64| if value.is_finite() { scale.signed(value) } else { "?".to_owned() };
    let bounds = interval.map(|interval| {
        let low = text(interval.low);
        // One unit for both.
        format!("{} to {}", low.strip_suffix(" %").unwrap_or(&low), text(interval.high))
    });
    [text(value), bounds.unwrap_or_default()]
}
