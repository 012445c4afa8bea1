//! What known tools write that holds no times one by one, and which of their outputs does.

use super::table::has_columns;
use super::{Format, Measured, Source, plain_json, table};
use crate::document::Diagnostic;

pub const FORMAT: Format = Format { is: |head| known(head).is_some(), read, has_columns: true };

/// How an output is known, what it is, and what to do instead.
struct Summary {
    is: fn(&str) -> bool,
    what: &'static str,
    instead: &'static str,
}

const SUMMARIES: [Summary; 5] = [
    Summary {
        is: |head| has_columns(head, &["Label", "# Samples", "Average"]),
        what: "a report of JMeter, with averages",
        instead: "name the file of results that it was made of: jmeter -l results.jtl",
    },
    Summary {
        is: |head| has_columns(head, &["command", "mean", "stddev", "median", "user", "system"]),
        what: "a summary of hyperfine",
        instead: "have it write the time of each run: hyperfine --export-json runs.json",
    },
    Summary {
        is: |head| has_columns(head, &["Timestamp", "User Count", "Total Average Response Time"]),
        what: "Locust's history, with percentiles of what was seen until then",
        instead: "name the file beside it whose name ends in `_stats.csv`",
    },
    Summary {
        is: |head| head.trim_start().starts_with('{') && head.contains("\"metrics\"") && head.contains("\"p(95)\""),
        what: "a summary of k6",
        instead: "have it write each request: k6 run --out csv=requests.csv",
    },
    Summary {
        is: |head| {
            let mut words = head.lines().filter_map(|line| line.split_whitespace().next());
            [words.next(), words.next(), words.next()] == [Some("real"), Some("user"), Some("sys")]
        },
        what: "what `time` says of one run",
        instead: "measure several: hyperfine --export-json runs.json COMMAND",
    },
];

fn known(head: &str) -> Option<&'static Summary> {
    SUMMARIES.iter().find(|summary| (summary.is)(head))
}

fn read(source: Source<'_>) -> Result<Measured, Diagnostic> {
    match known(source.text) {
        Some(Summary { what, instead, .. }) if source.request.column.is_none() => {
            let what = format!("`{}` is {what}; it does not hold times one by one", source.file);
            Err(Diagnostic::new(what).help(*instead))
        }
        _ if source.text.trim_start().starts_with('{') => plain_json::read(source),
        _ => table::read(source),
    }
}
