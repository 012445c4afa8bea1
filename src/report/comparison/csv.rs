//! A comparison as CSV, in tidy form: one row for each alternative and subject: a measure, and the group that it is of.

use super::ComparisonReport;
use std::io::{self, Write};

const HEADINGS: [&str; 16] = [
    "baseline",
    "alternative",
    "seed",
    "replications",
    "level",
    "comparisons",
    "group",
    "measure",
    "baseline_mean",
    "mean",
    "difference",
    "half_width",
    "change",
    "change_half_width",
    "variance_reduction",
    "verdict",
];

impl ComparisonReport<'_> {
    /// Writes the comparison as CSV under one line of headings, and behind the verdict a column for each gate and one
    /// for what ended the replications. The group is empty where all boards are
    /// meant; what can't be told is empty.
    ///
    /// # Errors
    /// If `out` can't be written to.
    pub fn csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut writer = ::csv::Writer::from_writer(out);
        let gates = self.gates.iter().map(ToString::to_string);
        let headings = HEADINGS.iter().map(ToString::to_string).chain(gates);
        writer.write_record(headings.chain(["stopped_by".to_owned()]))?;
        let it = &self.comparison;
        for (index, differences) in it.alternatives.iter().enumerate() {
            for (base, found) in it.baseline.iter().zip(differences) {
                let figure = |figure: Option<f64>| figure.map_or(String::new(), |figure| figure.to_string());
                let mut row = vec![
                    self.scenarios[0].title.clone(),
                    self.names[index].clone(),
                    self.scenarios[index + 1].seed.to_string(),
                    it.replications.to_string(),
                    it.level.to_string(),
                    it.comparisons().to_string(),
                    base.subject.group.clone().unwrap_or_default(),
                    base.subject.measure.name().to_owned(),
                    base.mean.to_string(),
                    found.mean.to_string(),
                    found.difference.to_string(),
                    figure(found.half_width),
                    figure(found.change),
                    figure(found.change_half_width),
                    figure(found.variance_reduction),
                    found.verdict.name().to_owned(),
                ];
                row.extend(it.gates[index].iter().map(|verdict| verdict.name().to_owned()));
                row.push(self.ending.name().to_owned());
                writer.write_record(row)?;
            }
        }
        writer.flush()
    }
}
