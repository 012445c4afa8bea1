//! The results of a comparison: a table for people, JSON and CSV for programs.

mod csv;
mod json;
mod table;

use crate::experiment::seek::JudgedGate;
use crate::experiment::{Comparison, Ending, Gate, GateVerdict, Sequential, Subject};
use crate::scenario::{Scenario, Setting};

/// The results of comparing alternatives with a baseline.
#[derive(Clone, Debug)]
pub struct ComparisonReport<'a> {
    /// The scenarios played: the baseline, then the alternatives.
    pub scenarios: &'a [Scenario],
    /// The settings applied to all of them.
    pub settings: &'a [Setting],
    /// The names of the alternatives.
    pub names: Vec<String>,
    /// The results.
    pub comparison: Comparison,
    /// The gates for the alternatives.
    pub gates: Vec<Gate>,
    /// What became of the absolute gates, alternative by alternative.
    pub absolute_gates: Vec<Vec<JudgedGate>>,
    /// Why there were no more replications.
    pub ending: Ending,
    /// The requested precision.
    pub wanted: Option<Sequential<Subject>>,
}

impl ComparisonReport<'_> {
    /// Every alternative with every gate.
    fn judged(&self) -> impl Iterator<Item = (&str, &Gate, GateVerdict)> {
        self.names.iter().zip(&self.comparison.gates).flat_map(|(name, verdicts)| {
            self.gates.iter().zip(verdicts).map(|(gate, verdict)| (name.as_str(), gate, *verdict))
        })
    }
}
