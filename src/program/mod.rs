//! Scenarios as real programs: text only. Nothing here runs anything.
//!
//! [`write`] finds out how a scenario maps onto a program ([`shape`]), looks up the draws of one replication
//! ([`games`]), and has the language write it. A scenario that does not map gives [`Unmapped`], with the reason.
//! [`Course`] is what the program must print, in which order; [`comparison`] holds its output against that.

mod comparison;
mod course;
mod games;
mod python;
mod quoted;
mod shape;

pub use comparison::{Comparison, Unreadable};
pub use course::Course;

use crate::model::{Draws, Names, Outcome, decimals};
use crate::scenario::Scenario;
use crate::time::Duration;
use games::Games;
use shape::Shape;

/// A script that runs a Python program with a simulated clock.
pub const INSTANTLY: &str = include_str!("python/instantly.py");

/// More games than this have their table in a file of its own.
const GAMES_INSIDE_MAX: u32 = 30;

/// Times from here on (26 days) are not exact to the nanosecond in a program's floating-point seconds.
const TIME_MAX: Duration = Duration::from_ns(1 << 51);

/// What a program is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Python with an event loop.
    Asyncio,
    /// Python that does one thing after another.
    Sync,
}

impl Language {
    /// Its name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Asyncio => "asyncio",
            Self::Sync => "sync",
        }
    }
}

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
            format!("it takes {makespan}; a program's clock counts whole nanoseconds up to 26 days"),
            "make the games or the think times shorter",
        ));
    }
    let plan = Plan {
        scenario: request.scenario,
        names: Names::new(exhibition),
        games: Games::new(exhibition, &draws, shape.chooses_randomly(exhibition))?,
        shape,
        larry,
        decimals: decimals(exhibition),
        makespan,
    };
    Ok(python::write(&plan, request.language))
}
