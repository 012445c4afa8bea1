//! The results of a sweep: a table for people with a chart below it, tidy rows for programs, pictures.
//!
//! One row for each point; its settings are columns. Nothing here plays or opens a file.

mod chart;
mod csv;
mod json;
mod names;
mod picture;
mod plan;
mod point;
mod table;
mod terminal;

pub use csv::csv;
#[cfg(feature = "parquet")]
pub(super) use json::SettingValue;
pub use json::json;
pub(super) use json::{Settings, settings};
pub use picture::svg;
pub use plan::plan;
pub use point::SweptPoint;

use crate::experiment::{Factor, Grid, Precision};
use crate::model::Measure;
use crate::replicate::Cause;
use crate::scenario::Setting;
use std::io::{self, Write};

/// The results of the points of a sweep.
#[derive(Clone, Debug)]
pub struct Sweep<'a> {
    /// The name of the baseline.
    pub title: &'a str,
    /// The settings of the baseline, at every point.
    pub settings: &'a [Setting],
    /// Seed of all random numbers, at every point.
    pub seed: u64,
    /// What was varied.
    pub grid: &'a Grid,
    /// The requested measures; all, if this is empty.
    pub measures: &'a [Measure],
    /// The measure that comes first in tables and is drawn, if none is requested.
    pub principal: Measure,
    /// The names of the groups of opponents.
    pub groups: Vec<String>,
    /// The level of confidence intervals, between 0 and 1.
    pub level: f64,
    /// The requested precision of the means, if any.
    pub precision: Option<Precision>,
    /// The numbers of all planned points in the grid.
    pub planned: &'a [u64],
    /// The points with results, in order. After an interruption, there are fewer than planned, or the last says so.
    pub points: Vec<SweptPoint>,
    /// What stopped it before all points were completed; `None` if nothing did.
    pub stopped: Option<Cause>,
}

/// The measures that tables show next to the principal measure, if none are requested.
const BESIDE: [Measure; 2] = [Measure::Utilisation, Measure::WaitingMean];

/// A chart in the terminal is at most this wide.
const CHART_MAX: usize = 120;

impl Sweep<'_> {
    /// Writes a table for people, in this many columns if possible, and, if there is something to draw, a chart.
    ///
    /// # Errors
    /// If `out` can't be written to.
    pub fn table(&self, columns: usize, out: &mut dyn Write) -> io::Result<()> {
        table::table(self, columns, out)?;
        terminal::draw(self, columns.min(CHART_MAX), out)
    }

    /// How many points were completed.
    #[must_use]
    pub fn completed(&self) -> usize {
        self.points.iter().filter(|point| !point.is_stopped()).count()
    }

    /// Whether all planned points were completed.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.completed() == self.planned.len()
    }

    /// The point that was interrupted in its first replication, so it has no results.
    fn stopped_at(&self) -> Option<u64> {
        let is_told = self.points.last().is_some_and(SweptPoint::is_stopped);
        self.planned.get(self.points.len()).copied().filter(|_| !is_told)
    }

    /// Whether a measure is in the output for programs.
    #[must_use]
    pub fn wanted(&self, measure: Measure) -> bool {
        if self.measures.is_empty() { !measure.is_quantile() } else { self.measures.contains(&measure) }
    }

    /// The measures to which a precision applies.
    fn precise(&self) -> &[Measure] {
        if self.measures.is_empty() { std::slice::from_ref(&self.principal) } else { self.measures }
    }

    /// The measures for people.
    fn shown(&self) -> Vec<Measure> {
        if self.measures.is_empty() { [&[self.principal], &BESIDE[..]].concat() } else { self.measures.to_vec() }
    }
}

/// The heading of a factor's column: its path, with a unit if the values are durations.
pub(super) fn column(factor: &Factor) -> String {
    let times = if factor.multiplies() { "*" } else { "" };
    let unit = if factor.kind() == crate::experiment::FactorKind::Duration { "_s" } else { "" };
    format!("{}{times}{unit}", factor.path())
}

/// The ends of the factors' paths for people: two steps, such as `master.count`, or as many as make them distinct.
fn short_names(factors: &[Factor]) -> Vec<String> {
    let end = |path: &str, steps: usize| {
        let mut from = path.rmatch_indices('.').map(|(at, _)| at + 1).chain([0]);
        path[from.nth(steps - 1).unwrap_or(0)..].to_owned()
    };
    let longest = factors.iter().map(|factor| factor.path().matches('.').count() + 1).max().unwrap_or(1);
    let ends = |steps: usize| -> Vec<String> { factors.iter().map(|factor| end(factor.path(), steps)).collect() };
    let differ = |names: &Vec<String>| (1..names.len()).all(|index| !names[..index].contains(&names[index]));
    let mut names = (2..=longest).map(ends).find(differ).unwrap_or_else(|| ends(longest));
    for (name, _) in names.iter_mut().zip(factors).filter(|(_, factor)| factor.multiplies()) {
        name.push_str(" ×");
    }
    names
}

#[cfg(test)]
mod tests;
