//! Explanations: formulas next to the simulation, the bottleneck, what changes would do, and the critical path.
//!
//! The table is made section by section for 80 columns; `words` holds the names of things, `json` the same as data.

mod bottleneck;
mod formulas;
mod json;
mod outlook;
mod path;
pub(super) mod words;

pub use json::explanations_json;

use super::{doubt, label, style};
use crate::count::{counted, grouped};
use crate::experiment::explanation::Explanation;
use crate::formula::Characteristic;
use crate::model::Measure;
use crate::scenario::{Scenario, Setting};
use std::io::{self, Write};

/// An explanation of a scenario.
#[derive(Clone, Debug)]
pub struct Explained<'a> {
    /// The scenario played.
    pub scenario: &'a Scenario,
    /// The settings that changed its file.
    pub settings: &'a [Setting],
    /// The explanation.
    pub explanation: Explanation,
    /// The replication (from 0) whose critical path was requested.
    pub path_of: Option<u64>,
}

impl Explained<'_> {
    /// Writes the explanation as text for people.
    ///
    /// # Errors
    /// If `out` can't be written to.
    pub fn table(&self, out: &mut dyn Write) -> io::Result<()> {
        let quiet = style::QUIET;
        let (exhibition, warning) = (&self.scenario.exhibition, style::WARNING);
        label::title(&self.scenario.title, self.settings, out)?;
        if self.explanation.stopped.is_some() {
            writeln!(out, "{warning}PARTIAL: only {} were played{warning:#}", self.how_far())?;
        }
        writeln!(out, "{quiet}{}{quiet:#}\n", label::setting(exhibition))?;
        self.result(out)?;
        bottleneck::section(self, out)?;
        formulas::said(self, out)?;
        formulas::nearly(self, out)?;
        outlook::changes(self, out)?;
        path::section(self, out)?;
        self.foot(out)
    }

    /// How far it got: `17 of 100 replications`, or `100 of 100 replications, not the critical path`.
    #[must_use]
    pub fn how_far(&self) -> String {
        let Explanation { summary, planned, path, .. } = &self.explanation;
        let played = format!("{} of {}", grouped(summary.replications), counted(*planned, "replication"));
        let is_complete = summary.replications == *planned && self.explanation.unplayed.is_empty();
        let lacks_path = is_complete && self.path_of.is_some() && path.is_none();
        if lacks_path { format!("{played}, not the critical path") } else { played }
    }

    /// The simulated result, in one line.
    fn result(&self, out: &mut dyn Write) -> io::Result<()> {
        let (explanation, result) = (&self.explanation, style::RESULT);
        let estimate = explanation.summary.estimate(explanation.measure);
        let value = words::measured(explanation.measure, estimate.mean, estimate.half_width);
        let name = if explanation.measure == Measure::Makespan { "makespan" } else { "moves" };
        writeln!(out, "  {name:<13} {result}{value}{result:#}")
    }

    fn foot(&self, out: &mut dyn Write) -> io::Result<()> {
        let (summary, quiet) = (&self.explanation.summary, style::QUIET);
        let replications = counted(summary.replications, "replication");
        if summary.replications > 1 {
            let level = label::percent(summary.level);
            writeln!(
                out,
                "\n  {quiet}± is a {level} confidence interval: a smaller difference may be chance{quiet:#}"
            )?;
            let measure = self.explanation.measure;
            let estimate = summary.estimate(measure);
            let named = [(words::quantity(Characteristic::Measure(measure)).to_owned(), &estimate)];
            let constant = doubt::constant(&self.scenario.exhibition, summary);
            doubt::foot(named, summary.replications, constant, out)?;
        } else {
            writeln!(out)?;
        }
        let (seed, digest) = (self.scenario.seed, summary.digest);
        writeln!(out, "  {quiet}seed {seed}, {replications}, digest {quiet:#}{digest:016x}")
    }
}

fn heading(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let title = style::TITLE;
    writeln!(out, "\n{title}{text}{title:#}")
}
