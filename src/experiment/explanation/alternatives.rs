//! Playing the scenario, its what-ifs and its relaxed constraints, replication by replication.

use super::gains::Gains;
use super::{Constraint, WhatIf, what_if};
use crate::experiment::{Comparer, Playing, Summariser};
use crate::model::{Exhibition, Outcome};
use crate::replicate::{Cause, Order, PlayError, Prepared, replicate};
use crate::scenario::Scenario;
use std::ops::ControlFlow;

/// What is compared with the scenario.
#[derive(Clone, Debug)]
pub(super) struct Alternatives {
    pub what_ifs: Vec<WhatIf>,
    pub constraints: Vec<Constraint>,
}

/// A changed exhibition, and which of the alternatives it stands for.
pub(super) struct Alternative {
    label: String,
    exhibition: Exhibition,
    /// The index of the what-if.
    what_if: Option<usize>,
    constraint: bool,
}

impl Alternatives {
    /// All that make sense for `exhibition`.
    pub fn all(exhibition: &Exhibition) -> Self {
        Self { what_ifs: WhatIf::all(exhibition), constraints: Constraint::all(exhibition) }
    }

    /// The exhibitions to be played: each once, the constraints in their order.
    pub fn points(&self, exhibition: &Exhibition) -> Vec<Alternative> {
        let point = |label, exhibition, what_if, constraint| Alternative { label, exhibition, what_if, constraint };
        let what_ifs = self.what_ifs.iter().enumerate().filter_map(|(index, what_if)| {
            Some(point(what_if.setting(exhibition), what_if.apply(exhibition)?, Some(index), false))
        });
        let mut points: Vec<_> = what_ifs.collect();
        let constraints = self.constraints.iter().filter_map(|constraint| {
            Some(point(label(*constraint, exhibition), constraint.relaxed(exhibition)?, None, true))
        });
        for constraint in constraints {
            let what_if =
                points.iter().position(|point| !point.constraint && point.exhibition == constraint.exhibition);
            let what_if = what_if.and_then(|same| points.remove(same).what_if);
            points.push(Alternative { what_if, ..constraint });
        }
        points
    }

    /// Removes what has this label; whether there was anything.
    pub fn without(&mut self, label: &str, exhibition: &Exhibition) -> bool {
        let points = self.points(exhibition);
        let Some(point) = points.iter().find(|point| point.label == label) else { return false };
        self.what_ifs.retain(|what_if| what_if.apply(exhibition).as_ref() != Some(&point.exhibition));
        self.constraints.retain(|constraint| constraint.relaxed(exhibition).as_ref() != Some(&point.exhibition));
        true
    }
}

fn label(constraint: Constraint, exhibition: &Exhibition) -> String {
    constraint.settings(exhibition).join(" ")
}

/// The results of all, replication by replication.
pub(super) struct Together {
    pub summariser: Summariser,
    /// One comparer for each what-if, which compares only it with the scenario.
    pub comparers: Vec<Comparer>,
    pub gains: Gains,
    pub stopped: Option<Cause>,
}

impl Together {
    pub fn play(
        scenario: &Scenario,
        base: &Prepared,
        alternatives: &Alternatives,
        replications: u64,
        level: f64,
        playing: &Playing,
        progress: &dyn Fn(u64),
    ) -> Result<Self, PlayError> {
        let exhibition = &scenario.exhibition;
        let measure = exhibition.principal_measure();
        let changed = alternatives.points(exhibition);
        let mut results = Self {
            summariser: Summariser::new(level),
            comparers: vec![what_if::comparer(exhibition, level); alternatives.what_ifs.len()],
            gains: Gains::new(exhibition, &alternatives.constraints, level),
            stopped: None,
        };
        let mut points = vec![base.clone()];
        for point in &changed {
            let changed = Scenario { exhibition: point.exhibition.clone(), ..scenario.clone() };
            points.push(playing.prepare(&changed, point.label.as_str())?);
        }
        let mut take = |point: Option<&Alternative>, outcome: &Outcome| match point {
            None => {
                results.summariser.add(outcome);
                results.comparers.iter_mut().for_each(|comparer| comparer.add(outcome));
                results.gains.add(outcome.value(measure));
            }
            Some(point) => {
                if let Some(index) = point.what_if {
                    results.comparers[index].add(outcome);
                }
                if point.constraint {
                    results.gains.add(outcome.value(measure));
                }
            }
        };
        let order = Order::lockstep(points.len(), replications);
        let stopped = replicate(&playing.session(progress), &points, order, |point, _, outcome| {
            take(point.checked_sub(1).map(|at| &changed[at]), outcome);
            ControlFlow::Continue(())
        })?;
        Ok(Self { stopped, ..results })
    }
}
