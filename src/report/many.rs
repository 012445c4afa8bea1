//! The table of several replications: an estimate of every measure.

use super::figure::Scale;
use super::shortening::wrapped;
use super::text_table::TextTable;
use super::{Report, WITHIN, doubt, ending, label, style};
use crate::count::{counted, grouped};
use crate::experiment::Estimate;
use crate::model::{GameLength, Measure, Unit};
use std::io::{self, Write};

/// Writes the table.
pub(super) fn table(report: &Report<'_>, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let (summary, exhibition) = (&report.summary, &report.scenario.exhibition);
    let level = label::percent(summary.level);
    let quiet = style::QUIET;
    report.head(out)?;
    let replications = counted(summary.replications, "replication");
    let window = exhibition.is_endless().then(|| format!(", measured {}", label::window(&report.first.outcome)));
    let measured = window.unwrap_or_default() + &ending::reached(report);
    writeln!(out, "{quiet}{}\n{replications}{measured}{quiet:#}\n", label::setting(exhibition))?;
    let interval = format!("± {level} CI");
    let mut table = TextTable::new(&["", "mean", &interval, "sd", "min", "median", "q95", "max"]);
    table.spare(&[5, 6]);
    rows(&mut table, exhibition.is_endless(), Measure::Makespan.label(), &summary.total);
    for (group, estimates) in exhibition.groups.iter().zip(&summary.groups) {
        table.heading(&format!("{} ({})", group.name, grouped(u64::from(group.count))));
        rows(&mut table, group.moves == GameLength::Endless, "over after", estimates);
    }
    table.write(&[2], columns, out)?;
    let bounds = format!("± bounds the mean ({level} confidence interval);");
    let text = format!("{bounds} sd is the spread of single runs");
    writeln!(out, "\n{quiet}{}{quiet:#}", wrapped("  ", &text, columns))?;
    if !summary.exact {
        writeln!(out, "{quiet}{}{quiet:#}", wrapped("  ", WITHIN, columns))?;
    }
    let named = informative(exhibition.is_endless(), &summary.total);
    let named = named.map(|(measure, estimate)| (measure.label().to_owned(), estimate));
    doubt::foot(named, summary.replications, doubt::constant(exhibition, summary), out)?;
    if exhibition.master.count > 1 {
        let masters = exhibition.master.count;
        writeln!(out, "  {quiet}thinking, walking, attending, idle: all {masters} masters together{quiet:#}")?;
    }
    writeln!(out, "  {quiet}seed {}, digest {quiet:#}{:016x}", report.scenario.seed, summary.digest)
}

/// All measures that are informative. The makespan of endless games is just the length of the measured window.
fn informative(is_endless: bool, estimates: &[(Measure, Estimate)]) -> impl Iterator<Item = (Measure, &Estimate)> {
    let mean = |of: Measure| estimates.iter().find(|(measure, _)| *measure == of).map(|(_, estimate)| estimate.mean);
    let (makespan_s, sojourn_s) = (mean(Measure::Makespan), mean(Measure::SojournMean));
    let is_end = move |mean| is_endless || makespan_s.is_some_and(|whole| mean >= whole);
    let tells = move |(measure, estimate): &(Measure, &Estimate)| {
        let nothing = estimate.mean == 0.0 && estimate.max.is_none_or(|max| max == 0.0);
        match measure {
            _ if nothing => false,
            Measure::Makespan => !is_endless,
            // If the last move is the end, or games are endless, this row is left out.
            Measure::LastMasterMove => !is_end(estimate.mean),
            // Without a line, opponents arrive when their games begin.
            Measure::GameMean => Some(estimate.mean) != sojourn_s,
            _ => true,
        }
    };
    estimates.iter().map(|(measure, estimate)| (*measure, estimate)).filter(tells)
}

/// Their rows; `makespan` is the label of the makespan.
fn rows(table: &mut TextTable, is_endless: bool, makespan: &str, estimates: &[(Measure, Estimate)]) {
    for (measure, estimate) in informative(is_endless, estimates) {
        match measure {
            Measure::Makespan => table.row(style::RESULT, row(makespan, measure, estimate)),
            _ => table.row(style::PLAIN, row(measure.label(), measure, estimate)),
        }
    }
}

/// The mean has the precision of its interval, the rest that of the standard deviation.
fn row(label: &str, measure: Measure, estimate: &Estimate) -> Vec<String> {
    // If the maximum is not far from the mean, all use its unit: 0.979ms next to 1.236ms.
    let greatest = estimate.max.filter(|max| measure.unit() == Unit::Seconds && *max < 10.0 * estimate.mean);
    let typical = greatest.unwrap_or(estimate.mean);
    let scale = Scale::new(measure, typical, estimate.half_width);
    let name = format!("{label}{}", scale.unit());
    if estimate.min == estimate.max {
        return vec![name, scale.exact(estimate.mean), "always".to_owned()];
    }
    let mut cells = vec![name, scale.text(estimate.mean)];
    cells.push(estimate.half_width.map_or(String::new(), |half_width| format!("± {}", scale.text(half_width))));
    let scale = scale.beside(measure, typical, estimate.sd);
    cells.push(estimate.sd.map_or(String::new(), |sd| scale.text(sd)));
    let scale = scale.coarse(estimate.mean);
    let text = |value: Option<f64>| value.map_or(String::new(), |value| scale.text(value));
    cells.extend([estimate.min, estimate.q50, estimate.q95, estimate.max].map(text));
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_of_a_row_have_its_unit() {
        // Once the mean was per minute, and the rest per second, below one label.
        let [half_width, sd, min, q50, q95, max] = [0.0122, 13.94, 0.0, 0.2704, 4.4602, 291.87].map(Some);
        let (skewness, doubt) = (None, None);
        let estimate =
            Estimate { mean: 0.1996, half_width, sd, skewness, doubt, min, q05: None, q50, q95, q99: None, max };
        let row = row("moves", Measure::Throughput, &estimate);
        assert_eq!(row, ["moves/min", "11.98", "± 0.73", "836", "0", "16", "268", "17,512"]);
    }

    #[test]
    fn a_row_has_the_unit_of_its_greatest() {
        let [half_width, sd, min, q50, q95, max] = [77e-6, 164e-6, 699e-6, 963e-6, 1_236e-6, 1_454e-6].map(Some);
        let (skewness, doubt) = (None, None);
        let estimate =
            Estimate { mean: 979e-6, half_width, sd, skewness, doubt, min, q05: None, q50, q95, q99: None, max };
        let row = row("longest wait", Measure::WaitingMax, &estimate);
        assert_eq!((row[1].as_str(), row[2].as_str(), row[7].as_str()), ("0.979ms", "± 0.077ms", "1.45ms"));
    }
}
