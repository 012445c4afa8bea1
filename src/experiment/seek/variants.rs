//! A scenario under each value of a factor: what a seek plays.

use super::question::Question;
use super::trial::Trials;
use crate::experiment::{Factor, Playing, Variant, VariantError};
use crate::expression::Flaw;
use crate::model::Outcome;
use crate::scenario::{Diagnostic, Diagnostics, ParseSettingError, Place, Setting, Template};
use std::ops::Range;

/// Why a value could not be tried.
#[derive(Debug)]
pub enum SeekError {
    /// It could not be played.
    Variant(VariantError),
    /// The condition can't be worked out from what came of it.
    Question(Flaw),
}

impl From<VariantError> for SeekError {
    fn from(error: VariantError) -> Self {
        Self::Variant(error)
    }
}

impl From<Diagnostics> for SeekError {
    fn from(diagnostics: Diagnostics) -> Self {
        Self::Variant(VariantError::Scenario(diagnostics))
    }
}

/// How far a seek is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which value is being tried: the first, the second…
    pub value: usize,
    /// So many of its replications are done.
    pub replications: u64,
    /// Whether one is enough, because nothing is left to chance.
    pub is_certain: bool,
}

/// A scenario under the values of a factor, and what is asked of each.
pub struct Variants<'a> {
    template: &'a Template,
    factor: &'a Factor,
    question: &'a Question,
    playing: &'a Playing,
    /// The index that was asked for last, and what is played there.
    current: Option<(usize, Variant<'a>)>,
    /// How many values were asked for.
    values: usize,
    progress: &'a dyn Fn(Step),
}

impl<'a> Variants<'a> {
    /// Nothing is played yet.
    #[must_use]
    pub const fn new(template: &'a Template, factor: &'a Factor, question: &'a Question, playing: &'a Playing) -> Self {
        Self { template, factor, question, playing, current: None, values: 0, progress: &|_| () }
    }

    /// The same, and `progress` is told now and then how far it is.
    #[must_use]
    pub fn telling(self, progress: &'a dyn Fn(Step)) -> Self {
        Self { progress, ..self }
    }

    fn at(&mut self, index: usize) -> Result<&Variant<'a>, SeekError> {
        if self.current.as_ref().is_none_or(|(at, _)| *at != index) {
            self.current = Some((index, self.variant(index)?));
            self.values += 1;
        }
        Ok(&self.current.as_ref().expect("it was made just now").1)
    }

    /// Plays replications at the value of an index.
    fn outcomes(
        &mut self,
        index: usize,
        replications: Range<u64>,
        take: impl FnMut(&Outcome),
    ) -> Result<(), SeekError> {
        let progress = self.progress;
        self.at(index)?;
        let value = self.values;
        let variant = self.at(index)?;
        let is_certain = variant.is_deterministic();
        let tell = |done| progress(Step { value, replications: replications.start + done, is_certain });
        tell(0);
        Ok(variant.play(replications.clone(), &tell, take)?)
    }

    fn variant(&self, index: usize) -> Result<Variant<'a>, SeekError> {
        let text = self.factor.setting_text(index as u64);
        let setting: Setting = text.parse().map_err(|why: ParseSettingError| {
            let place = Place::in_text("--vary", &text, 0..text.len());
            Diagnostics::from(Diagnostic::new(why.to_string()).at(place))
        })?;
        let scenario = self.template.with(&setting.given_by("--vary"))?.scenario()?;
        Ok(Variant::new(&scenario, text, self.playing))
    }
}

impl Trials for Variants<'_> {
    type Error = SeekError;

    fn certainty(&mut self, index: usize) -> Result<Option<(bool, Vec<f64>)>, SeekError> {
        let question = self.question;
        if !self.at(index)?.is_deterministic() {
            return Ok(None);
        }
        let mut said = None;
        self.outcomes(index, 0..1, |outcome| {
            let holds = question.holds_always(outcome);
            said = Some(holds.and_then(|holds| Ok((holds, question.observe(outcome)?))));
        })?;
        said.transpose().map_err(SeekError::Question)
    }

    fn play(&mut self, index: usize, replications: Range<u64>, take: &mut dyn FnMut(&[f64])) -> Result<(), SeekError> {
        let question = self.question;
        let mut flaw = None;
        let played = self.outcomes(index, replications, |outcome| {
            if flaw.is_none() {
                match question.observe(outcome) {
                    Ok(values) => take(&values),
                    Err(found) => flaw = Some(found),
                }
            }
        });
        match flaw {
            Some(flaw) => Err(SeekError::Question(flaw)),
            None => played,
        }
    }

    fn is_call_off(error: &SeekError) -> bool {
        matches!(error, SeekError::Variant(VariantError::Interrupted))
    }
}
