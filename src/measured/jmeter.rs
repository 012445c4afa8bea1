//! Results of Apache `JMeter` (`.jtl`): as CSV, a row for each sample, `elapsed` in milliseconds; and as XML, an
//! element for each.

use super::harvest::Harvest;
use super::table::{KnownTable, TableRow, has_columns, read_known, refusal};
use super::{Format, Measured, Recognised, Source};
use crate::cells::{Sign, duration};
use crate::document::{Diagnostic, Place};
use crate::time::TimeUnit;

pub const CSV: Format = Format {
    is: |head| has_columns(head, &["timeStamp", "elapsed"]),
    read: |source| read_known(source, &KNOWN),
    has_columns: true,
};

const KNOWN: KnownTable = KnownTable { format: "JMeter CSV", column: "elapsed", unit: TimeUnit::MILLISECONDS, counts };

/// Failures are not answers; those that took as long as a time-out are kept, so that `--limit` can see them.
fn counts(row: &TableRow<'_>) -> Result<(), &'static str> {
    if row.cell("success") == "false" { Err("failed requests") } else { Ok(()) }
}

pub const XML: Format =
    Format { is: |head| head.trim_start().starts_with('<') && head.contains("<testResults"), read, has_columns: false };

/// The elements that are samples. One within another is a part of it: a redirect, or an image of a page.
const SAMPLES: [&str; 2] = ["httpSample", "sample"];

fn read(source: Source<'_>) -> Result<Measured, Diagnostic> {
    let Source { file, text, request } = source;
    let (mut harvest, mut depth) = (Harvest::new(file, request, ["label", "responseCode", "threadName"])?, 0_usize);
    // A sign like this in a text is written as `&lt;`.
    for (at, _) in text.match_indices('<') {
        let tag = &text[at + 1..at + text[at..].find('>').unwrap_or(1).max(1)];
        let name = tag.split(|c: char| c.is_whitespace() || c == '/').find(|word| !word.is_empty()).unwrap_or("");
        if !SAMPLES.contains(&name) {
            continue;
        }
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
            continue;
        }
        if depth > 0 {
            harvest.leave_out("samples within others");
        } else if attribute(tag, "s") == Some("false") {
            harvest.leave_out("failed requests");
        } else {
            let elapsed = attribute(tag, "t").unwrap_or("");
            let value = duration(elapsed, Some(TimeUnit::MILLISECONDS.ns), Sign::Point)
                .map_err(|why| refusal(&why, elapsed).at(Place::in_text(file, text, at..at + 1 + tag.len())))?;
            let label = |name| attribute(tag, name).unwrap_or("");
            harvest
                .take(value, &[("label", label("lb")), ("responseCode", label("rc")), ("threadName", label("tn"))])?;
        }
        depth += usize::from(!tag.ends_with('/'));
    }
    harvest.finish(Recognised::new("JMeter XML", "attribute `t`, in ms"))
}

/// The value of an attribute of a tag, as it is written.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let start = tag
        .match_indices(name)
        .find(|(at, _)| tag[..*at].ends_with(char::is_whitespace) && tag[at + name.len()..].starts_with("=\""))?;
    tag[start.0 + name.len() + 2..].split('"').next()
}
