//! Access logs: nginx's with `$request_time` (seconds), Apache's with `%D` (microseconds).
//!
//! The time stands behind its name (`request_time=0.123`, `"request_time":"0.123"`, `rt=0.123`), or is the last word of
//! a line in the combined format: with a point it is nginx's, without one Apache's.

use super::harvest::{Harvest, Label};
use super::table::refusal;
use super::{Format, Measured, Recognised, Source};
use crate::cells::{NoDuration, Sign, duration};
use crate::document::{Diagnostic, Place};
use crate::time::TimeUnit;

pub const FORMAT: Format = Format { is, read, has_columns: false };

/// How the time is introduced.
const KEYS: [&str; 4] = ["request_time=", "\"request_time\":", "request_time:", "rt="];

const NO_TIME: &str = "lines without a time";
const ADD_TIME: &str = "have the server log how long each request took: `$request_time` in nginx's log_format, `%D` in \
    Apache's LogFormat";

const NAME_TIME: &str = "name them in nginx's log_format: `rt=$request_time urt=$upstream_response_time`; or write a \
    list of one of them alone, and give its `--unit s`";

fn is(head: &str) -> bool {
    let first = head.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    named(first).is_some() || answer(first).is_some()
}

/// What stands behind the request in the common or combined log format:
/// `… [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 200 2326 …`.
fn answer(line: &str) -> Option<&str> {
    let (stamp, rest) = line.split_once('[').and_then(|(_, rest)| rest.split_once("] \""))?;
    let (_, answer) = rest.split_once("\" ")?;
    (stamp.matches(':').count() >= 3).then_some(answer)
}

/// The last word of such a line, if it stands behind more than the status and the size of the answer.
fn last(line: &str) -> Option<&str> {
    let mut words = answer(line)?.split_whitespace();
    let last = words.next_back()?;
    let is_number = last == "-" || (last.starts_with(|c: char| c.is_ascii_digit()) && !last.ends_with('"'));
    (words.count() >= 2 && is_number).then_some(last)
}

/// Whether the last two words of such a line are times in seconds, or the last is a mark for none: `$request_time
/// $upstream_response_time`, or the other way round.
fn has_two(line: &str) -> bool {
    let is_seconds = |word: &str| {
        word.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 3) && word.parse::<f64>().is_ok()
    };
    let words: Vec<_> = answer(line).unwrap_or("").split_whitespace().collect();
    let [_, _, .., one, other] = words.as_slice() else { return false };
    is_seconds(one.trim_end_matches(',')) && (is_seconds(other) || *other == "-")
}

/// The time behind its name.
fn named(line: &str) -> Option<&str> {
    behind(line, &KEYS)
}

/// What stands behind one of these names.
fn behind<'l>(line: &'l str, keys: &[&str]) -> Option<&'l str> {
    let (at, key) = keys.iter().find_map(|key| {
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
    let mut has_time = false;
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let word = named(line).or_else(|| last(line));
        let Some(word) = word else {
            harvest.leave_out(NO_TIME);
            continue;
        };
        let is_last = named(line).is_none();
        if is_last && has_two(line) {
            let what = "two times stand at the end of this line, and which is the request's is not said";
            return Err(Diagnostic::new(what).at(Place::of_word(file, number + 1, line, word)).help(NAME_TIME));
        }
        let unit = if is_last && !word.contains('.') { TimeUnit::MICROSECONDS } else { TimeUnit::SECONDS };
        let unit = request.unit.unwrap_or(unit);
        match duration(word, Some(unit.ns), Sign::Point) {
            Ok(value) => {
                has_time = true;
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
            Err(NoDuration::NotANumber) if is_last => harvest.leave_out(NO_TIME),
            Err(why) => return Err(refusal(&why, word).at(Place::of_word(file, number + 1, line, word))),
        }
    }
    let unit = unit_seen.map_or("", |unit| unit.name);
    let figure = format!("time of each request, in {unit}");
    let found = harvest.finish(Recognised { format: "an access log", figure, unit_given: request.unit.is_some() });
    // Where no line has a time, the server was not asked for it.
    found.map_err(|wrong| if has_time { wrong } else { wrong.help(ADD_TIME) })
}

/// What was asked for (`GET /path`), its path without a query, and the status of the answer.
fn asked(line: &str) -> (String, &str, &str) {
    let status = || behind(line, &["\"status\":", "status="]).unwrap_or("");
    let (request, status) = match line.split_once("] \"").and_then(|(_, rest)| rest.split_once('"')) {
        Some((request, rest)) if answer(line).is_some() => (request, rest.split_whitespace().next().unwrap_or("")),
        _ => match line.split_once("\"request\":").and_then(|(_, rest)| rest.split('"').nth(1)) {
            Some(request) => (request, status()),
            None => ("", status()),
        },
    };
    let mut words = request.split(' ');
    let (method, path) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let path = path.split('?').next().unwrap_or(path);
    (format!("{method} {path}").trim().to_owned(), path, status)
}
