//! What a comparison found: a table for people, JSON and CSV for programs.

mod csv;
mod json;
mod table;

use crate::experiment::{Comparison, Ending, Gate, GateVerdict, Sequential, Subject};
use crate::scenario::{Scenario, Setting};

/// What came of comparing alternatives with a baseline.
#[derive(Clone, Debug)]
pub struct ComparisonReport<'a> {
    /// What was played: the baseline, then the alternatives.
    pub scenarios: &'a [Scenario],
    /// What was changed in the files of all of them.
    pub settings: &'a [Setting],
    /// What the alternatives are called.
    pub names: Vec<String>,
    /// What was found.
    pub comparison: Comparison,
    /// By what the alternatives were judged.
    pub gates: Vec<Gate>,
    /// Why there were no more replications.
    pub ending: Ending,
    /// The precision that was asked for.
    pub wanted: Option<Sequential<Subject>>,
}

impl ComparisonReport<'_> {
    /// Every alternative at every gate.
    fn judged(&self) -> impl Iterator<Item = (&str, &Gate, GateVerdict)> {
        self.names.iter().zip(&self.comparison.gates).flat_map(|(name, verdicts)| {
            self.gates.iter().zip(verdicts).map(|(gate, verdict)| (name.as_str(), gate, *verdict))
        })
    }
}
