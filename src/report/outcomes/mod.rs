//! Outcomes as data: a row for each replication, a column for each setting and each measure.
//!
//! Between an outcome and its row stands a record: its digest and its values, in bytes. Records are small and all of one
//! length, so that those whose turn has not come can be kept anywhere.

mod csv;
#[cfg(feature = "parquet")]
mod parquet;

use super::sweep::{Settings, settings};
use crate::experiment::Grid;
use crate::model::{Measure, Outcome};
use std::io::{self, Write};

/// In which form outcomes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutcomeFormat {
    /// Text, under a line of headings.
    Csv,
    /// Apache Parquet.
    #[cfg(feature = "parquet")]
    Parquet,
}

/// What a table of outcomes is about, and its columns.
///
/// Those that come from outcomes are the digest, then measures of all boards and, where there are several groups, of each
/// group.
#[derive(Clone, Debug)]
pub struct OutcomeTable<'a> {
    title: &'a str,
    /// Unless each point has its own.
    seed: Option<u64>,
    grid: Option<&'a Grid>,
    /// The measures of all boards, then those of each group.
    parts: Vec<(Option<usize>, Vec<Measure>)>,
    /// As in results, `waiting_mean_s`; with the name of the group before it, `hobbyist.waiting_mean_s`.
    names: Vec<String>,
}

/// What a record holds before the values.
const DIGEST_BYTES: usize = size_of::<u64>();
const VALUE_BYTES: usize = size_of::<f64>();

impl<'a> OutcomeTable<'a> {
    /// That of a scenario with this title, seed and groups, for the measures that are wanted; `grid` is what is varied of it,
    /// if anything is.
    pub fn new(
        (title, seed): (&'a str, u64),
        grid: Option<&'a Grid>,
        groups: &[String],
        wanted: impl Fn(Measure) -> bool,
    ) -> Self {
        let seed = (!grid.is_some_and(Grid::varies_seed)).then_some(seed);
        let chosen = |all: &[Measure]| all.iter().copied().filter(|measure| wanted(*measure)).collect::<Vec<_>>();
        let all_boards = chosen(&Measure::ALL);
        let mut names: Vec<_> = all_boards.iter().map(|measure| measure.name().to_owned()).collect();
        let mut parts = vec![(None, all_boards)];
        if groups.len() > 1 {
            for (index, group) in groups.iter().enumerate() {
                let of_group = chosen(&Measure::OF_A_GROUP);
                names.extend(of_group.iter().map(|measure| format!("{group}.{}", measure.name())));
                parts.push((Some(index), of_group));
            }
        }
        Self { title, seed, grid, parts, names }
    }

    /// The bytes of a record.
    #[must_use]
    pub const fn record_len(&self) -> usize {
        DIGEST_BYTES + self.names.len() * VALUE_BYTES
    }

    /// Writes the record of an outcome behind what is there.
    ///
    /// # Panics
    /// If the outcome has fewer groups.
    pub fn record(&self, outcome: &Outcome, into: &mut Vec<u8>) {
        into.extend(outcome.digest.to_le_bytes());
        for (group, measures) in &self.parts {
            let part = outcome.part(*group);
            into.extend(measures.iter().flat_map(|measure| measure.value(&part).to_le_bytes()));
        }
    }
}

/// The digest in a record.
fn digest(record: &[u8]) -> String {
    let bytes = record.first_chunk().copied().unwrap_or_default();
    format!("{:016x}", u64::from_le_bytes(bytes))
}

/// The values in a record.
fn values(record: &[u8]) -> impl Iterator<Item = f64> {
    record[DIGEST_BYTES..].as_chunks().0.iter().map(|bytes| f64::from_le_bytes(*bytes))
}

/// Writes outcomes row by row: `scenario`, `seed`, the settings, `replication` (from 1), `digest`, and the measures.
pub struct OutcomeWriter<'a, W: Write + Send> {
    table: OutcomeTable<'a>,
    /// Those of the present point.
    settings: Settings,
    rows: Rows<W>,
}

enum Rows<W: Write + Send> {
    Csv(super::rows::Rows<W>),
    #[cfg(feature = "parquet")]
    Parquet(Box<parquet::ParquetRows<W>>),
}

impl<'a, W: Write + Send> OutcomeWriter<'a, W> {
    /// Begins a table that goes to `out`.
    ///
    /// # Errors
    /// If `out` can't be written to.
    pub fn new(format: OutcomeFormat, table: OutcomeTable<'a>, out: W) -> io::Result<Self> {
        let rows = match format {
            OutcomeFormat::Csv => Rows::Csv(super::rows::Rows::new(out)),
            #[cfg(feature = "parquet")]
            OutcomeFormat::Parquet => Rows::Parquet(Box::new(parquet::ParquetRows::new(&table, out)?)),
        };
        Ok(Self { table, settings: Settings::none(), rows })
    }

    /// What is written.
    pub const fn table(&self) -> &OutcomeTable<'a> {
        &self.table
    }

    /// The next rows are those of this point of the grid.
    pub fn begin_point(&mut self, point: u64) {
        if let Some(grid) = self.table.grid {
            self.settings = settings(grid, point);
        }
    }

    /// Writes the row of a replication, counted from 0.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn row(&mut self, replication: u64, record: &[u8]) -> io::Result<()> {
        match &mut self.rows {
            Rows::Csv(rows) => rows.row(&csv::Row::new(&self.table, &self.settings, replication + 1, record)),
            #[cfg(feature = "parquet")]
            Rows::Parquet(rows) => rows.row(&self.settings, replication + 1, record),
        }
    }

    /// Writes what may still be held back, and hands back where it was written to.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn finish(self) -> io::Result<W> {
        match self.rows {
            Rows::Csv(rows) => rows.into_inner(),
            #[cfg(feature = "parquet")]
            Rows::Parquet(rows) => rows.finish(),
        }
    }
}

#[cfg(test)]
mod tests;
