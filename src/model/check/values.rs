//! Checks of single settings: is each in its range?

use super::limits::{At, Faults, not_empty};
use super::{MAX_MASTERS, MAX_MOVES, Problem};
use crate::count::grouped;
use crate::line::is_plain;
use crate::model::{Arrival, Distribution, Exhibition, GameLength, Group};

/// Adds the errors of the settings of `exhibition`, each by itself.
pub fn check(exhibition: &Exhibition, problems: &mut Vec<Problem>) {
    let master = &exhibition.master;
    name(At::root("master.name"), &master.name, problems);
    if !(1..=MAX_MASTERS).contains(&master.count) {
        let limit = grouped(MAX_MASTERS.into());
        problems.push(Problem::new(
            "master.count",
            format!("{} masters: there must be at least 1 and at most {limit}", grouped(master.count.into())),
            "write a number in that range",
        ));
    }
    distribution(At::root("master.think"), &master.think, problems);
    if exhibition.groups.is_empty() {
        problems.push(Problem::new(
            "opponents",
            "there are no opponents",
            "write at least one group, such as `[(name: \"hobbyist\", count: 12)]`",
        ));
    }
    for (index, it) in exhibition.groups.iter().enumerate() {
        group(At::root("opponents").at(index), it, problems);
    }
    if exhibition.boards == Some(0) {
        let instead = "write the number of boards, or leave `boards` out to give every opponent one";
        problems.push(Problem::new("boards", "without boards nobody can play", instead));
    }
    if let Some(walk) = &exhibition.walk {
        distribution(At::root("walk"), walk.time(), problems);
    }
}

fn name(path: At<'_>, name: &str, problems: &mut Vec<Problem>) {
    if name.trim().is_empty() {
        problems.push(Problem::new(path, "this name is empty", "write a name, or leave `name` out"));
    }
    // It would break the lines of tables and logs.
    if !is_plain(name) {
        let what = "this name contains a line break or another control character";
        problems.push(Problem::new(path, what, "write a name that is one line of text"));
    }
}

fn group(path: At<'_>, group: &Group, problems: &mut Vec<Problem>) {
    name(path.field(".name"), &group.name, problems);
    if group.count == 0 {
        let instead = "write the number of opponents, or remove the group";
        problems.push(Problem::new(path.field(".count"), "a group needs at least one opponent", instead));
    }
    distribution(path.field(".think"), &group.think, problems);
    moves(path.field(".moves"), &group.moves, problems);
    arrival(path.field(".arrive"), group, problems);
    if let Some(think) = &group.master_think {
        distribution(path.field(".master_think"), think, problems);
    }
}

fn arrival(path: At<'_>, group: &Group, problems: &mut Vec<Problem>) {
    match &group.arrive {
        Arrival::AtStart => {}
        Arrival::Every(gap) => distribution(path, gap, problems),
        Arrival::At(instants) => {
            if instants.len() as u64 != u64::from(group.count) {
                let times = if instants.len() == 1 { "time" } else { "times" };
                problems.push(Problem::new(
                    path,
                    format!("{} arrival {times} for a group of {}", instants.len(), group.count),
                    "write one time for each opponent of the group",
                ));
            }
        }
    }
}

fn moves(path: At<'_>, moves: &GameLength, problems: &mut Vec<Problem>) {
    match moves {
        GameLength::Endless => {}
        GameLength::Exactly(number) => move_count(path.at(0), *number, problems),
        GameLength::Uniform(least, most) => {
            move_count(path.at(0), *least, problems);
            move_count(path.at(1), *most, problems);
            if least > most {
                let instead = format!("write `Uniform({most}, {least})`");
                problems.push(Problem::new(path, "the smallest number of moves is above the largest", instead));
            }
        }
        GameLength::Geometric { mean } => {
            if !(*mean >= 1.0 && *mean <= MAX_MOVES as f64) {
                let what = format!("a mean of {mean} moves: it must be at least 1 and at most {}", grouped(MAX_MOVES));
                problems.push(Problem::new(path.field(".mean"), what, "write, for example, `Geometric(mean: 30)`"));
            }
        }
        GameLength::Empirical(numbers) => {
            Faults::new(problems).add(path, not_empty(numbers.len(), "Empirical([18, 25, 40])"));
            for (index, number) in numbers.iter().enumerate().filter(|(_, number)| !is_move_count(**number)).take(3) {
                move_count(path.at(index), *number, problems);
            }
        }
    }
}

fn is_move_count(number: u64) -> bool {
    (1..=MAX_MOVES).contains(&number)
}

fn move_count(path: At<'_>, number: u64, problems: &mut Vec<Problem>) {
    if !is_move_count(number) {
        let what = match number {
            0 => "a game has at least one move".to_owned(),
            _ => format!("{} moves: a game has at most {}", grouped(number), grouped(MAX_MOVES)),
        };
        let instead = if number == 0 { "write a number, at least 1" } else { "write a smaller number, or `Endless`" };
        problems.push(Problem::new(path, what, instead));
    }
}

/// Adds the errors of the distribution at `path`.
fn distribution(path: At<'_>, it: &Distribution, problems: &mut Vec<Problem>) {
    Faults::new(problems).add_those_of(path, it);
}
