//! Functions, sums over groups, and statistics over all runs: `E(…)`, `P(…)`, quantiles.

use super::super::flaw::Flaw;
use super::super::function::Function;
use super::super::kind::Kind;
use super::super::syntax::Syntax;
use super::super::tree::{Form, Node, StatisticCall, StatisticKind};
use super::super::value::{Quantity, Value};
use super::units::unit_advice;
use super::{Around, Checked, Checker, Within};
use crate::scenario::did_you_mean;
use num_rational::BigRational;
use std::ops::Range;

impl Checker<'_> {
    /// The meaning of `name(…)`.
    pub fn call(
        &mut self,
        name: &str,
        at: &Range<usize>,
        arguments: &[Syntax],
        span: &Range<usize>,
        around: &Around,
    ) -> Checked {
        if let Some(function) = Function::named(name) {
            return self.function(function, at, arguments, around);
        }
        let wants = |count: usize, example: &str| {
            if arguments.len() == count {
                return Ok(());
            }
            Err(Flaw::new(span.clone(), format!("`{name}` takes {}", counted(count)))
                .advise(format!("write `{example}`")))
        };
        match name {
            "E" => {
                wants(1, "E(makespan)")?;
                self.statistic(&arguments[0], None, at, around)
            }
            "P" => {
                wants(1, "P(makespan <= 2h)")?;
                self.probability(&arguments[0], at, around)
            }
            "quantile" => {
                wants(2, "quantile(makespan, 95%)")?;
                let level = *self.level(&arguments[1], around)?;
                self.statistic(&arguments[0], Some(level), at, around)
            }
            "sum" => {
                wants(1, "sum(moves)")?;
                self.sum(&arguments[0], at, around)
            }
            _ => match percent_of(name) {
                Some(percent) => {
                    wants(1, &format!("{name}(makespan)"))?;
                    let level = Form::Constant(Value::Quantity(Quantity::new(percent, 0)));
                    self.statistic(&arguments[0], Some(Node::at(at, level, Kind::NUMBER)), at, around)
                }
                None => Err(unknown_function(name, at)),
            },
        }
    }

    fn function(&mut self, function: Function, at: &Range<usize>, arguments: &[Syntax], around: &Around) -> Checked {
        let several = matches!(function, Function::Min | Function::Max);
        if arguments.is_empty() || (!several && arguments.len() > 1) {
            let wanted = if several { "at least one argument" } else { "one argument" };
            return Err(Flaw::new(at.clone(), format!("`{function}` takes {wanted}")));
        }
        if several && arguments.len() == 1 {
            let flaw = Flaw::new(
                at.clone(),
                format!("the `{function}` of one value is that value; it does not look at all runs"),
            );
            return Err(flaw
                .advise("for nearly all runs write `P(makespan <= 2h) >= 99%`, for a high quantile `q99(makespan)`"));
        }
        let arguments: Vec<_> =
            arguments.iter().map(|argument| Ok(*self.quantity(argument, around)?)).collect::<Result<_, Flaw>>()?;
        let kind = arguments[0].kind;
        if let Some(other) = arguments.iter().find(|other| other.kind != kind) {
            let message = format!("this is {}, but the first argument of `{function}` is {kind}", other.kind);
            return Err(Flaw::new(other.span.clone(), message).advise(unit_advice(kind, other.kind)));
        }
        if matches!(function, Function::Ceil | Function::Floor) && kind != Kind::NUMBER {
            let flaw = Flaw::new(
                arguments[0].span.clone(),
                format!("this is {kind}, which needs a unit before it can be rounded"),
            );
            return Err(flaw.advise(format!("divide by the unit first: `{function}(… / 1s) * 1s`")));
        }
        Ok(Node::at(at, Form::Call(function, arguments), kind).into())
    }

    /// Checks the inside of a statistic: each run has its value there, but statistics can't be nested.
    fn inside(around: &Around, at: &Range<usize>) -> Result<Around, Flaw> {
        match around.within {
            Within::Run => Ok(Around { within: Within::Statistic, ..around.clone() }),
            Within::Statistic => {
                let flaw = Flaw::new(at.clone(), "this is the same in all runs, so there is nothing to average");
                Err(flaw.advise("take it out of the `E(…)`, `P(…)` or quantile around it"))
            }
            Within::Fixed => {
                Err(Flaw::new(at.clone(), "this is known only after many runs, but is needed before them")
                    .advise("use literals and settings here"))
            }
        }
    }

    /// A mean, or with a level a quantile.
    fn statistic(&mut self, of: &Syntax, level: Option<Node>, at: &Range<usize>, around: &Around) -> Checked {
        let of = *self.node(of, &Self::inside(around, at)?)?;
        match of.kind {
            Kind::Quantity(_) => {}
            kind => {
                let flaw = Flaw::new(of.span, format!("this is {kind}, which has no mean and no quantiles"));
                return Err(flaw.advise("for the probability of a condition write `P(…)`"));
            }
        }
        let kind = of.kind;
        self.statistics.push(StatisticCall { kind: level.map_or(StatisticKind::Mean, StatisticKind::Quantile), of });
        Ok(Node::at(at, Form::Statistic(self.statistics.len() - 1), kind).into())
    }

    fn probability(&mut self, of: &Syntax, at: &Range<usize>, around: &Around) -> Checked {
        let of = *self.node(of, &Self::inside(around, at)?)?;
        if of.kind != Kind::Truth {
            let flaw = Flaw::new(of.span, format!("this is {}, which is neither true nor false", of.kind));
            return Err(flaw.advise("for the mean of a quantity write `E(…)`"));
        }
        self.statistics.push(StatisticCall { kind: StatisticKind::Probability, of });
        Ok(Node::at(at, Form::Statistic(self.statistics.len() - 1), Kind::NUMBER).into())
    }

    /// The level of a quantile.
    fn level(&mut self, syntax: &Syntax, around: &Around) -> Checked {
        let level = self.quantity(syntax, &Around { within: Within::Fixed, ..around.clone() })?;
        let wrong = |what: String| Err(Flaw::new(level.span.clone(), what).advise("write a share, such as `95%`"));
        match &level.form {
            _ if level.kind != Kind::NUMBER => wrong(format!("this is {}, not the level of a quantile", level.kind)),
            Form::Constant(Value::Quantity(share)) if !is_inside(&share.amount()) => {
                wrong(format!("a quantile's level is between 0 and 1, not {share}"))
            }
            _ => Ok(level),
        }
    }

    fn sum(&mut self, of: &Syntax, at: &Range<usize>, around: &Around) -> Checked {
        if around.group.is_some() {
            return Err(Flaw::new(at.clone(), "a sum over groups can't contain another").advise("multiply instead"));
        }
        let groups = 0..self.vocabulary.groups();
        let part = |group| Ok(*self.quantity(of, &Around { group: Some(group), ..around.clone() })?);
        let parts = groups.map(part).collect::<Result<Vec<_>, Flaw>>()?;
        let Some(first) = parts.first() else {
            return Err(Flaw::new(at.clone(), "there are no groups to sum over here"));
        };
        let kind = first.kind;
        Ok(Node::at(at, Form::Sum(parts), kind).into())
    }
}

fn counted(arguments: usize) -> String {
    if arguments == 1 { "one argument".to_owned() } else { format!("{arguments} arguments") }
}

fn unknown_function(name: &str, at: &Range<usize>) -> Flaw {
    let names = Function::ALL.into_iter().map(Function::name).chain(["sum", "E", "P", "quantile", "q95"]);
    let names: Vec<_> = names.collect();
    let flaw = Flaw::new(at.clone(), format!("there is no function `{name}`"));
    flaw.advise(did_you_mean(name, names.iter().copied(), "functions"))
}

/// 0.95 for `q95`.
fn percent_of(name: &str) -> Option<BigRational> {
    let percent: u8 = name.strip_prefix('q').filter(|digits| digits.len() <= 2)?.parse().ok()?;
    (percent > 0).then(|| BigRational::new(percent.into(), 100.into()))
}

fn is_inside(share: &BigRational) -> bool {
    *share > BigRational::default() && *share < BigRational::from_integer(1.into())
}
