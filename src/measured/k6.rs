//! k6's results: as CSV, and as JSON with an object a line. The values are those of `http_req_duration`, in
//! milliseconds.

use super::harvest::Harvest;
use super::json;
use super::table::{KnownTable, TableRow, has_columns, read_known};
use super::{Format, Measured, Recognised, Source};
use crate::cells::within;
use crate::document::Diagnostic;
use crate::time::TimeUnit;
use serde::Deserialize;
use std::borrow::Cow;

/// The metric that is taken: from sending a request to the last byte of its answer, without the wait for a connection.
const METRIC: &str = "http_req_duration";
const OTHER: &str = "values of other metrics";
const FAILED: &str = "failed requests";

pub const CSV: Format = Format {
    is: |head| has_columns(head, &["metric_name", "metric_value"]),
    read: |source| read_known(source, &KNOWN),
    has_columns: true,
};

const KNOWN: KnownTable = KnownTable { format: "k6 CSV", column: "metric_value", unit: TimeUnit::MILLISECONDS, counts };

fn counts(row: &TableRow<'_>) -> Result<(), &'static str> {
    match (row.cell("metric_name"), row.cell("expected_response")) {
        (METRIC, "false") => Err(FAILED),
        (METRIC, _) => Ok(()),
        _ => Err(OTHER),
    }
}

pub const JSON: Format =
    Format { is: |head| json::has_keys(head, &["metric", "type", "data"]), read, has_columns: false };

/// A line of the file.
#[derive(Deserialize)]
struct Line<'l> {
    #[serde(borrow)]
    metric: Cow<'l, str>,
    #[serde(borrow)]
    r#type: Cow<'l, str>,
    #[serde(borrow, default)]
    data: Point<'l>,
}

#[derive(Default, Deserialize)]
struct Point<'l> {
    value: Option<f64>,
    /// Samples without tags have `null`.
    #[serde(borrow, default)]
    tags: Option<Tags<'l>>,
}

#[derive(Default, Deserialize)]
struct Tags<'l> {
    #[serde(borrow, default)]
    name: Cow<'l, str>,
    #[serde(borrow, default)]
    method: Cow<'l, str>,
    #[serde(borrow, default)]
    status: Cow<'l, str>,
    #[serde(borrow, default)]
    group: Cow<'l, str>,
    #[serde(borrow, default)]
    scenario: Cow<'l, str>,
    #[serde(borrow, default)]
    expected_response: Cow<'l, str>,
}

fn read(source: Source<'_>) -> Result<Measured, Diagnostic> {
    let mut harvest = Harvest::new(source.file, source.request, ["name", "method", "status", "group", "scenario"])?;
    for line in json::each(source) {
        let line: Line<'_> = line?;
        if line.r#type != "Point" {
            continue;
        }
        if line.metric != METRIC {
            harvest.leave_out(OTHER);
            continue;
        }
        let tags = line.data.tags.unwrap_or_default();
        let Tags { name, method, status, group, scenario, expected_response } = &tags;
        match line.data.value.map(|value| within(value * TimeUnit::MILLISECONDS.ns as f64)) {
            _ if expected_response == "false" => harvest.leave_out(FAILED),
            Some(Ok(value)) => {
                let labels = [
                    ("name", &**name),
                    ("method", method),
                    ("status", status),
                    ("group", group),
                    ("scenario", scenario),
                ];
                harvest.take(value, &labels)?;
            }
            Some(Err(_)) | None => harvest.leave_out("values that are not durations"),
        }
    }
    harvest.finish(Recognised::new("k6 JSON", "http_req_duration, in ms"))
}
