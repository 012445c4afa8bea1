//! Access logs: nginx's with `$request_time` (seconds), Apache's with `%D` (microseconds).
//!
//! The time stands behind its name (`request_time=0.123`, `"request_time":"0.123"`, `rt=0.123`), or is the last word of a
//! line in the combined format: with a point it is nginx's, without one Apache's.

use super::harvest::{Harvest, Label};
use super::table::refusal;
use super::{Format, Measured, Recognised, Source};
use crate::cells::{NoDuration, Sign, duration};
use crate::document::{Diagnostic, Place};
use crate::time::TimeUnit;

pub const FORMAT: Format = Format { is, read };

/// How the time is introduced.
const KEYS: [&str; 4] = ["request_time=", "\"request_time\":", "request_time:", "rt="];

fn is(head: &str) -> bool {
    let first = head.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    named(first).is_some() || (is_combined(first) && last_is_number(first))
}

/// Whether a line is in the common or combined log format: `… [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 200 …`.
fn is_combined(line: &str) -> bool {
    let rest = line.split_once('[').and_then(|(_, rest)| rest.split_once("] \""));
    rest.is_some_and(|(stamp, rest)| stamp.matches(':').count() >= 3 && rest.contains("\" "))
}

fn last_is_number(line: &str) -> bool {
    let last = line.split_whitespace().next_back().unwrap_or("");
    !line.trim_end().ends_with('"') && last.starts_with(|c: char| c.is_ascii_digit())
}

/// The time behind its name.
fn named(line: &str) -> Option<&str> {
    let (at, key) = KEYS.iter().find_map(|key| {
        let at = line.find(key)?;
        let whole = !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        whole.then_some((at, key))
    })?;
    let rest = line[at + key.len()..].trim_start().trim_start_matches('"');
    Some(&rest[..rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | ',' | ';' | '}')).unwrap_or(rest.len())])
}

fn read(source: Source<'_>) -> Result<Measured, Diagnostic> {
    let Source { file, text, request } = source;
    let mut harvest = Harvest::new(file, request, ["request", "path", "status"])?;
    let mut unit_seen: Option<TimeUnit> = None;
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let word = named(line).or_else(|| line.split_whitespace().next_back().filter(|_| is_combined(line)));
        let Some(word) = word else {
            harvest.leave_out("lines without a time");
            continue;
        };
        let is_last = named(line).is_none();
        let unit = if is_last && !word.contains('.') { TimeUnit::MICROSECONDS } else { TimeUnit::SECONDS };
        let unit = request.unit.unwrap_or(unit);
        match duration(word, Some(unit.ns), Sign::Point) {
            Ok(value) => {
                let (asked, path, status) = asked(line);
                if status.starts_with(['4', '5']) {
                    harvest.leave_out("requests answered with an error");
                    continue;
                }
                unit_seen = Some(unit);
                let labels: [Label<'_>; 3] = [("request", &asked), ("path", path), ("status", status)];
                harvest.take(value, &labels)?;
            }
            Err(NoDuration::Empty) => harvest.leave_out("requests without a time"),
            Err(NoDuration::NotANumber) if is_last => harvest.leave_out("lines without a time"),
            Err(why) => {
                let start = word.as_ptr() as usize - line.as_ptr() as usize;
                return Err(refusal(&why, word).at(Place::in_line(file, number + 1, line, start..start + word.len())));
            }
        }
    }
    let unit = unit_seen.map_or("", |unit| unit.name);
    let figure = format!("time of each request, in {unit}");
    harvest.finish(Recognised { format: "an access log", figure, unit_given: request.unit.is_some() })
}

/// What was asked for (`GET /path`), its path without a query, and the status of the answer.
fn asked(line: &str) -> (String, &str, &str) {
    let Some((_, rest)) = line.split_once("] \"") else { return (String::new(), "", "") };
    let (request, rest) = rest.split_once('"').unwrap_or((rest, ""));
    let mut words = request.split(' ');
    let (method, path) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let path = path.split('?').next().unwrap_or(path);
    (format!("{method} {path}"), path, rest.split_whitespace().next().unwrap_or(""))
}
