//! Zipkin's spans as JSON (version 2): a list of spans, or of traces, with durations in microseconds.

use super::json;
use super::spans::{self, CallSpan};
use super::{Format, Measured, Source};
use crate::document::Diagnostic;
use crate::time::{Duration, TimeUnit};
use serde::Deserialize;

pub const FORMAT: Format = Format {
    is: |head| head.trim_start().starts_with('[') && json::has_keys(head, &["traceId", "timestamp"]),
    read,
    has_columns: false,
};

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Entry {
    name: String,
    parent_id: Option<String>,
    kind: String,
    timestamp: u64,
    duration: Option<u64>,
    local_endpoint: Endpoint,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Endpoint {
    service_name: String,
}

fn read(source: Source<'_>) -> Result<Measured, Diagnostic> {
    let is_of_traces =
        source.text.trim_start().strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with('['));
    let entries: Vec<Entry> = if is_of_traces {
        json::whole::<Vec<Vec<Entry>>>(source)?.into_iter().flatten().collect()
    } else {
        json::whole(source)?
    };
    let span = |entry: Entry| CallSpan {
        name: entry.name,
        service: entry.local_endpoint.service_name,
        is_client: entry.kind == "CLIENT",
        is_root: entry.parent_id.is_none(),
        start_ns: entry.timestamp.saturating_mul(TimeUnit::MICROSECONDS.ns),
        duration: entry.duration.and_then(|us| us.checked_mul(TimeUnit::MICROSECONDS.ns)).map(Duration::from_ns),
    };
    spans::read(source, "Zipkin JSON", entries.into_iter().map(span).collect())
}
