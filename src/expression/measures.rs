//! The measures of a run as names and exact values.

use super::kind::Kind;
use super::value::{Quantity, Value};
use crate::model::{Measure, Outcome};
use crate::scenario::did_you_mean;
use num_bigint::BigInt;

/// The measure that a name means: as in JSON, or without the unit, which an expression knows by itself.
///
/// ```
/// use zeitnot::expression::measure_named;
/// assert_eq!(measure_named("waiting_mean"), measure_named("waiting_mean_s"));
/// assert_eq!(measure_named("waiting"), None);
/// ```
#[must_use]
pub fn measure_named(name: &str) -> Option<Measure> {
    Measure::ALL.into_iter().find(|measure| measure.name() == name || without_unit(*measure) == name)
}

/// What the measures are called in expressions: their names without units.
pub fn measure_names() -> impl Iterator<Item = &'static str> {
    Measure::ALL.into_iter().map(without_unit)
}

/// What to write instead of `name`, where it is no measure and only measures of all boards can be named.
///
/// ```
/// use zeitnot::expression::measure_advice;
/// assert_eq!(measure_advice("makspan"), "did you mean `makespan`?");
/// assert!(measure_advice("hobbyist.makespan").starts_with("measures are those of all boards here: `makespan`"));
/// ```
#[must_use]
pub fn measure_advice(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((_, measure)) if measure_named(measure).is_some() => format!(
            "measures are those of all boards here: `{measure}`; `run` and `sweep` give those of each group in CSV and \
             JSON, and a condition of `seek` may name them"
        ),
        _ => did_you_mean(name, measure_names().collect::<Vec<_>>(), "measures"),
    }
}

fn without_unit(measure: Measure) -> &'static str {
    let name = measure.name();
    name.strip_suffix("_per_s").or_else(|| name.strip_suffix("_s")).unwrap_or(name)
}

/// Of what sort the values of a measure are.
#[must_use]
pub fn measure_kind(measure: Measure) -> Kind {
    let name = measure.name();
    match name {
        _ if name.ends_with("_per_s") => Kind::RATE,
        _ if name.ends_with("_s") => Kind::DURATION,
        _ => Kind::NUMBER,
    }
}

/// The exact value of a measure: over all boards, or for the group of this index. As for [`Outcome::value`] and
/// [`Outcome::group_value`], a mean over nothing and a rate over no time are 0.
///
/// # Panics
/// If there is no such group.
#[must_use]
pub fn exact_value(measure: Measure, outcome: &Outcome, group: Option<usize>) -> Value {
    let part = group.map_or_else(|| outcome.total(), |index| outcome.groups[index]);
    let account = &outcome.account;
    let makespan_ns = outcome.makespan.as_ns();
    let mean = |sum_ns: u128, count: u64| Quantity::ratio(sum_ns, count, 1);
    Value::Quantity(match measure {
        Measure::Makespan if group.is_some() => Quantity::ns(part.ended.since(outcome.observed_from).as_ns()),
        Measure::Makespan => Quantity::ns(makespan_ns),
        Measure::Utilisation => Quantity::ratio(account.thinking_ns, BigInt::from(makespan_ns) * outcome.masters, 0),
        Measure::WaitingMean => mean(part.waiting_ns, part.visits),
        Measure::WaitingMax => Quantity::ns(part.waiting_max.as_ns()),
        Measure::LineWaitMean => mean(part.line_wait_ns, part.seated),
        Measure::SojournMean => mean(part.sojourn_ns, part.games),
        Measure::Moves => Quantity::number(part.moves),
        Measure::Forfeits => Quantity::number(part.forfeits),
        Measure::Throughput => Quantity::ratio(part.moves, makespan_ns, -1),
        Measure::LastMasterMove => Quantity::ns(part.last_master_move.as_ns()),
        Measure::MasterThinking => Quantity::ns(part.thinking_ns),
        Measure::MasterWalking => Quantity::ns(account.walking_ns),
        Measure::MasterAttending => Quantity::ns(account.attending_ns),
        Measure::MasterIdle => Quantity::ns(account.idle_ns),
        Measure::Events => Quantity::number(outcome.events),
    })
}
