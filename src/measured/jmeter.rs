//! Results of Apache `JMeter` as CSV (`.jtl`): `elapsed` in milliseconds, a row for each sample.

use super::Format;
use super::table::{Known, Row, has_columns, read_known};
use crate::time::TimeUnit;

pub const FORMAT: Format =
    Format { is: |head| has_columns(head, &["timeStamp", "elapsed"]), read: |source| read_known(source, &KNOWN) };

const KNOWN: Known = Known { format: "JMeter CSV", column: "elapsed", unit: TimeUnit::MILLISECONDS, counts };

/// Failures are not answers; those that took as long as a time-out are kept, so that `--limit` can see them.
fn counts(row: &Row<'_>) -> Result<(), &'static str> {
    if row.cell("success") == "false" { Err("failed requests") } else { Ok(()) }
}
