//! Explaining an exhibition: formulas next to the simulation, the bottleneck, what changes would do, and the chain of
//! thinks and walks that set the makespan.
//!
//! [`explain`] compares the exhibition with what-ifs (one more opponent, board or master, or another policy), and with
//! each [`Constraint`] relaxed, which shows the [`Bottleneck`]: all are played in lockstep with the same random
//! numbers. The result is data; `report` puts it in words.

mod agreement;
mod alternatives;
mod bottleneck;
mod constraint;
mod gains;
mod one_run;
mod tolerance;
mod what_if;

pub use agreement::{Agreement, Applied, Consistency, Nearly};
pub use bottleneck::{Bottleneck, Undecided};
pub use constraint::Constraint;
pub use gains::Gain;
pub use one_run::OneRun;
pub use what_if::{Effect, WhatIf};

use super::critical_path::{CriticalPath, PathFinder, PathTooLong};
use super::{Playing, Summary};
use crate::model::{Exhibition, Measure};
use crate::replicate::{Cause, PlayError, Prepared, Source};
use crate::scenario::Scenario;
use alternatives::{Alternatives, Together};

/// The request.
#[derive(Clone, Copy, Debug)]
pub struct ExplanationRequest {
    /// How many replications of the exhibition, and of each what-if.
    pub replications: u64,
    /// The confidence level of all intervals, between 0 and 1.
    pub level: f64,
    /// The replication (from 0) whose critical path is requested, if any.
    pub path_of: Option<u64>,
}

/// An explanation.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The summary of the replications.
    pub summary: Summary,
    /// The planned number of replications.
    pub planned: u64,
    /// What stopped play before its end, if anything did.
    pub stopped: Option<Cause>,
    /// The formulas that apply, and their statements.
    pub said: Vec<Applied>,
    /// The formulas that do not apply, those that miss the fewest assumptions first.
    pub nearly: Vec<Nearly>,
    /// The bottleneck.
    pub bottleneck: Bottleneck,
    /// The gains from relaxing each constraint, from which the bottleneck follows; the greatest first.
    pub gains: Vec<Gain>,
    /// The measure of [`Effect`] and [`Gain`]: the makespan, or the throughput of endless games.
    pub measure: Measure,
    /// What the what-ifs would do.
    pub effects: Vec<Effect>,
    /// The what-ifs that were not played.
    pub unplayed: Vec<WhatIf>,
    /// The critical path of the requested replication, if games end and play was not stopped before.
    pub path: Option<Result<CriticalPath, PathTooLong>>,
    /// What the what-ifs would have done in that replication, where replications differ.
    pub one_run: Option<OneRun>,
}

/// How many replications [`explain`] will play, for showing progress.
#[must_use]
pub fn replications(exhibition: &Exhibition, request: &ExplanationRequest) -> u64 {
    let each = 1 + Alternatives::all(exhibition).points(exhibition).len() as u64;
    request.replications.saturating_mul(each).saturating_add(u64::from(request.path_of.is_some()))
}

/// Explains a scenario. `progress` is called from time to time with the number of replications done.
///
/// If play is stopped, the explanation covers the replications that all had by then. A what-if that does not finish is
/// left out.
///
/// # Errors
/// If a replication of the scenario does not finish, or play is stopped before any result.
pub fn explain(
    scenario: &Scenario,
    request: &ExplanationRequest,
    playing: &Playing,
    progress: &dyn Fn(u64),
) -> Result<Explanation, PlayError> {
    let exhibition = &scenario.exhibition;
    let base = playing.prepare(scenario, &scenario.title)?;
    let mut alternatives = Alternatives::all(exhibition);
    let Together { mut summariser, comparers, gains, stopped } = loop {
        match Together::play(scenario, &base, &alternatives, request.replications, request.level, playing, progress) {
            // Played again without it: this is rare, so it is not part of the normal path.
            Err(PlayError::Halted { label, .. }) if alternatives.without(&label, exhibition) => {}
            result => break result?,
        }
    };
    let mut what_ifs = alternatives.what_ifs;
    let stopped_before = || PlayError::Stopped(stopped.unwrap_or(Cause::Interrupt));
    let summary = summariser.summary().ok_or_else(stopped_before)?;
    let effects = what_ifs.iter().zip(&comparers).filter_map(|(what_if, comparer)| Effect::new(*what_if, comparer));
    let effects: Vec<_> = effects.collect();
    what_ifs.retain(|what_if| effects.iter().all(|effect| effect.what_if != *what_if));
    let (said, nearly) = agreement::compare(exhibition, &summary);
    let bottleneck = Bottleneck::of(exhibition, &summary, &gains, &effects);
    let asked = request.path_of.filter(|_| !exhibition.is_endless() && stopped.is_none());
    let path = asked.map(|replication| critical_path(exhibition, &base, replication)).transpose();
    let (path, stopped) = match path {
        // Everything except the path is there.
        Err(PlayError::Stopped(cause)) => (None, Some(cause)),
        path => (path?, stopped),
    };
    let (measure, planned) = (exhibition.principal_measure(), request.replications);
    let asked = request.path_of.filter(|_| path.is_some() && !exhibition.is_deterministic());
    let what_ifs_played = || effects.iter().map(|effect| effect.what_if);
    let one_run = asked.map(|replication| OneRun::play(scenario, what_ifs_played(), replication, measure, playing));
    let (one_run, stopped) = match one_run.transpose() {
        Err(PlayError::Stopped(cause)) => (None, Some(cause)),
        one_run => (one_run?, stopped),
    };
    Ok(Explanation {
        summary,
        planned,
        stopped,
        said,
        nearly,
        bottleneck,
        gains: gains.all(),
        measure,
        effects,
        unplayed: what_ifs,
        path,
        one_run,
    })
}

fn critical_path(
    exhibition: &Exhibition,
    prepared: &Prepared,
    replication: u64,
) -> Result<Result<CriticalPath, PathTooLong>, PlayError> {
    let mut finder = PathFinder::new(exhibition);
    prepared.seat().observe(replication, &mut finder).map_err(|halt| prepared.halted(replication, halt))?;
    Ok(finder.path())
}
