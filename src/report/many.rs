//! The table of several replications: an estimate of every measure.

use super::figure::Scale;
use super::grid::Grid;
use super::{Report, figure, label, style};
use crate::experiment::Estimate;
use crate::model::{Exhibition, Measure};
use std::io::{self, Write};

/// Writes the table.
pub(super) fn table(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (summary, exhibition) = (&report.summary, &report.scenario.exhibition);
    let level = percent(summary.level);
    let quiet = style::QUIET;
    report.head(out)?;
    let replications = figure::grouped(summary.replications as f64, 0);
    writeln!(out, "{quiet}{}; {replications} replications{quiet:#}\n", label::setting(exhibition))?;
    let interval = format!("± {level} CI");
    let mut grid = Grid::new(&["", "mean", &interval, "sd", "min", "median", "q95", "max"]);
    rows(&mut grid, exhibition, &summary.total);
    for (group, estimates) in exhibition.groups.iter().zip(&summary.groups) {
        grid.row(style::TITLE, vec![group.name.clone()]);
        rows(&mut grid, exhibition, estimates);
    }
    grid.write(&[2], out)?;
    writeln!(out, "\n  {quiet}± is the {level} confidence interval of the mean, not the spread of single replications: that is sd{quiet:#}")?;
    writeln!(out, "  {quiet}seed {}, digest {quiet:#}{:016x}", report.scenario.seed, summary.digest)
}

/// A level such as 0.95 as `95 %`.
fn percent(level: f64) -> String {
    let text = format!("{:.6}", level * 100.0);
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}

fn rows(grid: &mut Grid, exhibition: &Exhibition, estimates: &[(Measure, Estimate)]) {
    let mean_of = |wanted| estimates.iter().find(|(measure, _)| *measure == wanted).map(|(_, estimate)| estimate.mean);
    for (measure, estimate) in estimates {
        let nothing = estimate.mean == 0.0 && estimate.max.is_none_or(|max| max == 0.0);
        let same = *measure == Measure::LastMasterMove && mean_of(Measure::Makespan) == Some(estimate.mean);
        if !nothing && !same {
            let style = if *measure == Measure::Makespan { style::RESULT } else { style::PLAIN };
            grid.row(style, row(label::label(*measure, exhibition), *measure, estimate));
        }
    }
}

fn row(label: &str, measure: Measure, estimate: &Estimate) -> Vec<String> {
    let scale = Scale::new(measure, estimate.mean, estimate.half_width);
    let text = |value: Option<f64>| value.map_or(String::new(), |value| scale.text(value));
    let mut cells = vec![label.to_owned(), scale.text(estimate.mean)];
    if estimate.min == estimate.max {
        cells.push("always".to_owned());
        return cells;
    }
    cells.push(format!("± {}", text(estimate.half_width)));
    cells.extend([estimate.sd, estimate.min, estimate.q50, estimate.q95, estimate.max].map(text));
    cells
}
