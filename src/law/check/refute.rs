//! The consequences of a failing case: the smallest similar case, the variables that matter, and where the law holds.

use super::{Check, Tried, unless_stopped};
use crate::law::condition::{self, Labelled};
use crate::law::draw::CaseDraws;
use crate::law::finding::{Faulty, Refutation};
use crate::law::irrelevant::irrelevant;
use crate::law::shrink::{halved, smallest};
use crate::law::trial::{Ruling, Trial};
use crate::law::{Case, Law, MissingCondition, Result};
use std::collections::HashSet;

/// The number of drawn cases for finding a condition.
const DRAWN: usize = 1_000;
/// The number of small cases added to them, because ties are frequent among small numbers.
const SMALL: usize = 300;

impl Check<'_> {
    /// Everything about the failure of a claim in a case: the smallest similar case, and where the law holds. If the
    /// check is stopped, the findings so far.
    pub(super) fn refutation(&mut self, case: Case, claim: usize) -> Result<Refutation> {
        let variables = self.law.variables.len();
        let tried_max = usize::try_from(self.budget.smaller).unwrap_or(usize::MAX);
        let space = self.space.clone();
        let (mut failing, mut undecided) = (claim, false);
        let mut first_failing = |cases: &[Case]| -> Result<Option<usize>> {
            if self.is_interrupted() {
                return Ok(None);
            }
            let tried = self.tried(cases)?;
            undecided |= tried.iter().any(|tried| tried.ruling == Ruling::Undecided);
            let found = tried.iter().enumerate().find_map(|(at, tried)| Some((at, tried.ruling.failing()?)));
            failing = found.map_or(failing, |(_, claim)| claim);
            Ok(found.map(|(at, _)| at))
        };
        let case = halved(case, &mut first_failing, 2_000)?;
        let (case, surely) = smallest(case, &space, &mut first_failing, tried_max)?;
        let smallest = surely && !undecided && !self.is_interrupted();
        let mut fails = |cases: &[Case]| -> Result<Vec<bool>> {
            Ok(self.all_tried(cases)?.iter().map(|result| result.ruling.failing().is_some()).collect())
        };
        let irrelevant = unless_stopped(irrelevant(&case, &space, variables, &mut fails))?.unwrap_or_default();
        let (share, condition) = if self.is_interrupted() || self.budget.further == 0 || variables == 0 {
            ((0, 0), None)
        } else {
            unless_stopped(self.condition(&case))?.unwrap_or(((0, 0), None))
        };
        let sides = unless_stopped(Trial::new(self.law, &self.context, &case).sides(failing))?.flatten();
        let refutation = Refutation { sides, share, smallest, condition, ..self.refutation_by(&case, failing)? };
        Ok(Refutation {
            irrelevant: irrelevant.into_iter().map(|index| self.law.variables[index].name.clone()).collect(),
            ..refutation
        })
    }

    /// A refutation by this case, without the results of searches.
    pub(super) fn refutation_by(&self, case: &Case, claim: usize) -> Result<Refutation> {
        let template = self
            .law
            .template_of(case)
            .map_err(|wrong| Trial::new(self.law, &self.context, case).no_scenario(&wrong))?;
        Ok(Refutation {
            case: case.clone(),
            claim: self.law.claims[claim].expression.text().to_owned(),
            sides: None,
            values: self.law.described(case),
            irrelevant: Vec::new(),
            share: (0, 0),
            smallest: false,
            replication: case.positions().get(self.law.variables.len()).copied(),
            replications: None,
            never_varied: None,
            settings: self.law.settings(case).iter().map(ToString::to_string).collect(),
            scenario: template.text(),
            condition: None,
        })
    }

    /// Cases to which the law applies, and whether it holds in them.
    fn labelled(&mut self, cases: impl Iterator<Item = Case>) -> Result<Vec<Labelled>> {
        let cases: Vec<_> = cases.collect();
        let labels = self.all_tried(&cases)?;
        let labelled = |(case, tried): (Case, Tried)| match tried.ruling {
            Ruling::NotMeant | Ruling::Undecided => None,
            Ruling::Holds => Some((case, true)),
            Ruling::Fails(_) => Some((case, false)),
        };
        Ok(cases.into_iter().zip(labels).filter_map(labelled).collect())
    }

    /// How often the law fails, and the condition under which it holds, if one is found. `failing` is a case that
    /// fails.
    fn condition(&mut self, failing: &Case) -> Result<((u64, u64), Option<MissingCondition>)> {
        let mut known = HashSet::from([failing.clone()]);
        let others = CaseDraws::new(&self.space, self.budget.seed, 2).take(DRAWN);
        let mut sample = self.labelled(others.filter(|case| known.insert(case.clone())))?;
        let share = (sample.iter().filter(|(_, holds)| !holds).count() as u64, sample.len() as u64);
        let small: Vec<_> = self.space.smallest_first().take(SMALL).collect();
        sample.extend(self.labelled(small.into_iter())?);
        sample.push((failing.clone(), false));
        if sample.iter().all(|(_, holds)| !holds) {
            return Ok((share, None));
        }
        let further = usize::try_from(self.budget.further).unwrap_or(usize::MAX);
        let (law, context) = (self.law, self.context.clone());
        let meant = |case: &Case| Trial::new(law, &context, case).is_meant() == Ok(true);
        // However few cases the law means, this ends.
        let going_on = |_: &Case| !context.stop.is_raised();
        let mut draws = CaseDraws::new(&self.space, self.budget.seed, 3).take_while(going_on).filter(meant);
        let mut undecided = false;
        let mut holds = |cases: &[Case]| -> Result<Vec<bool>> {
            let tried = self.all_tried(cases)?;
            undecided |= tried.iter().any(|tried| tried.ruling == Ruling::Undecided);
            Ok(tried.iter().map(|result| result.ruling.failing().is_none()).collect())
        };
        let found = unless_stopped(condition::search(law, sample, further, &mut draws, &mut holds))?.flatten();
        Ok((share, found.filter(|_| !undecided)))
    }
}

impl Faulty {
    /// Nothing is wrong, but the check was stopped.
    pub(super) fn interrupted(law: &Law) -> Self {
        let (law, what) = (law.title.clone(), "interrupted".to_owned());
        Self { law, case: Vec::new(), what, place: None, interrupted: true }
    }
}
