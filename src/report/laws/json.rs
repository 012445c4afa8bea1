//! Results of checks of laws, as JSON.

use crate::law::{Finding, Refutation, Skewed};
use crate::report::{pretty, quantiles_within};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct LawJson<'a> {
    file: &'a str,
    law: &'a str,
    verdict: &'static str,
    claims: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    given: Option<&'a str>,
    cases: u64,
    all_cases: bool,
    /// Cases that quantiles that are not exact leave undecided, if there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    undecided: Option<u64>,
    moves: u64,
    /// If quantiles are not exact, their largest relative error.
    #[serde(skip_serializing_if = "Option::is_none")]
    quantiles_within: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    statistical: Option<StatisticalJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refutation: Option<RefutationJson<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct StatisticalJson {
    replications: u64,
    error_rate: f64,
    cases_shown: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    equal_within: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    too_skewed: Option<SkewedJson>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct SkewedJson {
    cases: u64,
    skewness: f64,
    replications_needed: u64,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RefutationJson<'a> {
    claim: &'a str,
    case: serde_json::Map<String, serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replication: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replications: Option<u64>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    never_varied: bool,
    smallest: bool,
    fails: u64,
    of_cases: u64,
    irrelevant: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    right: Option<&'a str>,
    settings: &'a [String],
    scenario: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    holds_where: Option<ConditionJson<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ConditionJson<'a> {
    condition: &'a str,
    only_there: bool,
    cases: u64,
}

/// Writes findings as an array.
///
/// # Errors
/// If `out` can't be written to.
pub fn laws_json(findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    let laws: Vec<_> = findings.iter().map(law).collect();
    pretty::write(&laws, out)
}

fn law(finding: &Finding) -> LawJson<'_> {
    LawJson {
        file: &finding.file,
        law: &finding.title,
        verdict: finding.conclusion().name(),
        claims: &finding.claims,
        given: finding.given.as_deref(),
        cases: finding.cases,
        all_cases: finding.exhausted,
        undecided: Some(finding.undecided).filter(|cases| *cases > 0),
        moves: finding.moves,
        quantiles_within: quantiles_within(finding.exact),
        statistical: finding.statistical.map(|statistical| StatisticalJson {
            replications: statistical.replications,
            error_rate: statistical.error_rate,
            cases_shown: statistical.shown,
            equal_within: statistical.within.filter(|within| within.is_finite()),
            too_skewed: statistical.skewed.map(|Skewed { cases, skewness, needed }| SkewedJson {
                cases,
                skewness,
                replications_needed: needed,
            }),
        }),
        refutation: finding.refutation.as_ref().map(refutation),
    }
}

fn refutation(refutation: &Refutation) -> RefutationJson<'_> {
    let sides = refutation.sides.as_ref();
    RefutationJson {
        claim: &refutation.claim,
        case: refutation.values.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect(),
        replication: refutation.replication.map(|number| number + 1),
        replications: refutation.replications,
        never_varied: refutation.never_varied.is_some(),
        smallest: refutation.smallest,
        fails: refutation.share.0,
        of_cases: refutation.share.1,
        irrelevant: &refutation.irrelevant,
        left: sides.map(|sides| sides.left.1.as_str()),
        right: sides.map(|sides| sides.right.1.as_str()),
        settings: &refutation.settings,
        scenario: &refutation.scenario,
        holds_where: refutation.condition.as_ref().map(|condition| ConditionJson {
            condition: &condition.text,
            only_there: condition.only_there,
            cases: condition.cases,
        }),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_schema_is_published() {
        crate::report::schema::is_published::<Vec<super::LawJson<'_>>>("check", "zeitnot check --format json");
    }
}
