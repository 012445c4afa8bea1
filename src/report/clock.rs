//! Durations in a form that is easy to read: `11m45s`, `3.5s`, `12.3ms`.
//!
//! The notation is like that of [`Duration`]'s own text, but rounded. Exact figures are printed next to it, in seconds.

use super::decimals::{decimals, decimals_of_four};
use crate::time::{Duration, NS_PER_SECOND};

/// Nanoseconds in a minute, and in an hour.
const MINUTE_NS: u128 = 60 * NS_PER_SECOND as u128;
const HOUR_NS: u128 = 60 * MINUTE_NS;

/// Units below a minute, the largest first: nanoseconds, name, decimals down to the nanosecond.
const UNITS: [(u128, &str, u32); 4] = [(1_000_000_000, "s", 9), (1_000_000, "ms", 6), (1_000, "us", 3), (1, "ns", 0)];

/// A time rounded to a second from one hour up, to a tenth from one minute up, and to thousandths of its unit below.
/// From one minute up, each part except the first has two digits: `1h00m55s`.
#[must_use]
pub fn rounded(ns: u128) -> String {
    let grain_ns = match ns {
        HOUR_NS.. => 1_000_000_000,
        MINUTE_NS.. => 100_000_000,
        _ => (UNITS.iter().find(|unit| ns >= unit.0).map_or(1, |unit| unit.0) / 1_000).max(1),
    };
    let ns = (ns + grain_ns / 2) / grain_ns * grain_ns;
    if ns < MINUTE_NS {
        return Duration::from_ns(u64::try_from(ns).unwrap_or(u64::MAX)).to_string();
    }
    let (hours, minutes, tenths) = (ns / HOUR_NS, ns % HOUR_NS / MINUTE_NS, ns % MINUTE_NS / 100_000_000);
    let whole = match (hours, minutes) {
        (0, _) => format!("{minutes}m"),
        (_, 0) if tenths == 0 => format!("{hours}h"),
        _ => format!("{hours}h{minutes:02}m"),
    };
    match (tenths / 10, tenths % 10) {
        (0, 0) => whole,
        (seconds, 0) => format!("{whole}{seconds:02}s"),
        (seconds, tenth) => format!("{whole}{seconds:02}.{tenth}s"),
    }
}

/// The whole nanoseconds nearest to a time in seconds. Sums over many masters may be longer than any [`Duration`];
/// negative and not-a-number give zero.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
pub(super) fn nearest_ns(seconds: f64) -> u128 {
    let ns = seconds * 1e9;
    // Times beyond the range of a duration have no fractions.
    if ns < u64::MAX as f64 { u128::from(Duration::from_ns_f64(ns).as_ns()) } else { ns as u128 }
}

/// A time exactly, in seconds, without zeros at the end: `705`, `3.5`, `0.000000001`.
pub(super) fn exact_seconds(ns: u64) -> String {
    let text = format!("{}.{:09}", ns / NS_PER_SECOND, ns % NS_PER_SECOND);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A format for several times in one row: the same unit, the same precision.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Face {
    unit: usize,
    decimals: u32,
    /// The resolution of the figures, in seconds; if it is a minute, times from one minute up have no seconds.
    grain_s: f64,
}

impl Face {
    /// In the unit that suits `typical_s`, with the precision of `grain_s`, both in seconds.
    pub fn new(typical_s: f64, grain_s: f64) -> Self {
        let about_ns = nearest_ns(typical_s);
        let unit = UNITS.iter().position(|(ns, ..)| about_ns >= *ns).unwrap_or(0);
        let (unit_ns, _, decimals_max) = UNITS[unit];
        let decimals = decimals(grain_s * 1e9 / unit_ns as f64).min(decimals_max);
        Self { unit, decimals, grain_s }
    }

    /// The same, with few digits: no decimals from one hour up (and no seconds, if they are uncertain), one from one
    /// minute up, four digits below.
    pub fn coarse(self, typical_s: f64) -> Self {
        let decimals_max = match typical_s {
            3_600.0.. => 0,
            60.0.. => 1,
            _ => decimals_of_four(typical_s * 1e9 / UNITS[self.unit].0 as f64),
        };
        let grain_s = if typical_s >= 3_600.0 { self.grain_s * 10.0 } else { self.grain_s };
        Self { decimals: self.decimals.min(decimals_max), grain_s, ..self }
    }

    /// The text of this many seconds.
    pub fn text(self, seconds: f64) -> String {
        let (unit_ns, name, decimals_max) = UNITS[self.unit];
        let grain_ns = 10_u128.pow(decimals_max - self.decimals);
        let exact_ns = nearest_ns(seconds);
        let ns = (exact_ns + grain_ns / 2) / grain_ns * grain_ns;
        if self.unit > 0 || ns < MINUTE_NS {
            return format!("{}{name}", self.number(ns / unit_ns, ns % unit_ns, 0));
        }
        if self.grain_s >= 60.0 {
            // Rounded once: 29.7 s do not become 30 s, and then a minute.
            return in_minutes(exact_ns);
        }
        let below = self.number(ns % MINUTE_NS / unit_ns, ns % unit_ns, 2);
        match ns {
            HOUR_NS.. => format!("{}h{:02}m{below}s", ns / HOUR_NS, ns % HOUR_NS / MINUTE_NS),
            _ => format!("{}m{below}s", ns / MINUTE_NS),
        }
    }

    /// A number with as many decimals as this face shows, padded with zeros to `width` digits before the point.
    fn number(self, whole: u128, fraction_ns: u128, width: usize) -> String {
        if self.decimals == 0 {
            return format!("{whole:0width$}");
        }
        let fraction = fraction_ns / 10_u128.pow(UNITS[self.unit].2 - self.decimals);
        let decimals = self.decimals as usize;
        format!("{whole:0width$}.{fraction:0decimals$}")
    }
}

/// To the nearest minute: `12h07m`, `3m`.
fn in_minutes(ns: u128) -> String {
    let minutes = (ns + MINUTE_NS / 2) / MINUTE_NS;
    if minutes < 60 { format!("{minutes}m") } else { format!("{}h{:02}m", minutes / 60, minutes % 60) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_rounded_once() {
        assert_eq!(Face::new(156_389.733, 600.0).text(156_389.733), "43h26m");
    }

    #[test]
    fn rounds_to_what_a_glance_can_use() {
        assert_eq!(rounded(0), "0s");
        assert_eq!(rounded(705_000_000_000), "11m45s");
        assert_eq!(rounded(3_500_000_000), "3.5s");
        assert_eq!(rounded(723_123_456_789), "12m03.1s");
        assert_eq!(rounded(300_400_000_000), "5m00.4s");
        assert_eq!(rounded(3_723_623_456_789), "1h02m04s");
        assert_eq!(rounded(3_655_000_000_000), "1h00m55s");
        assert_eq!(rounded(7_800_000_000_000), "2h10m");
        assert_eq!(rounded(32_400_000_000_000), "9h");
        assert_eq!(rounded(1_234_567), "1.235ms");
        assert_eq!(rounded(7), "7ns");
        assert_eq!(rounded(59_999_999_999), "1m");
    }

    #[test]
    fn the_time_of_many_masters_has_no_end() {
        assert_eq!([0.0, -1.0, f64::NAN, 1.5e-9, 705.0].map(nearest_ns), [0, 0, 0, 2, 705_000_000_000]);
        let months = [10_000.0, 20_000.0].map(|masters| rounded(nearest_ns(masters * 2_592_000.0)));
        assert_eq!(months, ["7200000h", "14400000h"]);
        let face = Face::new(2.592e10, 1e8);
        assert_ne!(face.text(2.592e10), face.text(5.184e10));
    }

    #[test]
    fn seconds_are_exact() {
        assert_eq!(exact_seconds(705_000_000_000), "705");
        assert_eq!(exact_seconds(3_500_000_000), "3.5");
        assert_eq!(exact_seconds(1), "0.000000001");
        assert_eq!(exact_seconds(u64::MAX), "18446744073.709551615");
    }

    #[test]
    fn a_row_has_one_face() {
        let face = Face::new(723.0, 0.1);
        assert_eq!(face.text(723.24), "12m03.2s");
        assert_eq!(face.text(59.96), "1m00.0s");
        assert_eq!(face.text(9.0), "9.0s");
        assert_eq!(Face::new(4000.0, 1.0).text(4000.4), "1h06m40s");
        assert_eq!(Face::new(40_000.0, 100.0).text(40_036.0), "11h07m");
        assert_eq!(Face::new(4000.0, 0.01).coarse(4000.0).text(4000.4), "1h06m40s");
        assert_eq!(Face::new(0.5, 0.001).text(0.5), "500ms");
        assert_eq!(Face::new(0.0, 0.0).text(0.0), "0s");
    }
}
