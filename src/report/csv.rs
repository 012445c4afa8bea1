//! Results as CSV, in tidy form: one row for each scenario, group and measure.

use super::Report;
use super::json::{Basis, Figures};
use super::rows::Rows;
use crate::experiment::Estimate;
use crate::model::Measure;
use serde::Serialize;
use std::io::{self, Write};

/// An estimate, and what it estimates.
#[derive(Serialize)]
pub(super) struct Estimated<'a> {
    pub group: &'a str,
    pub measure: &'static str,
    pub figures: Figures,
}

impl<'a> Estimated<'a> {
    pub fn new(group: &'a str, (measure, estimate): &(Measure, Estimate)) -> Self {
        Self { group, measure: measure.name(), figures: Figures::of(estimate) }
    }
}

/// What all rows of a report end with.
#[derive(Serialize)]
pub(super) struct Ended {
    pub stopped_by: &'static str,
}

/// What all rows of a report begin with.
#[derive(Serialize)]
struct Begun<'a> {
    file: &'a str,
    scenario: &'a str,
    seed: u64,
    basis: Basis,
}

/// Writes reports as CSV under one line of headings. The group is empty for all boards; figures that a single
/// replication does not have are empty.
///
/// # Errors
/// If `out` can't be written to.
pub fn csv(reports: &[Report<'_>], out: &mut dyn Write) -> io::Result<()> {
    let mut rows = Rows::new(out);
    for report in reports {
        let (scenario, summary) = (report.scenario, &report.summary);
        let groups = scenario.exhibition.groups.iter().zip(&summary.groups);
        let groups = groups.flat_map(|(group, all)| all.iter().map(|one| Estimated::new(&group.name, one)));
        let (file, basis) = (report.file.display().to_string(), Basis::of(summary));
        rows.alike(
            &Begun { file: &file, scenario: &scenario.title, seed: scenario.seed, basis },
            summary.total.iter().map(|one| Estimated::new("", one)).chain(groups),
            &Ended { stopped_by: report.ending.name() },
        )?;
    }
    rows.finish()
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
                && first.ends_with(",,makespan_s,9,,,,,,,,,,replications"),
            "{first}"
        );
    }
}
