//! Results as text: tables for people, JSON and CSV for programs, the log of the games.
//!
//! Everything is written to the caller's `Write`. Tables and the log contain ANSI styles, which the caller strips if
//! they are not wanted (`anstream` does so by itself). Nothing here plays, sums up, opens a file, or checks for a
//! terminal. The same result gives the same bytes.

mod clock;
mod comparison;
mod csv;
mod decimals;
mod doubt;
mod ending;
mod explain;
mod figure;
mod fit;
mod gates;
pub mod histogram;
mod json;
mod label;
mod laws;
mod log;
mod many;
mod one;
mod outcomes;
mod output;
mod page;
mod picture;
mod pretty;
mod rows;
#[cfg(test)]
mod schema;
mod seek;
mod sensitivity;
mod shortening;
mod style;
pub mod sweep;
#[cfg(test)]
mod testing;
mod text_table;
pub mod timeline;
mod trace;

pub use clock::rounded;
pub use comparison::ComparisonReport;
pub use csv::csv;
pub use explain::{Explained, explanations_json};
pub use fit::{FitReport, Measurement, QuantilePicture, data_file};
pub use json::json;
pub use laws::{law, laws_in_all, laws_json};
pub use log::Log;
pub use outcomes::{OutcomeFormat, OutcomeTable, OutcomeWriter};
pub use page::Page;
pub use picture::rasterised;
pub use seek::SeekReport;
pub use sensitivity::SensitivityReport;
pub use trace::{TraceFormat, TraceWriter};

use crate::experiment::seek::JudgedGate;
use crate::experiment::{Chosen, Ending, Sequential, Summary};
use crate::model::Outcome;
use crate::scenario::{Scenario, Setting};
use crate::stats::Quantiles;
use std::io::{self, Write};
use std::path::Path;

/// What is said of quantiles that are not exact.
const WITHIN: &str = "median and quantiles are within 0.1 % of the exact ones";

/// Why no number of replications decides a comparison with a quantile that is not exact.
pub const TOO_CLOSE: &str =
    "quantiles of more than 65,536 different values are known to 0.1 % only, and the bound is nearer than that";

/// The largest relative error of quantiles, in JSON, if they are not exact.
fn quantiles_within(exact: bool) -> Option<f64> {
    (!exact).then_some(Quantiles::RELATIVE_ERROR)
}

/// The results of playing a scenario.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    /// The scenario's file, as it was named.
    pub file: &'a Path,
    /// The scenario played.
    pub scenario: &'a Scenario,
    /// The settings that changed the scenario's file.
    pub settings: &'a [Setting],
    /// The summary of all replications.
    pub summary: Summary,
    /// Why there were no more replications.
    pub ending: Ending,
    /// The requested precision, and of which measures.
    pub wanted: Option<Sequential>,
    /// The first of the replications, or the chosen one.
    pub first: Single,
    /// How it was chosen among many, if it was.
    pub chosen: Option<Chosen>,
    /// The verdicts on the gates.
    pub gates: Vec<JudgedGate>,
    /// Whether the table of a single replication shows all recorded quantiles, not only those of waits.
    pub shows_quantiles: bool,
}

/// One replication, in full.
#[derive(Clone, Debug)]
pub struct Single {
    /// Its number, from 0.
    pub replication: u64,
    /// The outcome.
    pub outcome: Outcome,
}

impl Report<'_> {
    /// Writes the report as a table for people, in this many columns if possible: a single replication in full, several
    /// as estimates.
    ///
    /// # Errors
    /// If `out` can't be written to.
    pub fn table(&self, columns: usize, out: &mut dyn Write) -> io::Result<()> {
        if self.summary.replications == 1 { one::table(self, columns, out) } else { many::table(self, columns, out) }?;
        if !self.gates.is_empty() {
            writeln!(out)?;
        }
        gates::lines(&self.gates, "", self.summary.level, out)
    }

    /// The head of every table: title, and the basis of the figures.
    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        let warning = style::WARNING;
        label::title(&self.scenario.title, self.settings, out)?;
        if let Some(missing) = ending::missing(self) {
            writeln!(out, "{warning}{missing}{warning:#}")?;
        }
        Ok(())
    }
}
