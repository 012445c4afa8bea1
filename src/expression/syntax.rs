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

impl What {
    /// The parts that it is made of, in the order of the text.
    fn parts(&self) -> Vec<&Syntax> {
        match self {
            Self::Number(_) | Self::Time(_) | Self::Truth(_) | Self::Name(_) | Self::Quoted(_) => Vec::new(),
            Self::Not(inner) | Self::Negative(inner) => vec![&**inner],
            Self::Arithmetic(_, _, sides) | Self::Compare(_, _, sides) | Self::Connect(_, _, sides) => {
                sides.iter().collect()
            }
            Self::Call(_, _, arguments) => arguments.iter().collect(),
            Self::With(inner, changes) => {
                std::iter::once(&**inner).chain(changes.iter().map(|change| &change.value)).collect()
            }
        }
    }
}

impl Syntax {
    /// A part whose depth follows from its parts.
    pub fn new(what: What, span: Range<usize>) -> Self {
        let depth = 1 + what.parts().into_iter().map(|part| part.depth).max().unwrap_or(0);
        Self { what, span, depth }
    }

    fn collect<'a>(&'a self, names: &mut Vec<&'a str>) {
        if let What::Name(name) = &self.what {
            names.push(name);
        }
        self.what.parts().into_iter().for_each(|part| part.collect(names));
    }
}
