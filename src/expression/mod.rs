//! Expressions over settings and measures: `makespan <= 2h`, `P(waiting_max > 1min) < 5%`, `N * S >= S + T`.
//!
//! A text goes through `lexer` (tokens), `parser` (a tree of syntax) and `check` (names looked up in a [`Vocabulary`],
//! units compared) and becomes an [`Expression`]. It is evaluated any number of times, each time with the values of a
//! [`Scope`]. All arithmetic is exact: fractions of whole numbers, of time to some power. Every error is a [`Flaw`]
//! with its place. Nothing here plays a game, reads a file, or prints.

mod check;
mod evaluate;
mod flaw;
mod function;
mod kind;
mod lexer;
mod measures;
mod operator;
mod parser;
mod range;
mod rational;
mod read;
mod syntax;
mod tree;
mod value;
mod vocabulary;

pub use evaluate::Scope;
pub use flaw::Flaw;
pub use function::Function;
pub use kind::Kind;
pub use measures::{
    exact_value, group_measure_named, measure_advice, measure_advice_among, measure_among, measure_kind, measure_named,
    measure_names, value_bounds,
};
pub use operator::{Arithmetic, ChangeKind, Connective, Relation};
pub use syntax::Parsed;
pub use tree::{Expression, Form, Node, StatisticCall, StatisticKind, Symbol};
pub use value::{Quantity, Value};
pub use vocabulary::{Meaning, Vocabulary};

#[cfg(test)]
mod tests;
