//! The check of a law: the cases and their order, and the consequences of a failing case.

mod impression;
mod refute;
mod statistical;

use super::draw::{CaseDraws, Space};
use super::finding::{Faulty, Finding};
use super::trial::{Ruling, Trial, TrialContext};
use super::variations::VariationsPool;
use super::{Case, Law, Result};
use crate::replicate::Stop;
use rayon::prelude::*;

/// How thoroughly a law is tested.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Budget {
    /// The number of cases for a law about single runs.
    pub cases: u64,
    /// The number of cases for a law about all runs.
    pub statistical_cases: u64,
    /// The number of replications of each of these.
    pub replications: u64,
    /// The largest probability that a true law about all runs is refuted; between 0 and 1.
    pub error_rate: f64,
    /// The largest number of smaller cases tried to find the smallest that refutes a law.
    pub smaller: u64,
    /// The number of other cases on which a condition under which the law holds is tested; with 0 none is searched.
    pub further: u64,
    /// Seed of all cases and all draws.
    pub seed: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            cases: 10_000,
            statistical_cases: 50,
            replications: 1_000,
            error_rate: 0.01,
            smaller: 20_000,
            further: 4_000,
            seed: 1,
        }
    }
}

/// The check of a law.
pub struct Check<'a> {
    law: &'a Law,
    budget: Budget,
    context: TrialContext,
    progress: &'a (dyn Fn(u64) + Sync),
    space: Space,
    moves: u64,
    /// Whether all values of measures were exact.
    exact: bool,
}

/// The result of a case.
struct Tried {
    /// What it says about the law.
    ruling: Ruling,
    /// Whether all values of measures in it are exact.
    exact: bool,
}

/// Cases that are tried at once.
const CHUNK: usize = 200;
/// The largest number of draws for each case to which a law applies.
const DRAWS_PER_CASE: u64 = 50;
impl<'a> Check<'a> {
    /// Prepares the check of a law. Once `stop` is raised, it ends soon, with its findings so far. `progress` is called
    /// with the number of cases done.
    ///
    /// # Errors
    /// If the corners of the variables' ranges are not valid scenarios.
    pub fn new(law: &'a Law, budget: Budget, stop: &Stop, progress: &'a (dyn Fn(u64) + Sync)) -> Result<Self> {
        let context = TrialContext { seed: budget.seed, stop: stop.clone(), pool: VariationsPool::default() };
        // If it is already stopped, no case is tried.
        let random = unless_stopped(is_random(law, &context))?.unwrap_or(false);
        Ok(Self { law, budget, context, progress, space: Space::new(law, random), moves: 0, exact: true })
    }

    /// Tests the law, first on the cases in `remembered` (the names and values of variables).
    ///
    /// # Errors
    /// The first case that can't be tried.
    pub fn run(mut self, remembered: &[Vec<(String, String)>]) -> Result<Finding> {
        let remembered = remembered.iter().filter_map(|case| self.recalled(case)).collect();
        if self.law.is_statistical() { self.statistical(remembered) } else { self.exact(remembered) }
    }

    /// The case with these values, if it still exists.
    fn recalled(&self, values: &[(String, String)]) -> Option<Case> {
        let position = |variable: &super::Variable| {
            let wanted = values.iter().find(|(name, _)| *name == variable.name)?;
            variable.position(&wanted.1)
        };
        let mut positions = self.law.variables.iter().map(position).collect::<Option<Vec<_>>>()?;
        if self.space.lengths.len() > positions.len() {
            let wanted = values.iter().find(|(name, _)| name == "replication");
            let number: u64 = wanted.and_then(|(_, number)| number.parse().ok()).unwrap_or(1);
            positions.push(number.saturating_sub(1).min(self.space.lengths[positions.len()] - 1));
        }
        Some(Case::new(positions))
    }

    fn finding(&self, cases: u64, exhausted: bool) -> Finding {
        let law = self.law;
        Finding {
            title: law.title.clone(),
            file: law.file.clone(),
            claims: law.claims().map(str::to_owned).collect(),
            given: law.given().map(str::to_owned),
            cases,
            exhausted,
            stopped: self.context.stop.cause(),
            moves: self.moves,
            exact: self.exact,
            undecided: 0,
            refutation: None,
            statistical: None,
        }
    }

    fn is_interrupted(&self) -> bool {
        self.context.stop.is_raised()
    }

    /// The results of many cases, in order: of all, or of those before the one at which the check was stopped.
    fn each<T: Send>(&self, cases: &[Case], judge: impl Fn(&mut Trial<'_>) -> Result<T> + Sync) -> Result<Vec<T>> {
        let judged = |case: &Case| unless_stopped(judge(&mut Trial::new(self.law, &self.context, case))).transpose();
        // The first fault in the order of the cases, whichever thread finds it first.
        let results: Vec<_> = cases.par_iter().map(judged).collect();
        results.into_iter().map_while(|result| result).collect()
    }

    /// The same as [`Check::tried`], for all cases or none.
    fn all_tried(&mut self, cases: &[Case]) -> Result<Vec<Tried>> {
        let tried = self.tried(cases)?;
        if tried.len() < cases.len() { Err(Faulty::interrupted(self.law)) } else { Ok(tried) }
    }

    /// Whether the law applies to each case, and which claim fails in it: of all, or of those before the check was
    /// stopped.
    fn tried(&mut self, cases: &[Case]) -> Result<Vec<Tried>> {
        let results = self.each(cases, |trial| {
            let ruling = trial.ruling()?;
            Ok((Tried { ruling, exact: trial.is_exact() }, trial.moves()))
        })?;
        self.exact &= results.iter().all(|(tried, _)| tried.exact);
        self.moves += results.iter().map(|(_, moves)| moves).sum::<u64>();
        Ok(results.into_iter().map(|(tried, _)| tried).collect())
    }

    /// The cases to try: stored cases, corners, then all cases or random ones.
    fn cases(&self, remembered: Vec<Case>, wanted: u64) -> (Box<dyn Iterator<Item = Case>>, bool) {
        let exhaustive = self.space.len().is_some_and(|all| all <= wanted);
        let space = self.space.clone();
        let first = remembered.into_iter();
        if exhaustive {
            return (Box::new(first.chain(space.smallest_first())), true);
        }
        let limit = usize::try_from(wanted.saturating_mul(DRAWS_PER_CASE)).unwrap_or(usize::MAX);
        let draws = CaseDraws::new(&space, self.budget.seed, 1).take(limit);
        (Box::new(first.chain(space.corners()).chain(draws)), false)
    }

    /// Tests claims about single runs.
    fn exact(&mut self, remembered: Vec<Case>) -> Result<Finding> {
        let (mut cases, exhausted) = self.cases(remembered, self.budget.cases);
        let (mut meant, mut undecided) = (0, 0);
        while meant < self.budget.cases && !self.is_interrupted() {
            let wanted = usize::try_from(self.budget.cases - meant).unwrap_or(CHUNK).min(CHUNK);
            let chunk: Vec<_> = cases.by_ref().take(wanted).collect();
            if chunk.is_empty() {
                return Ok(Finding { undecided, ..self.finding(meant, exhausted) });
            }
            for (case, result) in chunk.iter().zip(self.tried(&chunk)?) {
                meant += u64::from(result.ruling != Ruling::NotMeant);
                undecided += u64::from(result.ruling == Ruling::Undecided);
                if let Some(claim) = result.ruling.failing() {
                    let refutation = Some(self.refutation(case.clone(), claim)?);
                    return Ok(Finding { undecided, refutation, ..self.finding(meant, false) });
                }
            }
            (self.progress)(meant);
        }
        Ok(Finding { undecided, ..self.finding(meant, exhausted && cases.next().is_none()) })
    }
}

/// The result, or `None` if the check was stopped.
fn unless_stopped<T>(result: Result<T>) -> Result<Option<T>> {
    match result {
        Err(fault) if fault.interrupted => Ok(None),
        result => result.map(Some),
    }
}

/// Whether any corner of a law, or any of its choices, has random times.
fn is_random(law: &Law, context: &TrialContext) -> Result<bool> {
    const TRIED_MAX: usize = 64;
    let space = Space { lengths: law.variables.iter().map(|variable| variable.factor.len()).collect() };
    let smallest = Case::new(vec![0; space.lengths.len()]);
    let choices =
        law.variables.iter().enumerate().filter(|(_, variable)| variable.kind() == crate::expression::Kind::Choice);
    let chosen = choices.flat_map(|(index, variable)| {
        let smallest = &smallest;
        (0..variable.factor.len().min(TRIED_MAX as u64)).map(move |at| smallest.with(index, at))
    });
    let corners = space.corners().into_iter().take(TRIED_MAX);
    for case in corners.chain(chosen) {
        let mut trial = Trial::new(law, context, &case);
        if trial.is_meant()? && !trial.exhibition()?.is_deterministic() {
            return Ok(true);
        }
    }
    Ok(false)
}
