//! Which units can be added, multiplied and compared.

use super::super::flaw::Flaw;
use super::super::kind::Kind;
use super::super::operator::{Arithmetic, Relation};
use super::super::tree::Node;
use std::ops::Range;

/// The kind of `left operator right`.
pub fn result_of(operator: Arithmetic, sides: &[Node; 2], at: &Range<usize>) -> Result<Kind, Flaw> {
    let (Kind::Quantity(left), Kind::Quantity(right)) = (sides[0].kind, sides[1].kind) else {
        return Err(Flaw::new(at.clone(), "only quantities can be calculated with"));
    };
    let power = match operator {
        Arithmetic::Plus | Arithmetic::Minus if left == right => Some(left),
        Arithmetic::Plus => return Err(mismatch("plus", sides, at)),
        Arithmetic::Minus => return Err(mismatch("minus", sides, at)),
        Arithmetic::Times => left.checked_add(right),
        Arithmetic::Over => left.checked_sub(right),
    };
    power.map(Kind::Quantity).ok_or_else(|| Flaw::new(at.clone(), "this power of time is too high"))
}

fn mismatch(word: &str, sides: &[Node; 2], at: &Range<usize>) -> Flaw {
    let [left, right] = [sides[0].kind, sides[1].kind];
    Flaw::new(at.clone(), format!("{left} {word} {right}")).advise(unit_advice(left, right))
}

/// Advice if two kinds differ but should be the same.
pub fn unit_advice(left: Kind, right: Kind) -> &'static str {
    match (left, right) {
        (Kind::DURATION, Kind::NUMBER) | (Kind::NUMBER, Kind::DURATION) => {
            "give the number a unit, such as `5s`, multiply it by a duration, or divide the duration by `1s`"
        }
        (Kind::RATE, Kind::NUMBER) | (Kind::NUMBER, Kind::RATE) => {
            "give the number a unit: 20 per second is `20 / 1s`, 400 per hour `400 / 1h`"
        }
        _ => "both must have the same unit",
    }
}

/// Whether the two sides can be compared.
pub fn comparable(comparison: Relation, sides: &[Node; 2], at: &Range<usize>) -> Result<(), Flaw> {
    let [left, right] = [sides[0].kind, sides[1].kind];
    if left != right {
        let flaw = Flaw::new(at.clone(), format!("{left} can't be compared with {right}"));
        return Err(match (left, right) {
            (Kind::Quantity(_), Kind::Quantity(_)) => flaw.advise(unit_advice(left, right)),
            _ => flaw,
        });
    }
    let ordered = matches!(left, Kind::Quantity(_)) || matches!(comparison, Relation::Equal | Relation::Unequal);
    if !ordered {
        let flaw = Flaw::new(at.clone(), format!("`{comparison}` needs quantities, but this is {left}"));
        return Err(flaw.advise("write `==` or `!=`"));
    }
    Ok(())
}
