//! Whether an exhibition makes sense: ranges, limits, and settings that contradict each other.

use super::exhibition::Exhibition;

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

impl Exhibition {
    /// Everything that is wrong with this exhibition; nothing if it can be played.
    #[must_use]
    pub fn check(&self) -> Vec<Problem> {
        Vec::new()
    }

    /// Values.
    #[must_use]
    pub fn check_values(&self) -> Vec<Problem> {
        Vec::new()
    }
}
