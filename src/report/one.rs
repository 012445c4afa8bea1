//! The table of a single replication, which fits one screen of 80 × 24.

use super::clock::{exact_seconds, rounded};
use super::figure::Scale;
use super::text_table::TextTable;
use super::{Report, WITHIN, label, style};
use crate::count::{counted, grouped};
use crate::model::{Distributions, GameLength, GroupOutcome, Measure, Outcome, Percentiles};
use crate::time::{Duration, Instant, NS_PER_SECOND};
use std::io::{self, Write};

/// Writes the table.
pub(super) fn table(report: &Report<'_>, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let (outcome, exhibition) = (&report.first.outcome, &report.scenario.exhibition);
    let total = outcome.total();
    report.head(out)?;
    let quiet = style::QUIET;
    writeln!(out, "{quiet}{}{quiet:#}", label::setting(exhibition))?;
    if let Some(chosen) = &report.chosen {
        writeln!(out, "{quiet}{}{quiet:#}", label::chosen(chosen))?;
    }
    writeln!(out)?;
    makespan(report, out)?;
    masters(outcome, columns, out)?;
    waiting(report, &total, out)?;
    games(outcome, &total, exhibition.is_endless(), out)?;
    if outcome.groups.len() > 1 {
        groups(report, columns, out)?;
    }
    foot(report, out)
}

/// The columns beside bars, and the shortest longest bar.
const BESIDE_BARS: usize = 40;
const BAR_MIN: usize = 8;

/// The longest text of an entry in 80 columns.
const TEXT_MAX: usize = 64;

/// One entry: its name on the left, its text on the right.
fn entry(out: &mut dyn Write, name: &str, text: &str) -> io::Result<()> {
    writeln!(out, "  {name:<13} {text}")
}

fn makespan(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let outcome = &report.first.outcome;
    let (ns, seconds) = (outcome.makespan.as_ns(), exact_seconds(outcome.makespan.as_ns()));
    let (result, quiet) = (style::RESULT, style::QUIET);
    if report.scenario.exhibition.is_endless() {
        let window = label::window(outcome);
        return entry(out, "measured", &format!("{result}{window}{result:#} {quiet}= {seconds} s{quiet:#}\n"));
    }
    let name = Measure::Makespan.label();
    // From a second to a minute, a second text would be the same.
    if ns == 0 || (NS_PER_SECOND..60 * NS_PER_SECOND).contains(&ns) {
        return entry(out, name, &format!("{result}{seconds} s{result:#}\n"));
    }
    let human = rounded(u128::from(ns));
    entry(out, name, &format!("{result}{human}{result:#} {quiet}= {seconds} s{quiet:#}\n"))
}

/// How the masters spent their time, without activities that took none.
fn masters(outcome: &Outcome, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let account = &outcome.account;
    let all_ns = account.thinking_ns + account.walking_ns + account.attending_ns + account.idle_ns;
    let parts = [
        ("thinking", account.thinking_ns),
        ("walking", account.walking_ns),
        ("attending", account.attending_ns),
        ("idle", account.idle_ns),
    ];
    if all_ns == 0 {
        return Ok(());
    }
    let longest = columns.saturating_sub(BESIDE_BARS).max(BAR_MIN);
    for (name, ns) in parts.into_iter().filter(|(_, ns)| *ns > 0) {
        let share = ns as f64 / all_ns as f64;
        let (time, bar, style) = (rounded(ns), bar(share, longest), style::BAR);
        entry(out, name, &format!("{time:>12} {:>5.1} %  {style}{bar}{style:#}", share * 100.0))?;
    }
    writeln!(out)
}

/// A bar of up to `longest` characters, exact to an eighth of one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is between 0 and 1")]
fn bar(share: f64, longest: usize) -> String {
    style::bar((share * longest as f64 * 8.0).round() as usize)
}

/// Unlike in the table of several replications, these quantiles are over visits, moves and games.
fn waiting(report: &Report<'_>, total: &GroupOutcome, out: &mut dyn Write) -> io::Result<()> {
    let distributions = report.first.outcome.distributions.first().copied().unwrap_or_default();
    if total.waiting_ns > 0 {
        let mean = rounded(mean_ns(total.waiting_ns, total.visits));
        let over = format!("mean {mean} over {}:", counted(total.visits, "visit"));
        let longest = rounded(u128::from(total.waiting_max.as_ns()));
        let between = distributions
            .waiting
            .map_or(String::new(), |waiting| format!("median {}, q95 {}, ", time(waiting.q50), time(waiting.q95)));
        let all = format!("{over} {between}longest {longest}");
        if all.len() <= TEXT_MAX {
            entry(out, "waiting", &all)?;
        } else {
            entry(out, "waiting", &over)?;
            entry(out, "", &format!("{between}longest {longest}"))?;
        }
    }
    if report.shows_quantiles {
        quantiles(&distributions, out)?;
    }
    if total.line_wait_ns > 0 {
        entry(out, "in line", &format!("mean {}", rounded(mean_ns(total.line_wait_ns, total.seated))))?;
    }
    Ok(())
}

/// A line for each quantity that has quantiles.
fn quantiles(distributions: &Distributions, out: &mut dyn Write) -> io::Result<()> {
    let Distributions { waiting, response, game, exact: _ } = *distributions;
    for (name, percentiles) in [("a wait", waiting), ("a response", response), ("a game", game)] {
        let Some(Percentiles { q50, q90, q95, q99 }) = percentiles else { continue };
        let [q50, q90, q95, q99] = [q50, q90, q95, q99].map(time);
        entry(out, name, &format!("median {q50}, q90 {q90}, q95 {q95}, q99 {q99}"))?;
    }
    Ok(())
}

fn time(duration: Duration) -> String {
    rounded(u128::from(duration.as_ns()))
}

fn mean_ns(sum_ns: u128, count: u64) -> u128 {
    let count = u128::from(count.max(1));
    (sum_ns + count / 2) / count
}

fn games(outcome: &Outcome, total: &GroupOutcome, endless: bool, out: &mut dyn Write) -> io::Result<()> {
    if total.games > 0 {
        let forfeits = match total.forfeits {
            0 => String::new(),
            forfeits => format!(", {} by forfeit", grouped(forfeits)),
        };
        let (games, sojourn) = (grouped(total.games), rounded(mean_ns(total.sojourn_ns, total.games)));
        entry(out, "games", &format!("{games} over{forfeits}; {sojourn} on average from arrival to end"))?;
    }
    if total.moves == 0 {
        return entry(out, "moves", "none by masters");
    }
    let per_s = outcome.value(Measure::Throughput);
    let scale = Scale::new(Measure::Throughput, per_s, None);
    let rate = if per_s > 0.0 { format!(", {}{}", scale.text(per_s), scale.unit()) } else { String::new() };
    let last = rounded(u128::from(total.last_master_move.since(Instant::START).as_ns()));
    let until = if endless { String::new() } else { format!("; the last at {last}") };
    entry(out, "moves", &format!("{} by masters{rate}{until}", grouped(total.moves)))
}

/// A column of the groups' table: its heading, whether it is informative, and its cells.
type Column = (&'static str, bool, fn(&GroupOutcome) -> String);

/// One line for each group; empty columns are left out.
fn groups(report: &Report<'_>, room: usize, out: &mut dyn Write) -> io::Result<()> {
    let (outcome, exhibition) = (&report.first.outcome, &report.scenario.exhibition);
    let total = outcome.total();
    let columns: [Column; 5] = [
        ("waiting", true, |part| rounded(mean_ns(part.waiting_ns, part.visits))),
        ("longest", true, |part| time(part.waiting_max)),
        ("sojourn", total.games > 0, |part| rounded(mean_ns(part.sojourn_ns, part.games))),
        ("moves", true, |part| grouped(part.moves)),
        ("forfeits", total.forfeits > 0, |part| grouped(part.forfeits)),
    ];
    let columns = columns.into_iter().filter(|(_, tells, _)| *tells);
    let ends = exhibition.groups.iter().any(|group| group.moves != GameLength::Endless);
    let headings = ["group", "players"].into_iter().chain(ends.then_some("over after"));
    let headings: Vec<_> = headings.chain(columns.clone().map(|column| column.0)).collect();
    let mut table = TextTable::new(&headings);
    for (group, part) in exhibition.groups.iter().zip(&outcome.groups) {
        let mut cells = vec![group.name.clone(), grouped(u64::from(group.count))];
        let over_after = match group.moves {
            GameLength::Endless => String::new(),
            _ => time(part.ended.since(outcome.observed_from)),
        };
        cells.extend(ends.then_some(over_after));
        cells.extend(columns.clone().map(|column| column.2(part)));
        table.row(style::PLAIN, cells);
    }
    writeln!(out)?;
    table.write(&[], room, out)
}

fn foot(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (seed, replication) = (report.scenario.seed, report.first.replication + 1);
    let (events, digest) = (grouped(report.first.outcome.events), report.summary.digest);
    let quiet = style::QUIET;
    if !report.summary.exact {
        writeln!(out, "\n  {quiet}{WITHIN}{quiet:#}")?;
    }
    writeln!(out, "\n  {quiet}seed {seed}, replication {replication}, {events} events, digest {quiet:#}{digest:016x}")
}
