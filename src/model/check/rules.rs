//! Checks of combinations of settings.

use super::limits::{At, Faults};
use super::{MAX_BOARDS_WITH_STEPS, MAX_OPPONENTS, Problem};
use crate::count::grouped;
use crate::model::{Distribution, Exhibition, GameLength, Group, Visit, Walk};
use std::collections::HashMap;

/// Adds the contradictions in `exhibition`.
pub fn check(exhibition: &Exhibition, problems: &mut Vec<Problem>) {
    names(exhibition, problems);
    opponents(exhibition, problems);
    boards(exhibition, problems);
    if exhibition.is_endless() {
        endless(exhibition, problems);
    } else {
        terminating(exhibition, problems);
    }
}

/// Paths and results call groups by their names, so each needs its own.
fn names(exhibition: &Exhibition, problems: &mut Vec<Problem>) {
    let mut first = HashMap::new();
    for (index, group) in exhibition.groups.iter().enumerate() {
        if first.insert(group.name.as_str(), index).is_some() {
            problems.push(Problem::new(
                format!("opponents[{index}].name"),
                format!("two groups are called \"{}\"", group.name),
                "give each group its own name",
            ));
        }
    }
}

fn opponents(exhibition: &Exhibition, problems: &mut Vec<Problem>) {
    let mut total = 0;
    for (index, group) in exhibition.groups.iter().enumerate() {
        total += u64::from(group.count);
        if total > MAX_OPPONENTS {
            problems.push(Problem::new(
                format!("opponents[{index}].count"),
                format!("{} opponents: there may be at most {} in all", grouped(total), grouped(MAX_OPPONENTS)),
                "write a smaller number",
            ));
            return;
        }
    }
}

fn boards(exhibition: &Exhibition, problems: &mut Vec<Problem>) {
    let total = exhibition.opponents();
    let limited = exhibition.few_boards().is_some();
    if limited && matches!(exhibition.walk, Some(Walk::PerBoard(_))) {
        problems.push(Problem::new(
            "walk",
            format!("with fewer boards than opponents ({total}) the steps between boards are not defined"),
            "write `Between(…)`, or leave `boards` out",
        ));
    }
    // If a sum of steps has no known distribution, every step is a separate draw, and one walk can have as many steps
    // as there are boards.
    let step_by_step = matches!(&exhibition.walk, Some(Walk::PerBoard(step)) if !step.sum_has_law());
    if step_by_step && total > MAX_BOARDS_WITH_STEPS {
        let (boards, most) = (grouped(total), grouped(MAX_BOARDS_WITH_STEPS));
        problems.push(Problem::new(
            "walk",
            format!("a circle of {boards} boards with steps drawn one by one: there may be at most {most}"),
            "write steps whose sum is one draw, such as `Constant(\"1s\")` or `Erlang(k: 4, mean: \"1s\")`, or \
             `Between(…)`",
        ));
    }
}

/// Every game ends, and the run ends with the last one.
fn terminating(exhibition: &Exhibition, problems: &mut Vec<Problem>) {
    let instead = "leave it out, or write `moves: Endless`";
    if exhibition.horizon.is_some() {
        let what = "the run ends with the last game: a horizon is only for endless games";
        problems.push(Problem::new("horizon", what, instead));
    }
    if !exhibition.warm_up.is_zero() {
        let what = "games that end are measured from the start: a warm-up is only for endless games";
        problems.push(Problem::new("warm_up", what, instead));
    }
}

fn endless(exhibition: &Exhibition, problems: &mut Vec<Problem>) {
    let is_endless = |group: &&Group| group.moves == GameLength::Endless;
    let first = exhibition.groups.iter().position(|group| is_endless(&group)).unwrap_or(0);
    match exhibition.horizon {
        None => problems.push(Problem::new(
            format!("opponents[{first}].moves"),
            "endless games need a horizon, or the run would never end",
            "add `horizon: \"10h\"` to the scenario, and perhaps `warm_up: \"1h\"`",
        )),
        Some(horizon) if horizon.is_zero() => {
            problems.push(Problem::new(
                "horizon",
                "a horizon of 0s leaves nothing to measure",
                "write, for example, \"10h\"",
            ));
        }
        Some(horizon) if exhibition.warm_up >= horizon => problems.push(Problem::new(
            "warm_up",
            format!("the warm-up ({}) leaves nothing to measure before the horizon ({horizon})", exhibition.warm_up),
            "write a shorter warm-up or a later horizon",
        )),
        Some(_) => {}
    }
    let without_end = exhibition.groups.iter().filter(is_endless).filter(|group| group.patience.is_none());
    let many: u64 = without_end.map(|group| u64::from(group.count)).sum();
    starving(exhibition, first, many, problems);
    for (index, group) in exhibition.groups.iter().enumerate().filter(|(_, group)| is_endless(group)) {
        if stands_still(exhibition, group) {
            problems.push(Problem::new(
                format!("opponents[{index}].think"),
                "an endless game in which no move takes time: virtual time would stand still",
                "give the opponents or the master a think time above zero",
            ));
        }
    }
}

/// With too few boards, an opponent in an endless game never leaves his board, unless he runs out of patience.
fn starving(exhibition: &Exhibition, first: usize, many: u64, problems: &mut Vec<Problem>) {
    let path = format!("opponents[{first}].moves");
    let masters = u64::from(exhibition.master.count);
    if exhibition.visit == Visit::Sequential && many > masters {
        problems.push(Problem::new(
            path,
            format!(
                "`Sequential` plays each game to its end: only {masters} of {many} endless games would ever be played"
            ),
            "write another policy at `visit`, such as `FirstReady`, or give the games an end",
        ));
    } else if let Some(boards) = exhibition.boards.map(u64::from).filter(|&boards| many > boards) {
        problems.push(Problem::new(
            path,
            format!("only {boards} of {many} endless games would ever be played, one at each board"),
            "write more `boards`, or give the games an end",
        ));
    }
}

/// Whether nobody ever thinks in the group's games. A walk does not help: a master who stays at his board makes
/// endlessly many moves at one instant.
fn stands_still(exhibition: &Exhibition, group: &Group) -> bool {
    // Of parameters that are wrong themselves, nothing else is said.
    let is_sound = |think: &Distribution| {
        let mut problems = Vec::new();
        Faults::new(&mut problems).add_those_of(At::root("think"), think);
        problems.is_empty()
    };
    [&group.think, exhibition.service(group)].into_iter().all(|think| is_sound(think) && think.survival(0.0) == 0.0)
}
