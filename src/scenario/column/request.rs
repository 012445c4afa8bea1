//! Which column is asked for, and why there may be no values.

use crate::cells::Sign;
use crate::document::Diagnostic;
use crate::time::TimeUnit;

/// Why there are no values.
pub enum ColumnError {
    /// The file can't be read at all.
    Unreadable {
        /// What is wrong.
        what: String,
        /// What to do about it.
        instead: String,
    },
    /// Something in the file is wrong.
    Within(Vec<Diagnostic>),
}

/// Which values of which file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ColumnRequest {
    /// The CSV file.
    pub file: String,
    /// The name of the column.
    pub column: String,
    /// The unit of plain numbers, if the column's name does not say it.
    pub unit: Option<TimeUnit>,
    /// The separator of cells.
    pub separator: u8,
    /// The sign before decimals, if it is said.
    pub decimal: Option<Sign>,
    /// Only rows that have these texts in these columns.
    pub rows: Vec<(String, String)>,
}
