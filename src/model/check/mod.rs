//! Whether an exhibition makes sense: ranges, limits, and settings that contradict each other.
//!
//! `values` judges each setting for itself, `rules` those that concern each other. All that is wrong is
//! found in one go. Nothing is changed, and nothing is drawn.

mod rules;
mod values;

use super::exhibition::Exhibition;

/// The greatest number of opponents in an exhibition, in all groups together.
pub const MAX_OPPONENTS: u64 = 10_000_000;
/// The greatest number of masters.
pub const MAX_MASTERS: u32 = 1_000_000;
/// The greatest number of moves that the side that begins may make in a game with an end.
pub const MAX_MOVES: u64 = 1_000_000_000;
/// How deep distributions may be nested.
pub const MAX_NESTING: usize = 32;

/// One thing that is wrong with an exhibition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where: a path in the scenario language, such as `opponents[0].think.mean`.
    pub path: String,
    /// What is wrong, in words.
    pub what: String,
    /// What to write instead.
    pub instead: String,
}

impl Problem {
    fn new(path: impl Into<String>, what: impl Into<String>, instead: impl Into<String>) -> Self {
        Self { path: path.into(), what: what.into(), instead: instead.into() }
    }
}

impl Exhibition {
    /// Everything that is wrong with this exhibition; nothing if it can be played.
    #[must_use]
    pub fn check(&self) -> Vec<Problem> {
        let mut problems = self.check_values();
        rules::check(self, &mut problems);
        problems
    }

    /// The settings that are wrong for themselves, whatever the others are.
    #[must_use]
    pub fn check_values(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        values::check(self, &mut problems);
        problems
    }
}

/// A whole number as people read it: `10,000,000`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
