//! The trial of a case: what its claims and their parts are worth. Its runs are played only when needed.

mod runs;

use super::finding::Faulty;
use super::names::Referent;
use super::quantile::level_of;
use super::sides::{Sides, estimated, exact};
use super::variations::{VariationsCache, VariationsPool};
use super::{Case, Claim, Law};
use crate::experiment::seek::Seen;
use crate::expression::{Connective, Flaw, Form, Node, Scope, Value, value_bounds};
use crate::model::{Outcome, Problem};
use crate::replicate::{PlayError, Seat, Stop, finished};
use crate::scenario::{Diagnostics, Place, Template};

/// A case with more events than this can't be tested.
const EVENTS_MAX: u64 = 200_000_000;

/// The common data of all trials.
#[derive(Clone)]
pub struct TrialContext {
    /// Seed of all draws.
    pub seed: u64,
    /// Stops trials, including replications in progress.
    pub stop: Stop,
    /// What trials of one law leave to the next.
    pub pool: VariationsPool,
}

/// The trial of a case.
pub struct Trial<'a> {
    law: &'a Law,
    context: &'a TrialContext,
    case: &'a Case,
    cache: VariationsCache,
    replication: u64,
    moves: u64,
    /// The scenario with the variables, created when needed.
    template: Option<Template>,
    /// One for each requested run, by claim and run; all runs without changes share one.
    runs: Vec<((usize, usize), Run)>,
    fault: Option<Faulty>,
    /// Whether all values of measures so far are exact.
    exact: bool,
}

/// What a case says about the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// The law does not apply to it.
    NotMeant,
    /// All claims hold.
    Holds,
    /// The claim with this index fails, as the first.
    Fails(usize),
    /// No claim surely fails; whether all hold depends on where quantiles that are not exact lie.
    Undecided,
}

impl Ruling {
    /// The index of the claim that fails.
    pub const fn failing(self) -> Option<usize> {
        if let Self::Fails(claim) = self { Some(claim) } else { None }
    }
}

/// A run, with the outcome of the current replication.
struct Run {
    seat: Seat,
    random: bool,
    outcome: Option<Outcome>,
}

impl<'a> Trial<'a> {
    /// The trial of a case, first in its own replication.
    pub fn new(law: &'a Law, context: &'a TrialContext, case: &'a Case) -> Self {
        let replication = case.positions().get(law.variables.len()).copied().unwrap_or(0);
        let cache = context.pool.take();
        let (template, runs) = (None, Vec::new());
        Self { law, context, case, cache, replication, moves: 0, template, runs, fault: None, exact: true }
    }

    /// The case.
    pub const fn case(&self) -> &Case {
        self.case
    }

    /// Whether the law applies to this case.
    pub fn is_meant(&mut self) -> Result<bool, Faulty> {
        let law = self.law;
        let Some(given) = &law.given else { return Ok(true) };
        // It names no measure.
        Ok(self.truth(given, 0, given.expression.root())? == Some(true))
    }

    /// What the case says about the law.
    pub fn ruling(&mut self) -> Result<Ruling, Faulty> {
        if !self.is_meant()? {
            return Ok(Ruling::NotMeant);
        }
        let law = self.law;
        let mut ruling = Ruling::Holds;
        for (index, claim) in law.claims.iter().enumerate() {
            match self.truth(claim, index, claim.expression.root())? {
                Some(true) => {}
                Some(false) => return Ok(Ruling::Fails(index)),
                None => ruling = Ruling::Undecided,
            }
        }
        Ok(ruling)
    }

    /// Moves to another replication.
    pub fn replicate(&mut self, replication: u64) {
        self.replication = replication;
        for (_, run) in &mut self.runs {
            if run.random {
                run.outcome = None;
            }
        }
    }

    /// Whether any run requested so far has random times.
    pub fn is_random(&self) -> bool {
        self.runs.iter().any(|(_, run)| run.random)
    }

    /// Whether all values of measures so far are exact.
    pub const fn is_exact(&self) -> bool {
        self.exact
    }

    /// The value of a part of a claim; `index` is the claim's number.
    pub fn value(&mut self, claim: &Claim, index: usize, node: &Node) -> Result<Value, Faulty> {
        let value = node.evaluate(&mut Asked { trial: self, claim, index });
        value.map_err(|flaw| self.fault.take().unwrap_or_else(|| self.flawed(claim, &flaw)))
    }

    /// Between which values it lies.
    fn range(&mut self, claim: &Claim, index: usize, node: &Node) -> Result<[Value; 2], Faulty> {
        let range = node.range(&mut Asked { trial: self, claim, index });
        range.map_err(|flaw| self.fault.take().unwrap_or_else(|| self.flawed(claim, &flaw)))
    }

    /// The value of a part of a claim as a floating-point number: in seconds to the power of the unit; true and false
    /// as 1 and 0.
    pub fn number(&mut self, claim: &Claim, index: usize, node: &Node) -> Result<Seen, Faulty> {
        // Most samples are just a measure, which needs no exact arithmetic.
        if let Form::Symbol(symbol) = node.form
            && let Referent::Measure(measure, group) = claim.known[symbol]
        {
            let outcome = self.outcome(claim, index, claim.expression.symbols()[symbol].run)?;
            let value = group.map_or_else(|| outcome.value(measure), |group| outcome.group_value(group, measure));
            let Some(ends) = value_bounds(measure, outcome, group) else { return Ok(value.into()) };
            self.exact = false;
            return Ok(Seen { value, ends: Some(ends.map(Value::to_f64)) });
        }
        let value = self.value(claim, index, node)?.to_f64();
        let ends = if self.exact { None } else { Some(self.range(claim, index, node)?.map(Value::to_f64)) };
        Ok(Seen { value, ends })
    }

    /// Whether a part of a claim is true; `None` where that depends on where quantiles that are not exact lie.
    pub fn truth(&mut self, claim: &Claim, index: usize, node: &Node) -> Result<Option<bool>, Faulty> {
        let truth = self.value(claim, index, node)?.is_true();
        if self.exact {
            return Ok(Some(truth));
        }
        let [surely, perhaps] = self.range(claim, index, node)?.map(|end| end.is_true());
        Ok((surely == perhaps).then_some(surely))
    }

    /// The comparison on which the truth of a false claim depends.
    pub fn culprit<'n>(&mut self, claim: &Claim, index: usize, node: &'n Node) -> Result<&'n Node, Faulty> {
        Ok(match &node.form {
            Form::Connect(_, sides) => {
                // For `a implies b` it is the second, for `a and b` the first that is false, for `a or b` the last.
                let and = matches!(node.form, Form::Connect(Connective::And, _));
                let first = and && self.truth(claim, index, &sides[0])? == Some(false);
                self.culprit(claim, index, if first { &sides[0] } else { &sides[1] })?
            }
            Form::Not(inner) if inner.comparison().is_some() => inner,
            _ => node,
        })
    }

    /// Moves that masters made in all runs of the trial.
    pub const fn moves(&self) -> u64 {
        self.moves
    }

    /// Both sides of the comparison because of which a claim fails.
    pub fn sides(&mut self, index: usize) -> Result<Option<Sides>, Faulty> {
        let law = self.law;
        let claim = &law.claims[index];
        let culprit = self.culprit(claim, index, claim.expression.root())?;
        let Some((left, _, right)) = culprit.comparison() else { return Ok(None) };
        let values = [self.shown(claim, index, left)?, self.shown(claim, index, right)?];
        Ok(Sides::new(claim.expression.text(), culprit, values))
    }

    /// A side's value; where it is not exact, with how far it may be off.
    fn shown(&mut self, claim: &Claim, index: usize, side: &Node) -> Result<String, Faulty> {
        let value = self.value(claim, index, side)?;
        let Some(quantity) = value.quantity().filter(|_| !self.exact) else { return Ok(exact(&value)) };
        let [low, high] = self.range(claim, index, side)?.map(Value::to_f64);
        Ok(estimated(quantity, (quantity.to_f64() - low).max(high - quantity.to_f64())))
    }

    /// A flaw of a claim in this case.
    pub fn flawed(&self, claim: &Claim, flaw: &Flaw) -> Faulty {
        let span = claim.written.place(flaw.span.clone());
        let place = Place::in_text(&self.law.file, &self.law.text, span);
        Faulty { place: Some(Box::new(place)), ..self.faulty(flaw.message.clone()) }
    }

    /// Whether trials are stopped.
    pub fn is_stopped(&self) -> bool {
        self.context.stop.is_raised()
    }

    /// The fault of the case; none, if trials are stopped.
    pub fn faulty(&self, what: String) -> Faulty {
        let (law, case) = (self.law.title.clone(), self.law.described(self.case));
        Faulty { law, case, what, place: None, interrupted: self.is_stopped() }
    }

    /// The case is not a valid scenario.
    pub fn no_scenario(&self, wrong: &Diagnostics) -> Faulty {
        let messages: Vec<_> = wrong.iter().map(|problem| problem.message.as_str()).collect();
        self.faulty(messages.join("; "))
    }

    /// An error only if trials are stopped: a short replication does not notice that.
    fn go_on(&self) -> Result<(), Faulty> {
        finished(self.context.stop.cause()).map_err(|error| self.unplayable(error))
    }

    /// The case can't be played, or play was stopped.
    fn unplayable(&self, error: PlayError) -> Faulty {
        let texts = |problems: Vec<Problem>| problems.into_iter().map(|problem| problem.what).collect::<Vec<_>>();
        match error {
            PlayError::Problems { problems, .. } => self.faulty(texts(problems).join("\n")),
            error => self.faulty(error.to_string()),
        }
    }
}

impl Drop for Trial<'_> {
    fn drop(&mut self) {
        self.context.pool.give_back(std::mem::take(&mut self.cache));
    }
}

/// A trial as the scope of an expression.
struct Asked<'t, 'a> {
    trial: &'t mut Trial<'a>,
    claim: &'t Claim,
    index: usize,
}

impl<'a> Asked<'_, 'a> {
    fn of_symbol<T>(&mut self, value: impl FnOnce(&mut Trial<'a>) -> Result<T, Faulty>) -> Result<T, String> {
        value(self.trial).map_err(|fault| {
            let what = fault.what.clone();
            self.trial.fault = Some(fault);
            what
        })
    }
}

impl Scope for Asked<'_, '_> {
    fn symbol(&mut self, index: usize) -> Result<Value, String> {
        let (claim, number) = (self.claim, self.index);
        self.of_symbol(|trial| trial.symbol(claim, number, index))
    }

    fn symbol_range(&mut self, index: usize) -> Result<[Value; 2], String> {
        let (claim, number) = (self.claim, self.index);
        self.of_symbol(|trial| trial.symbol_range(claim, number, index))
    }

    /// The value in the only run: it is used if nothing is random.
    fn statistic(&mut self, index: usize) -> Result<Value, String> {
        let statistic = &self.claim.expression.statistics()[index];
        level_of(statistic, self)?;
        statistic.of.evaluate(self).map(Value::counted).map_err(|flaw| flaw.message)
    }

    fn statistic_range(&mut self, index: usize) -> Result<[Value; 2], String> {
        let range = self.claim.expression.statistics()[index].of.range(self);
        range.map(|ends| ends.map(Value::counted)).map_err(|flaw| flaw.message)
    }
}
