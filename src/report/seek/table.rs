//! The table of a seek.

use super::{SeekReport, word};
use crate::count::{counted, grouped};
use crate::experiment::seek::{Answer, Bracket, Edge, Statistic, Tried, Verdict};
use crate::expression::Kind;
use crate::model::Unit;
use crate::report::figure::Scale;
use crate::report::grid::Grid;
use crate::report::label::{percent, title};
use crate::report::style;
use crate::stats::Interval;
use std::io::{self, Write};

/// Longer headings are cut.
const HEADING_MAX: usize = 28;

pub(super) fn table(report: &SeekReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (quiet, result, warning) = (style::QUIET, style::RESULT, style::WARNING);
    let bracket = &report.sought.bracket;
    title(report.title, report.settings, out)?;
    if let Some(cause) = report.cut {
        writeln!(out, "{warning}PARTIAL: {cause}: {}{warning:#}", report.how_far())?;
    }
    let edge = bracket.edge.map_or_else(|| "largest or smallest".to_owned(), |edge| edge.to_string());
    writeln!(out, "{quiet}{edge} {}{quiet:#}", report.factor)?;
    writeln!(out, "{quiet}such that {}{quiet:#}\n", report.question.text())?;
    let answer = match report.sought.answer() {
        Answer::Value(index) => report.value(index),
        Answer::All => "all".to_owned(),
        Answer::None => "none".to_owned(),
        Answer::Unknown => "unknown".to_owned(),
        Answer::Unfinished => "not found yet".to_owned(),
    };
    writeln!(out, "  answer  {result}{answer}{result:#}")?;
    writeln!(out, "          {}", what_is_known(report))?;
    let all_verdicts = format!("sure at {}, all verdicts together", percent(report.goal.level));
    let basis = if report.is_exact() { "exact: nothing is left to chance" } else { &all_verdicts };
    writeln!(out, "          {basis}")?;
    for remark in remarks(report) {
        writeln!(out, "          {warning}{remark}{warning:#}")?;
    }
    writeln!(out)?;
    grid(report).write(&[], out)?;
    if !report.is_exact() {
        let (level, cases) = (percent(report.goal.level), cases(report.sought.error));
        writeln!(
            out,
            "\n  {quiet}each interval covers the truth with {level}; each verdict is wrong in at most one{quiet:#}"
        )?;
        writeln!(out, "  {quiet}of {cases} cases, so that all of them together are right with {level}{quiet:#}")?;
    }
    writeln!(out, "\n  {quiet}seed {}{quiet:#}", report.seed)
}

/// In one of how many cases something of this probability happens, rounded down to three digits.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the error is above 0; `as` saturates")]
fn cases(error: f64) -> String {
    let cases = (1.0 / error) as u64;
    let mut unit = 1;
    while cases / unit >= 1_000 {
        unit *= 10;
    }
    grouped(cases / unit * unit)
}

/// What is known on either side of the edge.
fn what_is_known(report: &SeekReport<'_>) -> String {
    if report.sought.answer() == Answer::Unfinished {
        return report.so_far();
    }
    let Bracket { answer, fails_at, undecided, .. } = &report.sought.bracket;
    let between = match undecided.as_slice() {
        [] => String::new(),
        [only] => format!(", undecided at {}", report.value(*only)),
        [first, .., last] => format!(", undecided from {} to {}", report.value(*first), report.value(*last)),
    };
    let tried = match report.sought.tried.len() as u64 {
        1 => "the only value".to_owned(),
        several => format!("all of the {}", counted(several, "value")),
    };
    let is_all = |verdict| report.count(verdict) == report.sought.tried.len();
    match (answer, fails_at) {
        (Some(answer), Some(fails_at)) => {
            format!("holds at {}{between}, fails at {}", report.value(*answer), report.value(*fails_at))
        }
        (Some(_), None) if report.sought.answer() == Answer::All => everywhere(report),
        (Some(_), None) if is_all(Verdict::Holds) => format!("holds at {tried} tried"),
        (Some(answer), None) if undecided.is_empty() => {
            format!("holds at {}, the end of the range", report.value(*answer))
        }
        (Some(answer), None) => format!("holds at {}{between}", report.value(*answer)),
        (None, _) if is_all(Verdict::Fails) => format!("fails at {tried} tried"),
        (None, _) if report.count(Verdict::Fails) == 0 => format!("undecided at {tried} tried"),
        (None, _) => {
            format!("surely holds at none of the {} tried{between}", counted(report.sought.tried.len() as u64, "value"))
        }
    }
}

/// `holds everywhere from 1 to 4`.
fn everywhere(report: &SeekReport<'_>) -> String {
    let (len, tried) = (report.factor.len(), report.sought.tried.len() as u64);
    let [first, last] = [0, len - 1].map(|index| report.factor.value(index));
    let some = if tried < len { format!(", as far as {} tell", counted(tried, "value")) } else { String::new() };
    format!("holds everywhere from {first} to {last}{some}")
}

/// What whoever reads the answer should know.
fn remarks(report: &SeekReport<'_>) -> Vec<String> {
    let bracket = &report.sought.bracket;
    let mut remarks = Vec::new();
    if let Some((one, other)) = bracket.contradiction {
        let (one, other) = (report.value(one), report.value(other));
        remarks.push(format!("there is another edge, between {one} and {other}: not every value between"));
        remarks.push("may be like its neighbours; --exhaustive tries all of them".to_owned());
    }
    if !bracket.complete && !bracket.called_off {
        remarks.push("the search was given up: there are too many edges; try --exhaustive".to_owned());
    }
    if !bracket.undecided.is_empty() {
        let limit = counted(report.goal.replications_max, "replication");
        remarks.push(format!("undecided after {limit}: --max-replications N allows more"));
    }
    if bracket.called_off {
        return remarks;
    }
    if report.sought.answer() == Answer::All {
        remarks.push("no edge in this range: let --vary go further, or choose an end of it".to_owned());
        remarks.push("with --smallest or --largest".to_owned());
        return remarks;
    }
    let at_the_end = bracket.answer.is_some() && bracket.fails_at.is_none() && bracket.undecided.is_empty();
    if at_the_end && report.factor.len() > 1 {
        let further = if bracket.edge == Some(Edge::Largest) { "larger" } else { "smaller" };
        remarks.push(format!("perhaps a {further} one would do as well: let --vary go further"));
    }
    remarks
}

fn grid(report: &SeekReport<'_>) -> Grid {
    let mut headings = vec![String::new(), shortened(report.factor.path().trim_start_matches("opponents."))];
    let criteria: Vec<_> = report.question.criteria().collect();
    // Of several criteria only the estimates have room.
    let with_intervals = criteria.len() == 1 && !report.is_exact();
    for (text, _) in &criteria {
        headings.push(shortened(text));
        headings.extend(with_intervals.then(|| percent(report.goal.level)));
    }
    headings.push("replications".to_owned());
    let mut grid = Grid::new(&headings.iter().map(String::as_str).collect::<Vec<_>>());
    grid.spare(&[headings.len() - 1]);
    for tried in &report.sought.tried {
        let style = if report.is_answer(tried) { style::RESULT } else { style::PLAIN };
        let mut cells = vec![word(tried.verdict).to_owned(), report.value(tried.index)];
        for (number, (_, kind)) in criteria.iter().enumerate() {
            let [estimate, interval] = figures(report, tried, number, *kind);
            cells.push(estimate);
            cells.extend(with_intervals.then_some(interval));
        }
        cells.push(grouped(tried.replications));
        grid.row(style, cells);
    }
    grid
}

/// The estimate of a criterion, and its interval.
fn figures(report: &SeekReport<'_>, tried: &Tried, number: usize, kind: Kind) -> [String; 2] {
    let (value, interval) = tried.estimates[number];
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
    // Without chance something is the case or not: no decimals.
    let scale = Scale::of(unit, value.abs(), spread.or(is_share.then_some(0.1)));
    let text = |value: f64| if value.is_finite() { scale.signed(value) } else { "?".to_owned() };
    let bounds = interval.map(|interval| {
        let low = text(interval.low);
        // One unit for both.
        format!("{} to {}", low.strip_suffix(" %").unwrap_or(&low), text(interval.high))
    });
    [text(value), bounds.unwrap_or_default()]
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= HEADING_MAX {
        return text.to_owned();
    }
    text.chars().take(HEADING_MAX - 1).chain(['…']).collect()
}
