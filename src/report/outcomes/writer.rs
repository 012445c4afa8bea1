//! Rows of outcomes in one of several formats.

use super::csv;
#[cfg(feature = "parquet")]
use super::parquet;
use super::table::OutcomeTable;
use crate::report::rows;
use crate::report::sweep::{Settings, settings};
use std::io::{self, Write};

/// The format of outcomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutcomeFormat {
    /// Text, under a line of headings.
    Csv,
    /// Apache Parquet.
    #[cfg(feature = "parquet")]
    Parquet,
}

/// Writes outcomes row by row: `scenario`, `seed`, the settings, `replication` (from 1), `digest`, and the measures.
pub struct OutcomeWriter<'a, W: Write + Send> {
    table: OutcomeTable<'a>,
    /// Those of the present point.
    settings: Settings,
    rows: Rows<W>,
}

enum Rows<W: Write + Send> {
    Csv(Box<rows::Rows<W>>),
    #[cfg(feature = "parquet")]
    Parquet(Box<parquet::ParquetRows<W>>),
}

impl<'a, W: Write + Send> OutcomeWriter<'a, W> {
    /// Begins a table that goes to `out`.
    ///
    /// # Errors
    /// If `out` can't be written to.
    #[cfg_attr(not(feature = "parquet"), expect(clippy::unnecessary_wraps, reason = "only Parquet begins by writing"))]
    pub fn new(format: OutcomeFormat, table: OutcomeTable<'a>, out: W) -> io::Result<Self> {
        let rows = match format {
            OutcomeFormat::Csv => Rows::Csv(Box::new(rows::Rows::new(out))),
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

    /// Writes the buffered rest, and returns the writer.
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
