//! What is asked for.

use super::course::Course;
use super::language::Language;
use crate::model::Outcome;
use crate::scenario::Scenario;

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
pub struct ProgramRequest<'a> {
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
