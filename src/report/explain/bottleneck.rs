//! The bottleneck in words.

use super::{Explained, heading, words};
use crate::count::grouped;
use crate::experiment::explanation::{Bottleneck, Constraint, Undecided, WhatIf};
use crate::formula::{Characteristic, PredictedValue};
use crate::model::Measure;
use crate::report::decimals::decimal;
use crate::report::shortening::paragraph;
use std::io::{self, Write};

const LESS: u32 = Constraint::LESS_PERCENT;
const MORE: u32 = Constraint::MORE_BOARDS_PERCENT;

/// The bottleneck, and the number of boards from which it is the masters.
pub(super) fn section(explained: &Explained<'_>, out: &mut dyn Write) -> io::Result<()> {
    heading("The bottleneck", out)?;
    writeln!(out, "{}", paragraph("  ", &because(explained)))?;
    match saturation(explained) {
        Some(text) => writeln!(out, "{}", paragraph("  ", &text)),
        None => Ok(()),
    }
}

fn because(explained: &Explained<'_>) -> String {
    let (explanation, exhibition) = (&explained.explanation, &explained.scenario.exhibition);
    let times = times(explained);
    match explanation.bottleneck {
        Bottleneck::Masters => format!("The masters: {times}. {}", gained(explained)),
        Bottleneck::MasterThinking => {
            format!("The masters' moves: {times}. {}{}", gained(explained), one_more_master(explained))
        }
        Bottleneck::Walking => format!("Walking: {times}. {}", gained(explained)),
        Bottleneck::Policy => format!(
            "The policy: by {} a master stands at a board until its opponent has moved, whether or not another is \
             ready; {times}. {}",
            exhibition.visit,
            gained(explained)
        ),
        Bottleneck::Boards => format!(
            "The boards: there are {}, and opponents stand in line for them; {times}. {}",
            grouped(exhibition.boards.map_or(0, u64::from)),
            gained(explained)
        ),
        Bottleneck::Opponents => format!("The opponents: {times}. {}", gained(explained)),
        Bottleneck::Group(index) => {
            let (who, name) = match &exhibition.groups[index] {
                group if group.count == 1 => ("One slow opponent", &group.name),
                group => ("One group of opponents", &group.name),
            };
            format!("{who}, {name}: {times}. {}", gained(explained))
        }
        Bottleneck::Arrivals => format!("The arrivals: {times}. {}", gained(explained)),
        Bottleneck::Undecided(why) => undecided(explained, why),
    }
}

/// How the masters spend their time.
fn times(explained: &Explained<'_>) -> String {
    let (summary, exhibition) = (&explained.explanation.summary, &explained.scenario.exhibition);
    let all_s = summary.estimate(Measure::Makespan).mean * f64::from(exhibition.master.count);
    let part = |measure, verb: &str| {
        let share = summary.estimate(measure).mean / all_s;
        (share > 0.0).then(|| format!("{verb} {} %", decimal(share * 100.0, 1)))
    };
    let verbs = match exhibition.master.count {
        1 => ["thinks for", "walks for", "waits at boards for", "is idle for"],
        _ => ["think for", "walk for", "wait at boards for", "are idle for"],
    };
    let measures = [Measure::MasterThinking, Measure::MasterWalking, Measure::MasterAttending, Measure::MasterIdle];
    let parts: Vec<_> = measures.into_iter().zip(verbs).filter_map(|(measure, verb)| part(measure, verb)).collect();
    let masters = words::masters(exhibition);
    match parts.split_last() {
        None => format!("{masters} {} nothing", if exhibition.master.count == 1 { "does" } else { "do" }),
        Some((last, [])) => format!("{masters} {last} of the time"),
        Some((last, others)) => format!("{masters} {} and {last} of the time", others.join(", ")),
    }
}

/// What the change gains that gains most.
fn gained(explained: &Explained<'_>) -> String {
    let Some(constraint) = explained.explanation.bottleneck.constraint() else { return String::new() };
    let change = change(explained, constraint);
    format!("{change}, {}: no like change of anything else gains as much.", effect(explained, constraint))
}

/// What that change does.
fn effect(explained: &Explained<'_>, constraint: Constraint) -> String {
    let explanation = &explained.explanation;
    let gain = explanation.gains.iter().find(|gain| gain.constraint == constraint).map_or(0.0, |gain| gain.mean);
    let percent = 100.0 * gain.abs() / explanation.summary.estimate(explanation.measure).mean;
    if percent.is_infinite() {
        return "there would be some moves, where now there are none".to_owned();
    }
    let share = decimal(percent, if percent < 10.0 { 2 } else { 1 });
    match (explained.scenario.exhibition.is_endless(), gain < 0.0) {
        (true, false) => format!("there would be {share} % more moves"),
        (true, true) => format!("there would be {share} % fewer moves"),
        (false, false) => format!("the makespan would be {share} % shorter"),
        (false, true) => format!("the makespan would be {share} % longer"),
    }
}

/// The like change of a constraint, as the condition of a sentence.
fn change(explained: &Explained<'_>, constraint: Constraint) -> String {
    let exhibition = &explained.scenario.exhibition;
    match constraint {
        Constraint::Masters => format!("If {} took {LESS} % less time", words::masters(exhibition)),
        Constraint::Walking => format!("If walking took {LESS} % less time"),
        Constraint::Opponents => format!("If the opponents took {LESS} % less time"),
        Constraint::Group(index) => format!("If {} took {LESS} % less time", exhibition.groups[index].name),
        Constraint::Arrivals => format!("If the opponents arrived {LESS} % earlier"),
        Constraint::Boards => format!("With {MORE} % more boards"),
        Constraint::Policy => "With FirstReady".to_owned(),
    }
}

/// Whether one more master would help, where masters are not scarce.
fn one_more_master(explained: &Explained<'_>) -> &'static str {
    let (explanation, exhibition) = (&explained.explanation, &explained.scenario.exhibition);
    match explanation.effects.iter().find(|effect| effect.what_if == WhatIf::Master) {
        Some(effect) if effect.is_gain(exhibition) => " One more master would help, too.",
        Some(effect) if effect.difference == 0.0 && effect.half_width.unwrap_or(0.0) == 0.0 => {
            " One more master would change nothing."
        }
        Some(_) => " One more master is not shown to help.",
        None => "",
    }
}

/// Why nothing is named.
fn undecided(explained: &Explained<'_>, why: Undecided) -> String {
    let (explanation, exhibition) = (&explained.explanation, &explained.scenario.exhibition);
    let gain = |one| format!("{}, {}", change(explained, one), effect(explained, one));
    let why = match why {
        _ if explanation.summary.replications == 1 && !exhibition.is_deterministic() => {
            "A single replication does not show what chance does.".to_owned()
        }
        Undecided::Close(pair) => {
            let [first, second] = pair.map(gain);
            let end = if exhibition.is_deterministic() { "That is nearly the same" } else { "The lead may be chance" };
            format!("{first}. {second}. {end}.")
        }
        Undecided::Chance(first) => format!("{}. That may be chance: more replications would tell.", gain(first)),
        Undecided::Little => "No like change of one thing gains much.".to_owned(),
    };
    format!("Nothing stands out: {}. {why}", times(explained))
}

/// What N* means here.
fn saturation(explained: &Explained<'_>) -> Option<String> {
    let exhibition = &explained.scenario.exhibition;
    let agreements = explained.explanation.said.iter().flat_map(|said| &said.agreements);
    let mut statements = agreements.map(|agreement| agreement.statement);
    let statement = statements.find(|statement| statement.quantity == Characteristic::SaturationBoards)?;
    let PredictedValue::Number(point) = statement.value else { return None };
    let open = exhibition.opponents().min(exhibition.boards.map_or(u64::MAX, u64::from));
    let (point, masters) = (words::number(Characteristic::SaturationBoards, point), words::masters(exhibition));
    let varies = if exhibition.is_deterministic() { "" } else { " (if nothing varied)" };
    Some(format!(
        "The saturation point is N* = {point} boards{varies}: with fewer, {masters} must wait for opponents; with \
         more, opponents must wait. This scenario has {open}."
    ))
}
