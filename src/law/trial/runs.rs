//! The runs that a trial's claims need: their scenarios, and their outcomes.

use super::{EVENTS_MAX, Run, Trial};
use crate::expression::{ChangeKind, Value, exact_value, value_bounds};
use crate::law::Claim;
use crate::law::finding::Faulty;
use crate::law::names::{Referent, settings_of};
use crate::model::{Exhibition, Halt, Outcome};
use crate::replicate::{PlayError, Player, Prepared};
use crate::scenario::{Level, Scenario, Setting, Template};

impl<'a> Trial<'a> {
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

    /// The position in `runs` of a claim's run.
    fn run(&mut self, claim: &Claim, index: usize, run: usize) -> Result<usize, Faulty> {
        let key = if run == 0 { (0, 0) } else { (index, run) };
        if let Some(found) = self.runs.iter().position(|(known, _)| *known == key) {
            return Ok(found);
        }
        let Scenario { mut exhibition, title, .. } = self.scenario(claim, key)?;
        exhibition.quantiles = self.law.claims.iter().any(Claim::asks_for_quantiles);
        let prepared = Prepared::new(&exhibition, self.context.seed, title, &self.context.stop);
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
            && let Some(scenario) = self.cache.variations(key, &law.template).known(levels)
        {
            return Ok(scenario);
        }
        let (template, changes) = self.changed(claim, key)?;
        let scenario = template.scenario().map_err(|wrong| self.no_scenario(&wrong))?;
        if let Some(levels) = &levels {
            let settings = [law.settings(self.case), changes].concat();
            self.cache.variations(key, &law.template).learn(levels, &settings);
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

    /// The outcome of a claim's run in the current replication.
    pub(super) fn outcome(&mut self, claim: &Claim, index: usize, run: usize) -> Result<&Outcome, Faulty> {
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
                    let cause = self.context.stop.cause().filter(|_| matches!(halt, Halt::Interrupted { .. }));
                    let faulty = cause.map(|cause| self.unplayable(PlayError::Stopped(cause)));
                    return Err(faulty.unwrap_or_else(|| self.faulty(halt.to_string())));
                }
            }
        }
        let outcome = self.runs[at].1.outcome.as_ref();
        Ok(outcome.expect("it was played just now"))
    }

    /// Between which values that of a symbol lies.
    pub fn symbol_range(&mut self, claim: &Claim, index: usize, symbol: usize) -> Result<[Value; 2], Faulty> {
        if let Referent::Measure(measure, group) = &claim.known[symbol] {
            let outcome = self.outcome(claim, index, claim.expression.symbols()[symbol].run)?;
            if let Some(ends) = value_bounds(*measure, outcome, *group) {
                return Ok(ends);
            }
        }
        self.symbol(claim, index, symbol).map(|value| [value.clone(), value])
    }

    /// The value of a symbol of a claim.
    pub fn symbol(&mut self, claim: &Claim, index: usize, symbol: usize) -> Result<Value, Faulty> {
        let run = claim.expression.symbols()[symbol].run;
        match &claim.known[symbol] {
            Referent::Variable(variable) => Ok(self.law.variables[*variable].value(self.case.positions()[*variable])),
            Referent::Measure(measure, group) => {
                let outcome = self.outcome(claim, index, run)?;
                let is_exact = value_bounds(*measure, outcome, *group).is_none();
                let value = exact_value(*measure, outcome, *group);
                self.exact &= is_exact;
                Ok(value)
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
