//! Explanations as JSON: all formulas, whether they apply or not; all links of the critical path.

use super::Explained;
use crate::experiment::critical_path::CriticalPath;
use crate::experiment::explanation::{Agreement, Consistency, Constraint, Effect, Gain, WhatIf};
use crate::formula::{Formula, PredictedValue, Statement, Violation};
use crate::model::{Exhibition, Names};
use crate::replicate::Cause;
use crate::report::json::{Basis, Measures, one_or_all};
use crate::report::label::texts;
use serde::Serialize;
use std::io::{self, Write};

/// Writes explanations as JSON: an array, or a single object if there is one and no array is wanted.
///
/// # Errors
/// If `out` can't be written to.
pub fn explanations_json(all: &[Explained<'_>], array: bool, out: &mut dyn Write) -> io::Result<()> {
    one_or_all(&all.iter().map(Object::new).collect::<Vec<_>>(), array, out)
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Object<'a> {
    scenario: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    set: Vec<String>,
    seed: u64,
    #[serde(flatten)]
    basis: Basis,
    /// What stopped it before its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    stopped_by: Option<&'static str>,
    measures: Measures<'a>,
    bottleneck: &'static str,
    /// The group that it is, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    bottleneck_group: Option<&'a str>,
    /// What relaxing each constraint gains, the greatest first.
    constraints: Vec<ConstraintObject<'a>>,
    formulas: Vec<FormulaObject<'a>>,
    changes: Vec<ChangeObject>,
    /// Changes that were not played.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unplayed: Vec<String>,
    critical_path: Option<PathObject>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ConstraintObject<'a> {
    constraint: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    part_of: Option<&'static str>,
    /// The settings that relax it together, and the part of their effect that counts.
    set: Vec<String>,
    weight: f64,
    measure: &'static str,
    gain: f64,
    half_width: Option<f64>,
    gain_share: Option<f64>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct FormulaObject<'a> {
    name: &'static str,
    title: &'static str,
    equation: &'static str,
    source: &'static str,
    applies: bool,
    broken: Vec<BrokenObject>,
    statements: Vec<StatementObject<'a>>,
    /// What it would say if its missing assumptions held.
    if_so: Vec<StatementObject<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct BrokenObject {
    needs: &'static str,
    here: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct StatementObject<'a> {
    quantity: &'static str,
    group: Option<&'a str>,
    value: Option<f64>,
    exact_ns: Option<u64>,
    low: Option<f64>,
    high: Option<f64>,
    simulated: Option<f64>,
    half_width: Option<f64>,
    deviation: Option<f64>,
    holds: Option<bool>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ChangeObject {
    set: String,
    measure: &'static str,
    mean: f64,
    difference: f64,
    half_width: Option<f64>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct PathObject {
    replication: u64,
    /// Why there is none.
    error: Option<String>,
    length_ns: Option<u64>,
    parts: Vec<PartObject>,
    links: Vec<LinkObject>,
    /// What changes would have done in this replication; left out where all replications are alike.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<ChangeObject>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct PartObject {
    activity: &'static str,
    elsewhere: bool,
    links: u64,
    length_ns: u64,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct LinkObject {
    activity: &'static str,
    elsewhere: bool,
    board: u64,
    opponent: String,
    master: Option<u64>,
    #[serde(rename = "move")]
    nth: Option<u64>,
    start_ns: u64,
    end_ns: u64,
}

impl<'a> Object<'a> {
    fn new(explained: &'a Explained<'_>) -> Self {
        let (scenario, explanation) = (explained.scenario, &explained.explanation);
        let change = |effect: &Effect| ChangeObject {
            set: effect.what_if.setting(&scenario.exhibition),
            measure: explanation.measure.name(),
            mean: effect.mean,
            difference: effect.difference,
            half_width: effect.half_width,
        };
        let unplayed = explanation.unplayed.iter().map(|what_if| what_if.setting(&scenario.exhibition));
        Self {
            scenario: &scenario.title,
            set: texts(explained.settings),
            seed: scenario.seed,
            basis: Basis::of(&explanation.summary),
            stopped_by: explanation.stopped.map(Cause::name),
            measures: Measures(&explanation.summary.total),
            bottleneck: explanation.bottleneck.name(&scenario.exhibition),
            bottleneck_group: explanation.bottleneck.constraint().and_then(|it| group(it, &scenario.exhibition)),
            constraints: explanation.gains.iter().map(|gain| constraint_object(gain, explained)).collect(),
            formulas: Formula::ALL.into_iter().map(|formula| formula_object(formula, explained)).collect(),
            changes: explanation.effects.iter().map(change).collect(),
            unplayed: unplayed.collect(),
            critical_path: path_object(explained),
        }
    }
}

fn constraint_object<'a>(gain: &Gain, explained: &'a Explained<'_>) -> ConstraintObject<'a> {
    let Gain { constraint, mean, half_width } = *gain;
    let (exhibition, explanation) = (&explained.scenario.exhibition, &explained.explanation);
    let measure = explanation.summary.estimate(explanation.measure).mean;
    ConstraintObject {
        constraint: constraint.name(),
        group: group(constraint, exhibition),
        part_of: constraint.part_of().map(Constraint::name),
        set: constraint.settings(exhibition),
        weight: constraint.weight(exhibition),
        measure: explanation.measure.name(),
        gain: mean,
        half_width,
        gain_share: (measure > 0.0).then(|| mean / measure),
    }
}

/// The name of the group that a constraint is about.
fn group(constraint: Constraint, exhibition: &Exhibition) -> Option<&str> {
    constraint.group().map(|index| exhibition.groups[index].name.as_str())
}

fn formula_object<'a>(formula: Formula, explained: &'a Explained<'_>) -> FormulaObject<'a> {
    let exhibition = &explained.scenario.exhibition;
    let said = explained.explanation.said.iter().find(|said| said.formula == formula);
    let nearly = explained.explanation.nearly.iter().find(|nearly| nearly.formula == formula);
    let broken =
        |broken: &Violation| BrokenObject { needs: broken.assumption.statement(), here: broken.instead.clone() };
    let unseen = |statement: &Statement| {
        statement_object(
            &Agreement { statement: *statement, simulated: None, half_width: None, verdict: None },
            exhibition,
        )
    };
    FormulaObject {
        name: formula.name(),
        title: formula.title(),
        equation: formula.equation(),
        source: formula.source(),
        applies: said.is_some(),
        broken: nearly.iter().flat_map(|nearly| &nearly.broken).map(broken).collect(),
        statements: said
            .iter()
            .flat_map(|said| &said.agreements)
            .map(|agreement| statement_object(agreement, exhibition))
            .collect(),
        if_so: nearly.iter().flat_map(|nearly| &nearly.if_so).map(unseen).collect(),
    }
}

fn statement_object<'a>(agreement: &Agreement, exhibition: &'a Exhibition) -> StatementObject<'a> {
    let Statement { quantity, group, value } = agreement.statement;
    let (low, high) = if let PredictedValue::Between { low, high } = value { (low, high) } else { (None, None) };
    let exact_ns = if let PredictedValue::Exact(duration) = value { Some(duration.as_ns()) } else { None };
    StatementObject {
        quantity: quantity.name(),
        group: group.map(|group| exhibition.groups[group].name.as_str()),
        value: value.number(),
        exact_ns,
        low,
        high,
        simulated: agreement.simulated,
        half_width: agreement.half_width,
        deviation: agreement.deviation(),
        holds: match agreement.verdict {
            Some(Consistency::Holds) => Some(true),
            Some(Consistency::Broken) => Some(false),
            Some(Consistency::Unclear) | None => None,
        },
    }
}

fn path_object(explained: &Explained<'_>) -> Option<PathObject> {
    let result = explained.explanation.path.as_ref()?;
    let exhibition = &explained.scenario.exhibition;
    let names = Names::new(exhibition);
    let (empty, error) = (CriticalPath::default(), result.as_ref().err().map(ToString::to_string));
    let path = result.as_ref().unwrap_or(&empty);
    let parts = path.parts().into_iter().map(|part| PartObject {
        activity: part.activity.name(),
        elsewhere: part.elsewhere,
        links: part.links,
        length_ns: part.length_ns,
    });
    let links = path.links.iter().enumerate().map(|(place, link)| LinkObject {
        activity: link.activity.name(),
        elsewhere: path.is_elsewhere(place),
        board: u64::from(link.board) + 1,
        opponent: names.opponent(link.board),
        master: link.master.map(|master| u64::from(master) + 1),
        nth: (link.nth > 0).then_some(link.nth),
        start_ns: link.start.as_ns(),
        end_ns: link.end.as_ns(),
    });
    let measure = explained.explanation.measure.name();
    let changes = explained.explanation.one_run.iter().flat_map(|one| {
        let change = |(what_if, mean): &(WhatIf, f64)| {
            let (set, difference) = (what_if.setting(exhibition), mean - one.value);
            ChangeObject { set, measure, mean: *mean, difference, half_width: None }
        };
        one.changed.iter().map(change)
    });
    Some(PathObject {
        changes: changes.collect(),
        replication: explained.path_of.unwrap_or(0) + 1,
        length_ns: error.is_none().then(|| path.length().as_ns()),
        error,
        parts: parts.collect(),
        links: links.collect(),
    })
}

#[cfg(test)]
mod tests {
    use crate::report::json::OneOrAll;

    #[test]
    fn the_schema_is_published() {
        crate::report::schema::is_published::<OneOrAll<'_, super::Object<'_>>>(
            "explain",
            "zeitnot explain --format json",
        );
    }
}
