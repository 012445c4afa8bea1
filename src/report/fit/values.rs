//! Measured values as the CSV file that a scenario names.

use crate::report::clock::exact_seconds;
use crate::time::Duration;
use std::fmt::Write;

/// A column of values, in seconds, exactly.
#[must_use]
pub fn data_file(column: &str, values: &[Duration]) -> String {
    let mut text = format!("{column}\n");
    for value in values {
        let _ = writeln!(text, "{}", exact_seconds(value.as_ns()));
    }
    text
}
