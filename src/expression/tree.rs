//! The checked expression: every name has a meaning, and all units fit.

use super::function::Function;
use super::kind::Kind;
use super::operator::{Arithmetic, ChangeKind, Connective, Relation};
use super::value::Value;
use std::ops::Range;

/// A checked expression.
#[derive(Clone, Debug)]
pub struct Expression {
    pub(super) text: String,
    pub(super) root: Node,
    pub(super) symbols: Vec<Symbol>,
    pub(super) runs: Vec<VariantRun>,
    pub(super) statistics: Vec<StatisticCall>,
    pub(super) varies: bool,
}

/// A part of an expression. Two parts are equal if they have the same content, whatever their places.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is made of.
    pub form: Form,
    /// The kind of its value.
    pub kind: Kind,
    /// Where it stands in the text, in bytes.
    pub span: Range<usize>,
    /// The place of its operator or function, if it has one; otherwise of all of it.
    pub mark: Range<usize>,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.form == other.form
    }
}

/// What a part is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// A literal.
    Constant(Value),
    /// A name: its index in [`Expression::symbols`].
    Symbol(usize),
    /// `E(…)`, `P(…)` or a quantile: its index in [`Expression::statistics`].
    Statistic(usize),
    /// `-a`
    Negative(Box<Node>),
    /// `not a`
    Not(Box<Node>),
    /// `a + b` and other arithmetic.
    Arithmetic(Arithmetic, Box<[Node; 2]>),
    /// `a <= b` and other comparisons.
    Compare(Relation, Box<[Node; 2]>),
    /// `a and b` and other connectives.
    Connect(Connective, Box<[Node; 2]>),
    /// `max(a, b)` and other functions; at least one argument.
    Call(Function, Vec<Node>),
    /// `sum(a)`: one part for each group.
    Sum(Vec<Node>),
}

/// A name, and the run to which it refers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// The name as [`super::Vocabulary::meaning`] was asked for it.
    pub name: String,
    /// The group to which it refers.
    pub group: Option<usize>,
    /// The index in [`Expression::runs`].
    pub run: usize,
    /// The kind of its value.
    pub kind: Kind,
    /// Whether each run has a value of its own.
    pub varies: bool,
}

/// A run with the same draws; the first is the run without changes, the others have something changed.
#[derive(Clone, Debug, PartialEq)]
pub struct VariantRun {
    /// What is changed, one after the other.
    pub changes: Vec<Change>,
}

/// `PATH = VALUE` or `PATH *= FACTOR`.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What is changed.
    pub path: String,
    /// How.
    pub kind: ChangeKind,
    /// The new value, or the factor. It is made of literals and fixed names only.
    pub value: Node,
}

/// A statistic over all runs.
#[derive(Clone, Debug)]
pub struct StatisticCall {
    /// Which statistic.
    pub kind: StatisticKind,
    /// The expression whose values it summarises.
    pub of: Node,
}

/// The statistics over all runs.
#[derive(Clone, Debug)]
pub enum StatisticKind {
    /// `E(…)`: the expectation of a quantity.
    Mean,
    /// `P(…)`: the probability that something is true.
    Probability,
    /// `quantile(…, p)`: the smallest value that is not exceeded with probability p.
    Quantile(Node),
}

impl Expression {
    /// What was read.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The whole of it.
    #[must_use]
    pub const fn root(&self) -> &Node {
        &self.root
    }

    /// Every name in it, once for each run to which it refers.
    #[must_use]
    pub fn symbols(&self) -> &[Symbol] {
        &self.symbols
    }

    /// The runs that it is about; the first is the run without changes.
    #[must_use]
    pub fn runs(&self) -> &[VariantRun] {
        &self.runs
    }

    /// Every `E(…)`, `P(…)` and quantile in it.
    #[must_use]
    pub fn statistics(&self) -> &[StatisticCall] {
        &self.statistics
    }

    /// Whether its value differs from run to run: it has measures outside of `E(…)`, `P(…)` and quantiles.
    #[must_use]
    pub const fn varies(&self) -> bool {
        self.varies
    }
}

impl Node {
    /// A part of which no other place is known than this.
    pub(super) fn at(place: &Range<usize>, form: Form, kind: Kind) -> Self {
        Self { form, kind, span: place.clone(), mark: place.clone() }
    }

    /// The two sides, if it is a comparison.
    #[must_use]
    pub fn comparison(&self) -> Option<(&Self, Relation, &Self)> {
        match &self.form {
            Form::Compare(comparison, sides) => Some((&sides[0], *comparison, &sides[1])),
            _ => None,
        }
    }

    /// The index in [`Expression::statistics`], if it is nothing but one of them.
    #[must_use]
    pub const fn statistic(&self) -> Option<usize> {
        match self.form {
            Form::Statistic(index) => Some(index),
            _ => None,
        }
    }

    /// The parts that it is made of.
    #[must_use]
    pub fn parts(&self) -> &[Self] {
        match &self.form {
            Form::Constant(_) | Form::Symbol(_) | Form::Statistic(_) => &[],
            Form::Negative(inner) | Form::Not(inner) => std::slice::from_ref(inner),
            Form::Arithmetic(_, sides) | Form::Compare(_, sides) | Form::Connect(_, sides) => &**sides,
            Form::Call(_, parts) | Form::Sum(parts) => parts,
        }
    }

    /// Whether a statistic takes part in it.
    #[must_use]
    pub fn has_statistic(&self) -> bool {
        matches!(self.form, Form::Statistic(_)) || self.parts().iter().any(Self::has_statistic)
    }
}
