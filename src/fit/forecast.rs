//! What models predict for a scenario, beside each other; and how far another sample would move that.

use super::resampling::Resampling;
use super::{Model, Sample, Target};
use crate::model::{Exhibition, Measure};
use crate::replicate::{Order, PlayError, Player, Prepared, Session, Source, finished, replicate};
use crate::scenario::Diagnostics;
use crate::stats::{ConfidenceInterval, Tally};
use crate::time::Duration;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Unless a number is asked for, a candidate is played until about this many moves are made, within limits.
const MOVES: u64 = 1_000_000;
const REPLICATIONS: (u64, u64) = (20, 1_000);
/// Other samples, and how many values they may have together.
const RESAMPLES: (usize, usize) = (50, 200);
const RESAMPLED_VALUES: usize = 20_000_000;
/// Each of them is played this share as often as a candidate.
const PART: u64 = 10;

/// Something to be played instead of the measured values.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// What it is called.
    pub name: &'static str,
    /// The exhibition with it.
    pub exhibition: Exhibition,
}

/// What is played, and how.
#[derive(Clone, Copy)]
pub struct ForecastPlan<'p> {
    /// The first is what the others are compared with.
    pub candidates: &'p [Candidate],
    /// The seed of all random numbers.
    pub seed: u64,
    /// Replications of each; `None`: as many as are worth while.
    pub replications: Option<u64>,
    /// The level of intervals.
    pub level: f64,
    /// On how many threads, until when.
    pub session: Session<'p>,
}

/// What is predicted.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// Of what: makespan, or throughput of endless games.
    pub measure: Measure,
    /// How often each candidate was played.
    pub replications: u64,
    /// For each candidate.
    pub predictions: Vec<Prediction>,
}

/// What one candidate predicts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prediction {
    /// What it is called.
    pub name: &'static str,
    /// The mean.
    pub mean: f64,
    /// Half of its confidence interval.
    pub half_width: f64,
    /// The difference to the first candidate, replication by replication, as a share of the first one's mean, and half
    /// of its interval; `None` of the first.
    pub difference: Option<(f64, f64)>,
}

/// Where other samples of the same size put the mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resampled {
    /// How many samples were drawn.
    pub samples: usize,
    /// The least and the greatest of the means, one in twenty of them left out.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// Why there is no prediction.
#[derive(Debug)]
pub enum NoForecast {
    /// A scenario makes no sense.
    Scenario(Diagnostics),
    /// A replication did not end, or it was stopped.
    Play(PlayError),
}

impl From<PlayError> for NoForecast {
    fn from(error: PlayError) -> Self {
        Self::Play(error)
    }
}

impl From<Diagnostics> for NoForecast {
    fn from(wrong: Diagnostics) -> Self {
        Self::Scenario(wrong)
    }
}

/// Plays all candidates, replication by replication with the same random numbers.
///
/// # Errors
/// If a replication does not end, or it is stopped.
pub fn forecast(plan: &ForecastPlan<'_>) -> Result<Forecast, PlayError> {
    let measure = plan.candidates.first().map_or(Measure::Makespan, |first| first.exhibition.principal_measure());
    let prepared = plan.candidates.iter().map(|it| plan.prepare(&it.exhibition, it.name));
    let prepared = prepared.collect::<Result<Vec<_>, _>>()?;
    let replications = match (plan.replications, prepared.first()) {
        (Some(asked), _) => asked,
        (None, Some(first)) => worth_while(first)?,
        (None, None) => 0,
    };
    let mut values = vec![Vec::new(); prepared.len()];
    let order = Order::lockstep(prepared.len(), replications);
    finished(replicate(&plan.session, &prepared, order, |point, _, outcome| {
        values[point].push(outcome.value(measure));
        ControlFlow::Continue(())
    })?)?;
    let predictions = plan.candidates.iter().enumerate().map(|(index, candidate)| {
        let (mean, half_width) = estimate(values[index].iter().copied(), plan.level);
        let differences = values[index].iter().zip(&values[0]).map(|(own, first)| own - first);
        let (by, within) = estimate(differences, plan.level);
        let reference = estimate(values[0].iter().copied(), plan.level).0;
        let difference = (index > 0 && reference > 0.0).then(|| (by / reference, within / reference));
        Prediction { name: candidate.name, mean, half_width, difference }
    });
    Ok(Forecast { measure, replications, predictions: predictions.collect() })
}

fn estimate(values: impl Iterator<Item = f64>, level: f64) -> (f64, f64) {
    let tally: Tally = values.collect();
    let half_width = ConfidenceInterval::of_mean(&tally, level).map_or(0.0, |interval| interval.half_width);
    (tally.mean().unwrap_or(0.0), half_width)
}

/// How many replications are worth while, by what the first one takes.
fn worth_while(first: &Prepared) -> Result<u64, PlayError> {
    let mut seat = first.seat();
    let moves = seat.play(0).map_err(|halt| first.halted(0, halt))?.total().moves;
    Ok((MOVES / moves.max(1)).clamp(REPLICATIONS.0, REPLICATIONS.1))
}

impl ForecastPlan<'_> {
    fn prepare(&self, exhibition: &Exhibition, name: &str) -> Result<Prepared, PlayError> {
        Prepared::new(exhibition, self.seed, name, self.session.stop)
    }

    /// Draws other samples of the same sizes from the samples (Efron & Tibshirani, *An Introduction to the Bootstrap*,
    /// section 13.3: percentile intervals), has `model` made of each, and plays the target with it, always with the
    /// same random numbers.
    ///
    /// # Errors
    /// If a replication does not end, or it is stopped.
    pub fn resample(
        &self,
        found: &Forecast,
        samples: &[&Sample],
        target: &Target,
        model: impl Fn(&Sample) -> Option<Model>,
    ) -> Result<Option<Resampled>, NoForecast> {
        let values: u64 = samples.iter().map(|sample| sample.count()).sum();
        let values = usize::try_from(values).unwrap_or(usize::MAX);
        let wanted = (RESAMPLED_VALUES / values.max(1)).clamp(RESAMPLES.0, RESAMPLES.1);
        let replications = (found.replications / PART).max(2);
        let mut means = Vec::with_capacity(wanted);
        let mut resamplings: Vec<_> = samples.iter().copied().map(Resampling::new).collect();
        for number in 0..wanted {
            finished(self.session.stop.cause())?;
            let models: Option<Vec<_>> = (0_u32..)
                .zip(&mut resamplings)
                .map(|(index, resampling)| resampling.draw(self.seed, number as u64, index).and_then(&model))
                .collect();
            let Some(models) = models else { continue };
            let scenario = target.with(&models)?.scenario()?;
            let prepared = self.prepare(&scenario.exhibition, &scenario.title)?;
            let mut tally = Tally::new();
            finished(replicate(&self.session, &[prepared], Order::one(replications), |_, _, outcome| {
                tally.record(outcome.value(found.measure));
                ControlFlow::Continue(())
            })?)?;
            means.extend(tally.mean());
        }
        means.sort_by(f64::total_cmp);
        let left_out = means.len() / 40;
        let kept = means.get(left_out..means.len() - left_out).unwrap_or(&[]);
        Ok(kept.first().zip(kept.last()).map(|(low, high)| Resampled { samples: means.len(), low: *low, high: *high }))
    }
}

/// The values themselves: what all models are compared with. Time-outs count as the limit.
#[must_use]
pub fn themselves(sample: &Sample) -> Model {
    let all: Arc<[Duration]> = sample.all().collect();
    Model::Values(all)
}
