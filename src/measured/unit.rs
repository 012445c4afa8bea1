//! Units of time as people spell them, in the names of columns and behind numbers.

use crate::time::NS_PER_SECOND;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// How Zeitnot writes it.
    pub name: &'static str,
    /// How many nanoseconds it is.
    pub ns: u64,
}

/// Nanoseconds, which traces are written in.
pub const NANOSECONDS: Unit = Unit { name: "ns", ns: 1 };
/// Microseconds.
pub const MICROSECONDS: Unit = Unit { name: "us", ns: 1_000 };
/// Milliseconds.
pub const MILLISECONDS: Unit = Unit { name: "ms", ns: 1_000_000 };
/// Seconds.
pub const SECONDS: Unit = Unit { name: "s", ns: NS_PER_SECOND };
const MINUTES: Unit = Unit { name: "min", ns: 60 * NS_PER_SECOND };
const HOURS: Unit = Unit { name: "h", ns: 3_600 * NS_PER_SECOND };

/// Each unit with its spellings, in the singular and in small letters.
const SPELLINGS: [(Unit, &[&str]); 6] = [
    (NANOSECONDS, &["ns", "nsec", "nano", "nanosec", "nanosecond"]),
    (MICROSECONDS, &["us", "µs", "μs", "usec", "µsec", "μsec", "micro", "microsec", "microsecond"]),
    (MILLISECONDS, &["ms", "msec", "milli", "millisec", "millisecond"]),
    (SECONDS, &["s", "sec", "second"]),
    (MINUTES, &["min", "minute"]),
    (HOURS, &["h", "hr", "hour"]),
];

/// The unit that a word means: `ms`, `Millis`, `milliseconds`, `µs`, `sec`.
#[must_use]
pub fn unit_named(word: &str) -> Option<Unit> {
    let word = word.to_lowercase();
    let singular = word.strip_suffix('s').filter(|rest| rest.chars().count() > 2);
    let is_it = |spellings: &[&str]| spellings.iter().any(|one| *one == word || Some(*one) == singular);
    SPELLINGS.iter().find(|(_, spellings)| is_it(spellings)).map(|(unit, _)| *unit)
}

/// The unit in which the numbers of a column are meant, by its name: `latency_ms`, `Latency (ms)`, `durationSeconds`.
///
/// The last word says so; one of `ns`, `us` and `ms`, which mean nothing else, may also stand before.
#[must_use]
pub fn unit_in(name: &str) -> Option<Unit> {
    let words = words(name);
    let (last, before) = words.split_last()?;
    // A single letter is a unit behind another word only.
    let alone = before.is_empty() && last.chars().count() == 1;
    let at_the_end = unit_named(last).filter(|_| !alone);
    let short =
        |word: &String| unit_named(word).filter(|unit| unit.name == word.to_lowercase() && unit.ns < SECONDS.ns);
    at_the_end.or_else(|| before.iter().rev().find_map(short))
}

/// The words of a column's name, split at signs and before capitals: `responseTime (ms)` has three.
pub fn words(name: &str) -> Vec<String> {
    let (mut words, mut was_small) = (vec![String::new()], false);
    for c in name.chars() {
        if !c.is_alphanumeric() {
            words.push(String::new());
        } else if c.is_uppercase() && was_small {
            words.push(c.to_string());
        } else if let Some(word) = words.last_mut() {
            word.push(c);
        }
        was_small = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_found_in_names_of_columns() {
        for (name, unit) in [
            ("latency_ms", "ms"),
            ("Latency (ms)", "ms"),
            ("responseTimeMillis", "ms"),
            ("Response time [µs]", "us"),
            ("duration in seconds", "s"),
            ("think_s", "s"),
            ("elapsed.ns", "ns"),
            ("p_ms_total", "ms"),
            ("time_taken_minutes", "min"),
            ("ms", "ms"),
            ("seconds", "s"),
            ("Dauer (h)", "h"),
        ] {
            assert_eq!(unit_in(name).map(|unit| unit.name), Some(unit), "{name}");
        }
        for name in ["latency", "s", "requests", "second_try", "bytes", "", "class", "min_size", "items"] {
            assert_eq!(unit_in(name), None, "{name}");
        }
    }
}
