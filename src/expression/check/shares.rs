//! Checks of shares, which are from 0 to 1: a comparison with 50 means 50 %.

use super::super::flaw::Flaw;
use super::super::measures::measure_named;
use super::super::tree::{Form, Node, StatisticKind};
use super::super::value::{Quantity, Value};
use super::Checker;
use crate::model::Unit;

impl Checker<'_> {
    /// Refuses a comparison of a share with a value outside 0 to 1, because the answer would be known before playing.
    /// The ends, 0 and 1, are allowed: that utilisation is never above 1 is worth a test.
    pub fn within_range(&self, sides: &[Node; 2]) -> Result<(), Flaw> {
        let [left, right] = sides;
        for (share, bound) in [(left, right), (right, left)] {
            if let (Some(name), Some(value)) = (self.share(share), literal(bound))
                && !(0.0..=1.0).contains(&value.to_f64())
            {
                let flaw =
                    Flaw::new(bound.span.clone(), format!("{name} is a share from 0 to 1, so it can't be {value}"));
                // Of a number without a sign of percent, the sign is probably what is missing.
                let written = self.text.get(bound.span.clone()).and_then(|text| text.parse::<f64>().ok());
                let percent = written == Some(value.to_f64()) && (1.0..=100.0).contains(&value.to_f64());
                return Err(if percent {
                    flaw.advise(format!("did you mean `{value}%`?"))
                } else {
                    flaw.advise("write a share such as `95%`")
                });
            }
        }
        Ok(())
    }

    /// The name of a share, if it is one.
    fn share(&self, node: &Node) -> Option<&'static str> {
        match node.form {
            Form::Symbol(index) => {
                let symbol = &self.symbols[index];
                let is_share = measure_named(&symbol.name).is_some_and(|measure| measure.unit() == Unit::Share);
                (symbol.varies && is_share).then_some("utilisation")
            }
            Form::Statistic(index) => {
                let statistic = &self.statistics[index];
                let is_probability = matches!(statistic.kind, StatisticKind::Probability);
                if is_probability { Some("a probability") } else { self.share(&statistic.of) }
            }
            _ => None,
        }
    }
}

/// A literal number, perhaps after a minus.
fn literal(node: &Node) -> Option<Quantity> {
    match &node.form {
        Form::Constant(Value::Quantity(quantity)) => Some(quantity.clone()),
        Form::Negative(inner) => literal(inner).map(|it| Quantity::new(-it.amount(), it.power())),
        _ => None,
    }
}
