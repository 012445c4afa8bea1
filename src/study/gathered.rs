//! The outcomes of a point, and when they are enough.

use super::Study;
use crate::experiment::{Ending, Rule, Summariser, Summary};
use crate::model::{EndlessGames, Outcome};
use crate::replicate::{Cause, Fold};
use std::ops::ControlFlow;

/// The outcomes of a point, and when they are enough.
pub(super) struct Gathered {
    summariser: Summariser,
    rule: Box<dyn Rule>,
    ending: Option<Ending>,
}

impl Gathered {
    /// Nothing yet, of a point of a study with these games.
    pub fn new(study: &Study, games: EndlessGames) -> Self {
        let rule = study.rule(games.principal_measure());
        Self { summariser: Summariser::new(study.level), rule, ending: None }
    }

    /// The summary, and why there is no more of it: because it was `stopped`, or because it is enough. `None` if it is
    /// neither, or if there is nothing to sum up.
    pub fn result(mut self, stopped: Option<Cause>) -> Option<(Summary, Ending)> {
        let planned = self.rule.planned();
        let ending = stopped.map(|cause| Ending::Stopped { cause, planned }).or(self.ending)?;
        Some((self.summariser.summary()?, ending))
    }
}

impl Fold for Gathered {
    fn least(&self) -> u64 {
        self.rule.least()
    }

    fn most(&self) -> u64 {
        self.rule.most()
    }

    fn take(&mut self, outcome: &Outcome) -> ControlFlow<()> {
        self.summariser.add(outcome);
        self.ending = self.rule.ending(&self.summariser);
        if self.ending.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}
