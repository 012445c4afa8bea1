//! Results of checks of laws, as text for people.

mod json;

pub use json::laws_json;

use super::decimals::decimal;
use super::shortening::hanging;
use super::style::{QUIET, RESULT, TITLE, WARNING};
use super::{TOO_CLOSE, WITHIN};
use crate::count::{counted, grouped};
use crate::law::{Conclusion, Finding, MissingCondition, Refutation, Skewed, Statistical};
use std::io::{self, Write};

const WIDTH: usize = 80;
const INDENT: usize = 9;
/// A space at which lines are not broken.
const UNBROKEN: &str = "\u{a0}";

/// Writes what a check found. `play` is the command that plays a counterexample; its line is not broken, so it can be
/// copied to a shell.
///
/// # Errors
/// If `out` can't be written to.
pub fn law(finding: &Finding, play: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    let conclusion = finding.conclusion();
    let style = match conclusion {
        Conclusion::Refuted | Conclusion::Unknown | Conclusion::Vacuous => WARNING,
        Conclusion::Stopped => QUIET,
        Conclusion::Holds => RESULT,
    };
    let word = conclusion.name();
    writeln!(out, "{style}{word:INDENT$}{style:#}{TITLE}{}{TITLE:#}", finding.title)?;
    for claim in &finding.claims {
        lines(out, claim, 2)?;
    }
    if let Some(given) = &finding.given {
        lines(out, &format!("given {given}"), 2)?;
    }
    if let Some(refutation) = &finding.refutation {
        refuted(finding, refutation, out)?;
        exactness(finding, out)?;
        return play.map_or(Ok(()), |play| writeln!(out, "{:INDENT$}{play}", ""));
    }
    lines(out, &effort(finding), 0)?;
    if finding.undecided > 0 {
        let (of, cases) = (grouped(finding.undecided), counted(finding.cases, "case"));
        lines(out, &format!("not decided: {of} of {cases}; {}", TOO_CLOSE.replace("0.1 %", "0.1\u{a0}%")), 0)?;
    }
    exactness(finding, out)?;
    let Some(statistical) = finding.statistical.filter(|_| finding.cases > 0) else { return Ok(()) };
    lines(out, &certainty(&statistical, finding.cases), 0)?;
    statistical.skewed.map_or(Ok(()), |skewed| lines(out, &too_skewed(skewed, finding.cases), 0))
}

/// That quantiles are not exact.
fn exactness(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    if finding.exact { Ok(()) } else { lines(out, &WITHIN.replace("0.1 %", "0.1\u{a0}%"), 0) }
}

/// How many cases were tried.
fn effort(finding: &Finding) -> String {
    let (cases, moves) = (counted(finding.cases, "case"), counted(finding.moves, "move"));
    match finding {
        Finding { stopped: Some(_), cases: 0, .. } => format!("stopped before the first case was finished ({moves})"),
        _ if finding.cases > 0 && finding.conclusion() == Conclusion::Unknown => {
            format!("no case could be judged ({moves})")
        }
        Finding { stopped: Some(_), .. } => format!("not refuted in {cases} before it was stopped ({moves})"),
        Finding { undecided: 1.., .. } => format!("not refuted in {cases} ({moves})"),
        Finding { exhausted: true, cases: 0, .. } => "`given` excludes every case".to_owned(),
        Finding { exhausted: true, cases: 1, .. } => format!("in the only case ({moves})"),
        Finding { exhausted: true, .. } => format!("in all {cases} ({moves})"),
        Finding { cases: 0, .. } => "it applies to none of the cases drawn: `given` is too narrow".to_owned(),
        _ => format!("not refuted in {cases} ({moves})"),
    }
}

fn certainty(statistical: &Statistical, cases: u64) -> String {
    let (shown, all) = (grouped(statistical.shown), counted(cases, "case"));
    let rate = percent(statistical.error_rate);
    let shown = match statistical.within {
        Some(within) if within.is_finite() => format!("the sides of == differ by at most {}", percent(within)),
        Some(_) => "nothing about the sides of ==".to_owned(),
        None => format!("in {shown} of {all}"),
    };
    let rate = format!("a true law is refuted with probability at most {rate}");
    let replications = counted(statistical.replications, "replication");
    format!("{replications} of each; {rate}; shown: {shown}")
}

/// What could not be judged, and what to do.
fn too_skewed(skewed: Skewed, cases: u64) -> String {
    let Skewed { cases: of, skewness, needed } = skewed;
    format!(
        "too skewed to judge at this error rate: {} of {} (skewness up to {}); play about {} replications (-n)",
        grouped(of),
        counted(cases, "case"),
        decimal(skewness, 1),
        grouped(needed)
    )
}

/// With two significant digits.
fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    let digits = (0..6_i32).find(|&digits| percent * 10_f64.powi(digits) >= 9.95).unwrap_or(6);
    let text = format!("{percent:.*}", usize::try_from(digits).unwrap_or(0));
    format!("{}{UNBROKEN}%", text.trim_end_matches(".0"))
}

fn refuted(finding: &Finding, refutation: &Refutation, out: &mut dyn Write) -> io::Result<()> {
    if finding.claims.len() > 1 {
        lines(out, &format!("the claim that fails: {}", refutation.claim), 2)?;
    }
    let value = |(name, value): &(String, String)| {
        let any = if refutation.irrelevant.contains(name) { " (any)" } else { "" };
        format!("{name} = {value}{any}").replace(' ', UNBROKEN)
    };
    let replication = refutation.replication.map(|number| format!("replication {}", number + 1));
    let values: Vec<_> = refutation.values.iter().map(value).chain(replication).collect();
    if !values.is_empty() {
        lines(out, &format!("fails at {}", values.join(", ")), 2)?;
    }
    if let Some(sides) = &refutation.sides {
        let width = sides.left.0.chars().count().max(sides.right.0.chars().count()).min(40);
        for (text, value) in [&sides.left, &sides.right] {
            // `≈` replaces `=`.
            let (sign, value) = value.strip_prefix('≈').map_or(("=", value.as_str()), |value| ("≈", value));
            lines(out, &format!("  {text:width$} {sign} {value}"), 4)?;
        }
    }
    if let Some(replications) = refutation.replications {
        let replications = counted(replications, "replication");
        lines(out, &format!("by {replications}; ± is a 95{UNBROKEN}% confidence interval"), 2)?;
    }
    if refutation.never_varied.is_some() {
        lines(out, "the difference was the same in all of them, which does not exclude rarer events", 2)?;
    }
    lines(out, &how_often(refutation), 2)?;
    refutation.condition.as_ref().map_or(Ok(()), |condition| lines(out, &holds_where(condition), 2))
}

fn how_often(refutation: &Refutation) -> String {
    let smallest = if refutation.smallest { "the smallest possible case" } else { "the smallest case found" };
    match refutation.share {
        _ if refutation.values.is_empty() => "there is no other case".to_owned(),
        (_, 0) => smallest.to_owned(),
        (failing, all) if failing == all => format!("{smallest}; fails in all of {}", counted(all, "other case")),
        (failing, all) => format!("{smallest}; fails in {} of {}", grouped(failing), counted(all, "other case")),
    }
}

fn holds_where(condition: &MissingCondition) -> String {
    let only = if condition.only_there { ", and only there" } else { "" };
    format!("holds where {}{only} ({})", condition.text, counted(condition.cases, "other case"))
}

/// Writes a text below the title, broken between words; lines after a break are indented by `indent` more.
fn lines(out: &mut dyn Write, text: &str, indent: usize) -> io::Result<()> {
    let bare = text.trim_start();
    let head = format!("{:INDENT$}{}", "", &text[..text.len() - bare.len()]);
    writeln!(out, "{}", hanging(&head, INDENT + indent, bare, WIDTH).replace(UNBROKEN, " "))
}

/// Writes how many laws hold, if there are several.
///
/// # Errors
/// If `out` can't be written to.
pub fn laws_in_all(findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    if findings.len() < 2 {
        return Ok(());
    }
    let count = |of: Conclusion| findings.iter().filter(|finding| finding.conclusion() == of).count();
    let (hold, refuted) = (count(Conclusion::Holds), count(Conclusion::Refuted));
    write!(out, "\n{} laws: {hold} {}, {refuted} refuted", findings.len(), if hold == 1 { "holds" } else { "hold" })?;
    for conclusion in [Conclusion::Stopped, Conclusion::Unknown, Conclusion::Vacuous] {
        if count(conclusion) > 0 {
            write!(out, ", {} {}", count(conclusion), conclusion.name())?;
        }
    }
    writeln!(out)
}
