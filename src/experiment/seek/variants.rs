//! The variants of a scenario, one for each value of a factor, which a seek plays.

use super::question::Question;
use super::sample::Seen;
use super::search::Strategy;
use super::trial::Trials;
use super::verdict::Verdict;
use crate::experiment::{Factor, Playing};
use crate::expression::Flaw;
use crate::model::{Exhibition, Measure, Outcome};
use crate::replicate::{Order, PlayError, Prepared, finished, replicate};
use crate::scenario::{Diagnostic, Diagnostics, ParseSettingError, Place, Setting, Template};
use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::ops::ControlFlow;

/// Every one of so few values is tried, whatever it costs: bisection would not try many fewer.
const FEW: u64 = 32;
/// Every value is tried where nothing is random and all of them together take at most this many events: less than a
/// second.
const EVENTS_MAX: u64 = 10_000_000;
/// What a value costs beside its events: reading the scenario takes as long as this many of them.
const EVENTS_OF_A_VALUE: u64 = 2_000;

/// Why a value could not be tried.
#[derive(Debug)]
#[non_exhaustive]
pub enum SeekError {
    /// With it the scenario is invalid.
    Scenario(Diagnostics),
    /// It could not be played.
    Play(PlayError),
    /// The condition can't be evaluated on its outcome.
    Question(Flaw),
}

impl fmt::Display for SeekError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scenario(wrong) => wrong.fmt(f),
            Self::Play(error) => error.fmt(f),
            Self::Question(flaw) => flaw.fmt(f),
        }
    }
}

impl Error for SeekError {}

impl From<PlayError> for SeekError {
    fn from(error: PlayError) -> Self {
        Self::Play(error)
    }
}

impl From<Diagnostics> for SeekError {
    fn from(wrong: Diagnostics) -> Self {
        Self::Scenario(wrong)
    }
}

/// The progress of a seek.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeekStep {
    /// The number of the value being tried: the first, the second…
    pub value: usize,
    /// How many of its replications are done.
    pub replications: u64,
    /// Whether one is enough, because nothing is random.
    pub is_certain: bool,
}

/// A scenario with the values of a factor, and the question about each.
pub struct Variants<'a> {
    template: &'a Template,
    factor: &'a Factor,
    question: &'a Question,
    playing: &'a Playing,
    current: Option<Current>,
    /// Of values without chance, what came of them.
    certain: HashMap<usize, Certain>,
    progress: &'a dyn Fn(SeekStep),
}

/// The value requested last.
struct Current {
    index: usize,
    /// Its number among the requested values: the first, the second…
    number: usize,
    prepared: Prepared,
    is_certain: bool,
}

/// What the only outcome there can be says.
#[derive(Clone)]
struct Certain {
    /// Of each criterion, the verdict, and the value of its statistic.
    criteria: Vec<(Verdict, Seen)>,
    events: u64,
}

impl<'a> Variants<'a> {
    /// The state before playing.
    #[must_use]
    pub fn new(template: &'a Template, factor: &'a Factor, question: &'a Question, playing: &'a Playing) -> Self {
        Self { template, factor, question, playing, current: None, certain: HashMap::new(), progress: &|_| () }
    }

    /// Which values should be tried: every one if there are few, or if nothing is random and that costs little. What it
    /// costs is known from three values, in events, so that the same scenario is always tried in the same way.
    ///
    /// # Errors
    /// If one of these values can't be played.
    pub fn strategy(&mut self) -> Result<Strategy, SeekError> {
        let len = self.factor.len();
        if len <= FEW {
            return Ok(Strategy::Exhaust);
        }
        let is_cheap = |events: u64| events.saturating_add(EVENTS_OF_A_VALUE).saturating_mul(len) <= EVENTS_MAX;
        if !is_cheap(0) {
            return Ok(Strategy::Bisect);
        }
        for index in [0, len / 2, len - 1] {
            let certain = self.outcome_at(usize::try_from(index).unwrap_or(usize::MAX))?;
            if !certain.is_some_and(|certain| is_cheap(certain.events)) {
                return Ok(Strategy::Bisect);
            }
        }
        Ok(Strategy::Exhaust)
    }

    /// What the only outcome there can be says at a value; `None` if replications differ.
    fn outcome_at(&mut self, index: usize) -> Result<Option<&Certain>, SeekError> {
        if !self.certain.contains_key(&index) {
            if !self.at(index)?.is_certain {
                return Ok(None);
            }
            let question = self.question;
            let mut said = None;
            self.outcomes(index, 1, |outcome| {
                let criteria = question.holds_always(outcome).and_then(|verdicts| {
                    let values = question.observe(outcome)?;
                    Ok(verdicts.into_iter().zip(values).collect())
                });
                said = Some(criteria.map(|criteria| Certain { criteria, events: outcome.events }));
                ControlFlow::Break(())
            })?;
            if let Some(certain) = said.transpose().map_err(SeekError::Question)? {
                self.certain.insert(index, certain);
            }
        }
        Ok(self.certain.get(&index))
    }

    /// The same, with a function that is called from time to time with the progress.
    #[must_use]
    pub fn telling(self, progress: &'a dyn Fn(SeekStep)) -> Self {
        Self { progress, ..self }
    }

    fn at(&mut self, index: usize) -> Result<&Current, SeekError> {
        if self.current.as_ref().is_none_or(|current| current.index != index) {
            let number = self.current.as_ref().map_or(0, |last| last.number) + 1;
            self.current = Some(self.prepare(index, number)?);
        }
        Ok(self.current.as_ref().expect("it was made just now"))
    }

    /// Plays replications at the value of an index until `take` breaks.
    fn outcomes(
        &mut self,
        index: usize,
        replications: u64,
        mut take: impl FnMut(&Outcome) -> ControlFlow<()>,
    ) -> Result<(), SeekError> {
        let (progress, playing) = (self.progress, self.playing);
        let Current { number, prepared, is_certain, .. } = self.at(index)?;
        let tell = |replications| progress(SeekStep { value: *number, replications, is_certain: *is_certain });
        tell(0);
        let (session, order) = (playing.session(&tell), Order::one(replications));
        Ok(finished(replicate(&session, &[prepared], order, |_, _, outcome| take(outcome))?)?)
    }

    fn prepare(&self, index: usize, number: usize) -> Result<Current, SeekError> {
        finished(self.playing.stop.cause())?;
        let text = self.factor.setting_text(index as u64);
        let setting: Setting = text.parse().map_err(|why: ParseSettingError| {
            let place = Place::in_text("--vary", &text, 0..text.len());
            Diagnostics::from(Diagnostic::new(why.to_string()).at(place))
        })?;
        let scenario = self.template.with(&setting.given_by("--vary"))?.scenario()?;
        let prepared = self.playing.prepare(&scenario, format!("{} ({text})", scenario.title))?;
        Ok(Current { index, number, prepared, is_certain: is_certain(self.question, &scenario.exhibition) })
    }
}

/// Whether one replication is enough: nothing is random, or nothing of what is asked.
fn is_certain(question: &Question, exhibition: &Exhibition) -> bool {
    let of_makespan = || question.measures().iter().all(|what| *what == (Measure::Makespan, None));
    exhibition.is_deterministic() || exhibition.is_endless() && of_makespan()
}

impl Trials for Variants<'_> {
    type Error = SeekError;

    fn certainty(&mut self, index: usize) -> Result<Option<Vec<(Verdict, Seen)>>, SeekError> {
        Ok(self.outcome_at(index)?.map(|certain| certain.criteria.clone()))
    }

    fn play(
        &mut self,
        index: usize,
        replications: u64,
        take: &mut dyn FnMut(&[Seen]) -> ControlFlow<()>,
    ) -> Result<(), SeekError> {
        let question = self.question;
        let mut flaw = None;
        self.outcomes(index, replications, |outcome| match question.observe(outcome) {
            Ok(values) => take(&values),
            Err(found) => {
                flaw = Some(found);
                ControlFlow::Break(())
            }
        })?;
        flaw.map_or(Ok(()), |flaw| Err(SeekError::Question(flaw)))
    }

    fn is_stop(error: &SeekError) -> bool {
        matches!(error, SeekError::Play(PlayError::Stopped(_)))
    }
}
