//! Results as CSV, in tidy form: one row for each scenario, group and measure.

use super::Report;
use super::json::{Basis, Figures};
use super::rows::Rows;
use crate::experiment::Estimate;
use crate::model::Measure;
use serde::Serialize;
use std::io::{self, Write};

/// The columns of every row: an estimate, and what it estimates.
#[derive(Serialize)]
pub(super) struct Estimated<'a> {
    pub basis: &'a Basis,
    pub group: &'a str,
    pub measure: &'static str,
    pub figures: Figures,
}

#[derive(Serialize)]
struct Row<'a> {
    file: &'a str,
    scenario: &'a str,
    seed: u64,
    estimated: Estimated<'a>,
    stopped_by: &'static str,
}

/// Writes reports as CSV under one line of headings. The group is empty for all boards; figures that a single
/// replication does not have are empty.
///
/// # Errors
/// If `out` can't be written to.
pub fn csv(reports: &[Report<'_>], out: &mut dyn Write) -> io::Result<()> {
    let mut rows = Rows::new(out);
    for report in reports {
        write(report, "", &report.summary.total, &mut rows)?;
        for (group, estimates) in report.scenario.exhibition.groups.iter().zip(&report.summary.groups) {
            write(report, &group.name, estimates, &mut rows)?;
        }
    }
    rows.finish()
}

fn write(
    report: &Report<'_>,
    group: &str,
    estimates: &[(Measure, Estimate)],
    rows: &mut Rows<impl Write>,
) -> io::Result<()> {
    let (file, basis) = (report.file.display().to_string(), Basis::of(&report.summary));
    for (measure, estimate) in estimates {
        rows.row(&Row {
            file: &file,
            scenario: &report.scenario.title,
            seed: report.scenario.seed,
            estimated: Estimated { basis: &basis, group, measure: measure.name(), figures: Figures::of(estimate) },
            stopped_by: report.ending.name(),
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::{taken, with_report};

    #[test]
    fn a_row_for_each_group_and_measure_and_commas_are_quoted() {
        let text = r#"(title: "one, two", master: (think: Constant("1s")), opponents: [
            (name: "a", think: Constant("3s"), moves: Exactly(2)),
            (name: "b", think: Constant("3s"), moves: Exactly(2)),
        ])"#;
        let mut out = Vec::new();
        with_report(text, 1, |report| csv(std::slice::from_ref(report), &mut out).unwrap());
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.lines().count(), 1 + taken(&Measure::ALL) + 2 * taken(&Measure::OF_A_GROUP));
        let first = text.lines().nth(1).unwrap();
        assert!(
            first.starts_with("test.ron,\"one, two\",1,1,0.95,")
                && first.ends_with(",,makespan_s,9,,,,,,,,,replications"),
            "{first}"
        );
    }
}
