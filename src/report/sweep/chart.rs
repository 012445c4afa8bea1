//! The content of a sweep's chart: over numbers a line of means for each setting of the other factors; without numbers
//! a row for each point.

use super::names::words;
use super::{Sweep, short_names};
use crate::count::counted;
use crate::experiment::{Estimate, Factor, FactorKind};
use crate::model::{Measure, Unit};
use crate::report::figure::Scale;
use crate::report::label::percent;
use crate::report::picture::axis::{Axis, marks, number, place, powers, suits_logarithms, times};

/// Means that differ by at least this factor have a logarithmic axis.
const LOGARITHMIC_FROM: f64 = 100.0;

/// A chart, ready to be drawn.
pub(super) struct Chart {
    /// Of the means.
    pub values: Axis,
    /// The level of the intervals, for people; `None` if nothing has an interval.
    pub level: Option<String>,
    pub form: Form,
}

/// What is drawn.
pub(super) enum Form {
    /// Lines over an axis of numbers.
    Lines(Axis, Vec<Line>),
    /// A row for each point, because choices have no order.
    Rows(Vec<Row>),
}

/// One line: its meaning, and its points from left to right.
pub(super) struct Line {
    pub name: String,
    pub points: Vec<Dot>,
}

/// One point of the sweep: its settings and its result.
pub(super) struct Row {
    pub name: String,
    pub dot: Dot,
}

/// A mean and its interval.
#[derive(Clone, Copy)]
pub(super) struct Dot {
    /// The setting; 0 in rows.
    pub x: f64,
    pub y: f64,
    pub half_width: f64,
}

/// What is said of lines or points beyond those that have room: `2 more lines are not drawn`.
pub(super) fn not_drawn(count: usize, what: &str) -> String {
    let verb = if count == 1 { "is" } else { "are" };
    format!("{} {verb} not drawn", counted(count as u64, &format!("more {what}")))
}

impl Dot {
    fn new(x: f64, estimate: &Estimate) -> Self {
        Self { x, y: estimate.mean, half_width: estimate.half_width.unwrap_or(0.0) }
    }

    /// The ends of the interval, if it has a length.
    pub fn interval(&self) -> Option<[f64; 2]> {
        (self.half_width > 0.0).then_some([self.y - self.half_width, self.y + self.half_width])
    }
}

impl Chart {
    /// The chart of a measure, with about this many marks on the axis of settings and on that of values; `None` if
    /// there is nothing to compare.
    pub fn new(sweep: &Sweep<'_>, measure: Measure, ticks: (usize, usize)) -> Option<Self> {
        let along = along(sweep)?;
        let form = match along {
            Along::Numbers(along) => Form::Lines(across(sweep, along, ticks.0), lines(sweep, measure, along)),
            Along::Choices => Form::Rows(rows(sweep, measure)),
        };
        let dots: Vec<Dot> = match &form {
            Form::Lines(_, lines) => lines.iter().flat_map(|line| line.points.iter().copied()).collect(),
            Form::Rows(rows) => rows.iter().map(|row| row.dot).collect(),
        };
        let level = dots.iter().any(|dot| dot.half_width > 0.0).then(|| percent(sweep.level));
        Some(Self { values: values(measure, &dots, ticks.1)?, level, form })
    }

    /// What the dots are: `mean and 95 % confidence interval`, if there are intervals.
    pub fn dots(&self) -> String {
        let name = &self.values.name;
        self.level.as_ref().map_or(name.clone(), |level| format!("{name}: mean and {level} confidence interval"))
    }
}

/// What the points of a sweep are compared by.
enum Along {
    /// The first factor with numbers.
    Numbers(usize),
    /// No factor with numbers.
    Choices,
}

/// Of the factors that differ from point to point.
fn along(sweep: &Sweep<'_>) -> Option<Along> {
    let differs = |index: &usize| {
        let mut seen = sweep.points.iter().map(|point| sweep.grid.indices(point.index)[*index]);
        let first = seen.next();
        seen.any(|index| Some(index) != first)
    };
    let mut differing = (0..sweep.grid.factors().len()).filter(differs);
    let numeric = differing.clone().find(|index| sweep.grid.is_numeric(*index));
    numeric.map(Along::Numbers).or_else(|| differing.next().map(|_| Along::Choices))
}

/// A line for each combination of the other factors.
fn lines(sweep: &Sweep<'_>, measure: Measure, along: usize) -> Vec<Line> {
    let factors = sweep.grid.factors();
    // In lockstep the others follow from the first: there is one line.
    let others = |index: &usize| *index != along && factors[*index].len() > 1 && !sweep.grid.is_lockstep();
    let others: Vec<_> = (0..factors.len()).filter(others).collect();
    let mut lines: Vec<Line> = Vec::new();
    for point in &sweep.points {
        let index = sweep.grid.indices(point.index)[along];
        let x = factors[along].number(index).unwrap_or(index as f64);
        let (name, dot) = (name(sweep, point.index, &others), Dot::new(x, &point.estimate(measure)));
        match lines.iter_mut().find(|line| line.name == name) {
            Some(line) => line.points.push(dot),
            None => lines.push(Line { name, points: vec![dot] }),
        }
    }
    for line in &mut lines {
        line.points.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
    lines
}

fn rows(sweep: &Sweep<'_>, measure: Measure) -> Vec<Row> {
    let differing: Vec<_> =
        (0..sweep.grid.factors().len()).filter(|index| sweep.grid.factors()[*index].len() > 1).collect();
    let row = |point: &super::SweptPoint| Row {
        name: name(sweep, point.index, &differing),
        dot: Dot::new(0.0, &point.estimate(measure)),
    };
    sweep.points.iter().map(row).collect()
}

/// The settings of some factors at a point: `visit Cyclic, master.count 2`; of a single choice only its value, and in
/// lockstep only the values.
pub(super) fn name(sweep: &Sweep<'_>, point: u64, factors: &[usize]) -> String {
    let (names, indices) = (short_names(sweep.grid.factors()), sweep.grid.indices(point));
    let value = |factor: usize| sweep.grid.factors()[factor].value(indices[factor]);
    match factors {
        // One choice of all that change together.
        _ if sweep.grid.is_lockstep() => factors.iter().map(|index| value(*index)).collect::<Vec<_>>().join(" / "),
        [index] if sweep.grid.factors()[*index].kind() == FactorKind::Choice => value(*index),
        _ => factors.iter().map(|index| format!("{} {}", names[*index], value(*index))).collect::<Vec<_>>().join(", "),
    }
}

/// The axis of settings.
fn across(sweep: &Sweep<'_>, along: usize, ticks: usize) -> Axis {
    let factor = &sweep.grid.factors()[along];
    // In lockstep any of the factors may be the cause.
    let together: Vec<_> = if sweep.grid.is_lockstep() { sweep.grid.factors().iter().collect() } else { vec![factor] };
    let short = short_names(sweep.grid.factors());
    let in_words = |(factor, short): (&Factor, &String)| {
        let times = if factor.multiplies() { " ×" } else { "" };
        words(factor.path(), sweep).map_or_else(|| short.clone(), |words| words + times)
    };
    let names: Vec<_> = sweep.grid.factors().iter().zip(&short).map(in_words).collect();
    let name = if sweep.grid.is_lockstep() { names.join(" / ") } else { names[along].clone() };
    let mut indices: Vec<_> = sweep.points.iter().map(|point| sweep.grid.indices(point.index)[along]).collect();
    indices.sort_unstable();
    indices.dedup();
    let mut settings: Vec<(f64, u64)> =
        indices.into_iter().map(|index| (factor.number(index).unwrap_or(index as f64), index)).collect();
    settings.sort_by(|a, b| a.0.total_cmp(&b.0));
    let numbers: Vec<f64> = settings.iter().map(|(number, _)| *number).collect();
    let is_logarithmic = suits_logarithms(&numbers);
    let (from, to) = (numbers[0], numbers[numbers.len() - 1]);
    let at = |value: f64| place(value, is_logarithmic);
    let is_time = factor.kind() == FactorKind::Duration;
    // If there are few values, each gets a mark.
    let ticks = if settings.len() <= ticks {
        let text = |index: u64| together.iter().map(|factor| factor.value(index)).collect::<Vec<_>>().join(" / ");
        settings.iter().map(|(number, index)| (at(*number), text(*index))).collect()
    } else {
        let mut round = if is_logarithmic { powers(from, to, ticks, is_time) } else { marks(from, to, ticks, is_time) };
        round.retain(|value| (from..=to).contains(value));
        named(&round, is_time, 1.0, is_logarithmic)
    };
    let scale = if is_logarithmic { " (logarithmic)" } else { "" };
    Axis { name: format!("{name}{scale}"), from: at(from), to: at(to), ticks, is_logarithmic }
}

/// Marks with their texts.
fn named(marks: &[f64], is_time: bool, factor: f64, is_logarithmic: bool) -> Vec<(f64, String)> {
    let texts = if is_time { times(marks) } else { marks.iter().map(|at| number(at * factor)).collect() };
    marks.iter().map(|at| place(*at, is_logarithmic)).zip(texts).collect()
}

/// The axis of means and their intervals; `None` if one is not finite.
fn values(measure: Measure, dots: &[Dot], ticks: usize) -> Option<Axis> {
    let ends = || dots.iter().flat_map(|dot| [dot.y - dot.half_width, dot.y + dot.half_width]);
    let lowest = ends().fold(f64::INFINITY, f64::min);
    let highest = ends().fold(0.0, f64::max);
    if !(lowest.is_finite() && highest.is_finite()) {
        return None;
    }
    let (is_time, scale) = (measure.unit() == Unit::Seconds, Scale::new(measure, highest, None));
    let factor = if let Scale::Number { factor, .. } = scale { factor } else { 1.0 };
    let name = format!("{}{}", measure.label(), scale.unit());
    let smallest = dots.iter().map(|dot| dot.y).fold(f64::INFINITY, f64::min);
    if smallest > 0.0 && highest >= LOGARITHMIC_FROM * smallest {
        // An interval may reach below zero; it is cut at the end of the axis.
        let from = if lowest >= 0.5 * smallest { lowest } else { 0.5 * smallest };
        let ticks = named(&powers(from, highest, ticks, is_time), is_time, factor, true);
        let [from, to] = [from, highest].map(|value| place(value, true));
        return Some(Axis { name: format!("{name} (logarithmic)"), from, to, ticks, is_logarithmic: true });
    }
    // Unless all differences would vanish, the axis begins at zero.
    let from = if lowest > 0.8 * highest { lowest.max(0.0) } else { 0.0 };
    // Marks are round in the unit that is shown.
    let marks: Vec<_> = marks(from * factor, highest * factor, ticks, is_time).iter().map(|at| at / factor).collect();
    let (first, last) = (marks[0], marks[marks.len() - 1]);
    Some(Axis { name, from: first, to: last, ticks: named(&marks, is_time, factor, false), is_logarithmic: false })
}
