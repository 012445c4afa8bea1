//! The measures of a run as names and exact values.

use super::kind::Kind;
use super::value::{Quantity, Value};
use crate::model::{Fraction, Measure, Outcome};
use crate::scenario::{did_you_mean, through_group};

/// The measure with this name, as in JSON or without the unit.
///
/// ```
/// use zeitnot::expression::measure_named;
/// assert_eq!(measure_named("waiting_mean"), measure_named("waiting_mean_s"));
/// assert_eq!(measure_named("waiting"), None);
/// ```
#[must_use]
pub fn measure_named(name: &str) -> Option<Measure> {
    Measure::ALL.into_iter().find(|measure| measure.name() == name || measure.short_name() == name)
}

/// The measure of a group with this name, without the group; `None` also if only all boards have it.
#[must_use]
pub fn group_measure_named(name: &str) -> Option<Measure> {
    measure_named(name).filter(|measure| measure.is_of_a_group())
}

/// The measure that a name means among `groups`: of all boards, or with a group before it, of that group (by its
/// index).
///
/// ```
/// use zeitnot::expression::measure_among;
/// use zeitnot::model::Measure;
/// let measure = |name| measure_among(name, &["hobbyist", "A.B", "A"]);
/// assert_eq!(measure("makespan"), Some((Measure::Makespan, None)));
/// assert_eq!(measure("hobbyist.makespan"), Some((Measure::Makespan, Some(0))));
/// for name in ["A.B.moves", "opponents.A.B.moves", r#"opponents["A.B"].moves"#, "opponents[1].moves"] {
///     assert_eq!(measure(name), Some((Measure::Moves, Some(1))), "{name}");
/// }
/// assert_eq!(measure("hobbyist.utilisation"), None, "only all boards have that");
/// ```
#[must_use]
pub fn measure_among(name: &str, groups: &[impl AsRef<str>]) -> Option<(Measure, Option<usize>)> {
    if let Some(measure) = measure_named(name) {
        return Some((measure, None));
    }
    let through = through_group(name, groups).and_then(|(group, rest)| Some((group, rest.strip_prefix('.')?)));
    // A step ends at a dot, but names may contain dots.
    let with_points = name.rsplit_once('.').and_then(|(path, measure)| {
        let names = [path, path.strip_prefix("opponents.").unwrap_or(path)];
        Some((groups.iter().position(|group| names.contains(&group.as_ref()))?, measure))
    });
    let mut found = [through, with_points].into_iter().flatten();
    found.find_map(|(group, measure)| Some((group_measure_named(measure)?, Some(group))))
}

/// The names of measures in expressions.
pub fn measure_names() -> impl Iterator<Item = &'static str> {
    Measure::ALL.into_iter().map(Measure::short_name)
}

/// Advice for `name`, which is not a measure, if only measures of all boards can be named.
///
/// ```
/// use zeitnot::expression::measure_advice;
/// assert_eq!(measure_advice("makspan"), "did you mean `makespan`?");
/// assert!(measure_advice("hobbyist.makespan").starts_with("measures here are of all boards: `makespan`"));
/// ```
#[must_use]
pub fn measure_advice(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((_, measure)) if measure_named(measure).is_some() => format!(
            "measures here are of all boards: `{measure}`; `run` and `sweep` report those of each group in CSV and \
             JSON; `compare` and conditions of `seek` can use them"
        ),
        _ => did_you_mean(name, measure_names().collect::<Vec<_>>(), "measures"),
    }
}

/// Advice for `name`, which is neither a measure of all boards nor of one of `groups`.
///
/// ```
/// use zeitnot::expression::measure_advice_among;
/// let groups = ["hobbyist"];
/// assert_eq!(measure_advice_among("hobbist.makespan", &groups), "did you mean `hobbyist`?");
/// assert_eq!(measure_advice_among("club.makespan", &groups), "there is only `hobbyist`");
/// assert_eq!(measure_advice_among("hobbyist.events", &groups), "`events` is a measure of all boards only");
/// ```
#[must_use]
pub fn measure_advice_among(name: &str, groups: &[impl AsRef<str>]) -> String {
    let Some((group, measure)) = name.rsplit_once('.') else { return measure_advice(name) };
    match (measure_named(measure), group_measure_named(measure)) {
        (_, Some(_)) => did_you_mean(group, groups.iter().map(AsRef::as_ref).collect::<Vec<_>>(), "groups"),
        (Some(_), None) => format!("`{measure}` is a measure of all boards only"),
        (None, None) => did_you_mean(measure, Measure::OF_A_GROUP.map(Measure::short_name), "measures of a group"),
    }
}

/// The kind of a measure's values.
#[must_use]
pub const fn measure_kind(measure: Measure) -> Kind {
    Kind::Quantity(measure.unit().power())
}

/// The exact value of a measure: over all boards, or for the group of this index. As for [`Outcome::value`] and
/// [`Outcome::group_value`], a mean over nothing and a rate over no time are 0.
///
/// # Panics
/// If there is no such group.
#[must_use]
pub fn exact_value(measure: Measure, outcome: &Outcome, group: Option<usize>) -> Value {
    let Fraction { numerator, denominator } = measure.exact(&outcome.part(group));
    Value::Quantity(Quantity::ratio(numerator, denominator, measure.unit().power()))
}

/// The least and the greatest value that a measure may have, where [`exact_value`] is not exact: see
/// [`Measure::bounds`].
///
/// # Panics
/// If there is no such group.
#[must_use]
pub fn value_bounds(measure: Measure, outcome: &Outcome, group: Option<usize>) -> Option<[Value; 2]> {
    let value =
        |end: Fraction| Value::Quantity(Quantity::ratio(end.numerator, end.denominator, measure.unit().power()));
    measure.is_quantile().then(|| measure.bounds(&outcome.part(group)))?.map(|ends| ends.map(value))
}
