//! Texts and times as programs write them.

use crate::time::{Duration, NS_PER_SECOND};

/// A text as a string in double quotes, as Python, JSON, JavaScript and Rust read it. It has no control characters.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// The same without the quotes.
pub(super) fn escaped(text: &str) -> String {
    text.replace('\\', r"\\").replace('"', "\\\"")
}

/// A text within an f-string, where braces mean something.
pub(super) fn in_braces(text: &str) -> String {
    escaped(text).replace('{', "{{").replace('}', "}}")
}

/// A time in seconds, exact, with at least one decimal.
pub(super) fn seconds(time: Duration) -> String {
    let (whole, ns) = (time.as_ns() / NS_PER_SECOND, time.as_ns() % NS_PER_SECOND);
    let digits = format!("{ns:09}");
    let decimals = digits.trim_end_matches('0');
    format!("{whole}.{}", if decimals.is_empty() { "0" } else { decimals })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_exact_and_short() {
        for (ns, text) in [(0, "0.0"), (1, "0.000000001"), (100_000_000, "0.1"), (60_000_000_000, "60.0")] {
            assert_eq!(seconds(Duration::from_ns(ns)), text);
        }
    }

    #[test]
    fn names_cannot_end_a_string() {
        assert_eq!(quoted(r#"the "fast" \ one"#), r#""the \"fast\" \\ one""#);
        assert_eq!(in_braces("{a}"), "{{a}}");
    }
}
