//! Apache's bench: `ab -g`, a row for each request separated by tabs, and `ab -e`, the percentiles as CSV.

use super::harvest::Harvest;
use super::percentiles::slices;
use super::table::{KnownTable, has_columns, read_known, refusal};
use super::{Format, Measured, Recognised, Source};
use crate::cells::{Sign, broken, duration, place, rows};
use crate::document::Diagnostic;
use crate::time::TimeUnit;

pub const REQUESTS: Format = Format {
    is: |head| has_columns(head, &["ctime", "dtime", "ttime", "wait"]),
    read: |source| read_known(source, &KNOWN),
    has_columns: true,
};

const KNOWN: KnownTable =
    KnownTable { format: "ApacheBench -g", column: "ttime", unit: TimeUnit::MILLISECONDS, counts: |_| Ok(()) };

pub const PERCENTILES: Format =
    Format { is: |head| has_columns(head, &["Percentage served", "Time in ms"]), read, has_columns: false };

fn read(source: Source<'_>) -> Result<Measured, Diagnostic> {
    let Source { file, text, request } = source;
    let mut percentiles = Vec::new();
    let mut reader = rows(text, b',');
    for row in reader.records().skip(1) {
        let row = row.map_err(|error| broken(file, &error))?;
        let percent =
            row.get(0).and_then(|cell| cell.parse::<f64>().ok()).filter(|percent| (0.0..=100.0).contains(percent));
        let at = |index| place(file, text, &row, index, b',');
        let percent = percent.ok_or_else(|| {
            Diagnostic::new("this is not a percentage").at(at(0)).help("write a number from 0 to 100")
        })?;
        let cell = row.get(1).unwrap_or("");
        let value = duration(cell, Some(TimeUnit::MILLISECONDS.ns), Sign::Point)
            .map_err(|why| refusal(&why, cell).at(at(1)))?;
        percentiles.push((percent, value));
    }
    let data = slices(None, &percentiles, None).ok_or_else(|| {
        Diagnostic::new(format!("the percentiles in `{file}` do not rise")).help("is the file whole and unchanged?")
    })?;
    let mut harvest = Harvest::new(file, request, [])?;
    harvest.take_percentiles(data, &[])?;
    harvest.finish(Recognised::new("ApacheBench -e", "percentiles of the time of a request, in ms"))
}
