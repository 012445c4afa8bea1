//! The family of conditions: comparisons of products and sums of variables.

use super::super::Law;
use crate::expression::{Kind, Relation, Value};
use std::collections::HashSet;

/// A set of the sample's cases.
pub type Set = Vec<u64>;

pub fn set(truths: impl Iterator<Item = bool>) -> Set {
    let truths: Vec<_> = truths.collect();
    truths.chunks(64).map(|chunk| chunk.iter().rev().fold(0, |bits, &truth| bits << 1 | u64::from(truth))).collect()
}

/// A comparison.
#[derive(Clone, Debug, PartialEq)]
pub enum Atom {
    /// Of two terms.
    Terms(Term, Relation, Term),
    /// Of a choice (the variable's index) with a word; and whether they must be equal.
    Word(usize, String, bool),
}

/// A whole number, or a number of nanoseconds, computed from variables, which are given by their indices.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    Constant(i128),
    /// Zero.
    Zero,
    Variable(usize),
    Twice(usize),
    Sum(usize, usize),
    Product(usize, usize),
    Product3(usize, usize, usize),
    /// A count less one, times a duration.
    OneLess(usize, usize),
    /// A product plus another duration.
    ProductPlus(usize, usize, usize),
    /// A count times a sum of durations.
    TimesSum(usize, usize, usize),
}

/// All atoms over the variables of a law, the simplest first.
pub struct Atoms {
    atoms: Vec<Atom>,
}

impl Atoms {
    pub fn new(law: &Law) -> Self {
        use Relation::{AtLeast, AtMost, Equal, Greater, Less, Unequal};
        let of =
            |kind| (0..law.variables.len()).filter(|&index| law.variables[index].kind() == kind).collect::<Vec<_>>();
        let (counts, durations) = (of(Kind::NUMBER), of(Kind::DURATION));
        let mut atoms = words(law, &of(Kind::Choice));
        for terms in [numbers(&counts), times(&counts, &durations)] {
            for (index, left) in terms.iter().enumerate() {
                for right in terms[..index].iter().filter(|right| !left.is_idle_against(right)) {
                    let compared = |comparison| Atom::Terms(left.clone(), comparison, right.clone());
                    // `M == 1` says more than `M <= 1`.
                    let order = if right.is_fixed() {
                        [Equal, Unequal, AtLeast, AtMost, Greater, Less]
                    } else {
                        [AtLeast, AtMost, Greater, Less, Equal, Unequal]
                    };
                    atoms.extend(order.map(compared));
                }
            }
        }
        atoms.sort_by_key(Atom::complexity);
        Self { atoms }
    }

    /// For each atom the cases that meet it, given the values of each case's variables. Of atoms with the same cases
    /// only the simplest is kept.
    pub fn sets(&self, values: &[Vec<Value>]) -> Vec<(Atom, Set)> {
        let numbers: Vec<Vec<Option<i128>>> = values.iter().map(|values| values.iter().map(number).collect()).collect();
        let mut seen = HashSet::new();
        let with_set = |atom: &Atom| {
            let set = match atom {
                Atom::Terms(left, comparison, right) => set(numbers.iter().map(|numbers| {
                    let sides = left.value(numbers).zip(right.value(numbers));
                    sides.is_some_and(|(left, right)| comparison.holds(left.cmp(&right)))
                })),
                Atom::Word(..) => set(values.iter().map(|values| atom.holds(values))),
            };
            (atom.clone(), set)
        };
        self.atoms.iter().map(with_set).filter(|(_, set)| seen.insert(set.clone())).collect()
    }
}

/// Each choice with each of its words.
fn words(law: &Law, choices: &[usize]) -> Vec<Atom> {
    let of = |&index: &usize| {
        let factor = &law.variables[index].factor;
        let words = (0..factor.len().min(20)).map(|at| factor.value(at));
        words
            .flat_map(move |word| [Atom::Word(index, word.clone(), true), Atom::Word(index, word, false)])
            .collect::<Vec<_>>()
    };
    choices.iter().flat_map(of).collect()
}

/// Terms without a unit.
fn numbers(counts: &[usize]) -> Vec<Term> {
    let constants = [1, 2, 3].map(Term::Constant);
    let variables = counts.iter().map(|&count| Term::Variable(count));
    let products = pairs(counts).map(|(a, b)| Term::Product(a, b));
    let twice = counts.iter().map(|&count| Term::Twice(count));
    constants.into_iter().chain(variables).chain(twice).chain(products).collect()
}

/// Durations.
fn times(counts: &[usize], durations: &[usize]) -> Vec<Term> {
    let mut terms = vec![Term::Zero];
    terms.extend(durations.iter().map(|&time| Term::Variable(time)));
    terms.extend(durations.iter().map(|&time| Term::Twice(time)));
    terms.extend(pairs(durations).map(|(a, b)| Term::Sum(a, b)));
    for &time in durations {
        terms.extend(counts.iter().map(|&count| Term::Product(count, time)));
        terms.extend(counts.iter().map(|&count| Term::OneLess(count, time)));
        terms.extend(pairs(counts).map(|(a, b)| Term::Product3(a, b, time)));
        let others = durations.iter().filter(|&&other| other != time);
        terms.extend(others.flat_map(|&other| counts.iter().map(move |&count| Term::ProductPlus(count, time, other))));
    }
    terms.extend(pairs(durations).flat_map(|(a, b)| counts.iter().map(move |&count| Term::TimesSum(count, a, b))));
    terms
}

fn pairs(indices: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    indices.iter().enumerate().flat_map(|(at, &a)| indices[at + 1..].iter().map(move |&b| (a, b)))
}

/// A whole number, or whole nanoseconds.
fn number(value: &Value) -> Option<i128> {
    value.quantity()?.to_whole()
}

impl Atom {
    pub fn holds(&self, values: &[Value]) -> bool {
        match self {
            Self::Word(index, word, equal) => (values[*index] == Value::Choice(word.clone())) == *equal,
            Self::Terms(left, comparison, right) => {
                let numbers: Vec<_> = values.iter().map(number).collect();
                let sides = left.value(&numbers).zip(right.value(&numbers));
                sides.is_some_and(|(left, right)| comparison.holds(left.cmp(&right)))
            }
        }
    }

    /// How hard it is to read: simpler atoms are preferred. An equation is rarer than an inequality, and says more.
    fn complexity(&self) -> u32 {
        match self {
            Self::Word(_, _, equal) => 2 + u32::from(!equal),
            Self::Terms(left, _, right) => 2 * (left.parts() + right.parts()),
        }
    }

    pub fn text(&self, names: &[&str]) -> String {
        match self {
            Self::Word(index, word, equal) => format!("{} {} {word}", names[*index], if *equal { "==" } else { "!=" }),
            Self::Terms(left, comparison, right) => format!("{} {comparison} {}", left.text(names), right.text(names)),
        }
    }
}

impl Term {
    /// The count by which all of it is multiplied.
    const fn factor(&self) -> Option<(usize, bool)> {
        match *self {
            Self::Product(count, _) | Self::Product3(count, _, _) | Self::TimesSum(count, _, _) => Some((count, false)),
            Self::OneLess(count, _) => Some((count, true)),
            _ => None,
        }
    }

    /// Whether a comparison would be trivial, or the same as one without a common factor.
    fn is_idle_against(&self, other: &Self) -> bool {
        (self.is_fixed() && other.is_fixed()) || (self.factor().is_some() && self.factor() == other.factor())
    }

    const fn is_fixed(&self) -> bool {
        matches!(self, Self::Constant(_) | Self::Zero)
    }

    const fn parts(&self) -> u32 {
        match self {
            Self::Constant(_) | Self::Zero | Self::Variable(_) => 1,
            Self::Twice(_) | Self::Sum(..) | Self::Product(..) => 2,
            Self::Product3(..) | Self::OneLess(..) | Self::ProductPlus(..) | Self::TimesSum(..) => 3,
        }
    }

    fn value(&self, numbers: &[Option<i128>]) -> Option<i128> {
        let of = |index: usize| numbers[index];
        match *self {
            Self::Constant(number) => Some(number),
            Self::Zero => Some(0),
            Self::Variable(a) => of(a),
            Self::Twice(a) => of(a)?.checked_mul(2),
            Self::Sum(a, b) => of(a)?.checked_add(of(b)?),
            Self::Product(a, b) => of(a)?.checked_mul(of(b)?),
            Self::Product3(a, b, c) => of(a)?.checked_mul(of(b)?)?.checked_mul(of(c)?),
            Self::OneLess(a, b) => of(a)?.checked_sub(1)?.checked_mul(of(b)?),
            Self::ProductPlus(a, b, c) => of(a)?.checked_mul(of(b)?)?.checked_add(of(c)?),
            Self::TimesSum(a, b, c) => of(a)?.checked_mul(of(b)?.checked_add(of(c)?)?),
        }
    }

    fn text(&self, names: &[&str]) -> String {
        let of = |index: usize| names[index];
        match *self {
            Self::Constant(number) => number.to_string(),
            Self::Zero => "0s".to_owned(),
            Self::Variable(a) => of(a).to_owned(),
            Self::Twice(a) => format!("2 * {}", of(a)),
            Self::Sum(a, b) => format!("{} + {}", of(a), of(b)),
            Self::Product(a, b) => format!("{} * {}", of(a), of(b)),
            Self::Product3(a, b, c) => format!("{} * {} * {}", of(a), of(b), of(c)),
            Self::OneLess(a, b) => format!("({} - 1) * {}", of(a), of(b)),
            Self::ProductPlus(a, b, c) => format!("{} * {} + {}", of(a), of(b), of(c)),
            Self::TimesSum(a, b, c) => format!("{} * ({} + {})", of(a), of(b), of(c)),
        }
    }
}
