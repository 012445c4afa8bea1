//! The trial of a case: its scenario, and the runs that its claims need, played only when needed.

use super::bench::{Bench, Benches};
use super::finding::Faulty;
use super::names::{Referent, settings_of};
use super::quantile::level_of;
use super::sides::{Sides, exact};
use super::{Case, Claim, Law};
use crate::expression::{ChangeKind, Connective, Flaw, Form, Node, Scope, Value, exact_value};
use crate::model::{Exhibition, Halt, Outcome, Problem};
use crate::replicate::{PlayError, Player, Prepared, Seat, Stop};
use crate::scenario::{Diagnostics, Level, Place, Scenario, Setting, Template};

/// A case with more events than this can't be tested.
const EVENTS_MAX: u64 = 200_000_000;

/// The common data of all trials.
#[derive(Clone)]
pub struct Court {
    /// Seed of all draws.
    pub seed: u64,
    /// Stops trials, including replications in progress.
    pub stop: Stop,
    /// What trials of one law leave to the next.
    pub benches: Benches,
}

/// The trial of a case.
pub struct Trial<'a> {
    law: &'a Law,
    court: &'a Court,
    case: &'a Case,
    bench: Bench,
    replication: u64,
    moves: u64,
    /// The scenario with the variables, created when needed.
    template: Option<Template>,
    /// One for each requested run, by claim and run; all runs without changes share one.
    runs: Vec<((usize, usize), Run)>,
    fault: Option<Faulty>,
}

/// A run, with the outcome of the current replication.
struct Run {
    seat: Seat,
    random: bool,
    outcome: Option<Outcome>,
}

impl<'a> Trial<'a> {
    /// The trial of a case, first in its own replication.
    pub fn new(law: &'a Law, court: &'a Court, case: &'a Case) -> Self {
        let replication = case.positions().get(law.variables.len()).copied().unwrap_or(0);
        let bench = court.benches.take();
        Self { law, court, case, bench, replication, moves: 0, template: None, runs: Vec::new(), fault: None }
    }

    /// The case.
    pub const fn case(&self) -> &Case {
        self.case
    }

    /// Whether the law applies to this case.
    pub fn is_meant(&mut self) -> Result<bool, Faulty> {
        let law = self.law;
        law.given.as_ref().map_or(Ok(true), |given| self.truth(given, 0, given.expression.root()))
    }

    /// The index of the first claim that fails.
    pub fn failing(&mut self) -> Result<Option<usize>, Faulty> {
        let law = self.law;
        for (index, claim) in law.claims.iter().enumerate() {
            if !self.truth(claim, index, claim.expression.root())? {
                return Ok(Some(index));
            }
        }
        Ok(None)
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

    /// The value of a part of a claim; `index` is the claim's number.
    pub fn value(&mut self, claim: &Claim, index: usize, node: &Node) -> Result<Value, Faulty> {
        let value = node.evaluate(&mut Asked { trial: self, claim, index });
        value.map_err(|flaw| self.fault.take().unwrap_or_else(|| self.told(claim, &flaw)))
    }

    /// The same as a floating-point number: in seconds to the power of the unit; true and false as 1 and 0.
    pub fn number(&mut self, claim: &Claim, index: usize, node: &Node) -> Result<f64, Faulty> {
        // Most samples are just a measure, which needs no exact arithmetic.
        if let Form::Symbol(symbol) = node.form
            && let Referent::Measure(measure, group) = claim.known[symbol]
        {
            let outcome = self.outcome(claim, index, claim.expression.symbols()[symbol].run)?;
            return Ok(group.map_or_else(|| outcome.value(measure), |group| outcome.group_value(group, measure)));
        }
        Ok(match self.value(claim, index, node)? {
            Value::Quantity(quantity) => quantity.to_f64(),
            Value::Truth(truth) => f64::from(u8::from(truth)),
            Value::Choice(_) => f64::NAN,
        })
    }

    fn truth(&mut self, claim: &Claim, index: usize, node: &Node) -> Result<bool, Faulty> {
        self.value(claim, index, node).map(|value| value.is_true())
    }

    /// The comparison on which the truth of a false claim depends.
    pub fn culprit<'n>(&mut self, claim: &Claim, index: usize, node: &'n Node) -> Result<&'n Node, Faulty> {
        Ok(match &node.form {
            Form::Connect(_, sides) => {
                // For `a implies b` it is the second, for `a and b` the first that is false, for `a or b` the last.
                let and = matches!(node.form, Form::Connect(Connective::And, _));
                let first = and && !self.truth(claim, index, &sides[0])?;
                self.culprit(claim, index, if first { &sides[0] } else { &sides[1] })?
            }
            Form::Not(inner) if inner.comparison().is_some() => inner,
            _ => node,
        })
    }

    /// The scenario of the case.
    pub fn template(&mut self) -> Result<Template, Faulty> {
        if let Some(template) = &self.template {
            return Ok(template.clone());
        }
        self.go_on()?;
        let template = self.law.template_of(self.case).map_err(|wrong| self.no_scenario(&wrong))?;
        self.template = Some(template.clone());
        Ok(template)
    }

    /// The exhibition of this case.
    pub fn exhibition(&mut self) -> Result<Exhibition, Faulty> {
        let law = self.law;
        Ok(self.scenario(&law.claims[0], (0, 0))?.exhibition)
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
        let values = [self.value(claim, index, left)?, self.value(claim, index, right)?];
        Ok(Sides::new(claim.expression.text(), culprit, values.map(|value| exact(&value))))
    }

    /// A flaw of a claim in this case.
    pub fn told(&self, claim: &Claim, flaw: &Flaw) -> Faulty {
        let span = claim.written.place(flaw.span.clone());
        let place = Place::in_text(&self.law.file, &self.law.text, span);
        Faulty { place: Some(Box::new(place)), ..self.faulty(flaw.message.clone()) }
    }

    /// The fault of the case; none, if trials are stopped.
    pub fn faulty(&self, what: String) -> Faulty {
        let (law, case) = (self.law.title.clone(), self.law.described(self.case));
        Faulty { law, case, what, place: None, interrupted: self.court.stop.is_raised() }
    }

    /// The case is not a valid scenario.
    pub fn no_scenario(&self, wrong: &Diagnostics) -> Faulty {
        let messages: Vec<_> = wrong.iter().map(|problem| problem.message.as_str()).collect();
        self.faulty(messages.join("; "))
    }

    /// The position in `runs` of a claim's run.
    fn run(&mut self, claim: &Claim, index: usize, run: usize) -> Result<usize, Faulty> {
        let key = if run == 0 { (0, 0) } else { (index, run) };
        if let Some(found) = self.runs.iter().position(|(known, _)| *known == key) {
            return Ok(found);
        }
        let Scenario { mut exhibition, title, .. } = self.scenario(claim, key)?;
        exhibition.quantiles = self.law.claims.iter().any(Claim::asks_for_quantiles);
        let prepared = Prepared::new(&exhibition, self.court.seed, title, &self.court.stop);
        let seat = prepared.map_err(|error| self.unplayable(error))?.limit_events(EVENTS_MAX).into_seat();
        self.runs.push((key, Run { seat, random: !exhibition.is_deterministic(), outcome: None }));
        Ok(self.runs.len() - 1)
    }

    /// The scenario of a claim's run: without making settings, if there were such runs before and nothing is wrong.
    fn scenario(&mut self, claim: &Claim, key: (usize, usize)) -> Result<Scenario, Faulty> {
        self.go_on()?;
        let law = self.law;
        let levels = self.levels(claim, key);
        if let Some(levels) = &levels
            && let Some(scenario) = self.bench.variations(key, &law.template).known(levels)
        {
            return Ok(scenario);
        }
        let (template, changes) = self.changed(claim, key)?;
        let scenario = template.scenario().map_err(|wrong| self.no_scenario(&wrong))?;
        if let Some(levels) = &levels {
            let settings = [law.settings(self.case), changes].concat();
            self.bench.variations(key, &law.template).learn(levels, &settings);
        }
        Ok(scenario)
    }

    /// The levels of the variables, and of the changes of a claim's run; `None` if there is anything special about
    /// these.
    fn levels(&mut self, claim: &Claim, (index, run): (usize, usize)) -> Option<Vec<Level<'a>>> {
        let law = self.law;
        let variables = law.variables.iter().zip(self.case.positions());
        let mut levels: Vec<_> = variables.map(|(variable, &at)| variable.factor.level(at)).collect();
        for change in &claim.expression.runs()[run].changes {
            let value = self.value(claim, index, &change.value).ok()?;
            levels.push(value.to_level().filter(|_| change.kind == ChangeKind::Set)?);
        }
        Some(levels)
    }

    /// The template of a claim's run, and the settings that distinguish it from that of the case.
    fn changed(&mut self, claim: &Claim, (index, run): (usize, usize)) -> Result<(Template, Vec<Setting>), Faulty> {
        let (mut template, mut settings) = (self.template()?, Vec::new());
        for change in &claim.expression.runs()[run].changes {
            let value = self.value(claim, index, &change.value)?;
            let text = value.to_setting().ok_or_else(|| {
                self.faulty(format!(
                    "`{}` can't be set to {value}: a setting is a word, a number that is not negative, or a duration \
                     of whole nanoseconds",
                    change.path
                ))
            })?;
            let operator = if change.kind == ChangeKind::Scale { "*=" } else { "=" };
            let setting = format!("{}{operator}{text}", change.path).parse::<Setting>();
            let setting = setting.map_err(|wrong| self.faulty(wrong.to_string()))?.given_by("with");
            template = template.with(&setting).map_err(|wrong| self.no_scenario(&wrong))?;
            settings.push(setting);
        }
        Ok((template, settings))
    }

    /// An error only if trials are stopped: a short replication does not notice that.
    fn go_on(&self) -> Result<(), Faulty> {
        self.court.stop.cause().map_or(Ok(()), |cause| Err(self.unplayable(PlayError::Stopped(cause))))
    }

    /// The case can't be played, or play was stopped.
    fn unplayable(&self, error: PlayError) -> Faulty {
        let texts = |problems: Vec<Problem>| problems.into_iter().map(|problem| problem.what).collect::<Vec<_>>();
        match error {
            PlayError::Problems { problems, .. } => self.faulty(texts(problems).join("\n")),
            error => self.faulty(error.to_string()),
        }
    }

    fn outcome(&mut self, claim: &Claim, index: usize, run: usize) -> Result<&Outcome, Faulty> {
        let at = self.run(claim, index, run)?;
        if self.runs[at].1.outcome.is_none() {
            self.go_on()?;
            let run = &mut self.runs[at].1;
            match run.seat.play(self.replication).cloned() {
                Ok(outcome) => {
                    self.moves += outcome.groups.iter().map(|group| group.moves).sum::<u64>();
                    run.outcome = Some(outcome);
                }
                Err(halt) => {
                    let cause = self.court.stop.cause().filter(|_| matches!(halt, Halt::Interrupted { .. }));
                    let faulty = cause.map(|cause| self.unplayable(PlayError::Stopped(cause)));
                    return Err(faulty.unwrap_or_else(|| self.faulty(halt.to_string())));
                }
            }
        }
        let outcome = self.runs[at].1.outcome.as_ref();
        Ok(outcome.expect("it was played just now"))
    }

    /// The value of a symbol of a claim.
    pub fn symbol(&mut self, claim: &Claim, index: usize, symbol: usize) -> Result<Value, Faulty> {
        let run = claim.expression.symbols()[symbol].run;
        match &claim.known[symbol] {
            Referent::Variable(variable) => Ok(self.law.variables[*variable].value(self.case.positions()[*variable])),
            Referent::Measure(measure, group) => {
                let outcome = self.outcome(claim, index, run)?;
                Ok(exact_value(*measure, outcome, *group))
            }
            Referent::Setting(path) => {
                let (template, _) = self.changed(claim, (index, run))?;
                let scenario = template.scenario().map_err(|wrong| self.no_scenario(&wrong))?;
                let groups: Vec<_> = scenario.exhibition.groups.iter().map(|group| group.name.clone()).collect();
                let found = settings_of(&template, &groups).into_iter().find(|(known, _)| known == path);
                found
                    .map(|(_, value)| value)
                    .ok_or_else(|| self.faulty(format!("`{path}` is neither a number nor a duration here")))
            }
        }
    }
}

impl Drop for Trial<'_> {
    fn drop(&mut self) {
        self.court.benches.give_back(std::mem::take(&mut self.bench));
    }
}

/// A trial as the scope of an expression.
struct Asked<'t, 'a> {
    trial: &'t mut Trial<'a>,
    claim: &'t Claim,
    index: usize,
}

impl Scope for Asked<'_, '_> {
    fn symbol(&mut self, index: usize) -> Result<Value, String> {
        self.trial.symbol(self.claim, self.index, index).map_err(|fault| {
            let what = fault.what.clone();
            self.trial.fault = Some(fault);
            what
        })
    }

    /// The value in the only run: it is used if nothing is random.
    fn statistic(&mut self, index: usize) -> Result<Value, String> {
        let statistic = &self.claim.expression.statistics()[index];
        level_of(statistic, self)?;
        match statistic.of.evaluate(self).map_err(|flaw| flaw.message)? {
            Value::Truth(truth) => Ok(Value::number(u8::from(truth))),
            value => Ok(value),
        }
    }
}
