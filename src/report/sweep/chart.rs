//! The content of a sweep's chart: a line of means with their intervals for each setting of the other factors, over the
//! first factor that has an axis.

use super::{Sweep, short_names};
use crate::count::counted;
use crate::experiment::FactorKind;
use crate::model::{Measure, Unit};
use crate::report::clock::{nearest_ns, rounded};
use crate::report::figure::Scale;
use crate::report::label::percent;

/// More lines than this can't be told apart.
pub(super) const LINES_MAX: usize = 8;

/// A chart, ready to be drawn.
pub(super) struct Chart {
    pub x: Axis,
    pub y: Axis,
    /// Of the intervals, for people.
    pub level: String,
    pub lines: Vec<Line>,
    /// Lines beyond [`LINES_MAX`], which are not drawn.
    left_out: usize,
}

/// An axis: its quantity, its range, and its marks.
pub(super) struct Axis {
    pub name: String,
    pub from: f64,
    pub to: f64,
    /// The places of the marks, and their texts.
    pub ticks: Vec<(f64, String)>,
}

/// One line: its meaning, and its points from left to right.
pub(super) struct Line {
    pub name: String,
    pub points: Vec<Dot>,
}

/// A mean and its interval.
#[derive(Clone, Copy)]
pub(super) struct Dot {
    pub x: f64,
    pub y: f64,
    pub half_width: f64,
}

impl Chart {
    /// A note about lines that are not drawn, if there are any.
    pub fn left_out(&self) -> Option<String> {
        (self.left_out > 0).then(|| format!("{} not drawn", counted(self.left_out as u64, "more line")))
    }

    /// The chart of a measure, with about this many ticks on each axis; `None` if there is nothing to compare.
    pub fn new(sweep: &Sweep<'_>, measure: Measure, ticks: (usize, usize)) -> Option<Self> {
        let along = along(sweep)?;
        let (lines, left_out) = lines(sweep, measure, along);
        let dots = || lines.iter().flat_map(|line| &line.points);
        let lowest = dots().map(|dot| dot.y - dot.half_width).fold(f64::INFINITY, f64::min);
        let highest = dots().map(|dot| dot.y + dot.half_width).fold(0.0, f64::max);
        if !(lowest.is_finite() && highest.is_finite()) {
            return None;
        }
        // Unless all differences would vanish, the axis begins at zero.
        let from = if lowest > 0.8 * highest { lowest.max(0.0) } else { 0.0 };
        let is_time = measure.unit() == Unit::Seconds;
        let y = up(measure, is_time, from, highest, ticks.1);
        Some(Self { x: across(sweep, along, ticks.0), y, level: percent(sweep.level), lines, left_out })
    }
}

/// Which factor runs along the horizontal axis: the first with numbers, or else the first, of those that differ from point to
/// point.
fn along(sweep: &Sweep<'_>) -> Option<usize> {
    let differs = |index: &usize| {
        let mut seen = sweep.points.iter().map(|point| sweep.grid.levels(point.index)[*index]);
        let first = seen.next();
        seen.any(|level| Some(level) != first)
    };
    let mut differing = (0..sweep.grid.factors().len()).filter(differs);
    let numeric = differing.clone().find(|index| sweep.grid.is_numeric(*index));
    numeric.or_else(|| differing.next())
}

/// The place of a level on the factor's axis.
fn position(sweep: &Sweep<'_>, along: usize, level: u64) -> f64 {
    sweep.grid.factors()[along].number(level).unwrap_or(level as f64)
}

fn lines(sweep: &Sweep<'_>, measure: Measure, along: usize) -> (Vec<Line>, usize) {
    let (factors, names) = (sweep.grid.factors(), short_names(sweep.grid.factors()));
    let (mut lines, mut left_out): (Vec<Line>, Vec<String>) = (Vec::new(), Vec::new());
    for point in &sweep.points {
        let levels = sweep.grid.levels(point.index);
        // In lockstep the others follow from the first: there is one line.
        let others = (0..factors.len())
            .filter(|index| *index != along && factors[*index].len() > 1 && !sweep.grid.is_lockstep());
        let name: Vec<_> =
            others.map(|index| format!("{} {}", names[index], factors[index].value(levels[index]))).collect();
        let name = name.join(", ");
        let estimate = point.summary.estimate(measure);
        let x = position(sweep, along, levels[along]);
        let dot = Dot { x, y: estimate.mean, half_width: estimate.half_width.unwrap_or(0.0) };
        match lines.iter().position(|line| line.name == name) {
            Some(index) => lines[index].points.push(dot),
            None if lines.len() < LINES_MAX => lines.push(Line { name, points: vec![dot] }),
            None if left_out.contains(&name) => {}
            None => left_out.push(name),
        }
    }
    for line in &mut lines {
        line.points.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
    (lines, left_out.len())
}

/// The horizontal axis.
fn across(sweep: &Sweep<'_>, along: usize, ticks: usize) -> Axis {
    let factor = &sweep.grid.factors()[along];
    // In lockstep any of the factors may be the cause.
    let together: Vec<_> = if sweep.grid.is_lockstep() { sweep.grid.factors().iter().collect() } else { vec![factor] };
    let names = short_names(sweep.grid.factors());
    let name = if sweep.grid.is_lockstep() { names.join(" / ") } else { names[along].clone() };
    let mut levels: Vec<_> = sweep.points.iter().map(|point| sweep.grid.levels(point.index)[along]).collect();
    levels.sort_unstable();
    levels.dedup();
    let positions: Vec<_> = levels.iter().map(|level| position(sweep, along, *level)).collect();
    let from = positions.iter().copied().fold(f64::INFINITY, f64::min);
    let to = positions.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    // If there are few values, each gets a mark.
    if factor.kind() == FactorKind::Choice || levels.len() <= ticks {
        let values = |level: &u64| together.iter().map(|factor| factor.value(*level)).collect::<Vec<_>>().join(" / ");
        let marks = positions.into_iter().zip(levels.iter().map(values)).collect();
        return Axis { name, from, to, ticks: marks };
    }
    let is_time = factor.kind() == FactorKind::Duration;
    let ticks = marks(from, to, ticks, is_time).into_iter().filter(|at| (from..=to).contains(at));
    let text = |at: f64| if is_time { time(at) } else { number(at) };
    Axis { name, from, to, ticks: ticks.map(|at| (at, text(at))).collect() }
}

/// The vertical axis, from mark to mark.
fn up(measure: Measure, is_time: bool, from: f64, to: f64, ticks: usize) -> Axis {
    let marks = marks(from, to, ticks, is_time);
    let scale = Scale::new(measure, to, None);
    let factor = match scale {
        Scale::Number { factor, .. } => factor,
        _ => 1.0,
    };
    let text = |at: f64| if is_time { time(at) } else { number(at * factor) };
    let (first, last) = (marks.first().copied().unwrap_or(from), marks.last().copied().unwrap_or(to));
    let ticks = marks.into_iter().map(|at| (at, text(at))).collect();
    Axis { name: format!("{}{}", measure.label(), scale.unit()), from: first, to: last, ticks }
}

/// About `count` round numbers, or round times, that enclose `from` and `to`.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "there are few")]
pub(in crate::report) fn marks(from: f64, to: f64, count: usize, is_time: bool) -> Vec<f64> {
    let span = if to > from { to - from } else { to.abs().max(1.0) };
    let step = round_step(span / count.max(1) as f64, is_time);
    let (first, last) = (libm::floor(from / step), libm::ceil(to / step));
    // Rounding may lift a whole number just above itself.
    let last = if last - to / step > 1.0 - 1e-9 { last - 1.0 } else { last };
    let steps = (last - first).max(1.0) as usize;
    (0..=steps).map(|i| (first + i as f64) * step).collect()
}

/// The smallest round step that is at least `least`: 1, 2 or 5 times a power of ten; from one second up, parts of a
/// minute and of an hour.
pub(in crate::report) fn round_step(least: f64, is_time: bool) -> f64 {
    const TIMES_S: [f64; 16] = [
        1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1_800.0, 3_600.0, 7_200.0, 18_000.0,
        36_000.0,
    ];
    if is_time
        && least > 0.5
        && let Some(step) = TIMES_S.into_iter().find(|step| *step >= least * 0.999_999)
    {
        return step;
    }
    let power = libm::pow(10.0, libm::floor(libm::log10(least.max(f64::MIN_POSITIVE))));
    [1.0, 2.0, 5.0, 10.0]
        .map(|digit| digit * power)
        .into_iter()
        .find(|step| *step >= least * 0.999_999)
        .unwrap_or(10.0 * power)
}

pub(in crate::report) fn time(seconds: f64) -> String {
    rounded(nearest_ns(seconds))
}

/// A round number without the digits that binary fractions add to it.
pub(in crate::report) fn number(value: f64) -> String {
    let text = format!("{value:.9}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round_and_enclose() {
        assert_eq!(marks(0.0, 47.0, 5, false), [0.0, 10.0, 20.0, 30.0, 40.0, 50.0]);
        assert_eq!(marks(0.0, 50.0, 5, false), [0.0, 10.0, 20.0, 30.0, 40.0, 50.0]);
        assert_eq!(marks(130.0, 280.0, 3, true), [120.0, 180.0, 240.0, 300.0]);
        assert_eq!(marks(0.0, 0.0, 4, false), [0.0, 0.5]);
        assert_eq!(
            marks(0.0, 7_000.0, 4, true).iter().map(|at| time(*at)).collect::<Vec<_>>(),
            ["0s", "30m", "1h", "1h30m", "2h"]
        );
        assert_eq!([0.1 + 0.2, 2.0, -0.0, 1e-5].map(number), ["0.3", "2", "0", "0.00001"]);
        for (from, to) in [(0.0, 1e-9), (1e17, 1e18), (5.0, 5.0), (0.0, f64::MIN_POSITIVE)] {
            let marks = marks(from, to, 6, false);
            assert!(marks.len() < 20 && marks.iter().all(|at| at.is_finite()), "{from} {to}: {marks:?}");
        }
    }
}
