//! The test of claims about all runs: many cases with some replications each, then many more replications of the most
//! suspicious cases.

use super::{Check, unless_stopped};
use crate::law::finding::{Finding, Refutation, Statistical};
use crate::law::judgement::{Judgement, Known, comparisons, judgements};
use crate::law::sample::Samples;
use crate::law::shrink::halved;
use crate::law::trial::Trial;
use crate::law::{Case, Result};
use std::ops::Range;

/// This many of the most suspicious cases get new replications: at most this many times as many, with checks in
/// between. A case is dropped if they are less suspicious than this.
const LOOKS: [(u64, f64); 3] = [(4, 0.1), (16, 0.3), (64, 1.0)];
const SUSPECTS: usize = 3;

impl Check<'_> {
    /// Tests claims about all runs.
    pub(super) fn statistical(&mut self, remembered: Vec<Case>) -> Result<Finding> {
        let (cases, exhausted) = self.cases(remembered, self.budget.statistical_cases);
        let (law, court) = (self.law, self.court.clone());
        let mut cases = cases.filter(|case| Trial::new(law, &court, case).is_meant() != Ok(false));
        let wanted = usize::try_from(self.budget.statistical_cases).unwrap_or(usize::MAX);
        let going_on = |_: &Case| !court.stop.is_raised();
        let cases: Vec<_> = cases.by_ref().take_while(going_on).take(wanted).collect();
        let alpha = self.budget.error_rate / (cases.len().max(1) * comparisons(law)) as f64;
        let mut judged = Vec::new();
        for chunk in cases.chunks(8) {
            if self.is_interrupted() {
                break;
            }
            judged.extend(self.judged(chunk, 0..self.budget.replications, alpha)?);
            (self.progress)(judged.len() as u64);
        }
        if let Some((case, claim)) = self.convicted(&cases, &judged)? {
            let refutation = self.statistical_refutation(case, claim)?;
            return Ok(Finding {
                refutation: Some(refutation),
                statistical: Some(self.certainty(&judged)),
                ..self.finding(judged.len() as u64, false)
            });
        }
        let finding = self.finding(judged.len() as u64, exhausted && judged.len() == cases.len());
        Ok(Finding { statistical: Some(self.certainty(&judged)), ..finding })
    }

    fn certainty(&self, judged: &[Vec<Judgement>]) -> Statistical {
        let shown = judged.iter().filter(|all| all.iter().all(|judgement| judgement.known == Known::Shown)).count();
        let within = judged.iter().flatten().filter_map(|judgement| judgement.within).reduce(f64::max);
        Statistical {
            replications: self.budget.replications,
            error_rate: self.budget.error_rate,
            shown: shown as u64,
            within,
        }
    }

    /// The evidence of the replications about every claim in every case, or in those before the check was stopped.
    fn judged(&mut self, cases: &[Case], replications: Range<u64>, alpha: f64) -> Result<Vec<Vec<Judgement>>> {
        let law = self.law;
        let results = self.each(cases, |trial| {
            let first = trial.case().first_replication();
            let samples = Samples::play(trial, law, first + replications.start..first + replications.end)?;
            Ok((judgements(trial, law, &samples, alpha)?, trial.moves()))
        })?;
        self.moves += results.iter().map(|(_, moves)| moves).sum::<u64>();
        Ok(results.into_iter().map(|(judgements, _)| judgements).collect())
    }

    /// The first of the most suspicious cases that many new replications refute, and the claim.
    ///
    /// The whole error rate is used here, on few tests: before, cases were only selected.
    fn convicted(&mut self, cases: &[Case], judged: &[Vec<Judgement>]) -> Result<Option<(Case, usize)>> {
        let suspicion =
            |all: &[Judgement]| all.iter().map(|judgement| judgement.suspicion).fold(f64::NEG_INFINITY, f64::max);
        let mut order: Vec<_> = (0..judged.len()).collect();
        order.sort_by(|&a, &b| suspicion(&judged[b]).total_cmp(&suspicion(&judged[a])));
        let suspects: Vec<_> = order.into_iter().filter(|&at| suspicion(&judged[at]) > 0.0).take(SUSPECTS).collect();
        for at in suspects {
            if let Some((claim, _)) = self.refuted(&cases[at])? {
                return Ok(Some((cases[at].clone(), claim)));
            }
        }
        Ok(None)
    }

    /// The claim that new replications of a case refute, and their number.
    fn refuted(&mut self, case: &Case) -> Result<Option<(usize, Range<u64>)>> {
        let tests = LOOKS.len() * SUSPECTS * comparisons(self.law);
        let alpha = self.budget.error_rate / tests as f64;
        let first = self.budget.replications;
        for (times, least) in LOOKS {
            let fresh = first..first.saturating_mul(times + 1);
            let judged = self.judged(std::slice::from_ref(case), fresh.clone(), alpha)?;
            let Some(judged) = judged.first() else { return Ok(None) };
            if let Some(claim) = judged.iter().position(|judgement| judgement.known == Known::Refuted) {
                return Ok(Some((claim, fresh)));
            }
            if self.is_interrupted() || judged.iter().all(|judgement| judgement.suspicion < least) {
                return Ok(None);
            }
        }
        Ok(None)
    }

    fn statistical_refutation(&mut self, case: Case, claim: usize) -> Result<Refutation> {
        const STEPS: usize = 20;
        let law = self.law;
        let mut first_failing = |cases: &[Case]| -> Result<Option<usize>> {
            for (at, case) in cases.iter().enumerate() {
                let meant = unless_stopped(Trial::new(law, &self.court, case).is_meant())?;
                if meant == Some(true) && self.refuted(case)?.is_some() {
                    return Ok(Some(at));
                }
            }
            Ok(None)
        };
        let case = halved(case, &mut first_failing, STEPS)?;
        let (claim, fresh) = self.refuted(&case)?.unwrap_or((claim, 0..self.budget.replications));
        let mut trial = Trial::new(law, &self.court, &case);
        let first = case.first_replication();
        let samples = Samples::play(&mut trial, law, first + fresh.start..first + fresh.end);
        let sides = samples.and_then(|samples| trial.estimated_sides(claim, &samples));
        let sides = unless_stopped(sides)?.flatten();
        Ok(Refutation { sides, ..self.told(&case, claim)? })
    }
}
