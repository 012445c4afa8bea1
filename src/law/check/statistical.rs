//! The test of claims about all runs: many cases with some replications each, then many more replications of the most
//! suspicious cases.

use super::impression::{Impression, Suspects};
use super::{CHUNK, Check, unless_stopped};
use crate::law::evidence::Evidence;
use crate::law::finding::{Finding, Refutation, Statistical};
use crate::law::judgement::{Judgement, comparisons, judgements, refuted_sides};
use crate::law::sample::Samples;
use crate::law::shrink::halved;
use crate::law::trial::Trial;
use crate::law::{Case, Result};
use crate::stats::Doubt;
use rayon::prelude::*;
use std::ops::Range;

/// How many times as many replications a suspect gets, none of which were used before, with a look at what they say in
/// between. It goes free if they speak less against it than this, and are not too skewed to say.
const LOOKS: [(u64, f64); 3] = [(4, 0.1), (16, 0.3), (64, 1.0)];
/// Cases that are played at once.
const AT_ONCE: usize = 8;
/// Replications of a case that one thread plays in one go.
const PART: u64 = 1_000;

/// What further replications of a case say.
enum Retrial {
    /// They refute this claim.
    Refuted { claim: usize, evidence: Evidence, fresh: Range<u64> },
    /// They don't; if they are too skewed to judge, how much.
    Free(Option<Doubt>),
}

impl Check<'_> {
    /// Tests claims about all runs.
    pub(super) fn statistical(&mut self, remembered: Vec<Case>) -> Result<Finding> {
        let wanted = self.budget.statistical_cases;
        let (mut cases, exhausted) = self.cases(remembered, wanted);
        let most = self.space.len().map_or(wanted, |all| all.min(wanted)).max(1);
        let alpha = self.budget.error_rate / (most as f64 * comparisons(self.law) as f64);
        let mut impression = Impression::default();
        while impression.cases < wanted && !self.is_interrupted() {
            let left = usize::try_from(wanted - impression.cases).unwrap_or(usize::MAX);
            let candidates: Vec<_> = cases.by_ref().take(CHUNK.min(left)).collect();
            if candidates.is_empty() {
                break;
            }
            #[expect(
                clippy::redundant_closure_for_method_calls,
                reason = "the method itself is about one lifetime only"
            )]
            let meant = self.each(&candidates, |trial| trial.is_meant())?;
            let meant: Vec<_> =
                candidates.into_iter().zip(meant).filter_map(|(case, meant)| meant.then_some(case)).collect();
            self.first_looks(&meant, alpha, &mut impression)?;
        }
        let tried_all = exhausted && !self.is_interrupted();
        let refutation = self.convicted(&mut impression)?;
        let exhausted = tried_all && refutation.is_none();
        let statistical = Some(self.certainty(&impression));
        let undecided = impression.undecided;
        Ok(Finding { undecided, refutation, statistical, ..self.finding(impression.cases, exhausted) })
    }

    /// Plays the first replications of cases.
    fn first_looks(&mut self, cases: &[Case], alpha: f64, impression: &mut Impression) -> Result<()> {
        for cases in cases.chunks(AT_ONCE) {
            if self.is_interrupted() {
                break;
            }
            for (case, judged) in cases.iter().zip(self.judged(cases, 0..self.budget.replications, alpha)?) {
                impression.take(case, &judged);
            }
            (self.progress)(impression.cases);
        }
        Ok(())
    }

    fn certainty(&self, impression: &Impression) -> Statistical {
        Statistical {
            replications: self.budget.replications,
            error_rate: self.budget.error_rate,
            shown: impression.shown,
            within: impression.within,
            skewed: impression.skewed,
        }
    }

    /// The evidence of the replications about every claim in every case, or in those before the check was stopped.
    fn judged(&mut self, cases: &[Case], replications: Range<u64>, alpha: f64) -> Result<Vec<Vec<Judgement>>> {
        let law = self.law;
        let results = self.each(cases, |trial| {
            let (samples, moves) = self.samples(trial, replications.clone())?;
            Ok((judgements(trial, law, &samples, alpha)?, moves, samples.ends.is_none()))
        })?;
        self.moves += results.iter().map(|(_, moves, _)| moves).sum::<u64>();
        self.exact &= results.iter().all(|(_, _, exact)| *exact);
        Ok(results.into_iter().map(|(judgements, ..)| judgements).collect())
    }

    /// Plays replications of a case, on several threads, and how many moves they took.
    fn samples(&self, trial: &mut Trial<'_>, replications: Range<u64>) -> Result<(Samples, u64)> {
        let (law, first, case) = (self.law, trial.case().first_replication(), trial.case().clone());
        let part_end = |start: u64| start.saturating_add(PART).min(replications.end);
        let part = |start: u64| first + start..first + part_end(start);
        let mut samples = Samples::play(trial, law, part(replications.start))?;
        if samples.certain {
            return Ok((samples, trial.moves()));
        }
        let starts = (part_end(replications.start)..replications.end).step_by(usize::try_from(PART).unwrap_or(1));
        let starts: Vec<_> = starts.collect();
        let played = starts.into_par_iter().map(|start| {
            let mut trial = Trial::new(law, &self.context, &case);
            Ok((Samples::play(&mut trial, law, part(start))?, trial.moves()))
        });
        let mut moves = trial.moves();
        for played in played.collect::<Vec<Result<_>>>() {
            let (more, played) = played?;
            samples.extend(more);
            moves += played;
        }
        Ok((samples, moves))
    }

    /// The refutation by the first of the suspects that many fresh replications convict.
    ///
    /// All of the error rate is spent here, on few tests: what looked suspicious before was only chosen by its looks.
    fn convicted(&mut self, impression: &mut Impression) -> Result<Option<Refutation>> {
        for suspect in impression.suspects.take() {
            match self.further(&suspect.case)? {
                Retrial::Refuted { claim, evidence, fresh } => {
                    return self.statistical_refutation(suspect.case, (claim, evidence, fresh)).map(Some);
                }
                Retrial::Free(_) if self.is_interrupted() => break,
                Retrial::Free(doubt) => impression.acquit(&suspect, doubt),
            }
        }
        Ok(None)
    }

    /// What further replications of a case say.
    fn further(&mut self, case: &Case) -> Result<Retrial> {
        let tests = LOOKS.len() * Suspects::MAX * comparisons(self.law);
        let alpha = self.budget.error_rate / tests as f64;
        let first = self.budget.replications;
        let mut doubt = None;
        for (times, least) in LOOKS {
            let fresh = first..first.saturating_mul(times + 1);
            let judged = self.judged(std::slice::from_ref(case), fresh.clone(), alpha)?;
            let Some(judged) = judged.first() else { break };
            if let Some(claim) = judged.iter().position(|judgement| judgement.evidence.is_refuted()) {
                return Ok(Retrial::Refuted { claim, evidence: judged[claim].evidence, fresh });
            }
            let skewed = judged.iter().map(|judgement| judgement.evidence).find(Evidence::is_too_skewed);
            doubt = skewed.and_then(|evidence| evidence.doubt);
            if self.is_interrupted() || (doubt.is_none() && judged.iter().all(|it| it.evidence.against < least)) {
                break;
            }
        }
        Ok(Retrial::Free(doubt))
    }

    fn statistical_refutation(&mut self, case: Case, mut found: (usize, Evidence, Range<u64>)) -> Result<Refutation> {
        const STEPS: usize = 20;
        let law = self.law;
        let mut first_failing = |cases: &[Case]| -> Result<Option<usize>> {
            for (at, case) in cases.iter().enumerate() {
                if unless_stopped(Trial::new(law, &self.context, case).is_meant())? != Some(true) {
                    continue;
                }
                if let Some(Retrial::Refuted { claim, evidence, fresh }) = unless_stopped(self.further(case))? {
                    found = (claim, evidence, fresh);
                    return Ok(Some(at));
                }
            }
            Ok(None)
        };
        let case = halved(case, &mut first_failing, STEPS)?;
        let (claim, evidence, fresh) = found;
        let mut trial = Trial::new(law, &self.context, &case);
        let samples = self.samples(&mut trial, fresh.clone());
        let sides = samples.and_then(|(samples, _)| {
            let replications = (!samples.certain).then_some(fresh.end - fresh.start);
            Ok((refuted_sides(&mut trial, law, claim, &samples)?, replications))
        });
        let (sides, replications) = unless_stopped(sides)?.unwrap_or_default();
        let never_varied = replications.filter(|_| evidence.doubt == Some(Doubt::NeverVaried));
        Ok(Refutation { sides, replications, never_varied, ..self.refutation_by(&case, claim)? })
    }
}
