//! Results as text: tables for people, JSON and CSV for programs, the log of the games.
//!
//! Everything is written to a `Write` that the caller brings. Tables and the log carry ANSI styles, which the caller
//! strips where they are not wanted (`anstream` does so by itself). Nothing here plays, sums up, opens a file, or looks
//! at a terminal. The same result gives the same bytes.

mod clock;
mod comparison;
mod csv;
mod decimals;
mod doubt;
mod ending;
mod explain;
mod figure;
mod grid;
mod json;
mod label;
mod laws;
mod laws_json;
mod log;
mod many;
mod one;
mod outcomes;
mod page;
mod picture;
mod rows;
mod seek;
mod sensitivity;
mod style;
pub mod sweep;
#[cfg(test)]
mod testing;
pub mod timeline;
mod trace;

pub use clock::rounded;
pub use comparison::ComparisonReport;
pub use csv::csv;
pub use explain::{Explained, explanations_json};
pub use json::json;
pub use laws::{law, laws_in_all};
pub use laws_json::laws_json;
pub use log::Log;
pub use outcomes::{OutcomeFormat, OutcomeTable, OutcomeWriter};
pub use page::Page;
pub use seek::SeekReport;
pub use sensitivity::SensitivityReport;
pub use trace::{TraceFormat, TraceWriter};

use crate::experiment::{Ending, Sequential, Summary};
use crate::model::Outcome;
use crate::scenario::{Scenario, Setting};
use std::io::{self, Write};
use std::path::Path;

/// How far a quantile may be off where it is not exact, for people.
const WITHIN: &str = "0.1 %";

/// What came of playing a scenario.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    /// The scenario's file, as it was named.
    pub file: &'a Path,
    /// What was played.
    pub scenario: &'a Scenario,
    /// What was changed in the scenario's file.
    pub settings: &'a [Setting],
    /// What all replications tell together.
    pub summary: Summary,
    /// Why there were no more replications.
    pub ending: Ending,
    /// The precision that was asked for, and of what.
    pub wanted: Option<Sequential>,
    /// The first of the replications.
    pub first: Single,
    /// Whether the table of a single replication shows all quantiles that were taken, not only those of waits.
    pub shows_quantiles: bool,
}

/// One replication, in full.
#[derive(Clone, Debug)]
pub struct Single {
    /// Its number, from 0.
    pub replication: u64,
    /// What it came to.
    pub outcome: Outcome,
}

impl Report<'_> {
    /// Writes the report as a table for people: a single replication in full, several as estimates.
    ///
    /// # Errors
    /// If `out` can't be written to.
    pub fn table(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.summary.replications == 1 { one::table(self, out) } else { many::table(self, out) }
    }

    /// The head of every table: title, and what the figures rest on.
    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        let warning = style::WARNING;
        label::title(&self.scenario.title, self.settings, out)?;
        if let Some(missing) = ending::missing(self) {
            writeln!(out, "{warning}{missing}{warning:#}")?;
        }
        Ok(())
    }
}
