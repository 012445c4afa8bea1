//! Cases worked by hand from the contract, each with all its happenings (in the words of [`super::text`]).
//!
//! [`build`] makes exhibitions, [`answers`] are known makespans of bigger ones.

mod answers;
mod build;
mod circle;
mod games;
mod hall;
mod queue;
mod sequential;

use super::text::tell_all;
use super::{Measures, play};
use zeitnot::model::Exhibition;

/// A case: what is played, and all that must happen.
pub struct Case {
    pub name: &'static str,
    pub exhibition: Exhibition,
    /// One line for each instant.
    pub happens: &'static str,
}

/// Every case in which nothing is chosen at random.
pub fn all() -> Vec<Case> {
    [sequential::cases(), circle::cases(), queue::cases(), games::cases(), hall::cases()]
        .into_iter()
        .flatten()
        .collect()
}

/// The lines of a text, without indentation and empty lines.
pub fn trimmed(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Plays what chooses nothing at random.
fn play_surely(exhibition: &Exhibition) -> (String, Measures) {
    let (trajectory, measures) = play(exhibition, |_| unreachable!("nothing is chosen at random"));
    (tell_all(&trajectory), measures)
}

#[test]
fn the_reference_plays_every_case_as_worked_by_hand() {
    for case in all() {
        let (happens, _) = play_surely(&case.exhibition);
        assert!(
            happens == trimmed(case.happens),
            "{}:\n{happens}\n\nbut by hand:\n{}",
            case.name,
            trimmed(case.happens)
        );
    }
}
