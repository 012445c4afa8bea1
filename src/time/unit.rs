//! Units of time, and how people spell them: in durations, in options, and in the headings of columns.

use super::NS_PER_SECOND;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeUnit {
    /// How Zeitnot writes it: `ms`.
    pub name: &'static str,
    /// How many nanoseconds it is.
    pub ns: u64,
    /// Its other spellings in durations.
    short: &'static [&'static str],
    /// What else people write: in small letters, in the singular.
    long: &'static [&'static str],
}

impl TimeUnit {
    /// `ns`.
    pub const NANOSECONDS: Self =
        Self { name: "ns", ns: 1, short: &[], long: &["nsec", "nano", "nanosec", "nanosecond"] };
    /// `us`.
    pub const MICROSECONDS: Self = Self {
        name: "us",
        ns: 1_000,
        short: &["µs", "μs"],
        long: &["usec", "µsec", "μsec", "micro", "microsec", "microsecond"],
    };
    /// `ms`.
    pub const MILLISECONDS: Self =
        Self { name: "ms", ns: 1_000_000, short: &[], long: &["msec", "milli", "millisec", "millisecond"] };
    /// `s`.
    pub const SECONDS: Self = Self { name: "s", ns: NS_PER_SECOND, short: &["sec"], long: &["second"] };
    /// `m`.
    pub const MINUTES: Self = Self { name: "m", ns: 60 * NS_PER_SECOND, short: &["min"], long: &["minute"] };
    /// `h`.
    pub const HOURS: Self = Self { name: "h", ns: 3_600 * NS_PER_SECOND, short: &[], long: &["hr", "hour"] };
    /// `d`.
    pub const DAYS: Self = Self { name: "d", ns: 86_400 * NS_PER_SECOND, short: &[], long: &["day"] };

    /// All units, from the shortest.
    const ALL: [Self; 7] = [
        Self::NANOSECONDS,
        Self::MICROSECONDS,
        Self::MILLISECONDS,
        Self::SECONDS,
        Self::MINUTES,
        Self::HOURS,
        Self::DAYS,
    ];

    /// The unit with this spelling in a duration, letter by letter: `ns`, `us`, `µs`, `ms`, `s`, `sec`, `m`, `min`,
    /// `h`, `d`.
    #[must_use]
    pub fn in_duration(spelling: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.is_short(spelling))
    }

    /// The unit that a word means, also in full, in the plural and in capitals: `MS`, `Millis`, `milliseconds`, `µs`,
    /// `hrs`.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        let word = word.to_lowercase();
        let is_it = |unit: &Self, word: &str| unit.is_short(word) || unit.long.contains(&word);
        let singular = word.strip_suffix('s').filter(|rest| rest.chars().count() > 1);
        Self::ALL.into_iter().find(|unit| is_it(unit, &word) || singular.is_some_and(|word| is_it(unit, word)))
    }

    fn is_short(&self, spelling: &str) -> bool {
        self.name == spelling || self.short.contains(&spelling)
    }
}

/// The unit in which the plain numbers of a column are meant, by its heading: `latency_ms`, `Latency (ms)`,
/// `durationSeconds`.
///
/// The last word says so; one of `ns`, `us` and `ms`, which mean nothing else, may also stand before it.
#[must_use]
pub fn unit_in_heading(heading: &str) -> Option<TimeUnit> {
    let words = words(heading);
    let (last, before) = words.split_last()?;
    let short = |word: &&str| {
        TimeUnit::named(word).filter(|unit| unit.ns < NS_PER_SECOND && unit.is_short(&word.to_lowercase()))
    };
    let at_the_end = TimeUnit::named(last).filter(|_| is_unit_by_place(heading, last));
    at_the_end.or_else(|| before.iter().rev().find_map(short))
}

/// Words that mean something else at the end of a heading: a minimum (`latency_min`), or who knows what.
const AMBIGUOUS: [&str; 2] = ["min", "m"];
/// Names of units that in the singular are parts of a date, or a rank: `hour`, `start_day`, `second`.
const PARTS: [&str; 4] = ["day", "hour", "minute", "second"];

/// Whether the last word of a heading can be a unit where it stands. A wrong guess would make values many times too
/// long.
fn is_unit_by_place(heading: &str, last: &str) -> bool {
    let Some((before, _)) = heading.rsplit_once(last) else { return false };
    // `Requests/s`, `bytes per second`: not times, but what happens in them.
    let is_rate =
        before.trim_end().ends_with('/') || words(before).last().is_some_and(|word| word.eq_ignore_ascii_case("per"));
    if is_rate || AMBIGUOUS.iter().any(|word| last.eq_ignore_ascii_case(word)) {
        return false;
    }
    let is_letter = last.chars().count() == 1;
    let mut signs = before.chars().rev();
    match signs.next() {
        Some('[') => true,
        // `Item(s)`, but `Dauer (h)`.
        Some('(') => !is_letter || signs.next().is_some_and(|sign| !sign.is_alphanumeric()),
        _ if PARTS.iter().any(|word| last.eq_ignore_ascii_case(word)) => false,
        // `s`: the word is all there is. `Column D`: not days.
        None => !is_letter,
        Some(sign) if sign.is_whitespace() => !is_letter,
        // `timeS`.
        Some(sign) => !is_letter || !sign.is_alphanumeric(),
    }
}

/// The words of a heading, split at signs and before capitals: `responseTime (ms)` has three.
#[must_use]
pub fn words(heading: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for part in heading.split(|c: char| !c.is_alphanumeric()) {
        let mut start = 0;
        let pairs = part.char_indices().zip(part.char_indices().skip(1));
        for ((_, before), (at, c)) in pairs {
            if before.is_lowercase() && c.is_uppercase() {
                words.push(&part[start..at]);
                start = at;
            }
        }
        words.push(&part[start..]);
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_units_in_any_usual_spelling() {
        for (word, unit) in [
            ("MS", "ms"),
            ("Millis", "ms"),
            ("milliseconds", "ms"),
            ("µs", "us"),
            ("hrs", "h"),
            ("mins", "m"),
            ("us", "us"),
            ("Days", "d"),
        ] {
            assert_eq!(TimeUnit::named(word).map(|unit| unit.name), Some(unit), "{word}");
        }
        for word in ["", "parsecs", "class", "u", "secs_"] {
            assert_eq!(TimeUnit::named(word), None, "{word}");
        }
        assert_eq!(TimeUnit::in_duration("min"), Some(TimeUnit::MINUTES));
        assert_eq!(TimeUnit::in_duration("MS"), None);
    }

    #[test]
    fn units_are_found_in_headings() {
        for (heading, unit) in [
            ("latency_ms", "ms"),
            ("LATENCY_MS", "ms"),
            ("Latency (ms)", "ms"),
            ("Latency (Milliseconds)", "ms"),
            ("Latency(ms)", "ms"),
            ("Response Time ms", "ms"),
            ("responseTimeMillis", "ms"),
            ("Response time [µs]", "us"),
            ("duration[µs]", "us"),
            ("duration_us", "us"),
            ("duration in seconds", "s"),
            ("latency_seconds", "s"),
            ("think_s", "s"),
            ("elapsed.ns", "ns"),
            ("p_ms_total", "ms"),
            ("time_taken_minutes", "m"),
            ("time (second)", "s"),
            ("ms", "ms"),
            ("seconds", "s"),
            ("Dauer (h)", "h"),
            ("gap [d] ", "d"),
        ] {
            assert_eq!(unit_in_heading(heading).map(|unit| unit.name), Some(unit), "{heading}");
        }
        for heading in [
            "",
            "latency",
            "s",
            "min",
            "requests",
            "second_try",
            "bytes",
            "bytes_sent",
            "class",
            "min_size",
            "items",
            "Item(s)",
            "Column D",
            "Latency min",
            "latency_min",
            "Latency (min)",
            "rest_m",
            "hour",
            "start_day",
            "duration_second",
            "Requests/s",
            "Sent KB/sec",
            "bytes_per_second",
            "per ms",
            "timeS",
        ] {
            assert_eq!(unit_in_heading(heading), None, "{heading}");
        }
    }
}
