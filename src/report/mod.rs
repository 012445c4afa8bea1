//! Results as text: tables for people, JSON and CSV for programs, the log of the games.
//!
//! Everything is written to a `Write` that the caller brings. Tables and the log carry ANSI styles, which the caller strips where they are
//! not wanted (`anstream` does so by itself). Nothing here plays, sums up, opens a file, or looks at a terminal. The same result gives
//! the same bytes.

mod clock;
mod csv;
mod figure;
mod grid;
mod json;
mod label;
mod log;
mod many;
mod one;
mod style;
#[cfg(test)]
mod testing;
mod waits;

pub use clock::rounded;
pub use csv::csv;
pub use figure::grouped;
pub use json::json;
pub use log::Log;
pub use waits::Waits;

use crate::experiment::Summary;
use crate::model::Outcome;
use crate::scenario::Scenario;
use crate::stats::Quantiles;
use std::io::{self, Write};

/// What came of playing a scenario.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    /// What was played.
    pub scenario: &'a Scenario,
    /// What all replications tell together.
    pub summary: Summary,
    /// How many replications there should have been; more than there were if they were interrupted.
    pub planned: u64,
    /// The first of the replications.
    pub first: Single,
}

/// One replication, in full.
#[derive(Clone, Debug)]
pub struct Single {
    /// Its number, from 0.
    pub replication: u64,
    /// What it came to.
    pub outcome: Outcome,
    /// How long the boards waited for a master, visit by visit, in seconds; nothing, where nobody kept count.
    pub waits: Quantiles,
}

impl Report<'_> {
    /// Whether some of the replications are missing.
    #[must_use]
    pub const fn is_partial(&self) -> bool {
        self.summary.replications < self.planned
    }

    /// Writes the report as a table for people: a single replication in full, several as estimates.
    ///
    /// # Errors
    /// If `out` can't be written to.
    pub fn table(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.summary.replications == 1 { one::table(self, out) } else { many::table(self, out) }
    }

    /// The head of every table: title, and what the figures rest on.
    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        let (title, warning) = (style::TITLE, style::WARNING);
        writeln!(out, "{title}{}{title:#}", self.scenario.title)?;
        if self.is_partial() {
            let [done, planned] = [self.summary.replications, self.planned].map(grouped);
            writeln!(out, "{warning}PARTIAL: only {done} of {planned} replications were played{warning:#}")?;
        }
        Ok(())
    }
}
