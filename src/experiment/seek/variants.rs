//! A scenario under each value of a factor: what a seek plays.

use super::question::Question;
use super::trial::Trials;
use crate::experiment::{Factor, Plan, Player, ReplicateError, replicate};
use crate::expression::Flaw;
use crate::model::{Halt, Outcome, Simulator};
use crate::scenario::{Diagnostic, Diagnostics, ParseSettingError, Place, Scenario, Setting, Template};
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// How scenarios are played.
#[derive(Clone, Debug)]
pub struct Playing {
    /// In place of the scenario's seed.
    pub seed: Option<u64>,
    /// On how many threads.
    pub jobs: usize,
    /// A replication with more events is an error.
    pub events_max: u64,
    /// Once this is true, all ends.
    pub interrupted: Arc<AtomicBool>,
}

/// Why a value could not be tried.
#[derive(Debug)]
pub enum VariantError {
    /// The scenario makes no sense with it.
    Scenario(Diagnostics),
    /// A replication came to no end.
    Halted {
        /// With which setting.
        setting: String,
        /// Its number, from 0.
        replication: u64,
        /// Why.
        halt: Halt,
    },
    /// The condition can't be worked out from what came of it.
    Question(Flaw),
    /// Threads could not be started, for this reason.
    Threads(String),
    /// It was called off.
    Interrupted,
}

/// A scenario under the values of a factor, and what is asked of each.
pub struct Variants<'a> {
    template: &'a Template,
    factor: &'a Factor,
    question: &'a Question,
    playing: Playing,
    /// The value that was asked for last.
    current: Option<Variant>,
}

struct Variant {
    index: usize,
    scenario: Scenario,
    simulator: Simulator,
}

impl<'a> Variants<'a> {
    /// Nothing is played yet.
    #[must_use]
    pub const fn new(template: &'a Template, factor: &'a Factor, question: &'a Question, playing: Playing) -> Self {
        Self { template, factor, question, playing, current: None }
    }

    fn setting(&self, index: usize) -> String {
        self.factor.setting_text(index as u64)
    }

    fn at(&mut self, index: usize) -> Result<&mut Variant, VariantError> {
        if self.current.as_ref().is_none_or(|variant| variant.index != index) {
            self.current = Some(self.variant(index)?);
        }
        Ok(self.current.as_mut().expect("it was made just now"))
    }

    fn variant(&self, index: usize) -> Result<Variant, VariantError> {
        let text = self.setting(index);
        let setting: Setting = text.parse().map_err(|why: ParseSettingError| {
            let place = Place::in_text("--vary", &text, 0..text.len());
            VariantError::Scenario(Diagnostic::new(why.to_string()).at(place).into())
        })?;
        let template = self.template.with(&setting.given_by("--vary")).map_err(VariantError::Scenario)?;
        let mut scenario = template.scenario().map_err(VariantError::Scenario)?;
        scenario.seed = self.playing.seed.unwrap_or(scenario.seed);
        let mut simulator = Simulator::new(&scenario.exhibition).expect("scenarios are checked when they are read");
        simulator.limit_events(self.playing.events_max);
        simulator.interrupt_by(Arc::clone(&self.playing.interrupted));
        Ok(Variant { index, scenario, simulator })
    }

    fn halted(&self, index: usize, replication: u64, halt: Halt) -> VariantError {
        match halt {
            Halt::Interrupted { .. } => VariantError::Interrupted,
            halt => VariantError::Halted { setting: self.setting(index), replication, halt },
        }
    }
}

impl Trials for Variants<'_> {
    type Error = VariantError;

    fn certainty(&mut self, index: usize) -> Result<Option<(bool, Vec<f64>)>, VariantError> {
        let question = self.question;
        let Variant { scenario, simulator, .. } = self.at(index)?;
        if !scenario.exhibition.is_deterministic() {
            return Ok(None);
        }
        let said = match simulator.play(scenario.seed, 0) {
            Ok(outcome) => question.holds_always(outcome).and_then(|holds| Ok((holds, question.observe(outcome)?))),
            Err(halt) => return Err(self.halted(index, 0, halt)),
        };
        said.map(Some).map_err(VariantError::Question)
    }

    fn play(
        &mut self,
        index: usize,
        replications: Range<u64>,
        take: &mut dyn FnMut(&[f64]),
    ) -> Result<(), VariantError> {
        let (question, interrupted) = (self.question, Arc::clone(&self.playing.interrupted));
        let wanted = replications.end - replications.start;
        let plan = Plan { replications: wanted, jobs: self.playing.jobs, interrupted: &interrupted, progress: &|_| () };
        let Variant { scenario, simulator, .. } = &*self.at(index)?;
        let seat = || Seat { simulator: simulator.clone(), seed: scenario.seed, from: replications.start };
        let mut flaw = None;
        let played = replicate(&plan, seat, |_, outcome| {
            if flaw.is_none() {
                match question.observe(outcome) {
                    Ok(values) => take(&values),
                    Err(found) => flaw = Some(found),
                }
            }
        });
        match (played, flaw) {
            (_, Some(flaw)) => Err(VariantError::Question(flaw)),
            (Ok(played), None) if played < wanted => Err(VariantError::Interrupted),
            (Ok(_), None) => Ok(()),
            (Err(ReplicateError::Replication { replication, source }), None) => {
                Err(self.halted(index, replications.start + replication, source))
            }
            (Err(ReplicateError::Threads(why)), None) => Err(VariantError::Threads(why.to_string())),
        }
    }
}

/// A simulator at work on one thread, from a certain replication on.
struct Seat {
    simulator: Simulator,
    seed: u64,
    from: u64,
}

impl Player for Seat {
    type Error = Halt;

    fn play(&mut self, replication: u64) -> Result<&Outcome, Halt> {
        self.simulator.play(self.seed, self.from + replication)
    }
}
