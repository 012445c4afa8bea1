//! Filters of the points of a grid: expressions over the paths of its factors.

use crate::experiment::{Factor, FactorKind, Grid};
use crate::expression::{Expression, Flaw, Meaning, Quantity, Scope, Value, Vocabulary};
use crate::scenario::{Diagnostics, is_same_path};

/// A condition on a point, such as `master.count <= opponents.hobbyist.count`.
#[derive(Clone, Debug)]
pub struct PointFilter {
    expression: Expression,
    /// The name of its source in messages.
    origin: String,
}

impl PointFilter {
    /// Reads a condition over the factors of `grid`; messages name `origin` as its source.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn new(text: &str, grid: &Grid, origin: &str) -> Result<Self, Flaw> {
        let expression = Expression::condition(text, &Factors(grid.factors()))?;
        Ok(Self { expression, origin: origin.to_owned() })
    }

    /// The condition, as written.
    #[must_use]
    pub fn text(&self) -> &str {
        self.expression.text()
    }

    /// Whether a point of the grid satisfies it.
    ///
    /// # Errors
    /// If it can't be evaluated: it divides by zero.
    ///
    /// # Panics
    /// If there is no such point.
    pub fn holds(&self, grid: &Grid, point: u64) -> Result<bool, Diagnostics> {
        let mut values =
            PointValues { names: self.expression.symbols(), factors: grid.factors(), indices: grid.indices(point) };
        let truth = self.expression.root().truth(&mut values);
        truth.map_err(|flaw| flaw.diagnostic(&self.origin, self.text()).into())
    }
}

/// The paths of factors, as names.
struct Factors<'a>(&'a [Factor]);

impl Vocabulary for Factors<'_> {
    fn meaning(&self, name: &str, group: Option<usize>) -> Option<Meaning> {
        let factor = self.0.iter().find(|factor| is_same_path(factor.path(), name)).filter(|_| group.is_none())?;
        Some(Meaning::Fixed(factor.kind().into()))
    }

    fn names(&self) -> Vec<String> {
        self.0.iter().map(|factor| factor.path().to_owned()).collect()
    }

    fn is_choice(&self, word: &str) -> bool {
        let among = |factor: &Factor| {
            factor.kind() == FactorKind::Choice && (0..factor.len().min(1_000)).any(|index| factor.value(index) == word)
        };
        self.0.iter().any(among)
    }

    fn groups(&self) -> usize {
        0
    }

    fn can_change(&self, path: &str) -> Result<(), (String, String)> {
        let what = format!("`{path}` can't be changed here");
        Err((what, "a condition compares the settings of a point with each other".to_owned()))
    }
}

/// The values of the factors at one point.
struct PointValues<'a> {
    names: &'a [crate::expression::Symbol],
    factors: &'a [Factor],
    indices: Vec<u64>,
}

impl Scope for PointValues<'_> {
    fn symbol(&mut self, index: usize) -> Result<Value, String> {
        let name = &self.names[index].name;
        let found = self.factors.iter().position(|factor| is_same_path(factor.path(), name));
        let at = found.ok_or_else(|| format!("`{name}` is not varied"))?;
        let (factor, index) = (&self.factors[at], self.indices[at]);
        let text = factor.value(index);
        match factor.kind() {
            FactorKind::Choice => Ok(Value::Choice(text)),
            FactorKind::Number => number(&text).map(Value::Quantity).ok_or_else(|| format!("`{text}` is not a number")),
            FactorKind::Duration => {
                let duration = text.trim_matches('"').parse().map(Value::duration);
                duration.map_err(|_| format!("`{text}` is not a duration"))
            }
        }
    }

    fn statistic(&mut self, _: usize) -> Result<Value, String> {
        Err("a condition is judged before anything is played".to_owned())
    }
}

/// A number exactly, if it is in decimal notation; its digits may be grouped: `1_000`.
fn number(text: &str) -> Option<Quantity> {
    let text = &text.replace('_', "");
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let places = u32::try_from(fraction.len()).ok()?;
    match (format!("{whole}{fraction}").parse::<i128>(), 10_i128.checked_pow(places)) {
        (Ok(digits), Some(divisor)) => Some(Quantity::ratio(digits, divisor, 0)),
        _ => Quantity::from_f64(text.parse().ok()?, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_however_they_are_written() {
        let factor = "opponents[0].count=-0.5,1,1_000,2e3".parse().unwrap();
        let grid = Grid::crossed(vec![factor]).unwrap();
        let filter = PointFilter::new("opponents[0].count > 999.5", &grid, "--where").unwrap();
        let holds: Vec<_> = (0..4).map(|point| filter.holds(&grid, point).unwrap()).collect();
        assert_eq!(holds, [false, false, true, true]);
    }
}
