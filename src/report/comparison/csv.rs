//! A comparison as CSV, in tidy form: one row for each alternative and subject (a measure and its group).

use super::ComparisonReport;
use super::json::Figures;
use crate::report::rows::{Named, Rows};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Row<'a> {
    baseline: &'a str,
    alternative: &'a str,
    seed: u64,
    replications: u64,
    level: f64,
    comparisons: usize,
    group: Option<&'a str>,
    measure: &'static str,
    baseline_mean: f64,
    figures: Figures,
    gates: Named<String, &'static str>,
    stopped_by: &'static str,
}

impl ComparisonReport<'_> {
    /// Writes the comparison as CSV under one line of headings. After the verdict there is a column for each gate and
    /// one for the reason why the replications ended. The group is empty for all boards; unknown values are empty.
    ///
    /// # Errors
    /// If `out` can't be written to.
    pub fn csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut rows = Rows::new(out);
        let it = &self.comparison;
        for (index, differences) in it.alternatives.iter().enumerate() {
            for (base, found) in it.baseline.iter().zip(differences) {
                let gates = self.gates.iter().zip(&it.gates[index]);
                let gates = gates.map(|(gate, verdict)| (gate.to_string(), verdict.name()));
                let absolute =
                    self.absolute_gates[index].iter().map(|judged| (judged.text.clone(), judged.verdict.name()));
                rows.row(&Row {
                    baseline: &self.scenarios[0].title,
                    alternative: &self.names[index],
                    seed: self.scenarios[index + 1].seed,
                    replications: it.replications,
                    level: it.level,
                    comparisons: it.comparisons(),
                    group: base.subject.group.as_deref(),
                    measure: base.subject.measure.name(),
                    baseline_mean: base.mean,
                    figures: Figures::of(found),
                    gates: Named(gates.chain(absolute).collect()),
                    stopped_by: self.ending.name(),
                })?;
            }
        }
        rows.finish()
    }
}
