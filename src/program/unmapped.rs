//! Scenarios that are not programs.

/// Why a scenario is not a program, and what could be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmapped {
    /// The reason.
    pub what: String,
    /// What to write instead.
    pub help: String,
}

impl Unmapped {
    pub(super) fn new(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self { what: what.into(), help: help.into() }
    }
}
