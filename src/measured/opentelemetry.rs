//! OpenTelemetry's traces as JSON (OTLP), one object or one a line, as the collector's file exporter writes them.

use super::json;
use super::spans::{self, CallSpan};
use super::{Format, Measured, Source};
use crate::document::Diagnostic;
use crate::time::Duration;
use serde::Deserialize;

pub const FORMAT: Format = Format { is: |head| json::has_keys(head, &["resourceSpans"]), read, has_columns: false };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Export {
    #[serde(default)]
    resource_spans: Vec<ResourceSpans>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ResourceSpans {
    #[serde(default)]
    resource: Resource,
    #[serde(default, alias = "instrumentationLibrarySpans")]
    scope_spans: Vec<ScopeSpans>,
}

#[derive(Default, Deserialize)]
struct Resource {
    #[serde(default)]
    attributes: Vec<Attribute>,
}

#[derive(Deserialize)]
struct Attribute {
    key: String,
    #[serde(default)]
    value: Value,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Value {
    string_value: String,
}

#[derive(Deserialize)]
struct ScopeSpans {
    #[serde(default)]
    spans: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    #[serde(default)]
    name: String,
    #[serde(default)]
    parent_span_id: String,
    #[serde(default)]
    kind: SpanKind,
    start_time_unix_nano: Nanoseconds,
    #[serde(default)]
    end_time_unix_nano: Option<Nanoseconds>,
}

/// By its number or its name.
#[derive(Deserialize)]
#[serde(untagged)]
enum SpanKind {
    Number(u8),
    Name(String),
}

impl Default for SpanKind {
    fn default() -> Self {
        Self::Number(0)
    }
}

/// Numbers of 64 bits are texts in this JSON, but not everybody knows that.
#[derive(Clone, Deserialize)]
#[serde(try_from = "NumberOrText")]
struct Nanoseconds(u64);

#[derive(Deserialize)]
#[serde(untagged)]
enum NumberOrText {
    Number(u64),
    Text(String),
}

impl TryFrom<NumberOrText> for Nanoseconds {
    type Error = String;

    fn try_from(it: NumberOrText) -> Result<Self, String> {
        match it {
            NumberOrText::Number(ns) => Ok(Self(ns)),
            NumberOrText::Text(text) => {
                text.parse().map(Self).map_err(|_| format!("`{text}` is not a number of nanoseconds"))
            }
        }
    }
}

fn read(source: Source<'_>) -> Result<Measured, Diagnostic> {
    let mut all = Vec::new();
    for export in json::each(source) {
        let Export { resource_spans } = export?;
        for ResourceSpans { resource, scope_spans } in resource_spans {
            let service = resource.attributes.into_iter().find(|attribute| attribute.key == "service.name");
            let service = service.map_or_else(String::new, |attribute| attribute.value.string_value);
            all.extend(scope_spans.into_iter().flat_map(|scope| scope.spans).map(|entry| span(entry, &service)));
        }
    }
    spans::read(source, "OpenTelemetry JSON", all)
}

fn span(entry: Entry, service: &str) -> CallSpan {
    const CLIENT: u8 = 3;
    let start_ns = entry.start_time_unix_nano.0;
    let length = |end: Nanoseconds| end.0.checked_sub(start_ns).map(Duration::from_ns);
    CallSpan {
        name: entry.name,
        service: service.to_owned(),
        is_client: match entry.kind {
            SpanKind::Number(number) => number == CLIENT,
            SpanKind::Name(name) => name == "SPAN_KIND_CLIENT",
        },
        is_root: entry.parent_span_id.is_empty(),
        start_ns,
        duration: entry.end_time_unix_nano.and_then(length),
    }
}
