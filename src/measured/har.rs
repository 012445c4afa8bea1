//! HAR, the log of a browser's network panel: `send` + `wait` + `receive` of each entry, in milliseconds.
//!
//! `blocked` is the wait for one of the few connections, which `boards` models; it is not part of the times.

use super::harvest::Harvest;
use super::json;
use super::{Format, Measured, Recognised, Source};
use crate::cells::within;
use crate::document::Diagnostic;
use crate::time::TimeUnit;
use serde::Deserialize;

pub const FORMAT: Format = Format { is: |head| json::has_keys(head, &["log", "entries"]), read, has_columns: false };

#[derive(Deserialize)]
struct Export {
    log: Log,
}

#[derive(Deserialize)]
struct Log {
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    request: Asked,
    response: Answer,
    #[serde(default)]
    timings: Timings,
}

#[derive(Deserialize)]
struct Asked {
    method: String,
    url: String,
}

#[derive(Deserialize)]
struct Answer {
    status: i64,
}

/// What does not apply is −1.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Timings {
    send: Option<f64>,
    /// Firefox leaves it out where a cache answered.
    wait: Option<f64>,
    receive: Option<f64>,
}

fn read(source: Source<'_>) -> Result<Measured, Diagnostic> {
    let file: Export = json::whole(source)?;
    let mut harvest = Harvest::new(source.file, source.request, ["method", "url", "path", "status"])?;
    for Entry { request: Asked { method, url }, response: Answer { status }, timings } in &file.log.entries {
        let part = |ms: Option<f64>| ms.unwrap_or(-1.0);
        let ms = part(timings.send).max(0.0) + part(timings.wait) + part(timings.receive).max(0.0);
        let path = url.split(['?', '#']).next().unwrap_or(url);
        let status_text = status.to_string();
        match within(ms * TimeUnit::MILLISECONDS.ns as f64) {
            _ if *status == 0 => harvest.leave_out("requests without an answer"),
            _ if *status >= 400 => harvest.leave_out("requests answered with an error"),
            Ok(value) if part(timings.wait) >= 0.0 => {
                harvest.take(value, &[("method", method), ("url", url), ("path", path), ("status", &status_text)])?;
            }
            _ => harvest.leave_out("requests answered by a cache"),
        }
    }
    harvest.finish(Recognised::new("HAR", "send + wait + receive, in ms"))
}
