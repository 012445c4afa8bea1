//! What changes would do.

use super::{Explained, words};
use crate::count::grouped;
use crate::experiment::explanation::{Constraint, Effect, Gain, OneRun, WhatIf};
use crate::model::Measure;
use crate::report::shortening::without_end;
use crate::report::style;
use std::io::{self, Write};

const LESS: u32 = Constraint::LESS_PERCENT;
const MORE: u32 = Constraint::MORE_BOARDS_PERCENT;

/// What a little less of each constraint would do, and one more opponent, board or master, or another policy.
pub(super) fn changes(explained: &Explained<'_>, out: &mut dyn Write) -> io::Result<()> {
    let explanation = &explained.explanation;
    if explanation.effects.is_empty() && explanation.gains.is_empty() && explanation.unplayed.is_empty() {
        return Ok(());
    }
    let (title, quiet) = (style::TITLE, style::QUIET);
    let measure = if explanation.measure == Measure::Makespan { "makespan" } else { "moves" };
    writeln!(
        out,
        "\n{title}What changes would do{title:#} (simulated){quiet}{measure:>15}{:>21}{quiet:#}",
        "difference"
    )?;
    gains_rows(explained, out)?;
    changes_rows(explained, out)
}

/// The constraints, the one whose relaxation gains most first, and below each its parts. The policy is one of them.
fn gains_rows(explained: &Explained<'_>, out: &mut dyn Write) -> io::Result<()> {
    let all = &explained.explanation.gains;
    for whole in all.iter().filter(|gain| gain.constraint.part_of().is_none()) {
        gain_row(explained, whole, out)?;
        for part in all.iter().filter(|gain| gain.constraint.part_of() == Some(whole.constraint)) {
            gain_row(explained, part, out)?;
        }
    }
    Ok(())
}

fn gain_row(explained: &Explained<'_>, gain: &Gain, out: &mut dyn Write) -> io::Result<()> {
    let (explanation, exhibition) = (&explained.explanation, &explained.scenario.exhibition);
    let without = explanation.summary.estimate(explanation.measure).mean;
    let difference = if exhibition.is_endless() { gain.mean } else { -gain.mean };
    let name = match gain.constraint {
        Constraint::Masters => format!("{}: {LESS} % less time", words::masters(exhibition)),
        Constraint::Walking => "  walking only".to_owned(),
        Constraint::Opponents => format!("opponents: {LESS} % less time"),
        Constraint::Group(index) => format!("  {} only", exhibition.groups[index].name),
        Constraint::Arrivals => format!("arrivals: {LESS} % earlier"),
        Constraint::Boards => format!("boards: {MORE} % more, in proportion"),
        Constraint::Policy => name(explained, WhatIf::FirstReady),
    };
    row(explained, &name, without + difference, (without, difference), gain.half_width, out)
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
    changed.iter().try_for_each(|(what_if, with)| {
        row(explained, &name(explained, *what_if), *with, (*value, with - value), None, out)
    })
}

/// A change: the measure with it, and by how much that differs from what it is without.
fn row(
    explained: &Explained<'_>,
    name: &str,
    with: f64,
    (without, difference): (f64, f64),
    half_width: Option<f64>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let measure = explained.explanation.measure;
    let value = words::measured(measure, with, None);
    let more = words::difference(measure, without, difference, half_width);
    let part = if without > 0.0 { words::percent_signed(difference / without) } else { String::new() };
    let name = without_end(name, 33);
    writeln!(out, "  {name:<33}{value:>13} {more:>20}{part:>9}")
}

fn changes_rows(explained: &Explained<'_>, out: &mut dyn Write) -> io::Result<()> {
    let explanation = &explained.explanation;
    let without = explanation.summary.estimate(explanation.measure).mean;
    // The policy is among the constraints, unless it could not be played as one.
    let is_shown = |effect: &&Effect| {
        let is_policy = |gain: &Gain| gain.constraint == Constraint::Policy;
        effect.what_if == WhatIf::FirstReady && explanation.gains.iter().any(is_policy)
    };
    for effect in explanation.effects.iter().filter(|effect| !is_shown(effect)) {
        let Effect { what_if, mean, difference, half_width } = *effect;
        row(explained, &name(explained, what_if), mean, (without, difference), half_width, out)?;
    }
    for what_if in &explanation.unplayed {
        let (name, quiet) = (without_end(&name(explained, *what_if), 33), style::QUIET);
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
