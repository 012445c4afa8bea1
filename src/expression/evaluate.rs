//! Exact evaluation of a checked expression from the values of its names.

use super::flaw::Flaw;
use super::function::Function;
use super::operator::{Arithmetic, Connective, Relation};
use super::rational::Rational;
use super::tree::{Form, Node};
use super::value::{Quantity, Value};
use std::cmp::Ordering;

/// The values of an expression's names. A value is only requested if the result depends on it.
pub trait Scope {
    /// The value of the symbol at `index` in [`super::Expression::symbols`]; it must have that symbol's kind.
    ///
    /// # Errors
    /// Why there is none, in words.
    fn symbol(&mut self, index: usize) -> Result<Value, String>;

    /// The value of the statistic at `index` in [`super::Expression::statistics`]; it must have the expected kind.
    ///
    /// # Errors
    /// Why there is none, in words.
    fn statistic(&mut self, index: usize) -> Result<Value, String>;

    /// Between which values that of a symbol lies, ends included: other than itself only where it is not exact.
    ///
    /// # Errors
    /// As for [`Scope::symbol`].
    fn symbol_range(&mut self, index: usize) -> Result<[Value; 2], String> {
        self.symbol(index).map(|value| [value.clone(), value])
    }

    /// The same of a statistic.
    ///
    /// # Errors
    /// As for [`Scope::statistic`].
    fn statistic_range(&mut self, index: usize) -> Result<[Value; 2], String> {
        self.statistic(index).map(|value| [value.clone(), value])
    }
}

impl Node {
    /// Its value. `and`, `or` and `implies` look at their right side only if the left one does not decide.
    ///
    /// # Errors
    /// A division by zero, or an error of the scope, with its place.
    pub fn evaluate(&self, scope: &mut dyn Scope) -> Result<Value, Flaw> {
        let place = |why| Flaw::new(self.span.clone(), why);
        Ok(match &self.form {
            Form::Constant(value) => value.clone(),
            Form::Symbol(index) => scope.symbol(*index).map_err(place)?,
            Form::Statistic(index) => scope.statistic(*index).map_err(place)?,
            Form::Negative(inner) => {
                let inner = inner.amount(scope)?;
                self.quantity(-inner)
            }
            Form::Not(inner) => Value::Truth(!inner.truth(scope)?),
            Form::Arithmetic(operator, sides) => {
                let (left, right) = (sides[0].amount(scope)?, sides[1].amount(scope)?);
                self.quantity(match operator {
                    Arithmetic::Plus => left + right,
                    Arithmetic::Minus => left - right,
                    Arithmetic::Times => left * right,
                    Arithmetic::Over if right.is_zero() => return Err(self.division_by_zero()),
                    Arithmetic::Over => left / right,
                })
            }
            Form::Compare(comparison, sides) => {
                let (left, right) = (sides[0].evaluate(scope)?, sides[1].evaluate(scope)?);
                Value::Truth(compare(*comparison, &left, &right))
            }
            Form::Connect(connective, sides) => {
                let (left, right) = (sides[0].truth(scope)?, &sides[1]);
                Value::Truth(match connective {
                    Connective::And => left && right.truth(scope)?,
                    Connective::Or => left || right.truth(scope)?,
                    Connective::Implies => !left || right.truth(scope)?,
                })
            }
            Form::Call(function, arguments) => {
                let amounts: Result<Vec<_>, _> = arguments.iter().map(|argument| argument.amount(scope)).collect();
                self.quantity(call(*function, amounts?))
            }
            Form::Sum(parts) => {
                let mut total = Rational::whole(0);
                for part in parts {
                    total = total + part.amount(scope)?;
                }
                self.quantity(total)
            }
        })
    }

    /// Its value, if it is true or false.
    ///
    /// # Errors
    /// As for [`Node::evaluate`].
    pub fn truth(&self, scope: &mut dyn Scope) -> Result<bool, Flaw> {
        self.evaluate(scope).map(|value| value.is_true())
    }

    fn amount(&self, scope: &mut dyn Scope) -> Result<Rational, Flaw> {
        match self.evaluate(scope)? {
            Value::Quantity(quantity) => Ok(quantity.fraction().clone()),
            // Already checked: this only happens if a scope returns a value of the wrong kind.
            _ => Err(Flaw::new(self.span.clone(), "this is not a quantity")),
        }
    }

    pub(super) fn quantity(&self, amount: Rational) -> Value {
        let power = match self.kind {
            super::Kind::Quantity(power) => power,
            _ => 0,
        };
        Value::Quantity(Quantity::of(amount, power))
    }

    pub(super) fn division_by_zero(&self) -> Flaw {
        Flaw::new(self.mark.clone(), "this divides by zero").advise("add a condition that excludes it")
    }

    pub(super) fn perhaps_by_zero(&self) -> Flaw {
        Flaw::new(self.mark.clone(), "this may divide by zero: a quantile is not exact, and zero is within its error")
            .advise("compare without the division")
    }
}

/// Whether the comparison holds between two values of one kind.
pub(super) fn compare(comparison: Relation, left: &Value, right: &Value) -> bool {
    let ordering = match (left, right) {
        (Value::Quantity(left), Value::Quantity(right)) => left.fraction().cmp(right.fraction()),
        _ if left == right => Ordering::Equal,
        _ => Ordering::Less,
    };
    comparison.holds(ordering)
}

/// The function of at least one amount.
pub(super) fn call(function: Function, amounts: Vec<Rational>) -> Rational {
    let mut amounts = amounts.into_iter();
    let first = amounts.next().unwrap_or(Rational::whole(0));
    match function {
        Function::Min => amounts.fold(first, Rational::min),
        Function::Max => amounts.fold(first, Rational::max),
        Function::Ceil => first.ceil(),
        Function::Floor => first.floor(),
        Function::Abs => first.abs(),
    }
}
