//! What the measures are called in tables.

use crate::model::{Exhibition, Measure, Visit};

/// A measure's name for people, at most 14 characters with its unit, if any.
pub(super) const fn label(measure: Measure) -> &'static str {
    match measure {
        Measure::Makespan => "makespan",
        Measure::Utilisation => "utilisation",
        Measure::WaitingMean => "mean wait",
        Measure::WaitingMax => "longest wait",
        Measure::LineWaitMean => "mean in line",
        Measure::SojournMean => "mean sojourn",
        Measure::Moves | Measure::Throughput => "moves",
        Measure::Forfeits => "forfeits",
        Measure::LastMasterMove => "last move",
        Measure::MasterThinking => "thinking",
        Measure::MasterWalking => "walking",
        Measure::MasterAttending => "attending",
        Measure::MasterIdle => "idle",
        Measure::Events => "events",
    }
}

/// What the makespan is called: with endless games it is no such thing.
pub(super) fn makespan(exhibition: &Exhibition) -> &'static str {
    if exhibition.is_endless() { "observed time" } else { label(Measure::Makespan) }
}

/// What is played, in a few words: `12 opponents, Larry, FirstReady`.
pub(super) fn setting(exhibition: &Exhibition) -> String {
    let opponents = super::figure::grouped(exhibition.opponents());
    let plural = if exhibition.opponents() == 1 { "" } else { "s" };
    let master = &exhibition.master;
    let masters = if master.count == 1 { master.name.clone() } else { format!("{} × {}", master.count, master.name) };
    let boards = exhibition.boards.map_or(String::new(), |boards| format!(", {boards} boards"));
    format!("{opponents} opponent{plural}{boards}, {masters}, {}", visit(exhibition.visit))
}

fn visit(visit: Visit) -> String {
    format!("{visit:?}")
}
