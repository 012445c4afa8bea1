//! Results as JSON: one object per scenario, an array for several.

use super::Report;
use super::gates::GateObject;
use super::label::texts;
use super::{pretty, quantiles_within};
use crate::experiment::{Choice, Chosen, Estimate, Precision, Summary};
use crate::model::Measure;
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// Writes reports as JSON: an array, or a single object if there is one report and no array is `wanted`.
///
/// Each object holds `file` (as it was named), `scenario` (its title), `set` if anything was set, `seed`,
/// `chosen` if this replication was chosen among many, `replications`, `level`, `digest` (as hexadecimal text),
/// `stopped_by` (see [`Ending::name`](crate::experiment::Ending::name)), `precision` if one was asked for, `measures`
/// and, with several groups, `groups`; `gates` if there are any; `quantiles_within` if quantiles are not exact. Every
/// measure holds `mean`, `sd`, `skewness`, `half_width`, `min`, `q05`, `q50`, `q95`, `q99` and `max`; figures that a
/// single replication does not have are null.
///
/// # Errors
/// If `out` can't be written to.
pub fn json(reports: &[Report<'_>], array: bool, out: &mut dyn Write) -> io::Result<()> {
    one_or_all(&reports.iter().map(Object::new).collect::<Vec<_>>(), array, out)
}

/// Writes an array, or its only object if no array is wanted.
pub(super) fn one_or_all(objects: &[impl Serialize], array: bool, out: &mut dyn Write) -> io::Result<()> {
    let all = match objects {
        [object] if !array => OneOrAll::One(object),
        objects => OneOrAll::All(objects),
    };
    pretty::write(&all, out)
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub(super) enum OneOrAll<'a, T> {
    One(&'a T),
    All(&'a [T]),
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Object<'a> {
    file: String,
    scenario: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    set: Vec<String>,
    seed: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    chosen: Option<ChosenObject>,
    #[serde(flatten)]
    basis: Basis,
    stopped_by: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    precision: Option<Wanted>,
    /// The largest relative error of quantiles, if they are not exact.
    #[serde(skip_serializing_if = "Option::is_none")]
    quantiles_within: Option<f64>,
    measures: Measures<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<Group<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    gates: Vec<GateObject<'a>>,
}

/// Which replication was chosen among many, and why.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ChosenObject {
    choice: &'static str,
    /// The order of the quantile.
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<f64>,
    measure: &'static str,
    value: f64,
    replication: u64,
    of: u64,
}

impl ChosenObject {
    const fn new(chosen: &Chosen) -> Self {
        let (choice, order) = match chosen.choice {
            Choice::Worst => ("worst", None),
            Choice::Best => ("best", None),
            Choice::Quantile(order) => ("quantile", Some(order)),
        };
        let Chosen { value, replication, of, .. } = *chosen;
        Self { choice, order, measure: chosen.measure.name(), value, replication: replication + 1, of }
    }
}

/// The basis of all estimates.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Basis {
    pub replications: u64,
    pub level: f64,
    /// In CSV empty if nothing was played.
    pub digest: String,
}

impl Basis {
    pub fn new(replications: u64, level: f64, digest: u64) -> Self {
        Self { replications, level, digest: format!("{digest:016x}") }
    }

    pub fn of(summary: &Summary) -> Self {
        Self::new(summary.replications, summary.level, summary.digest)
    }
}

/// A requested precision.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Wanted {
    half_width: String,
    measures: Vec<&'static str>,
}

impl Wanted {
    pub fn new(precision: Precision, measures: &[Measure]) -> Self {
        Self { half_width: precision.to_string(), measures: measures.iter().map(|measure| measure.name()).collect() }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Group<'a> {
    name: &'a str,
    count: u32,
    measures: Measures<'a>,
}

impl<'a> Object<'a> {
    fn new(report: &'a Report<'_>) -> Self {
        let (scenario, summary) = (report.scenario, &report.summary);
        let groups = scenario.exhibition.groups.iter().zip(&summary.groups);
        Self {
            file: report.file.display().to_string(),
            scenario: &scenario.title,
            set: texts(report.settings),
            seed: scenario.seed,
            chosen: report.chosen.as_ref().map(ChosenObject::new),
            basis: Basis::of(summary),
            stopped_by: report.ending.name(),
            precision: report.wanted.as_ref().map(|rule| Wanted::new(rule.precision, &rule.measures)),
            quantiles_within: quantiles_within(summary.exact),
            measures: Measures(&summary.total),
            groups: groups
                .map(|(group, estimates)| Group {
                    name: &group.name,
                    count: group.count,
                    measures: Measures(estimates),
                })
                .collect(),
            gates: report.gates.iter().map(GateObject::new).collect(),
        }
    }
}

/// An object with a member for each measure, in the order of the measures.
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Measures<'a>(
    #[cfg_attr(test, schemars(with = "std::collections::BTreeMap<String, Figures>"))] pub &'a [(Measure, Estimate)],
);

impl Serialize for Measures<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(measure, estimate)| (measure.name(), Figures::of(estimate))))
    }
}

/// An estimate, member by member; all are `null`, or empty in CSV, if nothing was played.
#[derive(Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Figures {
    mean: Option<f64>,
    sd: Option<f64>,
    skewness: Option<f64>,
    half_width: Option<f64>,
    min: Option<f64>,
    q05: Option<f64>,
    q50: Option<f64>,
    q95: Option<f64>,
    q99: Option<f64>,
    max: Option<f64>,
}

impl Figures {
    pub const fn of(estimate: &Estimate) -> Self {
        let Estimate { mean, sd, skewness, half_width, min, q05, q50, q95, q99, max, .. } = *estimate;
        Self { mean: Some(mean), sd, skewness, half_width, min, q05, q50, q95, q99, max }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::{taken, with_report};

    fn members(value: &serde_json::Value) -> usize {
        value.as_object().unwrap().len()
    }

    fn parsed(text: &str, replications: u64, array: bool) -> serde_json::Value {
        let mut out = Vec::new();
        with_report(text, replications, |report| json(std::slice::from_ref(report), array, &mut out).unwrap());
        serde_json::from_slice(&out).unwrap()
    }

    const ALONE: &str = r#"(master: (think: Constant("1s")), opponents: [(think: Constant("3s"), moves: Exactly(2))])"#;
    const GROUPS: &str = r#"(title: "T", seed: 5, master: (think: Exponential(mean: "1s")), opponents: [
        (name: "a", count: 2, think: Constant("3s"), moves: Exactly(2)),
        (name: "b", think: Constant("3s"), moves: Exactly(2)),
    ])"#;

    #[test]
    fn the_schema_is_published() {
        crate::report::schema::is_published::<OneOrAll<'_, Object<'_>>>("run", "zeitnot run --format json");
    }

    #[test]
    fn an_object_has_every_measure_and_null_for_what_one_replication_cant_tell() {
        let object = parsed(ALONE, 1, false);
        assert_eq!(members(&object["measures"]), taken(&Measure::ALL));
        assert_eq!(object["measures"]["makespan_s"]["mean"], 8.0);
        assert!(object["measures"]["makespan_s"]["half_width"].is_null());
        assert!(object.get("groups").is_none(), "one group needs no breakdown");
        assert_eq!(object["digest"].as_str().unwrap().len(), 16);
    }

    #[test]
    fn groups_have_their_own_measures() {
        let array = parsed(GROUPS, 3, true);
        let object = &array[0];
        assert_eq!(
            (&object["scenario"], &object["seed"], &object["replications"]),
            (&"T".into(), &5.into(), &3.into())
        );
        assert_eq!((&object["groups"][0]["name"], &object["groups"][0]["count"]), (&"a".into(), &2.into()));
        assert_eq!(members(&object["groups"][1]["measures"]), taken(&Measure::OF_A_GROUP));
        assert_eq!(members(&object["groups"][1]["measures"]["moves"]), 10);
        assert!(object["measures"]["makespan_s"]["sd"].as_f64().unwrap() > 0.0);
    }
}
