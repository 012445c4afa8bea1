//! The syntax tree, before any check of its meaning.

use super::operator::{Arithmetic, ChangeKind, Connective, Relation};
use crate::time::Duration;
use num_rational::BigRational;
use std::ops::Range;

/// An expression that has been read but not checked: its names are not looked up yet.
#[derive(Clone, Debug)]
pub struct Parsed {
    pub(super) root: Syntax,
}

impl Parsed {
    /// Every name in the expression, in the order of the text; also those of functions' arguments and of changed
    /// values.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.root.collect(&mut names);
        names
    }
}

/// A part of an expression, and where it stands.
#[derive(Clone, Debug)]
pub struct Syntax {
    pub what: What,
    pub span: Range<usize>,
    /// How many parts are nested in it, itself included.
    pub depth: usize,
}

/// Its content.
#[derive(Clone, Debug)]
pub enum What {
    Number(BigRational),
    Time(Duration),
    Truth(bool),
    Name(String),
    Quoted(String),
    Not(Box<Syntax>),
    Negative(Box<Syntax>),
    /// Operators know their own places.
    Arithmetic(Arithmetic, Range<usize>, Box<[Syntax; 2]>),
    Compare(Relation, Range<usize>, Box<[Syntax; 2]>),
    Connect(Connective, Range<usize>, Box<[Syntax; 2]>),
    Call(String, Range<usize>, Vec<Syntax>),
    With(Box<Syntax>, Vec<ChangeText>),
}

/// `PATH = VALUE` after `with`.
#[derive(Clone, Debug)]
pub struct ChangeText {
    pub path: String,
    pub path_span: Range<usize>,
    pub kind: ChangeKind,
    pub value: Syntax,
}

impl Syntax {
    /// A part whose depth follows from its parts.
    pub fn new(what: What, span: Range<usize>) -> Self {
        let below = |parts: &[Self]| parts.iter().map(|part| part.depth).max().unwrap_or(0);
        let depth = 1 + match &what {
            What::Number(_) | What::Time(_) | What::Truth(_) | What::Name(_) | What::Quoted(_) => 0,
            What::Not(inner) | What::Negative(inner) => inner.depth,
            What::Arithmetic(_, _, sides) | What::Compare(_, _, sides) | What::Connect(_, _, sides) => below(&**sides),
            What::Call(_, _, arguments) => below(arguments),
            What::With(inner, changes) => {
                inner.depth.max(changes.iter().map(|change| change.value.depth).max().unwrap_or(0))
            }
        };
        Self { what, span, depth }
    }

    fn collect<'a>(&'a self, names: &mut Vec<&'a str>) {
        match &self.what {
            What::Number(_) | What::Time(_) | What::Truth(_) | What::Quoted(_) => {}
            What::Name(name) => names.push(name),
            What::Not(inner) | What::Negative(inner) => inner.collect(names),
            What::Arithmetic(_, _, sides) | What::Compare(_, _, sides) | What::Connect(_, _, sides) => {
                for side in &**sides {
                    side.collect(names);
                }
            }
            What::Call(_, _, arguments) => {
                for argument in arguments {
                    argument.collect(names);
                }
            }
            What::With(inner, changes) => {
                inner.collect(names);
                for change in changes {
                    change.value.collect(names);
                }
            }
        }
    }
}
