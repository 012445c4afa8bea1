//! From the checked tree of a condition to criteria: a statistic of an expression, and its bound.
//!
//! A comparison must have one statistic on one side (a probability, a mean, a quantile) and a constant on the other.
//! Without a written statistic, means are compared. Other conditions are refused, because they could not be decided
//! with a known error.

use super::super::condition::{Condition, Join};
use super::super::criterion::{Criterion, Statistic};
use super::Observed;
use crate::expression::{
    Arithmetic, Connective, Expression, Flaw, Form, Node, Quantity, Relation, Scope, StatisticKind, Value,
};

/// The criteria of an expression, and the value to observe for each.
pub(super) fn read(expression: &Expression) -> Result<(Condition, Vec<Observed>), Flaw> {
    let mut reading = Reading { expression, criteria: Vec::new(), observed: Vec::new() };
    let join = reading.join(expression.root())?;
    Ok((Condition { criteria: reading.criteria, join }, reading.observed))
}

/// The values that are the same in every run.
struct OfNone;

impl Scope for OfNone {
    fn symbol(&mut self, _: usize) -> Result<Value, String> {
        Err("this differs from run to run".to_owned())
    }

    fn statistic(&mut self, _: usize) -> Result<Value, String> {
        Err("this is only known after all runs".to_owned())
    }
}

/// The conversion from the checked tree to criteria.
struct Reading<'a> {
    expression: &'a Expression,
    criteria: Vec<Criterion>,
    observed: Vec<Observed>,
}

impl Reading<'_> {
    fn join(&mut self, node: &Node) -> Result<Join, Flaw> {
        Ok(match &node.form {
            Form::Not(inner) => Join::Not(Box::new(self.join(inner)?)),
            Form::Connect(connective, sides) => {
                let (left, right) = (self.join(&sides[0])?, self.join(&sides[1])?);
                match connective {
                    Connective::And => Join::All(vec![left, right]),
                    Connective::Or => Join::Any(vec![left, right]),
                    Connective::Implies => Join::Any(vec![Join::Not(Box::new(left)), right]),
                }
            }
            Form::Compare(comparison, sides) => self.compare(node, *comparison, sides)?,
            _ => return Err(same_everywhere(node)),
        })
    }

    fn compare(&mut self, node: &Node, comparison: Relation, sides: &[Node; 2]) -> Result<Join, Flaw> {
        if matches!(comparison, Relation::Equal | Relation::Unequal) {
            let flaw = Flaw::new(node.mark.clone(), "no number of replications shows that two values are equal");
            return Err(flaw.advise("write `<=` or `>=`"));
        }
        let [left, right] = sides;
        match (is_constant(left), is_constant(right)) {
            (true, true) => Err(same_everywhere(node)),
            (false, true) => self.criterion(node, left, comparison, right),
            (true, false) => self.criterion(node, right, comparison.turned(), left),
            (false, false) => self.difference(node, sides, comparison),
        }
    }

    /// A varying side against a constant one.
    fn criterion(&mut self, node: &Node, varying: &Node, sense: Relation, constant: &Node) -> Result<Join, Flaw> {
        let bound = constant.evaluate(&mut OfNone)?;
        let bound = bound.quantity().map_or(f64::NAN, Quantity::to_f64);
        if varying.has_statistic() {
            let Some(index) = varying.statistic() else { return Err(statistic_alone(varying)) };
            let statistic = &self.expression.statistics()[index];
            if is_constant(&statistic.of) {
                return Err(same_everywhere(node));
            }
            let kind = match &statistic.kind {
                StatisticKind::Mean => Statistic::Mean,
                StatisticKind::Probability => Statistic::Share,
                StatisticKind::Quantile(level) => {
                    Statistic::Quantile(level.evaluate(&mut OfNone)?.quantity().map_or(0.5, Quantity::to_f64))
                }
            };
            if kind == Statistic::Share {
                probability(bound, sense, constant)?;
            }
            let (text, comparison) = (self.source(varying).to_owned(), node.clone());
            let positive = statistic.of.clone();
            let observed = Observed { text, kind: varying.kind, comparison, positive, negative: None };
            return Ok(self.add(Criterion { statistic: kind, sense, bound }, observed));
        }
        let (text, comparison) = (format!("E({})", self.source(varying)), node.clone());
        let observed = Observed { text, kind: varying.kind, comparison, positive: varying.clone(), negative: None };
        Ok(self.add(Criterion { statistic: Statistic::Mean, sense, bound }, observed))
    }

    /// Two means: comparing them is comparing the mean of their difference with zero.
    fn difference(&mut self, node: &Node, sides: &[Node; 2], sense: Relation) -> Result<Join, Flaw> {
        let insides = sides.each_ref().map(|side| self.inside_mean(side));
        let [Some(positive), Some(negative)] = insides else {
            let flaw = Flaw::new(node.mark.clone(), "on both sides is something that is only known after many runs");
            return Err(
                flaw.advise("only means can be compared with each other; let one side be a number or a duration")
            );
        };
        let (kind, text) = (positive.kind, format!("E({} - {})", self.source(&positive), self.operand(&negative)));
        let observed = Observed { text, kind, comparison: node.clone(), positive, negative: Some(negative) };
        Ok(self.add(Criterion { statistic: Statistic::Mean, sense, bound: 0.0 }, observed))
    }

    /// The expression whose mean this is, if it is one.
    fn inside_mean(&self, side: &Node) -> Option<Node> {
        match side.statistic().map(|index| &self.expression.statistics()[index]) {
            Some(statistic) => matches!(statistic.kind, StatisticKind::Mean).then(|| statistic.of.clone()),
            None => (!side.has_statistic()).then(|| side.clone()),
        }
    }

    /// A node as what is subtracted: a sum needs brackets.
    fn operand(&self, node: &Node) -> String {
        let source = self.source(node);
        if matches!(node.form, Form::Arithmetic(Arithmetic::Plus | Arithmetic::Minus, _)) {
            format!("({source})")
        } else {
            source.to_owned()
        }
    }

    fn source(&self, node: &Node) -> &str {
        self.expression.text().get(node.span.clone()).unwrap_or("")
    }

    fn add(&mut self, criterion: Criterion, observed: Observed) -> Join {
        self.criteria.push(criterion);
        self.observed.push(observed);
        Join::Criterion(self.criteria.len() - 1)
    }
}

/// A probability must have a bound that is possible, but not certain.
fn probability(bound: f64, sense: Relation, place: &Node) -> Result<(), Flaw> {
    let flaw = |what: &str| Err(Flaw::new(place.span.clone(), what).advise("write a share such as `95%`"));
    if !(0.0..=1.0).contains(&bound) {
        return flaw("a probability is from 0 to 1");
    }
    let (always, never) = match sense {
        Relation::AtMost => (bound >= 1.0, false),
        Relation::Less => (false, bound <= 0.0),
        Relation::AtLeast => (bound <= 0.0, false),
        _ => (false, bound >= 1.0),
    };
    match (always, never) {
        (true, _) => flaw("this is so of every probability"),
        (_, true) => flaw("this is so of no probability"),
        _ => Ok(()),
    }
}

fn same_everywhere(node: &Node) -> Flaw {
    let flaw = Flaw::new(node.span.clone(), "this does not depend on what is played");
    flaw.advise("compare a measure with a bound: `P(makespan <= 2h) >= 95%`")
}

fn statistic_alone(node: &Node) -> Flaw {
    let flaw = Flaw::new(node.span.clone(), "a probability, a mean or a quantile must stand alone on its side");
    flaw.advise("move the rest into its brackets, `E(2 * makespan)`, or to the other side")
}

fn is_constant(node: &Node) -> bool {
    !matches!(node.form, Form::Symbol(_) | Form::Statistic(_)) && node.parts().iter().all(is_constant)
}
