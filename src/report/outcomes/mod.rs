//! Outcomes as data: a row for each replication, a column for each setting and each measure.

mod csv;
#[cfg(feature = "parquet")]
mod parquet;
mod table;
mod writer;

pub use table::OutcomeTable;
pub use writer::{OutcomeFormat, OutcomeWriter};

#[cfg(test)]
mod tests;
