//! hey: `-o csv`, a row for each request, and its summary, with a few percentiles.

use super::harvest::Harvest;
use super::percentiles::slices;
use super::table::{KnownTable, TableRow, has_columns, read_known, refusal};
use super::{Format, Measured, Recognised, Source};
use crate::cells::{Sign, duration};
use crate::document::{Diagnostic, Place};
use crate::time::{Duration, TimeUnit};

pub const REQUESTS: Format = Format {
    is: |head| has_columns(head, &["response-time", "DNS+dialup", "Response-delay"]),
    read: |source| read_known(source, &KNOWN),
    has_columns: true,
};

const KNOWN: KnownTable = KnownTable { format: "hey CSV", column: "response-time", unit: TimeUnit::SECONDS, counts };

fn counts(row: &TableRow<'_>) -> Result<(), &'static str> {
    if row.cell("status-code").starts_with(['4', '5']) { Err("requests answered with an error") } else { Ok(()) }
}

pub const SUMMARY: Format = Format {
    is: |head| head.trim_start().starts_with("Summary:") && head.contains("Latency distribution:"),
    read,
    has_columns: false,
};

fn read(source: Source<'_>) -> Result<Measured, Diagnostic> {
    let Source { file, text, request } = source;
    let (mut fastest, mut slowest, mut percentiles, mut count, mut within) = (None, None, Vec::new(), 0, false);
    for (number, line) in text.lines().enumerate() {
        let words: Vec<_> = line.split_whitespace().collect();
        let value = |word: &str| seconds(word, file, number, line);
        match words.as_slice() {
            ["Fastest:", value_, ..] => fastest = Some(value(value_)?),
            ["Slowest:", value_, ..] => slowest = Some(value(value_)?),
            ["Latency", "distribution:"] => within = true,
            [percent, "in", value_, "secs"] if within => {
                let percent = percent.trim_end_matches('%').parse::<f64>().ok();
                percentiles.extend(percent.zip(Some(value(value_)?)).filter(|(_, value)| !value.is_zero()));
            }
            [status, requests, "responses"] if status.starts_with('[') => count += requests.parse().unwrap_or(0),
            [] => {}
            _ => within &= line.starts_with(' '),
        }
    }
    percentiles.extend(slowest.map(|slowest| (100.0, slowest)));
    let data = slices(fastest, &percentiles, Some(count).filter(|count| *count > 0)).ok_or_else(|| {
        Diagnostic::new(format!("the percentiles in `{file}` do not rise")).help("is the file whole and unchanged?")
    })?;
    let mut harvest = Harvest::new(file, request, [])?;
    harvest.take_percentiles(data, &[])?;
    harvest.finish(Recognised::new("hey's summary", "percentiles of response times, in s"))
}

fn seconds(word: &str, file: &str, number: usize, line: &str) -> Result<Duration, Diagnostic> {
    duration(word, Some(TimeUnit::SECONDS.ns), Sign::Point)
        .map_err(|why| refusal(&why, word).at(Place::of_word(file, number + 1, line, word)))
}
