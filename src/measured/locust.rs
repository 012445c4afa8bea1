//! Locust's `…_stats.csv`: percentiles for each kind of request, and for all together.

use super::harvest::{Harvest, Label};
use super::percentiles::slices;
use super::table::{has_columns, refusal};
use super::{Format, Measured, Recognised, Source};
use crate::cells::{Sign, broken, duration, place, rows};
use crate::document::Diagnostic;
use crate::time::TimeUnit;
use csv::StringRecord;

pub const FORMAT: Format =
    Format { is: |head| has_columns(head, &["Name", "Request Count", "50%", "99%"]), read, has_columns: false };

/// The row that sums up all others.
const ALL: &str = "Aggregated";

fn read(source: Source<'_>) -> Result<Measured, Diagnostic> {
    let Source { file, text, request } = source;
    let mut reader = rows(text, b',');
    let all: Result<Vec<_>, _> = reader.records().collect();
    let all = all.map_err(|error| broken(file, &error))?;
    let (header, rows) = all.split_first().ok_or_else(|| Diagnostic::new(format!("`{file}` is empty")))?;
    let mut harvest = Harvest::new(file, request, ["Type", "Name"])?;
    let cell = |row: &StringRecord, name: &str| {
        let index = header.iter().position(|column| column == name);
        index.and_then(|index| row.get(index)).unwrap_or("").to_owned()
    };
    // Kinds are kept apart on demand; otherwise their sum is taken, if there is one.
    let wants_kinds = harvest.wants_labels();
    let has_sum = rows.iter().any(|row| cell(row, "Name") == ALL);
    for row in rows {
        let (kind, name) = (cell(row, "Type"), cell(row, "Name"));
        let is_sum = name == ALL && kind.is_empty();
        if is_sum == wants_kinds && has_sum && request.only.as_deref() != Some(ALL) {
            if !is_sum {
                harvest.leave_out("kinds of requests, which are in the sum of all");
            }
            continue;
        }
        let count = cell(row, "Request Count").parse::<u64>().ok();
        if count == Some(0) {
            harvest.leave_out("kinds without a request");
            continue;
        }
        let mut percentiles = Vec::new();
        let mut least = None;
        for (index, column) in header.iter().enumerate() {
            let percent = column.strip_suffix('%').and_then(|number| number.parse::<f64>().ok());
            if percent.is_none() && column != "Min Response Time" {
                continue;
            }
            let text_of_cell = row.get(index).unwrap_or("");
            let value = duration(text_of_cell, Some(TimeUnit::MILLISECONDS.ns), Sign::Point)
                .map_err(|why| refusal(&why, text_of_cell).at(place(file, text, row, index, b',')))?;
            match percent {
                Some(percent) => percentiles.push((percent, value)),
                None => least = Some(value),
            }
        }
        // Percentiles are rounded to two digits, the least value is not.
        let least = least.map(|least| percentiles.first().map_or(least, |first| least.min(first.1)));
        let data = slices(least, &percentiles, count).ok_or_else(|| {
            let place = place(file, text, row, 0, b',');
            Diagnostic::new("the percentiles in this row do not rise")
                .at(place)
                .help("is the file whole and unchanged?")
        })?;
        let labels: [Label<'_>; 2] = [("Type", &kind), ("Name", &name)];
        harvest.take_percentiles(data, &labels)?;
    }
    harvest.finish(Recognised::new("Locust statistics", "percentiles of response times, in ms"))
}
