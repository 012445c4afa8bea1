//! hyperfine's `--export-json`: the times of each run of each command, in seconds.

use super::harvest::Harvest;
use super::json;
use super::{Format, Measured, Recognised, Source};
use crate::cells::within;
use crate::document::Diagnostic;
use crate::time::TimeUnit;
use serde::Deserialize;

pub const FORMAT: Format =
    Format { is: |head| json::has_keys(head, &["results", "command", "times"]), read, has_columns: false };

#[derive(Deserialize)]
struct Export {
    results: Vec<Benchmark>,
}

#[derive(Deserialize)]
struct Benchmark {
    command: String,
    #[serde(default)]
    times: Vec<f64>,
    #[serde(default)]
    exit_codes: Vec<Option<i32>>,
}

fn read(source: Source<'_>) -> Result<Measured, Diagnostic> {
    let file: Export = json::whole(source)?;
    let mut harvest = Harvest::new(source.file, source.request, ["command"])?;
    for Benchmark { command, times, exit_codes } in &file.results {
        for (index, time) in times.iter().enumerate() {
            let failed = exit_codes.get(index).is_some_and(|code| *code != Some(0));
            match within(time * TimeUnit::SECONDS.ns as f64) {
                _ if failed => harvest.leave_out("runs that failed"),
                Ok(value) => harvest.take(value, &[("command", command)])?,
                Err(_) => harvest.leave_out("values that are not durations"),
            }
        }
    }
    harvest.finish(Recognised::new("hyperfine JSON", "times of commands, in s"))
}
