//! Results as CSV, in tidy form: one row for each scenario, group and measure.

use super::Report;
use crate::experiment::{Estimate, Summary};
use crate::model::Measure;
use std::io::{self, Write};

/// The headings of [`fields`].
pub(super) const FIELDS: [&str; 14] = [
    "replications",
    "level",
    "digest",
    "group",
    "measure",
    "mean",
    "sd",
    "half_width",
    "min",
    "q05",
    "q50",
    "q95",
    "q99",
    "max",
];

/// Writes reports as CSV under one line of headings. The group is empty where all boards are meant; what a single
/// replication can't tell is empty.
///
/// # Errors
/// If `out` can't be written to.
pub fn csv(reports: &[Report<'_>], out: &mut dyn Write) -> io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(["file", "scenario", "seed"].into_iter().chain(FIELDS).chain(["stopped_by"]))?;
    for report in reports {
        rows(report, "", &report.summary.total, &mut writer)?;
        for (group, estimates) in report.scenario.exhibition.groups.iter().zip(&report.summary.groups) {
            rows(report, &group.name, estimates, &mut writer)?;
        }
    }
    writer.flush()
}

fn rows<W: Write>(
    report: &Report<'_>,
    group: &str,
    estimates: &[(Measure, Estimate)],
    writer: &mut ::csv::Writer<W>,
) -> io::Result<()> {
    let summary = &report.summary;
    for (measure, estimate) in estimates {
        writer.write_field(report.file.display().to_string())?;
        writer.write_field(&report.scenario.title)?;
        writer.write_field(report.scenario.seed.to_string())?;
        fields(summary, group, *measure, estimate, writer)?;
        writer.write_field(report.ending.name())?;
        writer.write_record(None::<&[u8]>)?;
    }
    Ok(())
}

/// The fields that every row has, from `replications` to `max`.
pub(super) fn fields<W: Write>(
    summary: &Summary,
    group: &str,
    measure: Measure,
    estimate: &Estimate,
    writer: &mut ::csv::Writer<W>,
) -> io::Result<()> {
    let Estimate { mean, sd, half_width, min, q05, q50, q95, q99, max } = *estimate;
    writer.write_field(summary.replications.to_string())?;
    writer.write_field(summary.level.to_string())?;
    writer.write_field(format!("{:016x}", summary.digest))?;
    writer.write_field(group)?;
    writer.write_field(measure.name())?;
    for figure in [Some(mean), sd, half_width, min, q05, q50, q95, q99, max] {
        writer.write_field(figure.map_or(String::new(), |figure| figure.to_string()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::with_report;

    #[test]
    fn a_row_for_each_group_and_measure_and_commas_are_quoted() {
        let text = r#"(title: "one, two", master: (think: Constant("1s")), opponents: [
            (name: "a", think: Constant("3s"), moves: Exactly(2)),
            (name: "b", think: Constant("3s"), moves: Exactly(2)),
        ])"#;
        let mut out = Vec::new();
        with_report(text, 1, |report| csv(std::slice::from_ref(report), &mut out).unwrap());
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.lines().count(), 1 + Measure::ALL.len() + 2 * Measure::OF_A_GROUP.len());
        let first = text.lines().nth(1).unwrap();
        assert!(
            first.starts_with("test.ron,\"one, two\",1,1,0.95,")
                && first.ends_with(",,makespan_s,9,,,,,,,,,replications"),
            "{first}"
        );
    }
}
