//! The critical path: its parts, and its last links.

use super::{Explained, heading, outlook};
use crate::count::grouped;
use crate::experiment::critical_path::{Activity, CriticalPath, Link, PathPart};
use crate::model::{Exhibition, Names};
use crate::report::clock::rounded;
use crate::report::decimals::decimal;
use crate::report::shortening::paragraph;
use crate::report::style;
use crate::time::Instant;
use std::io::{self, Write};

/// How many of the last links are shown.
const LAST: usize = 6;

/// What set the makespan, if requested.
pub(super) fn section(explained: &Explained<'_>, out: &mut dyn Write) -> io::Result<()> {
    let exhibition = &explained.scenario.exhibition;
    let Some(result) = &explained.explanation.path else { return Ok(()) };
    let of = match explained.path_of {
        Some(replication) if !exhibition.is_deterministic() => format!(" of replication {}", replication + 1),
        _ => String::new(),
    };
    heading(&format!("What set the makespan{of}"), out)?;
    match result {
        Ok(path) if path.links.is_empty() => writeln!(out, "  Nothing took any time."),
        Ok(path) => {
            parts(exhibition, path, out)?;
            last_links(exhibition, path, out)?;
            outlook::changes_of_one(explained, out)
        }
        Err(too_long) => writeln!(out, "{}", paragraph("  ", &format!("It can't be shown: {too_long}."))),
    }
}

fn parts(exhibition: &Exhibition, path: &CriticalPath, out: &mut dyn Write) -> io::Result<()> {
    let all_ns = path.length().as_ns();
    let text = "A chain in which each thing could begin only when the one before it ended:";
    writeln!(out, "{}", paragraph("  ", text))?;
    for part in path.parts() {
        let share = part.length_ns as f64 / all_ns as f64 * 100.0;
        let times = format!("{}×", grouped(part.links));
        let (length, share) = (rounded(part.length_ns.into()), decimal(share, 1));
        writeln!(out, "    {:<47}{times:>9}{length:>12}{share:>6} %", part_name(exhibition, &part))?;
    }
    Ok(())
}

fn part_name(exhibition: &Exhibition, part: &PathPart) -> String {
    let masters = match exhibition.master.count {
        1 => exhibition.master.name.clone(),
        _ => "a master".to_owned(),
    };
    match part.activity {
        Activity::Arrives => "an opponent has not arrived yet".to_owned(),
        Activity::OpponentThinks => "opponents think".to_owned(),
        Activity::RunsOutOfPatience => "opponents think until they give up".to_owned(),
        Activity::MasterThinks if part.elsewhere => format!("{masters} thinks elsewhere, the next board waits"),
        Activity::MasterThinks => format!("{masters} thinks"),
        Activity::Walks => format!("{masters} walks"),
    }
}

fn last_links(exhibition: &Exhibition, path: &CriticalPath, out: &mut dyn Write) -> io::Result<()> {
    let quiet = style::QUIET;
    let first = path.links.len().saturating_sub(LAST);
    let before = if first > 0 { format!(" (of {})", grouped(path.links.len() as u64)) } else { String::new() };
    writeln!(out, "  {quiet}Its last links{before}, and when each begins:{quiet:#}")?;
    let names = Names::new(exhibition);
    for (place, link) in path.links.iter().enumerate().skip(first) {
        let begins = rounded(link.start.since(Instant::START).as_ns().into());
        let length = rounded(link.length().as_ns().into());
        writeln!(out, "    {begins:>12}  {:<49}{length:>11}", link_name(&names, link, path.is_elsewhere(place)))?;
    }
    Ok(())
}

fn link_name(names: &Names, link: &Link, elsewhere: bool) -> String {
    let opponent = names.opponent(link.board);
    let master = link.master.map_or(String::new(), |master| names.master(master));
    match link.activity {
        Activity::Arrives => format!("{opponent} has not arrived yet"),
        Activity::OpponentThinks => format!("{opponent} thinks about move {}", grouped(link.nth)),
        Activity::RunsOutOfPatience => format!("{opponent} thinks, and gives up"),
        Activity::MasterThinks if elsewhere => format!("{master} thinks at {opponent}'s board first"),
        Activity::MasterThinks => format!("{master} thinks at {opponent}'s board"),
        Activity::Walks => format!("{master} walks to {opponent}"),
    }
}
