//! Scenarios as real programs: text only. Nothing here runs anything.
//!
//! [`write`] finds out how a scenario maps onto a program (`shape`), looks up the draws of one replication (`games`),
//! and fills the templates of the language with them (`filling`). A scenario that does not map gives [`Unmapped`], with
//! the reason. [`Course`] is what the program must print, in which order; `conformance` holds its output against that.

mod conformance;
mod course;
mod filling;
mod games;
mod language;
mod plan;
mod quoted;
mod request;
mod shape;
mod table;
mod template;
mod unmapped;

pub use conformance::{Conformance, Unreadable};
pub use course::Course;
pub use language::Language;
pub use request::{Larry, ProgramRequest};
pub use unmapped::Unmapped;

use crate::model::{Draws, Names, decimals};
use games::{Games, TIME_MAX};
use plan::Plan;
use shape::Shape;

/// Records what the tasks of a Python program wait for.
pub const TRACER: &str = include_str!("python/tracer.py");

/// A script that runs a Python program with a simulated clock.
pub const INSTANTLY: &str = include_str!("python/instantly.py");

/// The templates of Python: what all programs have, and what those of some shapes have.
const PYTHON: [&str; 5] = [
    include_str!("python/heading.txt"),
    include_str!("python/masters.txt"),
    include_str!("python/games.txt"),
    include_str!("python/circle.txt"),
    include_str!("python/end.txt"),
];

/// A program, and the table that must stand beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The program.
    pub text: String,
    /// The content of the JSON file beside it: the same name, ending in `.json`.
    pub table: Option<String>,
}

/// Writes a program that does what the replication did.
///
/// # Errors
/// If the scenario does not map, with the reason.
pub fn write(request: &ProgramRequest) -> Result<Program, Unmapped> {
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

#[cfg(test)]
mod tests;
