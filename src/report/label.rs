//! What the measures are called in tables.

use crate::model::{Exhibition, Measure, Visit};

/// A measure's name for people, at most 18 characters.
pub(super) fn label(measure: Measure, exhibition: &Exhibition) -> &'static str {
    match measure {
        Measure::Makespan if exhibition.is_endless() => "observed time",
        Measure::Makespan => "makespan",
        Measure::Utilisation => "utilisation",
        Measure::WaitingMean => "waiting, mean",
        Measure::WaitingMax => "waiting, longest",
        Measure::LineWaitMean => "in line, mean",
        Measure::SojournMean => "sojourn, mean",
        Measure::Moves => "masters' moves",
        Measure::Forfeits => "forfeits",
        Measure::Throughput => "throughput",
        Measure::LastMasterMove => "last master's move",
        Measure::MasterThinking => "masters thinking",
        Measure::MasterWalking => "masters walking",
        Measure::MasterAttending => "masters attending",
        Measure::MasterIdle => "masters idle",
        Measure::Events => "events",
    }
}

/// What is played, in a few words: `12 opponents, Larry, FirstReady`.
pub(super) fn setting(exhibition: &Exhibition) -> String {
    let opponents = super::figure::grouped(exhibition.opponents() as f64, 0);
    let plural = if exhibition.opponents() == 1 { "" } else { "s" };
    let master = &exhibition.master;
    let masters = if master.count == 1 { master.name.clone() } else { format!("{} × {}", master.count, master.name) };
    let boards = exhibition.boards.map_or(String::new(), |boards| format!(", {boards} boards"));
    format!("{opponents} opponent{plural}{boards}, {masters}, {}", visit(exhibition.visit))
}

fn visit(visit: Visit) -> String {
    format!("{visit:?}")
}
