//! Studies: one scenario, its varied settings, and how much is played at each point.
//!
//! A [`Study`] comes from the command line or from a file ([`Study::read`]), and can be written to one. It has points
//! and their scenarios; `play` plays them, with a journal if there is one. Nothing here prints.

mod agenda;
mod file;
mod filter;
mod gathered;
mod grid;
mod journaled;
mod missing;
mod play;
mod remembered;
mod setting_places;
mod share;
mod work;
mod write;

pub use agenda::Agenda;
pub use file::{LEVEL, REPLICATIONS};
pub use filter::PointFilter;
pub use grid::grid;
pub use missing::missing;
pub use play::play;
pub use remembered::Remembered;
pub use setting_places::SettingPlaces;
pub use share::{Assignment, SHARES_MAX, Share, play_share};
pub use work::{Plays, StudyError, Work};

use crate::count::{counted, grouped};
use crate::experiment::{Fixed, Grid, Precision, Rule, Sequential};
use crate::model::Measure;
use crate::scenario::{Diagnostic, Diagnostics, Level, Scenario, Setting, Template, Variations};
use setting_places::at_home;
use std::path::PathBuf;

/// The largest number of points of a study. Each takes about a kilobyte of memory; with all figures of many
/// replications, two.
pub const POINTS_MAX: usize = 1_000_000;
/// The largest number of points for which its condition is evaluated.
pub const CANDIDATES_MAX: u64 = 10_000_000;

/// How much of a point is played.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effort {
    /// This many replications, at least 1.
    Replications(u64),
    /// Until the means of the measures (by default, of the [principal
    /// one](crate::model::EndlessGames::principal_measure)) are precise.
    Precision {
        /// The precision.
        precision: Precision,
        /// At most this many replications.
        max_replications: u64,
    },
}

/// A study.
#[derive(Clone, Debug)]
pub struct Study {
    /// What is varied.
    pub baseline: Template,
    /// The file from which the baseline was read, if any.
    pub origin: Option<PathBuf>,
    /// Its settings.
    pub settings: Vec<Setting>,
    /// The seed, instead of the scenario's. If each point has its own, it would replace them all: see
    /// [`Study::with_seed`].
    pub seed: Option<u64>,
    /// How.
    pub grid: Grid,
    /// The place of each factor in the study's file; empty, if they came from the command line.
    pub factor_places: Vec<SettingPlaces>,
    /// The condition on points, if any.
    pub condition: Option<PointFilter>,
    /// The requested measures of each point; all, if this is empty.
    pub measures: Vec<Measure>,
    /// How much each point is played.
    pub effort: Effort,
    /// The level of confidence intervals, between 0 and 1.
    pub level: f64,
}

impl Study {
    /// The numbers of the points in the grid, without those that the condition excludes.
    ///
    /// # Errors
    /// If there are none, or too many; or if the condition can't be evaluated.
    pub fn points(&self) -> Result<Vec<u64>, Diagnostics> {
        let candidates = self.grid.len();
        if candidates > CANDIDATES_MAX {
            return Err(too_many(candidates));
        }
        let mut points = Vec::new();
        for point in 0..candidates {
            if let Some(condition) = &self.condition
                && !condition.holds(&self.grid, point)?
            {
                continue;
            }
            points.push(point);
            if points.len() > POINTS_MAX {
                return Err(too_many(candidates));
            }
        }
        if points.is_empty() {
            let condition = self.condition.as_ref().map_or("", PointFilter::text);
            let what = format!("none of the {candidates} points satisfies `{condition}`");
            return Err(Diagnostic::new(what).help("make the condition exclude fewer points").into());
        }
        Ok(points)
    }

    /// When a point has enough replications. If no measures are requested, `principal` must be precise.
    #[must_use]
    pub fn rule(&self, principal: Measure) -> Box<dyn Rule> {
        match self.effort {
            Effort::Replications(count) => Box::new(Fixed(count)),
            Effort::Precision { precision, max_replications } => {
                let measures = if self.measures.is_empty() { vec![principal] } else { self.measures.clone() };
                Box::new(Sequential { precision, measures, level: self.level, max_replications })
            }
        }
    }

    /// The precision of the means, if it decides how much is played.
    #[must_use]
    pub const fn precision(&self) -> Option<Precision> {
        match self.effort {
            Effort::Replications(_) => None,
            Effort::Precision { precision, .. } => Some(precision),
        }
    }

    /// How many replications each point gets; with a precision, at least.
    #[must_use]
    pub fn expected_replications(&self) -> u64 {
        // The measure makes no difference here.
        self.rule(Measure::Makespan).least()
    }

    /// The scenario that is varied.
    ///
    /// # Errors
    /// All errors in it.
    pub fn baseline(&self) -> Result<Scenario, Diagnostics> {
        Ok(self.seeded(self.baseline.scenario()?))
    }

    /// The scenario of a point of the grid. `variations` are those of the baseline, for this and other points.
    ///
    /// # Errors
    /// All errors in it.
    ///
    /// # Panics
    /// If there is no such point.
    pub fn scenario(&self, point: u64, variations: &mut Variations) -> Result<Scenario, Diagnostics> {
        let factors = self.grid.factors().iter();
        let levels: Vec<Level<'_>> =
            factors.zip(self.grid.indices(point)).map(|(factor, index)| factor.level(index)).collect();
        if let Some(scenario) = variations.known(&levels) {
            return Ok(self.seeded(scenario));
        }
        let mut settings = self.grid.settings(point).map_err(|error| Diagnostic::new(error.to_string()))?;
        if !self.factor_places.is_empty() {
            settings = settings.into_iter().map(|setting| setting.given_by("vary")).collect();
        }
        let scenario = self.baseline.with_all(&settings).and_then(|template| template.scenario());
        let scenario = scenario.map_err(|wrong| match &self.factor_places[..] {
            [] => wrong,
            places => at_home(&wrong, "vary", &settings, places),
        })?;
        variations.learn(&levels, &settings);
        Ok(self.seeded(scenario))
    }

    /// The same study with this seed, if one is given.
    ///
    /// # Errors
    /// If each point has a seed of its own.
    pub fn with_seed(self, seed: Option<u64>) -> Result<Self, Diagnostic> {
        match seed {
            Some(seed) if self.grid.varies_seed() => {
                let what = format!("the seed {seed} has no effect: `seed` is varied");
                Err(Diagnostic::new(what).help("leave out one of the two"))
            }
            _ => Ok(Self { seed: seed.or(self.seed), ..self }),
        }
    }

    /// The scenario with the study's seed, and with the records that its measures need.
    fn seeded(&self, mut scenario: Scenario) -> Scenario {
        scenario.exhibition.quantiles = self.measures.iter().any(|measure| measure.is_quantile());
        Scenario { seed: self.seed.unwrap_or(scenario.seed), ..scenario }
    }
}

fn too_many(candidates: u64) -> Diagnostics {
    let what = if candidates > CANDIDATES_MAX {
        let [candidates, most] = [candidates, CANDIDATES_MAX].map(grouped);
        format!("{candidates} combinations are too many; the limit is {most}")
    } else {
        format!("these are more than {}, the limit of a study", counted(POINTS_MAX as u64, "point"))
    };
    Diagnostic::new(what).help("vary fewer things, or take larger steps: `1..50 step 7`").into()
}

#[cfg(test)]
mod tests;
