//! Written conditions, such as `P(makespan <= 2h) >= 95%`: their criteria, and the measures they need.

mod reading;

use super::condition::Condition;
use super::sample::Seen;
use super::verdict::Verdict;
use crate::expression::{
    Expression, Flaw, Kind, Meaning, Node, Scope, Value, Vocabulary, exact_value, group_measure_named, measure_among,
    measure_kind, measure_names, value_bounds,
};
use crate::model::{Measure, Outcome};

/// A condition on the measures of an exhibition.
#[derive(Clone, Debug)]
pub struct Question {
    expression: Expression,
    condition: Condition,
    /// For each criterion, the value observed in a replication.
    observed: Vec<Observed>,
    /// For each symbol of the expression, the measure and its group.
    measures: Vec<(Measure, Option<usize>)>,
}

/// The value observed in a replication for one criterion.
#[derive(Clone, Debug)]
struct Observed {
    /// Its text.
    text: String,
    kind: Kind,
    /// The comparison as a whole.
    comparison: Node,
    positive: Node,
    /// The expression subtracted from it, if both sides of a comparison vary.
    negative: Option<Node>,
}

impl Question {
    /// Reads a condition on the measures of an exhibition with these groups of opponents.
    ///
    /// Measures are named as in JSON, but without the unit. With the name of a group before it, as `hobbyist.makespan`
    /// or as `` opponents.`club player`.makespan ``, a measure is of that group.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn new(text: &str, groups: &[&str]) -> Result<Self, Flaw> {
        let names = Names { groups };
        let expression = Expression::condition(text, &names).map_err(|flaw| names.in_quotes(flaw, text))?;
        let symbols = expression.symbols().iter();
        let measures = symbols.map(|symbol| names.measure(&symbol.name, symbol.group)).collect::<Option<Vec<_>>>();
        let (condition, observed) = reading::read(&expression)?;
        Ok(Self { condition, observed, measures: measures.unwrap_or_default(), expression })
    }

    /// As it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        self.expression.text()
    }

    /// The condition to decide.
    #[must_use]
    pub const fn condition(&self) -> &Condition {
        &self.condition
    }

    /// The expression of each criterion's statistic: its text, and the kind of its values.
    pub fn criteria(&self) -> impl Iterator<Item = (&str, Kind)> {
        self.observed.iter().map(|observed| (observed.text.as_str(), observed.kind))
    }

    /// Whether an earlier criterion is about the same statistic.
    #[must_use]
    pub fn repeats(&self, criterion: usize) -> bool {
        let of = |observed: &Observed| observed.text == self.observed[criterion].text;
        self.observed[..criterion].iter().any(of)
    }

    /// The measures it needs, each of a group or of all boards.
    #[must_use]
    pub fn measures(&self) -> &[(Measure, Option<usize>)] {
        &self.measures
    }

    /// The values of an outcome, criterion by criterion: times in seconds; true and false as 1 and 0.
    ///
    /// # Errors
    /// If it can't be evaluated: a division by zero.
    pub fn observe(&self, outcome: &Outcome) -> Result<Vec<Seen>, Flaw> {
        let mut scope = self.scope(outcome);
        let is_exact = scope.is_exact();
        let seen = |observed: &Observed| {
            let value = observed.value(&mut scope)?;
            let ends = if is_exact { None } else { Some(observed.ends(&mut scope)?).filter(|[low, high]| low < high) };
            Ok(Seen { value, ends })
        };
        self.observed.iter().map(seen).collect()
    }

    /// Of each criterion, whether it holds if all outcomes are like this one: undecided only where that depends on
    /// where a quantile that is not exact lies.
    ///
    /// # Errors
    /// If it can't be evaluated: a division by zero.
    pub fn holds_always(&self, outcome: &Outcome) -> Result<Vec<Verdict>, Flaw> {
        let mut scope = self.scope(outcome);
        let is_exact = scope.is_exact();
        let verdict = |observed: &Observed| {
            if is_exact {
                return observed.comparison.truth(&mut scope).map(Verdict::from);
            }
            let [surely, perhaps] = observed.comparison.range(&mut scope)?.map(|end| end.is_true());
            Ok(if surely == perhaps { surely.into() } else { Verdict::Undecided })
        };
        self.observed.iter().map(verdict).collect()
    }

    const fn scope<'a>(&'a self, outcome: &'a Outcome) -> OfOne<'a> {
        OfOne { question: self, outcome }
    }
}

impl Observed {
    fn value(&self, scope: &mut OfOne<'_>) -> Result<f64, Flaw> {
        let positive = self.positive.evaluate(scope)?.to_f64();
        match &self.negative {
            Some(negative) => Ok(positive - negative.evaluate(scope)?.to_f64()),
            None => Ok(positive),
        }
    }

    /// Between which values it lies.
    fn ends(&self, scope: &mut OfOne<'_>) -> Result<[f64; 2], Flaw> {
        let [low, high] = self.positive.range(scope)?.map(Value::to_f64);
        let Some(negative) = &self.negative else { return Ok([low, high]) };
        let [least, most] = negative.range(scope)?.map(Value::to_f64);
        Ok([low - most, high - least])
    }
}

/// Advice about wrong names proposes at most this many groups.
const GROUPS_NAMED: usize = 20;

/// The meaning of names: measures of all boards, or of a group.
struct Names<'a> {
    groups: &'a [&'a str],
}

impl Names<'_> {
    fn measure(&self, name: &str, group: Option<usize>) -> Option<(Measure, Option<usize>)> {
        match group {
            Some(_) => Some((group_measure_named(name)?, group)),
            None => measure_among(name, self.groups),
        }
    }

    /// The same flaw; where a group's name stands that is only read in quotes, with the advice to write them.
    fn in_quotes(&self, flaw: Flaw, text: &str) -> Flaw {
        // The flaw may be at any word of the name.
        let measure_of = |group: &&str| {
            let mut found = text.match_indices(group).map(|(at, _)| (at, &text[at + group.len()..]));
            let (_, after) = found
                .find(|(at, after)| (*at..=at + group.len()).contains(&flaw.span.start) && after.starts_with('.'))?;
            after[1..].split(|c: char| !c.is_alphanumeric() && c != '_').next()
        };
        let mut quoted = self.groups.iter().filter(|group| !is_word(group));
        let Some((group, measure)) = quoted.find_map(|group| Some((group, measure_of(group)?))) else { return flaw };
        flaw.advise(format!("write `{}`", of_a_group(group, measure)))
    }
}

/// Whether a name is read as one without quotes.
fn is_word(name: &str) -> bool {
    let is_sign = |c: char| c.is_alphanumeric() || c == '_';
    name.starts_with(|c: char| c.is_alphabetic() || c == '_') && name.chars().all(is_sign)
}

/// How the measure of a group is written in a condition.
fn of_a_group(group: &str, measure: &str) -> String {
    if is_word(group) { format!("{group}.{measure}") } else { format!("opponents[{group:?}].{measure}") }
}

impl Vocabulary for Names<'_> {
    fn meaning(&self, name: &str, group: Option<usize>) -> Option<Meaning> {
        Some(Meaning::Varying(measure_kind(self.measure(name, group)?.0)))
    }

    fn names(&self) -> Vec<String> {
        // One name of each group shows how such names are written.
        let of_groups = self.groups.iter().take(GROUPS_NAMED).map(|group| of_a_group(group, "makespan"));
        measure_names().map(str::to_owned).chain(of_groups).collect()
    }

    fn is_choice(&self, _: &str) -> bool {
        false
    }

    fn groups(&self) -> usize {
        self.groups.len()
    }

    fn can_change(&self, path: &str) -> Result<(), (String, String)> {
        Err((format!("`{path}` can't be changed within this condition"), "change it for all with --set".to_owned()))
    }
}

/// The values of a single outcome.
struct OfOne<'a> {
    question: &'a Question,
    outcome: &'a Outcome,
}

impl OfOne<'_> {
    /// Whether all values are exact.
    fn is_exact(&self) -> bool {
        let bounds = |(measure, group): &(Measure, Option<usize>)| value_bounds(*measure, self.outcome, *group);
        self.question.measures.iter().all(|measure| bounds(measure).is_none())
    }

    fn of_statistic<T>(&mut self, index: usize, value: fn(&Node, &mut Self) -> Result<T, Flaw>) -> Result<T, String> {
        value(&self.question.expression.statistics()[index].of, self).map_err(|flaw| flaw.to_string())
    }
}

impl Scope for OfOne<'_> {
    fn symbol(&mut self, index: usize) -> Result<Value, String> {
        let (measure, group) = self.question.measures[index];
        Ok(exact_value(measure, self.outcome, group))
    }

    fn statistic(&mut self, index: usize) -> Result<Value, String> {
        self.of_statistic(index, |of, scope| of.evaluate(scope)).map(Value::counted)
    }

    fn symbol_range(&mut self, index: usize) -> Result<[Value; 2], String> {
        let (measure, group) = self.question.measures[index];
        let bounds = value_bounds(measure, self.outcome, group);
        bounds.map_or_else(|| self.symbol(index).map(|value| [value.clone(), value]), Ok)
    }

    fn statistic_range(&mut self, index: usize) -> Result<[Value; 2], String> {
        self.of_statistic(index, |of, scope| of.range(scope)).map(|ends| ends.map(Value::counted))
    }
}

#[cfg(test)]
mod tests;
