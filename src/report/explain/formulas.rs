//! The formulas that apply, next to the simulation, and those that nearly do.

use super::{Explained, heading, words};
use crate::experiment::explanation::{Agreement, Consistency, Nearly};
use crate::formula::{Assumption, Characteristic, PredictedValue, Statement};
use crate::model::Exhibition;
use crate::report::shortening::{paragraph, without_end};
use crate::report::style;
use std::io::{self, Write};

/// The formulas that apply: the value of each, the simulated value, and how they compare.
pub(super) fn said(explained: &Explained<'_>, out: &mut dyn Write) -> io::Result<()> {
    let said = &explained.explanation.said;
    if said.is_empty() {
        heading("What formulas say", out)?;
        return writeln!(out, "  No formula applies here; the simulation is the only answer.");
    }
    let (title, quiet) = (style::TITLE, style::QUIET);
    writeln!(out, "\n{title}What formulas say{title:#}{quiet}{:>51}{:>10}{quiet:#}", "simulated", "compared")?;
    for one in said {
        writeln!(out, "  {}", one.formula.title())?;
        for agreement in &one.agreements {
            row(&explained.scenario.exhibition, agreement, out)?;
        }
    }
    Ok(())
}

fn row(exhibition: &Exhibition, agreement: &Agreement, out: &mut dyn Write) -> io::Result<()> {
    let Statement { quantity, group, value } = agreement.statement;
    let name = words::quantity(quantity);
    let name = group.map_or_else(|| name.to_owned(), |group| format!("{name}, {}", exhibition.groups[group].name));
    let simulated = agreement.simulated.map_or(String::new(), |it| words::estimate(quantity, it, agreement.half_width));
    let (name, value) = (without_end(&name, 21), words::value(quantity, value));
    let line = format!("    {name:<21} {value:>21} {simulated:>20} {:>9}", verdict(agreement));
    writeln!(out, "{}", line.trim_end())
}

/// How formula and simulation compare, in a word.
fn verdict(agreement: &Agreement) -> String {
    match (agreement.verdict, agreement.statement.value) {
        (Some(Consistency::Holds), PredictedValue::Exact(_)) => "equal".to_owned(),
        (Some(Consistency::Holds), _) => "holds".to_owned(),
        (Some(Consistency::Unclear), _) => "unclear".to_owned(),
        (Some(Consistency::Broken), _) => "BROKEN".to_owned(),
        (None, _) => agreement.deviation().map_or_else(String::new, words::percent_signed),
    }
}

/// The formulas that miss the fewest assumptions, and which.
pub(super) fn nearly(explained: &Explained<'_>, out: &mut dyn Write) -> io::Result<()> {
    // A deterministic scenario is not an error.
    let at_fault = |one: &&Nearly| one.broken.iter().all(|broken| broken.assumption != Assumption::SomethingVaries);
    let mut nearly = explained.explanation.nearly.iter().filter(at_fault).peekable();
    let Some(fewest) = nearly.peek().map(|first| first.broken.len()) else { return Ok(()) };
    heading("What nearly applies", out)?;
    for one in nearly.take_while(|one| one.broken.len() == fewest) {
        writeln!(out, "  {}", one.formula.title())?;
        for broken in &one.broken {
            let text = format!("needs: {}. Here: {}.", broken.assumption.statement(), broken.instead);
            writeln!(out, "{}", paragraph("    ", &text))?;
        }
        if_so(one, out)?;
    }
    Ok(())
}

/// What it would say if its missing assumptions held, in one line.
fn if_so(nearly: &Nearly, out: &mut dyn Write) -> io::Result<()> {
    let told =
        nearly.if_so.iter().filter(|statement| statement.group.is_none() && statement.quantity != Characteristic::Lap);
    let told = told.map(|it| format!("{} {}", words::quantity(it.quantity), words::value(it.quantity, it.value)));
    let told: Vec<_> = told.collect();
    if told.is_empty() {
        Ok(())
    } else {
        writeln!(out, "{}", paragraph("    ", &format!("If so: {}.", told.join(", "))))
    }
}
