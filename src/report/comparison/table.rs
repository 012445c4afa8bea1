//! The table of a comparison, for 80 columns.

use super::ComparisonReport;
use crate::count::counted;
use crate::experiment::{Base, Difference, Ending, Significance};
use crate::model::Unit;
use crate::report::decimals::{decimal, decimals};
use crate::report::figure::Scale;
use crate::report::text_table::TextTable;
use crate::report::{WITHIN, ending, gates, label, style};
use std::io::{self, Write};

/// If a name of an alternative is longer, all get letters.
const NAME_MAX: usize = 16;
/// The indentation of rows of alternatives, below their measure.
const INDENT: &str = "  ";

impl ComparisonReport<'_> {
    /// Writes the comparison as a table, in this many columns if possible: for each measure a row for each alternative,
    /// then the gates.
    ///
    /// # Errors
    /// If `out` can't be written to.
    pub fn table(&self, columns: usize, out: &mut dyn Write) -> io::Result<()> {
        let quiet = style::QUIET;
        let baseline = &self.scenarios[0];
        label::title(&baseline.title, self.settings, out)?;
        self.warning(out)?;
        let replications = counted(self.comparison.replications, "replication");
        let reached = match (&self.wanted, self.ending) {
            (Some(rule), Ending::Precision) => {
                format!(": enough for the difference of {} to ± {}", ending::subjects(rule), rule.precision)
            }
            _ => String::new(),
        };
        writeln!(out, "{quiet}{}\n{replications} of each{reached}{quiet:#}", label::setting(&baseline.exhibition))?;
        let labels = self.labels(out)?;
        let reduced = self.comparison.alternatives.iter().flatten().any(|it| it.variance_reduction.is_some());
        let headings = ["", "mean", "difference to the baseline", "change", if reduced { "variance" } else { "" }];
        let mut table = TextTable::with_names(&headings, INDENT.len() + NAME_MAX);
        let mut group = &None;
        for (index, base) in self.comparison.baseline.iter().enumerate() {
            if base.subject.group != *group {
                group = &base.subject.group;
                table.heading(group.as_deref().unwrap_or("all boards"));
            }
            let differences: Vec<_> = self.comparison.alternatives.iter().map(|its| &its[index]).collect();
            let scale = scale(base, &differences);
            table.row(style::TITLE, baseline_row(base, scale));
            for (name, difference) in labels.iter().zip(differences) {
                table.row(emphasis(difference.verdict), row(name, base, difference, scale));
            }
        }
        writeln!(out)?;
        table.write(&[2], columns, out)?;
        self.judgements(&labels, out)?;
        self.foot(reduced, out)
    }

    /// Warns if there are fewer replications, or less precision, than requested.
    fn warning(&self, out: &mut dyn Write) -> io::Result<()> {
        let wanted = self.wanted.as_ref().map(|rule| (ending::subjects(rule), rule.precision));
        let missing = ending::missing_of(self.ending, wanted, self.comparison.replications);
        let warning = style::WARNING;
        missing.map_or(Ok(()), |missing| writeln!(out, "{warning}{missing}{warning:#}"))
    }

    /// The labels of the rows; if they are not the names, they are explained first.
    fn labels(&self, out: &mut dyn Write) -> io::Result<Vec<String>> {
        if self.names.iter().all(|name| name.chars().count() <= NAME_MAX) {
            return Ok(self.names.clone());
        }
        writeln!(out)?;
        let labels: Vec<_> = (0..self.names.len()).map(letters).collect();
        for (letters, name) in labels.iter().zip(&self.names) {
            writeln!(out, "  {letters}: {name}")?;
        }
        Ok(labels)
    }

    fn judgements(&self, labels: &[String], out: &mut dyn Write) -> io::Result<()> {
        if !self.gates.is_empty() || self.absolute_gates.iter().any(|absolute_gates| !absolute_gates.is_empty()) {
            writeln!(out)?;
        }
        let absolute: Vec<_> = labels.iter().zip(&self.absolute_gates).collect();
        let labels = labels.iter().flat_map(|label| self.gates.iter().map(move |_| label));
        for ((_, gate, verdict), label) in self.judged().zip(labels) {
            gates::line(verdict, &format!("{label}: {gate}"), out)?;
        }
        absolute
            .into_iter()
            .try_for_each(|(label, judged)| gates::lines(judged, &format!("{label}: "), self.comparison.level, out))
    }

    fn foot(&self, reduced: bool, out: &mut dyn Write) -> io::Result<()> {
        let (quiet, level) = (style::QUIET, label::percent(self.comparison.level));
        let all = match self.comparison.comparisons() {
            1 => String::new(),
            many => format!(", jointly for all {many} differences (Bonferroni)"),
        };
        writeln!(out, "{quiet}")?;
        if self.varies() {
            writeln!(out, "  ± holds with {level} confidence{all}")?;
        }
        if reduced {
            writeln!(out, "  variance: common random numbers divide the variance of the difference by this")?;
        }
        if !self.comparison.exact {
            writeln!(out, "  {WITHIN}")?;
        }
        let seeds: Vec<_> = self.scenarios.iter().map(|scenario| scenario.seed).collect();
        if seeds.iter().all(|seed| *seed == seeds[0]) {
            writeln!(out, "  seed {}{quiet:#}", seeds[0])
        } else {
            let seeds: Vec<_> = seeds.iter().map(ToString::to_string).collect();
            writeln!(out, "  seeds {}: different seeds share no random numbers{quiet:#}", seeds.join(", "))
        }
    }

    /// Whether any figure has an interval of some width: exact ones have none.
    fn varies(&self) -> bool {
        let means = self.comparison.baseline.iter().map(|base| base.half_width);
        let differences = self.comparison.alternatives.iter().flatten().map(|it| it.half_width);
        means.chain(differences).flatten().any(|half_width| half_width > 0.0)
    }
}

/// A, B, …, Z, AA, AB, …
fn letters(index: usize) -> String {
    let last = char::from(b'A' + u8::try_from(index % 26).unwrap_or_default());
    if index < 26 { last.to_string() } else { letters(index / 26 - 1) + &last.to_string() }
}

fn emphasis(verdict: Significance) -> anstyle::Style {
    match verdict {
        // Whether less or more is better is not for the table to say.
        Significance::Less | Significance::Greater => style::TITLE,
        Significance::NotShown | Significance::Same => style::PLAIN,
    }
}

/// The scale for the means of a measure: that of the baseline, or if it is always 0, that of the alternatives.
fn scale(base: &Base, differences: &[&Difference]) -> Scale {
    if base.mean != 0.0 {
        return Scale::new(base.subject.measure, base.mean, base.half_width);
    }
    let greatest = differences.iter().map(|it| it.mean.abs()).fold(0.0, f64::max);
    let spread = differences.iter().filter_map(|it| it.half_width).reduce(f64::max);
    Scale::new(base.subject.measure, greatest, spread)
}

fn baseline_row(base: &Base, scale: Scale) -> Vec<String> {
    let half_width = base.half_width.filter(|half_width| *half_width > 0.0);
    let spread = half_width.map_or("always".to_owned(), |half_width| format!("± {}", scale.text(half_width)));
    let mean = if half_width.is_some() { scale.text(base.mean) } else { scale.exact(base.mean) };
    vec![format!("{}{}", base.subject.measure.label(), scale.unit()), mean, spread]
}

fn row(name: &str, base: &Base, it: &Difference, scale: Scale) -> Vec<String> {
    let varies = base.half_width.is_some_and(|half_width| half_width > 0.0);
    let mean = if varies { scale.text(it.mean) } else { scale.exact(it.mean) };
    let change = it.change.filter(|_| it.verdict != Significance::Same).map_or(String::new(), |change| {
        let grain = it.change_half_width.filter(|half_width| *half_width > 0.0).unwrap_or(0.01) * 10.0;
        format!("{}{} %", if change < 0.0 { '-' } else { '+' }, decimal(change.abs() * 100.0, decimals(grain).min(3)))
    });
    let reduction = it
        .variance_reduction
        .map_or(String::new(), |factor| format!("÷ {}", decimal(factor, u32::from(factor < 9.95))));
    vec![format!("{INDENT}{name}"), mean, verdict(it, scale), change, reduction]
}

/// `faster by 4m10s ± 8s`, `not significant, ± 8s`.
fn verdict(it: &Difference, row: Scale) -> String {
    let (less, more) = (it.measure.less(), it.measure.more());
    let half_width = it.half_width.filter(|half_width| *half_width > 0.0);
    let scale = row.beside(it.measure, it.difference, half_width);
    let unit = if it.measure.unit() == Unit::Share { " points" } else { scale.unit() };
    let size = it.difference.abs();
    let amount = |word: &str| match half_width {
        Some(half_width) => format!("{word} by {} ± {}{unit}", scale.text(size), scale.text(half_width)),
        None => format!("{word} by {}{unit}, always", scale.exact(size)),
    };
    match it.verdict {
        Significance::Less => amount(less),
        Significance::Greater => amount(more),
        Significance::Same => "always the same".to_owned(),
        Significance::NotShown => match half_width {
            Some(half_width) => format!("not significant, ± {}{unit}", scale.text(half_width)),
            None => "not significant".to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Measure;

    #[test]
    fn there_are_letters_for_any_number_of_alternatives() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    fn difference(measure: Measure, difference: f64, half_width: f64, verdict: Significance) -> Difference {
        let (mean, none) = (100.0, None);
        Difference {
            measure,
            mean,
            difference,
            half_width: Some(half_width),
            change: none,
            change_half_width: none,
            variance_reduction: none,
            verdict,
        }
    }

    #[test]
    fn a_baseline_of_nothing_is_written_as_its_alternatives_are() {
        let base = Base { subject: Measure::Forfeits.into(), mean: 0.0, half_width: Some(0.0) };
        let it = Difference { mean: 19.45, ..difference(Measure::Forfeits, 19.45, 1.3, Significance::Greater) };
        let scale = scale(&base, &[&it]);
        assert_eq!((baseline_row(&base, scale)[1].as_str(), row("a", &base, &it, scale)[1].as_str()), ("0", "19.4"));
    }

    #[test]
    fn verdicts_are_plain() {
        let said = |measure, by, half_width, it| {
            verdict(&difference(measure, by, half_width, it), Scale::new(measure, 0.2, None))
        };
        assert_eq!(said(Measure::Throughput, -0.001, 0.0, Significance::Less), "lower by 0.06000/min, always");
        assert_eq!(said(Measure::Throughput, 0.003, 0.001, Significance::Greater), "higher by 0.180 ± 0.060/min");
        assert_eq!(said(Measure::Makespan, -250.2, 8.1, Significance::Less), "faster by 4m10.2s ± 8.1s");
        assert_eq!(said(Measure::WaitingMean, 0.25, 0.0, Significance::Greater), "longer by 250ms, always");
        assert_eq!(said(Measure::Utilisation, -0.05, 0.01, Significance::Less), "lower by 5.0 ± 1.0 points");
        assert_eq!(said(Measure::Forfeits, 3.0, 1.0, Significance::Greater), "more by 3 ± 1");
        assert_eq!(said(Measure::Makespan, 1.0, 8.1, Significance::NotShown), "not significant, ± 8.1s");
        assert_eq!(said(Measure::Makespan, 0.01, 43.746, Significance::NotShown), "not significant, ± 44s");
        assert_eq!(said(Measure::Makespan, 0.0, 0.0, Significance::Same), "always the same");
    }
}
