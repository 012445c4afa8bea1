//! Checks of single settings: is each in its range?

use super::{MAX_MASTERS, MAX_MOVES, MAX_NESTING, Problem};
use crate::count::grouped;
use crate::line::is_plain;
use crate::model::{Arrival, Distribution, Exhibition, GameLength, Group, Walk};
use crate::time::Duration;
use std::fmt;

/// A path, which is written out only if there is something wrong there: all is well in most exhibitions, and there are
/// many.
#[derive(Clone, Copy)]
struct At<'p> {
    whole: Option<&'p At<'p>>,
    step: Step,
}

#[derive(Clone, Copy)]
enum Step {
    Field(&'static str),
    Index(usize),
}

impl<'p> At<'p> {
    const fn root(field: &'static str) -> Self {
        Self { whole: None, step: Step::Field(field) }
    }

    /// A part of it, with the dot before its name.
    const fn field(&'p self, name: &'static str) -> Self {
        Self { whole: Some(self), step: Step::Field(name) }
    }

    const fn at(&'p self, index: usize) -> Self {
        Self { whole: Some(self), step: Step::Index(index) }
    }
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(whole) = self.whole {
            whole.fmt(f)?;
        }
        match self.step {
            Step::Field(name) => f.write_str(name),
            Step::Index(index) => write!(f, "[{index}]"),
        }
    }
}

impl From<At<'_>> for String {
    fn from(path: At<'_>) -> Self {
        path.to_string()
    }
}

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
    if let Some(Walk::Between(walk) | Walk::PerBoard(walk)) = &exhibition.walk {
        distribution(At::root("walk"), walk, problems);
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
            not_empty(path, numbers.len(), "Empirical([18, 25, 40])", problems);
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

fn not_empty(path: At<'_>, length: usize, example: &str, problems: &mut Vec<Problem>) {
    if length == 0 {
        problems.push(Problem::new(path, "this list is empty", format!("write at least one value: `{example}`")));
    }
}

/// Adds the errors of the distribution at `path`.
fn distribution(path: At<'_>, it: &Distribution, problems: &mut Vec<Problem>) {
    nested(path, it, 1, problems);
}

fn nested(path: At<'_>, it: &Distribution, depth: usize, problems: &mut Vec<Problem>) {
    use Distribution as D;
    if depth > MAX_NESTING {
        let what = format!("distributions are nested more than {MAX_NESTING} deep");
        problems.push(Problem::new(path, what, "write it with fewer levels"));
        return;
    }
    let mut at = |field: &'static str, complaint: Option<(String, &str)>| {
        if let Some((what, instead)) = complaint {
            problems.push(Problem::new(path.field(field), what, instead));
        }
    };
    match it {
        D::Constant(_) | D::Exponential { .. } | D::Normal { .. } => {}
        D::Uniform { min, max } => at("", ascending(*min, *max, "minimum", "maximum")),
        D::Triangular { min, mode, max } | D::Pert { min, mode, max } => {
            at(".mode", ascending(*min, *mode, "minimum", "mode"));
            at(".max", ascending(*mode, *max, "mode", "maximum"));
        }
        D::Gamma { shape, scale_s } | D::Weibull { shape, scale_s } => {
            at(".shape", positive("shape", *shape));
            at(".scale_s", not_negative("scale", *scale_s));
        }
        D::LogNormal { mu, sigma } => {
            at(".mu", finite("mu", *mu));
            at(".sigma", not_negative("sigma", *sigma));
        }
        D::Pareto { min, shape } => {
            at(".min", min.is_zero().then(|| ("a power law can't begin at zero".to_owned(), "write a time above 0s")));
            at(".shape", positive("shape", *shape));
        }
        D::HyperExponential { cv, .. } => at(".cv", cv_complaint(*cv)),
        D::Mixture(parts) => mixture(path, parts, depth, problems),
        D::Empirical(values) | D::Replay(values) => not_empty(path, values.len(), "[\"5s\"]", problems),
        D::ByMove(stretches) => by_move(path, stretches, depth, problems),
        D::Shifted { of, .. } => nested(path.field(".of"), of, depth + 1, problems),
        D::Clamped { min, max, of } => {
            at(".max", ascending(*min, *max, "lower limit", "upper limit"));
            nested(path.field(".of"), of, depth + 1, problems);
        }
    }
}

fn mixture(path: At<'_>, parts: &[(f64, Distribution)], depth: usize, problems: &mut Vec<Problem>) {
    not_empty(path, parts.len(), "[(0.9, Constant(\"5s\")), (0.1, Constant(\"1min\"))]", problems);
    for (index, (weight, part)) in parts.iter().enumerate() {
        if let Some((what, instead)) = positive("weight", *weight) {
            problems.push(Problem::new(path.at(index).at(0), what, instead));
        }
        nested(path.at(index).at(1), part, depth + 1, problems);
    }
    let sum: f64 = parts.iter().map(|(weight, _)| weight).sum();
    if sum.is_infinite() && parts.iter().all(|(weight, _)| weight.is_finite()) {
        problems.push(Problem::new(path, "the sum of the weights is too large", "write smaller weights"));
    }
}

fn by_move(path: At<'_>, stretches: &[(u64, Distribution)], depth: usize, problems: &mut Vec<Problem>) {
    not_empty(path, stretches.len(), "[(from: 1, think: Constant(\"5s\"))]", problems);
    let mut before = 0;
    for (index, (from, part)) in stretches.iter().enumerate() {
        let place = path.at(index);
        let from_path = place.field(".from");
        if index == 0 && *from != 1 {
            problems.push(Problem::new(from_path, "the first stretch must begin with move 1", "write `from: 1`"));
        } else if *from <= before {
            let what = format!("a stretch from move {from} can't follow one from move {before}");
            problems.push(Problem::new(from_path, what, "put the stretches in ascending order, each once"));
        }
        before = before.max(*from);
        nested(path.at(index).field(".think"), part, depth + 1, problems);
    }
}

type Complaint = Option<(String, &'static str)>;

fn ascending(low: Duration, high: Duration, low_name: &str, high_name: &str) -> Complaint {
    let what = || format!("the {high_name} ({high}) is below the {low_name} ({low})");
    (high < low).then(|| (what(), "put the values in ascending order"))
}

fn positive(name: &str, value: f64) -> Complaint {
    let fine = value.is_finite() && value > 0.0;
    (!fine).then(|| {
        (
            format!("the {name} is {value}, but must be {} above 0", number(value)),
            "write a positive number, such as 1.5",
        )
    })
}

fn not_negative(name: &str, value: f64) -> Complaint {
    let fine = value.is_finite() && value >= 0.0;
    (!fine).then(|| {
        (
            format!("the {name} is {value}, but must be {}, at least 0", number(value)),
            "write a number, at least 0, such as 0.5",
        )
    })
}

/// What a value must be: if it is not a finite number, the message says so, too.
fn number(value: f64) -> &'static str {
    if value.is_finite() { "a number" } else { "a finite number" }
}

fn finite(name: &str, value: f64) -> Complaint {
    (!value.is_finite())
        .then(|| (format!("{name} is {value}, but must be a finite number"), "write a finite number, such as 3.9"))
}

fn cv_complaint(cv: f64) -> Complaint {
    if cv > 1e6 {
        return Some((
            format!("a coefficient of variation of {cv} is beyond the limit of 1000000"),
            "write a smaller one",
        ));
    }
    let what = || format!("the coefficient of variation is {cv}, but must be at least 1");
    (cv.is_nan() || cv < 1.0)
        .then(|| (what(), "for less variation than an exponential has, write `Gamma(mean: …, sd: …)`"))
}
