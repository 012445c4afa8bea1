//! The results of a sensitivity analysis: a tornado for people, JSON and CSV for programs.

mod csv;
mod json;
mod picture;
mod tornado;

use crate::count::{counted, grouped};
use crate::experiment::Ending;
use crate::experiment::sensitivity::{Bounded, Sensitivity, SensitivityRequest, SettingRow, Shift};
use crate::report::label::percent;
use crate::scenario::Setting;
use std::io::{self, Write};

/// An analysis and its result.
#[derive(Clone, Copy, Debug)]
pub struct SensitivityReport<'a> {
    /// The scenario's title.
    pub title: &'a str,
    /// The settings that changed its file.
    pub settings: &'a [Setting],
    /// Seed of all random numbers.
    pub seed: u64,
    /// The request.
    pub request: &'a SensitivityRequest<'a>,
    /// The result.
    pub found: &'a Sensitivity,
    /// Why play stopped.
    pub ending: Ending,
}

impl SensitivityReport<'_> {
    /// How far it got: `50 of 100 replications of each`, or `7 of 24 settings, 25 of 100 replications of each`.
    #[must_use]
    pub fn how_far(&self) -> String {
        let Sensitivity { replications, planned, rows, unplayed, .. } = self.found;
        let of_each = format!("{} of {} of each", grouped(*replications), counted(*planned, "replication"));
        let [played, unplayed] = [rows.len(), unplayed.len()].map(|count| count as u64);
        let settings = format!("{} of {}", grouped(played), counted(played + unplayed, "setting"));
        match unplayed {
            0 => of_each,
            _ if replications == planned => settings,
            _ => format!("{settings}, {of_each}"),
        }
    }

    /// The warning that not everything was played.
    fn missing(&self) -> Option<String> {
        let Ending::Stopped { cause, .. } = self.ending else { return None };
        Some(format!("PARTIAL: {cause} after {}", self.how_far()))
    }

    /// Writes a tornado for people, in this many columns if possible.
    ///
    /// # Errors
    /// If `out` can't be written to.
    pub fn table(&self, columns: usize, out: &mut dyn Write) -> io::Result<()> {
        tornado::tornado(self, columns, out)
    }

    /// The tornado as SVG; `None` if no setting has any effect.
    #[must_use]
    pub fn svg(&self) -> Option<String> {
        picture::svg(self)
    }

    /// Writes everything as a JSON object.
    ///
    /// # Errors
    /// If `out` can't be written to.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        json::json(self, out)
    }

    /// Writes everything as CSV: a row for each setting and direction.
    ///
    /// # Errors
    /// If `out` can't be written to.
    pub fn csv(&self, out: &mut dyn Write) -> io::Result<()> {
        csv::csv(self, out)
    }
}

/// The rows that are drawn, those whose effects are within their intervals around zero, and those without any effect.
/// If no effect is significant, all are drawn.
fn ranked(found: &Sensitivity) -> [Vec<&SettingRow>; 3] {
    let (moving, still): (Vec<_>, Vec<_>) = found.rows.iter().partition(|row| row.magnitude() > 0.0);
    let (significant, rest): (Vec<_>, Vec<_>) = moving.iter().copied().partition(|row| is_significant(row));
    if significant.is_empty() { [moving, Vec::new(), still] } else { [significant, rest, still] }
}

/// Whether the interval of an effect does not contain zero; without intervals nothing is due to chance.
fn is_significant(row: &SettingRow) -> bool {
    sides(row)
        .into_iter()
        .filter_map(|(_, shift)| shift)
        .any(|shift| shift.effect.value.abs() > shift.effect.half_width.unwrap_or(0.0))
}

/// What is said of settings whose effects may be chance.
fn no_significant_effect(report: &SensitivityReport<'_>) -> String {
    format!("no significant effect ({})", percent(report.request.level))
}

/// Whether any elasticity has an interval of some width: exact ones have none.
fn has_intervals(report: &SensitivityReport<'_>) -> bool {
    let half_width = |row: &SettingRow| row.elasticity.and_then(|bounded| bounded.half_width);
    report.found.rows.iter().filter_map(half_width).any(|half_width| half_width > 0.0)
}

/// How far settings are moved: `each setting by 10 % or its ± step`.
fn moved(report: &SensitivityReport<'_>) -> String {
    let steps = report.found.rows.iter().any(|row| tornado::step_of(row).is_some());
    format!("each setting by {}{}", report.request.share, if steps { " or its ± step" } else { "" })
}

/// Both sides of a row, down first.
const fn sides(row: &SettingRow) -> [(bool, Option<&Shift>); 2] {
    [(false, row.down.as_ref()), (true, row.up.as_ref())]
}

/// An estimate and the half-width of its interval.
fn parts(bounded: Option<Bounded>) -> (Option<f64>, Option<f64>) {
    (bounded.map(|bounded| bounded.value), bounded.and_then(|bounded| bounded.half_width))
}

#[cfg(test)]
mod tests;
