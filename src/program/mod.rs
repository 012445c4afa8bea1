//! Scenarios as real programs: text only. Nothing here runs anything.
//!
//! [`write`] finds out how a scenario maps onto a program ([`shape`]), looks up the draws of one replication ([`games`]), and
//! fills the templates of the language with them ([`filling`]). A scenario that does not map gives [`Unmapped`], with the
//! reason. [`Course`] is what the program must print, in which order; [`comparison`] holds its output against that.

mod comparison;
mod course;
mod filling;
mod games;
mod language;
mod quoted;
mod shape;
mod table;
mod template;

pub use comparison::{Comparison, Unreadable};
pub use course::Course;
pub use language::Language;

use crate::model::{Draws, Names, Outcome, decimals};
use crate::scenario::Scenario;
use crate::time::Duration;
use games::Games;
use shape::Shape;

/// Records what the tasks of a Python program wait for.
pub const TRACER: &str = include_str!("python/tracer.py");

/// A script that runs a Python program with a simulated clock.
pub const INSTANTLY: &str = include_str!("python/instantly.py");

/// More games than this have their table in a file of its own.
const GAMES_INSIDE_MAX: u32 = 30;

/// The templates of Python: what all programs have, and what those of some shapes have.
const PYTHON: [&str; 5] = [
    include_str!("python/heading.txt"),
    include_str!("python/masters.txt"),
    include_str!("python/games.txt"),
    include_str!("python/circle.txt"),
    include_str!("python/end.txt"),
];

/// The longest time. Up to 26 days a program's floating-point seconds are exact to the nanosecond, and Node's timers end at
/// 2³¹ ms.
const TIME_MAX: Duration = Duration::from_secs(24 * 24 * 60 * 60);

/// The effect of a master's thinking on everything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Larry {
    /// It blocks the event loop.
    Blocks,
    /// It holds a lock that others wait for, while the event loop goes on.
    Awaits,
}

/// The program to write.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The scenario, whose `seed` counts.
    pub scenario: &'a Scenario,
    /// The replication whose draws the program gets, from 0.
    pub replication: u64,
    /// How that replication went.
    pub course: &'a Course,
    /// What it came to.
    pub outcome: &'a Outcome,
    /// The language.
    pub language: Language,
    /// `None`: as is exact, blocking if both are.
    pub larry: Option<Larry>,
}

/// A program, and the table that must stand beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The program.
    pub text: String,
    /// The content of the JSON file beside it: the same name, ending in `.json`.
    pub table: Option<String>,
}

/// Why a scenario is not a program, and what could be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmapped {
    /// The reason.
    pub what: String,
    /// What to write instead.
    pub help: String,
}

impl Unmapped {
    fn new(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self { what: what.into(), help: help.into() }
    }
}

/// All that a language needs to know.
struct Plan<'a> {
    scenario: &'a Scenario,
    names: Names,
    games: Games,
    shape: Shape,
    larry: Larry,
    language: Language,
    decimals: usize,
    makespan: Duration,
}

/// Writes a program that does what the replication did.
///
/// # Errors
/// If the scenario does not map, with the reason.
pub fn write(request: &Request) -> Result<Program, Unmapped> {
    let exhibition = &request.scenario.exhibition;
    let (shape, larry) = Shape::of(request)?;
    let draws = Draws::new(exhibition, request.scenario.seed, request.replication);
    let makespan = request.outcome.makespan;
    if makespan >= TIME_MAX {
        return Err(Unmapped::new(
            format!("it takes {makespan}; a program's clock counts whole nanoseconds up to 24 days"),
            "make the games or the think times shorter",
        ));
    }
    let plan = Plan {
        scenario: request.scenario,
        names: Names::new(exhibition),
        games: Games::new(exhibition, &draws, shape.chooses_randomly(exhibition))?,
        shape,
        larry,
        language: request.language,
        decimals: decimals(exhibition),
        makespan,
    };
    let has_file = plan.has_file();
    let filling = filling::filling(&plan, has_file);
    let parts = match plan.language {
        Language::Javascript => vec![include_str!("javascript/program.txt")],
        Language::Tokio => vec![include_str!("tokio/program.txt")],
        _ => {
            let [heading, masters, games, circle, end] = PYTHON;
            match plan.shape {
                Shape::Circle => vec![heading, circle, end],
                Shape::Chooser { .. } => vec![heading, masters, games, end],
                _ => vec![heading, games, end],
            }
        }
    };
    let text = parts.into_iter().map(|part| filling.fill(part)).collect();
    Ok(Program { text, table: has_file.then(|| table::file(&plan)) })
}

impl Plan<'_> {
    /// Whether the table of games stands in a file of its own. In Rust it never does.
    fn has_file(&self) -> bool {
        !self.games.are_alike && self.games.count > GAMES_INSIDE_MAX && self.language != Language::Tokio
    }
}

#[cfg(test)]
mod tests;
