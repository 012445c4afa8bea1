//! What matters most: each numeric setting of a scenario is moved up and down by a share of itself.
//!
//! An [`Analysis`] finds the settings, plays the scenario as it is and with each of them moved, and estimates the effects.
//! Replications of the same number share their random numbers, so that most of the noise cancels in the differences.
//! Nothing is printed, and no file is read but those that the scenario names.

mod candidate;
mod effect;
mod rounds;
mod share;

pub use effect::{Bounded, Moved, effect, elasticity};
pub use share::{ParseShareError, Share};

use super::variant::{Playing, VariantError};
use crate::model::Measure;
use crate::scenario::{Diagnostics, NumericKind, NumericSetting, Template};
use candidate::{Variation, candidates};
use rounds::{Point, Rounds};

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
    /// How often each should have been played: more often than it was if the analysis was interrupted.
    pub planned: u64,
    /// The measure with everything as it is.
    pub base: Bounded,
    /// The settings that could be moved, that with the greatest effect first.
    pub rows: Vec<Row>,
    /// What could not be moved, in the order of the settings.
    pub unmoved: Vec<Unmoved>,
    /// The paths of settings whose turn did not come, in their order: none unless the analysis was interrupted.
    pub unplayed: Vec<String>,
}

impl Sensitivity {
    /// Whether it came to its end.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.replications == self.planned && self.unplayed.is_empty()
    }
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

/// An analysis, ready to be played.
pub struct Analysis<'a> {
    request: &'a Request<'a>,
    /// The first point is the scenario as it is.
    rounds: Rounds,
    /// The settings that can be moved.
    moving: Vec<Moving>,
    unmoved: Vec<Unmoved>,
}

/// A setting that can be moved, to one side at least.
struct Moving {
    setting: NumericSetting,
    down: Option<Side>,
    up: Option<Side>,
}

/// A setting moved to one side.
struct Side {
    /// New value ÷ old value − 1.
    share: f64,
    /// Which of the points it is.
    point: usize,
}

impl<'a> Analysis<'a> {
    /// Finds what can be moved.
    ///
    /// # Errors
    /// If there is no such setting, or the scenario makes no sense.
    pub fn new(request: &'a Request<'a>) -> Result<Self, Diagnostics> {
        let base = request.template.scenario()?;
        let replications = if base.exhibition.is_deterministic() { 1 } else { request.replications };
        let mut points = vec![Point { setting: String::new(), scenario: base.clone() }];
        let (mut moving, mut unmoved) = (Vec::new(), Vec::new());
        for candidate in candidates(request.template, request.only)? {
            let mut side = |up| match candidate.moved(request.template, &base, request.share, up) {
                Ok(Variation { setting, share, scenario }) => {
                    points.push(Point { setting, scenario });
                    Some(Side { share, point: points.len() - 1 })
                }
                Err(why) => {
                    unmoved.push(Unmoved { path: candidate.setting.path.clone(), up, why });
                    None
                }
            };
            let (down, up) = (side(false), side(true));
            if down.is_some() || up.is_some() {
                moving.push(Moving { setting: candidate.setting, down, up });
            }
        }
        Ok(Self { request, rounds: Rounds { points, replications }, moving, unmoved })
    }

    /// How many replications will be played, of all variants together.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.rounds.total()
    }

    /// Plays the scenario as it is and with each setting moved. `progress` is told now and then how many replications are done.
    ///
    /// If it is interrupted, the result goes by the replications that all variants have by then. Before each has had its
    /// first 25, it is about the settings that have.
    ///
    /// # Errors
    /// If a variant can't be played to its end, or it is interrupted before there is any result.
    pub fn play(self, playing: &Playing, progress: &dyn Fn(u64)) -> Result<Sensitivity, VariantError> {
        let values = self.rounds.play(self.request.measure, playing, progress)?;
        let of_each = self.rounds.of_each(&values);
        if of_each == 0 {
            return Err(VariantError::Interrupted);
        }
        let is_played = |side: &Option<Side>| side.as_ref().is_none_or(|side| values[side.point].len() >= of_each);
        let (played, rest): (Vec<_>, Vec<_>) =
            self.moving.iter().partition(|moving| is_played(&moving.down) && is_played(&moving.up));
        if played.is_empty() && !rest.is_empty() {
            return Err(VariantError::Interrupted);
        }
        let values: Vec<_> = values.iter().map(|values| &values[..of_each.min(values.len())]).collect();
        let mut rows: Vec<_> = played.into_iter().map(|moving| self.row(moving, &values)).collect();
        // Stable: equals stay in the order of the scenario.
        rows.sort_by(|a, b| b.magnitude().total_cmp(&a.magnitude()));
        Ok(Sensitivity {
            replications: of_each as u64,
            planned: self.rounds.replications,
            base: effect(&vec![0.0; of_each], values[0], self.request.level),
            rows,
            unplayed: rest.iter().map(|moving| moving.setting.path.clone()).collect(),
            unmoved: self.unmoved,
        })
    }

    /// What moving a setting does.
    fn row(&self, moving: &Moving, values: &[&[f64]]) -> Row {
        let (as_it_is, level) = (values[0], self.request.level);
        let moved = |side: &Side| Moved { share: side.share, values: values[side.point] };
        let change = |side: &Side| Change {
            setting: self.rounds.points[side.point].setting.clone(),
            share: side.share,
            effect: effect(as_it_is, values[side.point], level),
        };
        let Moving { setting, down, up } = moving;
        Row {
            path: setting.path.clone(),
            kind: setting.kind,
            value: setting.value.clone(),
            down: down.as_ref().map(change),
            up: up.as_ref().map(change),
            elasticity: elasticity(as_it_is, down.as_ref().map(moved), up.as_ref().map(moved), level),
        }
    }
}

#[cfg(test)]
mod tests;
