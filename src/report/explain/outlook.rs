//! The bottleneck, and what changes would do.

use super::{Explained, heading, words};
use crate::count::grouped;
use crate::experiment::explanation::{Bottleneck, Effect, OneRun, WhatIf};
use crate::formula::{Quantity, Value};
use crate::model::{Measure, Visit};
use crate::report::decimals::decimal;
use crate::report::style;
use std::io::{self, Write};

/// The bottleneck, and the number of boards from which it is the masters.
pub(super) fn bottleneck(explained: &Explained<'_>, out: &mut dyn Write) -> io::Result<()> {
    heading("The bottleneck", out)?;
    writeln!(out, "{}", words::wrapped(&because(explained), "  "))?;
    match saturation(explained) {
        Some(text) => writeln!(out, "{}", words::wrapped(&text, "  ")),
        None => Ok(()),
    }
}

fn because(explained: &Explained<'_>) -> String {
    let (summary, exhibition) = (&explained.explanation.summary, &explained.scenario.exhibition);
    let masters = words::masters(exhibition);
    let all_s = summary.estimate(Measure::Makespan).mean * f64::from(exhibition.master.count);
    let share = |measure| match summary.estimate(measure).mean / all_s {
        share if share.is_finite() => format!("{} %", decimal(share * 100.0, 1)),
        _ => "0 %".to_owned(),
    };
    let (thinking, walking) = (share(Measure::MasterThinking), share(Measure::MasterWalking));
    let (attending, idle) = (share(Measure::MasterAttending), share(Measure::MasterIdle));
    let (verb, plural, verb_wait) =
        if exhibition.master.count == 1 { ("thinks", "is", "waits") } else { ("think", "are", "wait") };
    let walks = if summary.estimate(Measure::MasterWalking).mean > 0.0 {
        format!(" and {} for {walking}", if plural == "is" { "walks" } else { "walk" })
    } else {
        String::new()
    };
    match explained.explanation.bottleneck {
        Bottleneck::Masters => format!(
            "The masters: {} {verb} for {thinking}{walks} of the time. Mostly opponents wait for a master, not a master \
             for them: a faster master, or another one, would help; more boards would not.",
            if exhibition.master.count == 1 { &masters } else { "they" }
        ),
        Bottleneck::Walking => format!("Walking: it takes {walking} of the time, thinking only {thinking}."),
        Bottleneck::Policy => format!(
            "The policy: by {} a master stands at a board until its opponent has moved, whether or not another \
             is ready. That takes {attending} of the time; {masters} {verb} for {thinking}.",
            exhibition.visit
        ),
        Bottleneck::Boards => format!(
            "The boards: {masters} {plural} idle for {idle} of the time, while opponents stand in line for one of {} \
             boards.",
            grouped(exhibition.boards.map_or(0, u64::from))
        ),
        Bottleneck::Opponents => {
            let waiting = if summary.estimate(Measure::MasterAttending).mean > 0.0 {
                format!("{plural} idle for {idle} of the time and {verb_wait} at boards for {attending}")
            } else {
                format!("{plural} idle for {idle} of the time")
            };
            format!("The opponents: {masters} {waiting}, as nobody is ready, and {verb} for {thinking}{walks}.")
        }
    }
}

/// What N* means here.
fn saturation(explained: &Explained<'_>) -> Option<String> {
    let exhibition = &explained.scenario.exhibition;
    let agreements = explained.explanation.said.iter().flat_map(|said| &said.agreements);
    let mut statements = agreements.map(|agreement| agreement.statement);
    let statement = statements.find(|statement| statement.quantity == Quantity::SaturationBoards)?;
    let Value::Number(point) = statement.value else { return None };
    let open = exhibition.opponents().min(exhibition.boards.map_or(u64::MAX, u64::from));
    let (point_text, masters) = (words::number(Quantity::SaturationBoards, point), words::masters(exhibition));
    let side = match open as f64 {
        _ if exhibition.visit == Visit::Sequential => "Games played one at a time never use more than one.".to_owned(),
        open if open < point => format!("This scenario has {open}."),
        open => format!("This scenario has {open}; each extra board adds its full share of work."),
    };
    let varies = if exhibition.is_deterministic() { "" } else { " (if nothing varied)" };
    Some(format!(
        "The saturation point is N* = {point_text} boards{varies}: with fewer, {masters} must wait for opponents; with \
         more, opponents must wait. {side}"
    ))
}

/// What one more opponent, board or master, or another policy, would do.
pub(super) fn changes(explained: &Explained<'_>, out: &mut dyn Write) -> io::Result<()> {
    let explanation = &explained.explanation;
    if explanation.effects.is_empty() && explanation.unplayed.is_empty() {
        return Ok(());
    }
    let (title, quiet) = (style::TITLE, style::QUIET);
    let measure = if explanation.measure == Measure::Makespan { "makespan" } else { "moves" };
    writeln!(
        out,
        "\n{title}What changes would do{title:#} (simulated){quiet}{measure:>15}{:>21}{quiet:#}",
        "difference"
    )?;
    changes_rows(explained, out)
}

/// What the same changes would have done in the replication whose critical path is shown.
pub(super) fn changes_of_one(explained: &Explained<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(OneRun { value, changed }) = &explained.explanation.one_run else { return Ok(()) };
    if changed.is_empty() {
        return Ok(());
    }
    let (measure, quiet) = (explained.explanation.measure, style::QUIET);
    let took = words::measured(measure, *value, None);
    writeln!(out, "  {quiet}It took {took}. The same replication with a change:{quiet:#}")?;
    changed.iter().try_for_each(|(what_if, with)| row(explained, *what_if, *with, (*value, with - value), None, out))
}

/// A change: the measure with it, and by how much that differs from what it is without.
fn row(
    explained: &Explained<'_>,
    what_if: WhatIf,
    with: f64,
    (without, difference): (f64, f64),
    half_width: Option<f64>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let measure = explained.explanation.measure;
    let value = words::measured(measure, with, None);
    let more = words::difference(measure, without, difference, half_width);
    let part = if without > 0.0 { words::percent_signed(difference / without) } else { String::new() };
    let name = words::shortened(&name(explained, what_if), 33);
    writeln!(out, "  {name:<33}{value:>13}{more:>21}{part:>9}")
}

fn changes_rows(explained: &Explained<'_>, out: &mut dyn Write) -> io::Result<()> {
    let explanation = &explained.explanation;
    let without = explanation.summary.estimate(explanation.measure).mean;
    for effect in &explanation.effects {
        let Effect { what_if, mean, difference, half_width } = *effect;
        row(explained, what_if, mean, (without, difference), half_width, out)?;
    }
    for what_if in &explanation.unplayed {
        let (name, quiet) = (words::shortened(&name(explained, *what_if), 33), style::QUIET);
        writeln!(out, "  {name:<33}{quiet}{:>13}{quiet:#}", "not played")?;
    }
    Ok(())
}

fn name(explained: &Explained<'_>, what_if: WhatIf) -> String {
    let exhibition = &explained.scenario.exhibition;
    let of = |count: u32, name: &str| format!("one more {name} ({})", grouped(u64::from(count) + 1));
    match what_if {
        WhatIf::Opponent(index) => of(exhibition.groups[index].count, &exhibition.groups[index].name),
        WhatIf::Board => of(exhibition.boards.unwrap_or(0), "board"),
        WhatIf::Master => of(exhibition.master.count, &exhibition.master.name),
        WhatIf::FirstReady => "visit FirstReady instead".to_owned(),
    }
}
