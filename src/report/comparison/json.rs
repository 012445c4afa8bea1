//! A comparison as one JSON object.

use super::ComparisonReport;
use crate::experiment::{Base, Difference};
use crate::report::gates::StatisticObject;
use crate::report::label::texts;
use crate::report::rows::Named;
use crate::report::{pretty, quantiles_within};
use serde::Serialize;
use std::io::{self, Write};

impl ComparisonReport<'_> {
    /// Writes the comparison as a JSON object. Figures are in the units of their measures; unknown values are null.
    ///
    /// # Errors
    /// If `out` can't be written to.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        pretty::write(&Object::new(self), out)
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Object<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    set: Vec<String>,
    replications: u64,
    level: f64,
    correction: &'static str,
    comparisons: usize,
    stopped_by: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    precision: Option<String>,
    /// If quantiles are not exact, their largest relative error.
    #[serde(skip_serializing_if = "Option::is_none")]
    quantiles_within: Option<f64>,
    baseline: Played<'a, BaseFigures>,
    alternatives: Vec<Played<'a, Figures>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    gates: Vec<Judged<'a>>,
}

/// A scenario, and what was measured in it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Played<'a, T: Serialize> {
    name: &'a str,
    scenario: &'a str,
    seed: u64,
    digest: String,
    measures: Measures<T>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<Group<'a, T>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Group<'a, T: Serialize> {
    name: &'a str,
    measures: Measures<T>,
}

/// An object with a member for each measure.
type Measures<T> = Named<&'static str, T>;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct BaseFigures {
    mean: f64,
    half_width: Option<f64>,
}

/// The results of an alternative for one measure.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Figures {
    mean: f64,
    difference: f64,
    half_width: Option<f64>,
    change: Option<f64>,
    change_half_width: Option<f64>,
    variance_reduction: Option<f64>,
    verdict: &'static str,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Judged<'a> {
    gate: String,
    alternative: &'a str,
    verdict: &'static str,
    /// What an absolute gate is about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    statistics: Vec<StatisticObject<'a>>,
    /// About how many replications would decide an absolute gate that is undecided, if that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    replications_needed: Option<u64>,
}

impl<'a> Object<'a> {
    fn new(report: &'a ComparisonReport<'_>) -> Self {
        let it = &report.comparison;
        let base = |base: &Base| BaseFigures { mean: base.mean, half_width: base.half_width };
        let baseline = played(report, 0, "baseline", it.baseline.iter().map(base));
        let alternatives = it.alternatives.iter().enumerate().map(|(index, differences)| {
            played(report, index + 1, &report.names[index], differences.iter().map(Figures::of))
        });
        let judged =
            |(alternative, gate, verdict): (&'a str, &crate::experiment::Gate, crate::experiment::GateVerdict)| {
                Judged {
                    gate: gate.to_string(),
                    alternative,
                    verdict: verdict.name(),
                    statistics: Vec::new(),
                    replications_needed: None,
                }
            };
        let absolute = report.names.iter().zip(&report.absolute_gates).flat_map(|(alternative, judged)| {
            judged.iter().map(|it| {
                let statistics = it.statistics.iter().map(StatisticObject::new).collect();
                Judged {
                    gate: it.text.clone(),
                    alternative,
                    verdict: it.verdict.name(),
                    statistics,
                    replications_needed: it.needed,
                }
            })
        });
        Self {
            set: texts(report.settings),
            replications: it.replications,
            level: it.level,
            correction: "Bonferroni",
            comparisons: it.comparisons(),
            stopped_by: report.ending.name(),
            precision: report.wanted.as_ref().map(|rule| rule.precision.to_string()),
            quantiles_within: quantiles_within(it.exact),
            baseline,
            alternatives: alternatives.collect(),
            gates: report.judged().map(judged).chain(absolute).collect(),
        }
    }
}

/// A scenario, with the figures of each subject.
fn played<'a, T: Serialize>(
    report: &'a ComparisonReport<'_>,
    index: usize,
    name: &'a str,
    figures: impl Iterator<Item = T>,
) -> Played<'a, T> {
    let scenario = &report.scenarios[index];
    let digest = format!("{:016x}", report.comparison.digests[index]);
    let (mut measures, mut groups) = (Vec::new(), Vec::<Group<'a, T>>::new());
    for (base, figures) in report.comparison.baseline.iter().zip(figures) {
        let of_all_or_group = match base.subject.group.as_deref() {
            None => &mut measures,
            Some(name) => {
                let at = groups.iter().position(|group| group.name == name).unwrap_or(groups.len());
                if at == groups.len() {
                    groups.push(Group { name, measures: Named(Vec::new()) });
                }
                &mut groups[at].measures.0
            }
        };
        of_all_or_group.push((base.subject.measure.name(), figures));
    }
    Played { name, scenario: &scenario.title, seed: scenario.seed, digest, measures: Named(measures), groups }
}

impl Figures {
    pub const fn of(it: &Difference) -> Self {
        Self {
            mean: it.mean,
            difference: it.difference,
            half_width: it.half_width,
            change: it.change,
            change_half_width: it.change_half_width,
            variance_reduction: it.variance_reduction,
            verdict: it.verdict.name(),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_schema_is_published() {
        crate::report::schema::is_published::<super::Object<'_>>("compare", "zeitnot compare --format json");
    }
}
