//! What matters most: each numeric setting of a scenario is moved up and down by a share of itself.
//!
//! [`analyse`] finds the settings, plays the scenario as it is and with each of them moved, and estimates the effects. Replications of
//! the same number share their random numbers, so that most of the noise cancels in the differences. Nothing is printed,
//! and no file is read but those that the scenario names.

mod candidate;
mod effect;
mod share;

pub use effect::{Bounded, Moved, effect, elasticity};
pub use share::{ParseShareError, Share};

use super::variant::{Playing, Variant, VariantError};
use crate::model::Measure;
use crate::scenario::{NumericKind, Scenario, Template};
use candidate::{Candidate, Variation, candidates};

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The scenario as it is.
    pub template: &'a Template,
    /// What shall be explained.
    pub measure: Measure,
    /// By how much settings are moved.
    pub share: Share,
    /// Only what stands at these paths and below; if there are none, everything.
    pub only: &'a [String],
    /// How often each variant is played; once, if nothing is left to chance.
    pub replications: u64,
    /// The confidence level of the intervals, between 0 and 1.
    pub level: f64,
}

/// What an analysis came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    /// How often each variant was played.
    pub replications: u64,
    /// The measure with everything as it is.
    pub base: Bounded,
    /// The settings that could be moved, that with the greatest effect first.
    pub rows: Vec<Row>,
    /// What could not be moved, in the order of the settings.
    pub unmoved: Vec<Unmoved>,
}

/// A setting, and what moving it does.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Where it stands.
    pub path: String,
    /// What it is.
    pub kind: NumericKind,
    /// Its value as it is, in the scenario's notation.
    pub value: String,
    /// With the setting down.
    pub down: Option<Change>,
    /// With the setting up.
    pub up: Option<Change>,
    /// See [`elasticity`].
    pub elasticity: Option<Bounded>,
}

/// A setting moved to one side.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What was set.
    pub setting: String,
    /// New value ÷ old value − 1.
    pub share: f64,
    /// By how much the measure differs then, in its unit.
    pub effect: Bounded,
}

/// A setting that could not be moved to one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmoved {
    /// Where it stands.
    pub path: String,
    /// Whether upwards; else downwards.
    pub up: bool,
    /// Why not.
    pub why: String,
}

impl Row {
    /// The greater of both effects, without its sign.
    #[must_use]
    pub fn magnitude(&self) -> f64 {
        let sides = [&self.down, &self.up].into_iter().flatten();
        sides.map(|change| change.effect.value.abs()).fold(0.0, f64::max)
    }
}

/// Plays the scenario as it is and with each setting moved.
///
/// # Errors
/// If there is no such setting, or a variant can't be played to its end.
pub fn analyse(request: &Request<'_>, playing: &Playing) -> Result<Sensitivity, VariantError> {
    let base = request.template.scenario().map_err(VariantError::Scenario)?;
    let candidates = candidates(request.template, request.only).map_err(VariantError::Scenario)?;
    let replications = if base.exhibition.is_deterministic() { 1 } else { request.replications };
    let mut analysis = Analysis { request, playing, replications, base: &base, unmoved: Vec::new() };
    let as_it_is = analysis.values(&base, String::new())?;
    let mut rows = Vec::new();
    for candidate in &candidates {
        rows.extend(analysis.row(candidate, &as_it_is)?);
    }
    // Stable: equals stay in the order of the scenario.
    rows.sort_by(|a, b| b.magnitude().total_cmp(&a.magnitude()));
    let base = effect(&vec![0.0; as_it_is.len()], &as_it_is, request.level);
    Ok(Sensitivity { replications, base, rows, unmoved: analysis.unmoved })
}

struct Analysis<'a> {
    request: &'a Request<'a>,
    playing: &'a Playing,
    replications: u64,
    base: &'a Scenario,
    unmoved: Vec<Unmoved>,
}

impl Analysis<'_> {
    /// The values of the measure, replication by replication.
    fn values(&self, scenario: &Scenario, setting: String) -> Result<Vec<f64>, VariantError> {
        let mut values = Vec::new();
        let variant = Variant::new(scenario, setting, self.playing);
        variant.play(0..self.replications, |outcome| values.push(outcome.value(self.request.measure)))?;
        Ok(values)
    }

    /// What moving a setting does; nothing if it can't be moved at all.
    fn row(&mut self, candidate: &Candidate, as_it_is: &[f64]) -> Result<Option<Row>, VariantError> {
        let [down, up] = [self.side(candidate, false)?, self.side(candidate, true)?];
        if down.is_none() && up.is_none() {
            return Ok(None);
        }
        let level = self.request.level;
        let elasticity = elasticity(as_it_is, down.as_ref().map(Side::moved), up.as_ref().map(Side::moved), level);
        let change = |side: Side| Change {
            effect: effect(as_it_is, &side.values, level),
            setting: side.setting,
            share: side.share,
        };
        let setting = candidate.setting.clone();
        let row = Row {
            path: setting.path,
            kind: setting.kind,
            value: setting.value,
            down: down.map(change),
            up: up.map(change),
            elasticity,
        };
        Ok(Some(row))
    }

    fn side(&mut self, candidate: &Candidate, up: bool) -> Result<Option<Side>, VariantError> {
        match candidate.moved(self.request.template, self.base, self.request.share, up) {
            Ok(Variation { setting, share, scenario }) => {
                let values = self.values(&scenario, setting.clone())?;
                Ok(Some(Side { setting, share, values }))
            }
            Err(why) => {
                self.unmoved.push(Unmoved { path: candidate.setting.path.clone(), up, why });
                Ok(None)
            }
        }
    }
}

/// A setting moved to one side, and what was measured.
struct Side {
    setting: String,
    share: f64,
    values: Vec<f64>,
}

impl Side {
    fn moved(&self) -> Moved<'_> {
        Moved { share: self.share, values: &self.values }
    }
}
