//! Outcomes as CSV.

use super::table::{OutcomeTable, digest, values};
use crate::report::sweep::Settings;
use serde::{Serialize, Serializer};

/// A row, whose fields are the headings.
#[derive(Serialize)]
pub(super) struct Row<'a> {
    scenario: &'a str,
    /// Empty if it is among the settings.
    #[serde(skip_serializing_if = "Option::is_none")]
    seed: Option<u64>,
    settings: &'a Settings,
    replication: u64,
    digest: String,
    values: Values<'a>,
}

impl<'a> Row<'a> {
    /// The row of a replication, counted from 1, with what is in a record.
    pub fn new(table: &'a OutcomeTable<'_>, settings: &'a Settings, replication: u64, record: &'a [u8]) -> Self {
        let (scenario, seed, digest) = (table.title, table.seed, digest(record));
        Self { scenario, seed, settings, replication, digest, values: Values { names: &table.names, record } }
    }
}

/// The values of a record under their names.
struct Values<'a> {
    names: &'a [String],
    record: &'a [u8],
}

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.names.iter().zip(values(self.record)))
    }
}
