//! Axes with round marks, for pictures and for the terminal.

use crate::report::clock::{Face, nearest_ns, rounded};

/// An axis: its quantity, its range, and its marks.
pub(in crate::report) struct Axis {
    /// The quantity.
    pub name: String,
    /// The place of the left or lower end: the value itself, or its decimal logarithm.
    pub from: f64,
    /// The place of the other end.
    pub to: f64,
    /// The places of the marks, and their texts.
    pub ticks: Vec<(f64, String)>,
    /// Whether equal lengths are equal ratios.
    pub is_logarithmic: bool,
}

impl Axis {
    /// The share of the axis before a value, from 0 to 1.
    pub fn share(&self, value: f64) -> f64 {
        self.share_of_place(place(value, self.is_logarithmic))
    }

    /// The share of the axis before a mark.
    pub fn share_of_place(&self, place: f64) -> f64 {
        let length = self.to - self.from;
        if length > 0.0 { ((place - self.from) / length).clamp(0.0, 1.0) } else { 0.5 }
    }
}

/// Where a value is on an axis. Zero has no logarithm: it is below every other value.
pub(in crate::report) fn place(value: f64, is_logarithmic: bool) -> f64 {
    if is_logarithmic { libm::log10(value.max(f64::MIN_POSITIVE)) } else { value }
}

/// Whether rising values are easier to distinguish on a logarithmic axis: they span an order of magnitude, and their
/// smallest gap is much wider there.
pub(in crate::report) fn suits_logarithms(values: &[f64]) -> bool {
    let (Some(first), Some(last)) = (values.first(), values.last()) else { return false };
    if *first <= 0.0 || *last < 10.0 * first {
        return false;
    }
    let gap = |is_logarithmic| {
        let places = values.windows(2).map(|pair| [pair[0], pair[1]].map(|value| place(value, is_logarithmic)));
        let narrowest = places.map(|[left, right]| right - left).fold(f64::INFINITY, f64::min);
        narrowest / (place(*last, is_logarithmic) - place(*first, is_logarithmic))
    };
    gap(true) > 1.5 * gap(false)
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

/// Round values between `from` and `to` for a logarithmic axis: 1, 2 and 5 times each power of ten if there are at most
/// `count` of them, otherwise at most `count` of the powers. Times of a minute or an hour and more are powers of these.
pub(in crate::report) fn powers(from: f64, to: f64, count: usize, is_time: bool) -> Vec<f64> {
    let bases: &[f64] = if is_time { &[1.0, 60.0, 3_600.0] } else { &[1.0] };
    let within = |digits: &[f64]| {
        let (mut found, mut base, mut power) = (Vec::new(), 0, -12);
        while power < 20 {
            // A minute comes before 100 s, an hour before 100 min.
            if power == 2 && base + 1 < bases.len() {
                (base, power) = (base + 1, 0);
            }
            let unit = bases[base] * libm::pow(10.0, f64::from(power));
            let longest = bases.get(base + 1).copied().unwrap_or(f64::INFINITY);
            found.extend(digits.iter().map(|digit| digit * unit).filter(|value| *value < longest * 0.999_999));
            power += 1;
        }
        let near = 1e-9;
        found.retain(|value| (from * (1.0 - near)..=to * (1.0 + near)).contains(value));
        found
    };
    let dense = within(&[1.0, 2.0, 5.0]);
    if dense.len() <= count.max(2) {
        return dense;
    }
    let sparse = within(&[1.0]);
    let every = sparse.len().div_ceil(count.max(1)).max(1);
    sparse.into_iter().step_by(every).collect()
}

/// The texts of the marks of an axis, all different: rounded times, or more precise ones if some are equal.
pub(in crate::report) fn times(marks: &[f64]) -> Vec<String> {
    let texts: Vec<_> = marks.iter().map(|at| time(*at)).collect();
    let Some(step) = marks.windows(2).map(|pair| pair[1] - pair[0]).min_by(f64::total_cmp) else { return texts };
    if texts.windows(2).all(|pair| pair[0] != pair[1])
        && !texts.iter().zip(marks).any(|(text, at)| lies(text, *at, step))
    {
        return texts;
    }
    let face = Face::new(marks.last().copied().unwrap_or(0.0), step);
    marks.iter().map(|at| face.text(*at)).collect()
}

/// Whether a text differs from its mark by a visible part of the step between marks.
fn lies(text: &str, at: f64, step: f64) -> bool {
    text.parse::<crate::time::Duration>().is_ok_and(|time| (time.as_secs_f64() - at).abs() > 0.1 * step)
}

/// A round time, in seconds, as text.
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
        assert_eq!(times(&marks(0.0, 7_000.0, 4, true)), ["0s", "30m", "1h", "1h30m", "2h"]);
        assert_eq!([0.1 + 0.2, 2.0, -0.0, 1e-5].map(number), ["0.3", "2", "0", "0.00001"]);
        for (from, to) in [(0.0, 1e-9), (1e17, 1e18), (5.0, 5.0), (0.0, f64::MIN_POSITIVE)] {
            let marks = marks(from, to, 6, false);
            assert!(marks.len() < 20 && marks.iter().all(|at| at.is_finite()), "{from} {to}: {marks:?}");
        }
    }

    #[test]
    fn marks_that_are_close_have_different_texts() {
        assert_eq!(times(&[10_800.0, 10_800.2, 10_800.4]), ["3h00m00.0s", "3h00m00.2s", "3h00m00.4s"]);
        assert_eq!(times(&[600.0, 600.05, 600.1]), ["10m00.00s", "10m00.05s", "10m00.10s"]);
        assert_eq!(times(&[3_600.0, 3_600.5, 3_601.0]), ["1h00m00.0s", "1h00m00.5s", "1h00m01.0s"]);
        assert_eq!(times(&[1.0, 1.000_2]), ["1.0000s", "1.0002s"]);
    }

    #[test]
    fn logarithms_suit_orders_of_magnitude() {
        assert!(suits_logarithms(&[10.0, 100.0, 1_000.0]) && suits_logarithms(&[1.0, 2.0, 4.0, 8.0, 16.0]));
        assert!(!suits_logarithms(&[1.0, 2.0, 4.0]), "less than one");
        assert!(!suits_logarithms(&[0.0, 10.0, 100.0]), "zero has none");
        assert!(!suits_logarithms(&(1..50).map(f64::from).collect::<Vec<_>>()), "they would crowd at the end");
        assert!(!suits_logarithms(&[]) && !suits_logarithms(&[5.0]));
    }

    #[test]
    fn logarithmic_marks_are_round() {
        assert_eq!(powers(9.0, 1_100.0, 8, false), [10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1_000.0]);
        assert_eq!(powers(9.0, 1_100.0, 4, false), [10.0, 100.0, 1_000.0]);
        assert_eq!(times(&powers(1.0, 40_000.0, 6, true)), ["1s", "10s", "1m", "10m", "1h", "10h"]);
        assert_eq!(times(&powers(0.001, 0.01, 6, true)), ["1ms", "2ms", "5ms", "10ms"]);
        assert_eq!(times(&powers(20.0, 120.0, 9, true)), ["20s", "50s", "1m", "2m"]);
        assert!(powers(1e-9, 1e9, 5, true).len() <= 5);
    }
}
