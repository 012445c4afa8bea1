//! Jaeger's traces as JSON, as its page and its API give them: durations in microseconds.

use super::json;
use super::spans::{self, CallSpan};
use super::{Format, Measured, Source};
use crate::document::Diagnostic;
use crate::time::{Duration, TimeUnit};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;

pub const FORMAT: Format =
    Format { is: |head| json::has_keys(head, &["data", "traceID", "spans"]), read, has_columns: false };

#[derive(Deserialize)]
struct Export {
    data: Vec<Trace>,
}

#[derive(Deserialize)]
struct Trace {
    spans: Vec<Entry>,
    #[serde(default)]
    processes: BTreeMap<String, Process>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Process {
    service_name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    operation_name: String,
    #[serde(rename = "processID", default)]
    process_id: String,
    #[serde(default)]
    references: Vec<IgnoredAny>,
    start_time: u64,
    duration: u64,
    #[serde(default)]
    tags: Vec<Tag>,
}

#[derive(Deserialize)]
struct Tag {
    key: String,
    #[serde(default)]
    value: serde_json::Value,
}

fn read(source: Source<'_>) -> Result<Measured, Diagnostic> {
    let file: Export = json::whole(source)?;
    let mut all = Vec::new();
    for Trace { spans, processes } in file.data {
        all.extend(spans.into_iter().map(|entry| CallSpan {
            is_client: entry.tags.iter().any(|tag| tag.key == "span.kind" && tag.value == "client"),
            is_root: entry.references.is_empty(),
            service: processes.get(&entry.process_id).map_or_else(String::new, |process| process.service_name.clone()),
            start_ns: entry.start_time.saturating_mul(TimeUnit::MICROSECONDS.ns),
            duration: entry.duration.checked_mul(TimeUnit::MICROSECONDS.ns).map(Duration::from_ns),
            name: entry.operation_name,
        }));
    }
    spans::read(source, "Jaeger JSON", all)
}
