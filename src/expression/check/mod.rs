//! From syntax to a checked tree: names are looked up, kinds and units compared.

mod calls;
mod shares;
mod units;

use super::flaw::Flaw;
use super::kind::Kind;
use super::operator::{Arithmetic, Connective, Relation};
use super::syntax::{ChangeText, Parsed, Syntax, What};
use super::tree::{Change, Expression, Form, Node, StatisticCall, Symbol, VariantRun};
use super::value::{Quantity, Value};
use super::vocabulary::{Meaning, Vocabulary};
use crate::scenario::did_you_mean;
use std::ops::Range;
use units::{comparable, result_of};

/// The largest number of parts of a checked expression: definitions that use each other twice grow fast.
const MAX_NODES: usize = 100_000;
/// The deepest nesting of a checked expression, including definitions.
const MAX_DEPTH: usize = 150;

pub fn check(text: &str, parsed: &Parsed, vocabulary: &dyn Vocabulary) -> Result<Expression, Flaw> {
    let mut checker = Checker {
        text,
        vocabulary,
        symbols: Vec::new(),
        runs: vec![VariantRun { changes: Vec::new() }],
        statistics: Vec::new(),
        varying: None,
        nodes: 0,
    };
    let around = Around { run: 0, group: None, within: Within::Run, defined_at: None, depth: 0 };
    let root = *checker.node(&parsed.root, &around)?;
    if let (Some(varying), false) = (&checker.varying, checker.statistics.is_empty()) {
        let name = &text[varying.clone()];
        let flaw =
            Flaw::new(varying.clone(), format!("`{name}` is a value of a single run, but the rest is about all runs"));
        return Err(flaw.advise(format!("write `E({name})`, or put it into a separate expression")));
    }
    let varies = checker.varying.is_some();
    let Checker { symbols, runs, statistics, .. } = checker;
    Ok(Expression { text: text.to_owned(), root, symbols, runs, statistics, varies })
}

/// The context of a part.
#[derive(Clone)]
struct Around {
    /// The run that names refer to.
    run: usize,
    /// The group that names refer to.
    group: Option<usize>,
    within: Within,
    /// The place that uses the definition in which the part is.
    defined_at: Option<Range<usize>>,
    depth: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    /// Where each run has its value.
    Run,
    /// In `E(…)` or another statistic.
    Statistic,
    /// Where there is no run yet: in a value after `with`, in a quantile's level.
    Fixed,
}

struct Checker<'a> {
    text: &'a str,
    vocabulary: &'a dyn Vocabulary,
    symbols: Vec<Symbol>,
    runs: Vec<VariantRun>,
    statistics: Vec<StatisticCall>,
    /// A name outside of all statistics that differs from run to run.
    varying: Option<Range<usize>>,
    nodes: usize,
}

/// Boxed, because nodes are large and the functions that make them call each other deeply.
type Checked = Result<Box<Node>, Flaw>;
/// The parts of a node: its form, its kind, its mark.
type Parts = Result<(Form, Kind, Range<usize>), Flaw>;

impl Around {
    /// Replaces a definition's name by its content.
    fn place(&self, span: &Range<usize>) -> Range<usize> {
        self.defined_at.clone().unwrap_or_else(|| span.clone())
    }
}

fn constant(value: Value, span: &Range<usize>) -> (Form, Kind, Range<usize>) {
    let kind = value.kind();
    (Form::Constant(value), kind, span.clone())
}

fn too_large(span: Range<usize>) -> Flaw {
    let flaw = Flaw::new(span, "with its definitions and groups, this expression is too large");
    flaw.advise("make the definitions use each other less")
}

impl Checker<'_> {
    fn node(&mut self, syntax: &Syntax, around: &Around) -> Checked {
        let around = &Around { depth: around.depth + 1, ..around.clone() };
        let span = around.place(&syntax.span);
        self.nodes += 1;
        if self.nodes > MAX_NODES || around.depth > MAX_DEPTH {
            return Err(too_large(span));
        }
        let (form, kind, mark) = match &syntax.what {
            What::Number(number) => constant(Value::Quantity(Quantity::new(number.clone(), 0)), &span),
            What::Time(duration) => constant(Value::duration(*duration), &span),
            What::Truth(truth) => constant(Value::Truth(*truth), &span),
            What::Quoted(text) => constant(Value::Choice(text.clone()), &span),
            What::Name(name) => return self.name(name, span, around),
            What::Not(inner) => (Form::Not(self.condition(inner, around)?), Kind::Truth, span.clone()),
            What::Negative(inner) => {
                let inner = self.quantity(inner, around)?;
                let kind = inner.kind;
                (Form::Negative(inner), kind, span.clone())
            }
            What::Arithmetic(operator, at, sides) => self.arithmetic(*operator, around.place(at), sides, around)?,
            What::Compare(comparison, at, sides) => self.compare(*comparison, around.place(at), sides, around)?,
            What::Connect(connective, at, sides) => self.connect(*connective, around.place(at), sides, around)?,
            What::Call(name, at, arguments) => {
                let node = self.call(name, &around.place(at), arguments, &span, around)?;
                return Ok(Node { span, ..*node }.into());
            }
            What::With(inner, changes) => {
                let run = self.changed(changes, around)?;
                let inner = self.node(inner, &Around { run, ..around.clone() })?;
                return Ok(Box::new(Node { span, ..*inner }));
            }
        };
        Ok(Box::new(Node { form, kind, span, mark }))
    }

    fn arithmetic(&mut self, operator: Arithmetic, at: Range<usize>, sides: &[Syntax; 2], around: &Around) -> Parts {
        let sides = Box::new([*self.quantity(&sides[0], around)?, *self.quantity(&sides[1], around)?]);
        let kind = result_of(operator, &sides, &at)?;
        Ok((Form::Arithmetic(operator, sides), kind, at))
    }

    fn compare(&mut self, comparison: Relation, at: Range<usize>, sides: &[Syntax; 2], around: &Around) -> Parts {
        let sides = Box::new([*self.node(&sides[0], around)?, *self.node(&sides[1], around)?]);
        comparable(comparison, &sides, &at)?;
        self.within_range(&sides)?;
        Ok((Form::Compare(comparison, sides), Kind::Truth, at))
    }

    fn connect(&mut self, connective: Connective, at: Range<usize>, sides: &[Syntax; 2], around: &Around) -> Parts {
        let sides = Box::new([*self.condition(&sides[0], around)?, *self.condition(&sides[1], around)?]);
        Ok((Form::Connect(connective, sides), Kind::Truth, at))
    }

    fn condition(&mut self, syntax: &Syntax, around: &Around) -> Checked {
        let node = self.node(syntax, around)?;
        match node.kind {
            Kind::Truth => Ok(node),
            kind => {
                let flaw = Flaw::new(node.span, format!("this is {kind}, but a condition is expected here"));
                Err(flaw.advise("compare it with something, using `<=`, `==` or another comparison"))
            }
        }
    }

    fn quantity(&mut self, syntax: &Syntax, around: &Around) -> Checked {
        let node = self.node(syntax, around)?;
        match node.kind {
            Kind::Quantity(_) => Ok(node),
            kind => Err(Flaw::new(node.span, format!("this is {kind}, which can't be calculated with"))),
        }
    }

    fn name(&mut self, name: &str, span: Range<usize>, around: &Around) -> Checked {
        let of_group = around.group.and_then(|group| Some((self.vocabulary.meaning(name, Some(group))?, Some(group))));
        let found = of_group.or_else(|| Some((self.vocabulary.meaning(name, None)?, None)));
        let (kind, varies, group) = match found {
            Some((Meaning::Fixed(kind), group)) => (kind, false, group),
            Some((Meaning::Varying(kind), group)) => (kind, true, group),
            Some((Meaning::Definition(parsed), _)) => {
                let around = Around { defined_at: Some(span), ..around.clone() };
                return self.node(&parsed.root, &around);
            }
            None if self.vocabulary.is_choice(name) => {
                return Ok(Node::at(&span, Form::Constant(Value::Choice(name.to_owned())), Kind::Choice).into());
            }
            None => return Err(self.unknown(name, span)),
        };
        match (varies, around.within) {
            (true, Within::Fixed) => {
                let flaw = Flaw::new(span, format!("`{name}` is known only after a run, but is needed before it"));
                return Err(flaw.advise("use literals and settings here"));
            }
            (true, Within::Run) => drop(self.varying.get_or_insert_with(|| span.clone())),
            _ => {}
        }
        let symbol = Symbol { name: name.to_owned(), group, run: around.run, kind, varies };
        let index = position_or_push(&mut self.symbols, symbol);
        Ok(Node::at(&span, Form::Symbol(index), kind).into())
    }

    fn unknown(&self, name: &str, span: Range<usize>) -> Flaw {
        let names = self.vocabulary.names();
        let flaw = Flaw::new(span, format!("nothing is called `{name}` here"));
        flaw.advise(did_you_mean(name, names.iter().map(String::as_str), "names"))
    }

    /// The run with these changes, in addition to the outer ones.
    fn changed(&mut self, changes: &[ChangeText], around: &Around) -> Result<usize, Flaw> {
        let mut run = self.runs[around.run].clone();
        for change in changes {
            if let Err((message, advice)) = self.vocabulary.can_change(&change.path) {
                return Err(Flaw::new(around.place(&change.path_span), message).advise(advice));
            }
            let value = *self.node(&change.value, &Around { within: Within::Fixed, ..around.clone() })?;
            run.changes.push(Change { path: change.path.clone(), kind: change.kind, value });
        }
        Ok(position_or_push(&mut self.runs, run))
    }
}

/// The index of `item`, which is added if it is missing.
fn position_or_push<T: PartialEq>(items: &mut Vec<T>, item: T) -> usize {
    items.iter().position(|other| *other == item).unwrap_or_else(|| {
        items.push(item);
        items.len() - 1
    })
}
