//! The meaning of names in a law.

use super::variable::Variable;
use crate::expression::{
    Kind, Meaning, Parsed, Value, Vocabulary, group_measure_named, measure_among, measure_kind, measure_names,
};
use crate::model::{Measure, Visit};
use crate::scenario::{Setting, Template, through_group};

/// The meaning of a symbol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Referent {
    /// The variable of this index.
    Variable(usize),
    /// A measure over all boards or of one group.
    Measure(Measure, Option<usize>),
    /// A number or duration in the scenario, by its path with groups as numbers.
    Setting(String),
}

/// The names of a law: its variables and definitions, measures, settings.
pub struct LawNames {
    pub variables: Vec<Variable>,
    pub definitions: Vec<(String, Parsed)>,
    /// Names that could not be read: using them is not an error.
    pub broken: Vec<String>,
    /// The groups' names.
    groups: Vec<String>,
    template: Template,
    settings: Vec<(String, Value)>,
}

impl LawNames {
    pub fn new(template: &Template, groups: Vec<String>) -> Self {
        let settings = settings_of(template, &groups);
        Self {
            variables: Vec::new(),
            definitions: Vec::new(),
            broken: Vec::new(),
            groups,
            template: template.clone(),
            settings,
        }
    }

    /// The meaning of `name`, within a group or in general, without definitions.
    pub fn known(&self, name: &str, group: Option<usize>) -> Option<Referent> {
        if let Some(group) = group {
            let measure = group_measure_named(name).map(|measure| Referent::Measure(measure, Some(group)));
            return measure.or_else(|| self.setting(&format!("opponents[{group}].{name}")));
        }
        let variable = self.variables.iter().position(|variable| variable.name == name).map(Referent::Variable);
        let measure = || measure_among(name, &self.groups).map(|(measure, group)| Referent::Measure(measure, group));
        variable.or_else(measure).or_else(|| self.setting(name))
    }

    fn setting(&self, path: &str) -> Option<Referent> {
        let path = numbered(path, &self.groups);
        self.settings.iter().any(|(known, _)| *known == path).then_some(Referent::Setting(path))
    }

    fn kind(&self, known: &Referent) -> Meaning {
        match known {
            Referent::Variable(index) => Meaning::Fixed(self.variables[*index].kind()),
            Referent::Measure(measure, _) => Meaning::Varying(measure_kind(*measure)),
            Referent::Setting(path) => {
                let value = self.settings.iter().find(|(known, _)| known == path).map(|(_, value)| value.kind());
                Meaning::Fixed(value.unwrap_or(Kind::NUMBER))
            }
        }
    }
}

impl Vocabulary for LawNames {
    fn meaning(&self, name: &str, group: Option<usize>) -> Option<Meaning> {
        if let Some(known) = self.known(name, group) {
            return Some(self.kind(&known));
        }
        let definition = self.definitions.iter().find(|(defined, _)| group.is_none() && defined == name)?;
        Some(Meaning::Definition(definition.1.clone()))
    }

    fn names(&self) -> Vec<String> {
        let variables = self.variables.iter().map(|variable| variable.name.clone());
        let definitions = self.definitions.iter().map(|(name, _)| name.clone());
        variables.chain(definitions).chain(measure_names().map(str::to_owned)).collect()
    }

    fn is_choice(&self, word: &str) -> bool {
        let choices = self.variables.iter().filter(|variable| variable.kind() == Kind::Choice);
        let named =
            |variable: &Variable| (0..variable.factor.len().min(1_000)).any(|at| variable.factor.value(at) == word);
        Visit::ALL.iter().any(|visit| visit.name() == word) || choices.into_iter().any(named)
    }

    fn groups(&self) -> usize {
        self.groups.len()
    }

    fn can_change(&self, path: &str) -> Result<(), (String, String)> {
        if path == "seed" {
            let (what, instead) = NO_SEED;
            return Err((what.to_owned(), instead.to_owned()));
        }
        let setting = Setting::new(path, "0").map_err(|wrong| (wrong.to_string(), String::new()))?;
        match self.template.with(&setting) {
            Ok(_) => Ok(()),
            Err(wrong) => {
                let first = wrong.iter().next();
                let text = |part: Option<&str>| part.unwrap_or_default().to_owned();
                Err((text(first.map(|it| it.message.as_str())), text(first.and_then(|it| it.help.as_deref()))))
            }
        }
    }
}

/// Why a law changes no seed, and what to do instead.
pub const NO_SEED: (&str, &str) = (
    "a law has no seed of its own: all its runs have that of `zeitnot check --seed`",
    "leave it out: replications differ in all that is drawn",
);

/// The numbers and durations of a scenario, by their paths with groups as numbers.
pub fn settings_of(template: &Template, groups: &[String]) -> Vec<(String, Value)> {
    let settings = template.numeric_settings().into_iter();
    let valued = settings.map(|setting| (numbered(&setting.path, groups), Value::of_setting(&setting.value)));
    valued.filter(|(_, value)| value.quantity().is_some()).collect()
}

/// The path with `opponents[2]` for `opponents.club`.
fn numbered(path: &str, groups: &[String]) -> String {
    let found = through_group(path, groups);
    found.map_or_else(|| path.to_owned(), |(index, rest)| format!("opponents[{index}]{rest}"))
}
