//! Sensitivity analysis: each numeric setting of a scenario is moved up and down by a share of itself.
//!
//! An [`Analysis`] finds the settings, plays the scenario unchanged and with each of them moved, round by round, and
//! sums up the effects: memory grows with the number of settings, each of which has two scenarios, but not with the
//! number of replications. Replications of the same number share their random numbers, so most of the noise cancels in
//! the differences. Nothing is printed, and only files that the scenario names are read.

mod effect;
mod movable;
mod proportion;
mod rounds;

pub use effect::Bounded;
pub use proportion::{ParseShareError, Proportion};

use super::Playing;
use super::observations::{Observation, Observations};
use crate::model::Measure;
use crate::replicate::{Cause, PlayError, Stop};
use crate::scenario::{Diagnostics, NumericKind, NumericSetting, Scenario, Template};
use effect::Effects;
use movable::{Variation, movable_settings};

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct SensitivityRequest<'a> {
    /// The unchanged scenario.
    pub template: &'a Template,
    /// The measure to explain.
    pub measure: Measure,
    /// The share by which settings are moved.
    pub share: Proportion,
    /// Only settings at these paths and below; all, if this is empty.
    pub only: &'a [String],
    /// How often each variant is played; once, if nothing is random.
    pub replications: u64,
    /// The confidence level of the intervals, between 0 and 1.
    pub level: f64,
}

/// The result of an analysis.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    /// How often each variant was played.
    pub replications: u64,
    /// How often each should have been played, which is more if the analysis was interrupted.
    pub planned: u64,
    /// The current value of the measure.
    pub base: Bounded,
    /// The settings that could be moved, the one with the largest effect first.
    pub rows: Vec<SettingRow>,
    /// The settings that could not be moved, in order.
    pub unmoved: Vec<Unmoved>,
    /// The settings that were not played, in order: none unless the analysis was interrupted.
    pub unplayed: Vec<Unplayed>,
    /// Whether all values of the measure are exact: it may be a quantile that is not.
    pub exact: bool,
}

impl Sensitivity {
    /// Whether it is complete.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.replications == self.planned && self.unplayed.is_empty()
    }
}

/// A setting, and the effects of moving it.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingRow {
    /// Its path.
    pub path: String,
    /// What it is.
    pub kind: NumericKind,
    /// Its current value, in the scenario's notation.
    pub value: String,
    /// With the setting down.
    pub down: Option<Shift>,
    /// With the setting up.
    pub up: Option<Shift>,
    /// The share by which the measure changes for each share by which the setting does; with a setting on one side
    /// only, the slope there. `None` if the mean of the measure is 0.
    pub elasticity: Option<Bounded>,
}

/// A setting moved to one side.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    /// The setting.
    pub setting: String,
    /// New value ÷ old value − 1.
    pub share: f64,
    /// The difference of the measure, in its unit.
    pub effect: Bounded,
}

/// A setting that could not be moved to one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmoved {
    /// Its path.
    pub path: String,
    /// Whether upwards; else downwards.
    pub up: bool,
    /// Why not.
    pub why: String,
}

/// A setting that was not played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplayed {
    /// Its path.
    pub path: String,
    /// Its current value, in the scenario's notation.
    pub value: String,
}

impl SettingRow {
    /// The larger of both effects, without its sign.
    #[must_use]
    pub fn magnitude(&self) -> f64 {
        let sides = [&self.down, &self.up].into_iter().flatten();
        sides.map(|shift| shift.effect.value.abs()).fold(0.0, f64::max)
    }
}

/// An analysis, ready to be played.
pub struct Analysis<'a> {
    request: &'a SensitivityRequest<'a>,
    /// The first point is the unchanged scenario.
    points: Vec<Point>,
    replications: u64,
    /// The settings that can be moved.
    moving: Vec<Moving>,
    unmoved: Vec<Unmoved>,
}

/// A scenario to be played.
struct Point {
    /// The settings that change it; empty if unchanged.
    setting: String,
    scenario: Scenario,
}

/// A setting that can be moved, to one side at least.
struct Moving {
    setting: NumericSetting,
    down: Option<Aside>,
    up: Option<Aside>,
}

/// A setting moved to one side.
struct Aside {
    /// New value ÷ old value − 1.
    share: f64,
    /// The index of its point.
    point: usize,
}

impl<'a> Analysis<'a> {
    /// Finds the settings that can be moved. Once `stop` is raised, it stops looking; then nothing will be played
    /// either.
    ///
    /// # Errors
    /// If there is no such setting, or the scenario is invalid.
    pub fn new(request: &'a SensitivityRequest<'a>, stop: &Stop) -> Result<Self, Diagnostics> {
        let base = request.template.scenario()?;
        let replications = if base.exhibition.is_deterministic() { 1 } else { request.replications };
        let mut points = vec![Point { setting: String::new(), scenario: base.clone() }];
        let (mut moving, mut unmoved) = (Vec::new(), Vec::new());
        for movable in movable_settings(request.template, request.only)?.into_iter().take_while(|_| !stop.is_raised()) {
            let mut side = |up| match movable.moved(request.template, &base, request.share, up) {
                Ok(Variation { setting, share, scenario }) => {
                    points.push(Point { setting, scenario });
                    Some(Aside { share, point: points.len() - 1 })
                }
                Err(why) => {
                    unmoved.push(Unmoved { path: movable.setting.path.clone(), up, why });
                    None
                }
            };
            let (down, up) = (side(false), side(true));
            if down.is_some() || up.is_some() {
                moving.push(Moving { setting: movable.setting, down, up });
            }
        }
        Ok(Self { request, points, replications, moving, unmoved })
    }

    /// How many replications will be played, of all variants together.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.replications.saturating_mul(self.points.len() as u64)
    }

    /// Plays the scenario unchanged and with each setting moved. `progress` is called from time to time with the number
    /// of replications done.
    ///
    /// If it is interrupted, the result uses the replications that all variants have by then. Before each has its first
    /// 25, the result covers only the settings that have.
    ///
    /// # Errors
    /// If a variant does not finish, or it is interrupted before there is any result.
    pub fn play(self, playing: &Playing, progress: &dyn Fn(u64)) -> Result<Sensitivity, PlayError> {
        let prepare = |Point { setting, scenario }: &Point| {
            let title = &scenario.title;
            let label = if setting.is_empty() { title.clone() } else { format!("{title} ({setting})") };
            playing.prepare(scenario, label)
        };
        let points = self.points.iter().map(prepare).collect::<Result<Vec<_>, _>>()?;
        let (mut as_it_is, mut exact) = (Observations::default(), true);
        let mut effects: Vec<_> = self.moving.iter().map(Moving::effects).collect();
        rounds::play(&points, self.replications, self.request.measure, playing, progress, |round| {
            exact &= round.iter().flatten().all(|observation| observation.error() == 0.0);
            for observation in &round[0] {
                as_it_is.record(*observation);
            }
            self.moving.iter().zip(&mut effects).for_each(|(moving, effects)| moving.record(round, effects));
        })?;
        let replications = as_it_is.tally().count();
        let (played, rest): (Vec<_>, Vec<_>) =
            self.moving.iter().zip(&effects).partition(|(_, effects)| effects.replications() == replications);
        let base = as_it_is.estimate().filter(|_| !played.is_empty() || rest.is_empty());
        let base = base.ok_or_else(|| PlayError::Stopped(playing.stop.cause().unwrap_or(Cause::Interrupt)))?;
        let mut rows: Vec<_> = played.into_iter().map(|(moving, effects)| self.row(moving, effects)).collect();
        // The sort is stable: equal effects stay in the order of the scenario.
        rows.sort_by(|a, b| b.magnitude().total_cmp(&a.magnitude()));
        Ok(Sensitivity {
            replications,
            planned: self.replications,
            base: Bounded::new(&base, self.request.level),
            rows,
            unplayed: rest.iter().map(|(moving, _)| moving.unplayed()).collect(),
            unmoved: self.unmoved,
            exact,
        })
    }

    /// The effects of moving a setting.
    fn row(&self, moving: &Moving, effects: &Effects) -> SettingRow {
        let (Moving { setting, down, up }, level) = (moving, self.request.level);
        let shift = |moved: &Option<Aside>, effect: Option<Bounded>| {
            let Aside { share, point } = moved.as_ref()?;
            Some(Shift { setting: self.points[*point].setting.clone(), share: *share, effect: effect? })
        };
        let [with_down, with_up] = effects.sides(level);
        SettingRow {
            path: setting.path.clone(),
            kind: setting.kind,
            value: setting.value.clone(),
            down: shift(down, with_down),
            up: shift(up, with_up),
            elasticity: effects.elasticity(level),
        }
    }
}

impl Moving {
    /// Its effects, before any replication.
    fn effects(&self) -> Effects {
        let share = |moved: &Option<Aside>| moved.as_ref().map(|moved| moved.share);
        Effects::new(share(&self.down), share(&self.up))
    }

    fn unplayed(&self) -> Unplayed {
        Unplayed { path: self.setting.path.clone(), value: self.setting.value.clone() }
    }

    /// Takes its values from a round, unless it was not played.
    fn record(&self, round: &[Vec<Observation>], effects: &mut Effects) {
        let as_it_is = &round[0];
        let [down, up] = [&self.down, &self.up].map(|side| side.as_ref().map(|moved| &round[moved.point]));
        if [down, up].into_iter().flatten().all(|values| values.len() == as_it_is.len()) {
            for (index, observation) in as_it_is.iter().enumerate() {
                effects.record(*observation, down.map(|values| values[index]), up.map(|values| values[index]));
            }
        }
    }
}

#[cfg(test)]
mod tests;
