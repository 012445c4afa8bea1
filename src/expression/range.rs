//! Evaluation where some values are only known to lie between two others: quantiles of very many different values.
//!
//! This is interval arithmetic (Moore, *Interval Analysis*, 1966). What is certain of the result is certain whatever the
//! values are; that a name stands in several places is not used, so that a result may be wider than it need be. A truth
//! lies between two others, too: from false to true, it is not known.

use super::evaluate::{Scope, call, compare};
use super::flaw::Flaw;
use super::function::Function;
use super::operator::{Arithmetic, Connective, Relation};
use super::rational::Rational;
use super::tree::{Form, Node};
use super::value::Value;
use std::cmp::Ordering;

impl Node {
    /// Between which values its own lies, both included.
    ///
    /// # Errors
    /// A division by what may be zero, or an error of the scope, with its place.
    pub fn range(&self, scope: &mut dyn Scope) -> Result<[Value; 2], Flaw> {
        let place = |why| Flaw::new(self.span.clone(), why);
        let quantities = |ends: [Rational; 2]| ends.map(|end| self.quantity(end));
        Ok(match &self.form {
            Form::Constant(value) => [value.clone(), value.clone()],
            Form::Symbol(index) => scope.symbol_range(*index).map_err(place)?,
            Form::Statistic(index) => scope.statistic_range(*index).map_err(place)?,
            Form::Negative(inner) => {
                let [low, high] = inner.amounts(scope)?;
                quantities([-high, -low])
            }
            Form::Not(inner) => {
                let [low, high] = inner.truths(scope)?;
                [!high, !low].map(Value::Truth)
            }
            Form::Arithmetic(operator, sides) => {
                let (left, right) = (sides[0].amounts(scope)?, sides[1].amounts(scope)?);
                let zero = Rational::whole(0);
                if *operator == Arithmetic::Over && right[0] <= zero && zero <= right[1] {
                    let is_certain = right[0] == right[1];
                    return Err(if is_certain { self.division_by_zero() } else { self.perhaps_by_zero() });
                }
                quantities(arithmetic(*operator, left, right))
            }
            Form::Compare(relation, sides) => {
                compared(*relation, &sides[0].range(scope)?, &sides[1].range(scope)?).map(Value::Truth)
            }
            Form::Connect(connective, sides) => connected(*connective, sides, scope)?.map(Value::Truth),
            Form::Call(function, arguments) => {
                let ends = arguments.iter().map(|argument| argument.amounts(scope)).collect::<Result<Vec<_>, _>>()?;
                quantities(called(*function, ends))
            }
            Form::Sum(parts) => {
                let mut total = [Rational::whole(0), Rational::whole(0)];
                for part in parts {
                    total = arithmetic(Arithmetic::Plus, total, part.amounts(scope)?);
                }
                quantities(total)
            }
        })
    }

    fn truths(&self, scope: &mut dyn Scope) -> Result<[bool; 2], Flaw> {
        self.range(scope).map(|ends| ends.map(|end| end.is_true()))
    }

    fn amounts(&self, scope: &mut dyn Scope) -> Result<[Rational; 2], Flaw> {
        match self.range(scope)? {
            [Value::Quantity(low), Value::Quantity(high)] => Ok([low.fraction().clone(), high.fraction().clone()]),
            _ => Err(Flaw::new(self.span.clone(), "this is not a quantity")),
        }
    }
}

fn arithmetic(operator: Arithmetic, [a, b]: [Rational; 2], [c, d]: [Rational; 2]) -> [Rational; 2] {
    let of_corners = |of: fn(Rational, Rational) -> Rational| {
        let corners = [(&a, &c), (&a, &d), (&b, &c), (&b, &d)].map(|(one, other)| of(one.clone(), other.clone()));
        let [first, rest @ ..] = corners;
        rest.into_iter().fold([first.clone(), first], |[low, high], it| [low.min(it.clone()), high.max(it)])
    };
    match operator {
        Arithmetic::Plus => [a + c, b + d],
        Arithmetic::Minus => [a - d, b - c],
        Arithmetic::Times => of_corners(|one, other| one * other),
        Arithmetic::Over => of_corners(|one, other| one / other),
    }
}

/// Whether a comparison surely holds, and whether it may.
fn compared(relation: Relation, left: &[Value; 2], right: &[Value; 2]) -> [bool; 2] {
    if left[0] == left[1] && right[0] == right[1] {
        return [compare(relation, &left[0], &right[0]); 2];
    }
    if left[0].quantity().is_none() {
        return [false, true];
    }
    let is_less = compare(Relation::Less, &left[0], &right[1]);
    let is_greater = compare(Relation::Greater, &left[1], &right[0]);
    let is_equal = compare(Relation::AtMost, &left[0], &right[1]) && compare(Relation::AtLeast, &left[1], &right[0]);
    let possible = [(is_less, Ordering::Less), (is_equal, Ordering::Equal), (is_greater, Ordering::Greater)];
    let mut holds = possible.into_iter().filter(|(may_be, _)| *may_be).map(|(_, ordering)| relation.holds(ordering));
    [holds.clone().all(|holds| holds), holds.any(|holds| holds)]
}

/// What is joined; the right side matters only where the left one does not decide.
fn connected(connective: Connective, sides: &[Node; 2], scope: &mut dyn Scope) -> Result<[bool; 2], Flaw> {
    let [low, high] = sides[0].truths(scope)?;
    let left = if connective == Connective::Implies { [!high, !low] } else { [low, high] };
    let is_and = connective == Connective::And;
    if left == [!is_and; 2] {
        return Ok(left);
    }
    let right = sides[1].truths(scope)?;
    Ok([0, 1].map(|end| if is_and { left[end] && right[end] } else { left[end] || right[end] }))
}

/// The function of at least one amount.
fn called(function: Function, ends: Vec<[Rational; 2]>) -> [Rational; 2] {
    let (lows, highs): (Vec<_>, Vec<_>) = ends.into_iter().map(|[low, high]| (low, high)).unzip();
    if let (Function::Abs, [low], [high]) = (function, &lows[..], &highs[..]) {
        let least = low.clone().max(-high.clone()).max(Rational::whole(0));
        return [least, high.clone().max(-low.clone())];
    }
    // All others rise with each of their arguments.
    [call(function, lows), call(function, highs)]
}
