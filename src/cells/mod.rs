//! Cells of tables as text: what separates them, quotes, decimal signs, and the durations in them.
//!
//! Scenarios that name a file and `fit` read tables by these rules, so that a file means the same to both. Nothing here
//! opens a file.

mod decimals;
mod encoding;
#[cfg(feature = "cli")] // The library alone reads one column whose names and separator are given.
mod layout;
mod number;
mod quotes;
mod sign;

use crate::count::counted;
use crate::document::Diagnostic;
pub use decimals::SignEvidence;
#[cfg(feature = "cli")]
pub use encoding::windows_1252;
pub use encoding::{is_utf16, utf16};
#[cfg(feature = "cli")]
pub use layout::{broken, check_quotes, is_header, is_number, is_text, place, rows, separator};
pub use number::duration;
#[cfg(feature = "cli")]
pub use number::{NoDuration, clock, within};
pub use quotes::{Quotes, Stray, stray_quote};
pub use sign::Sign;

/// What is said of a row with more cells than columns: which of them belong together is not known.
pub fn too_wide(cells: usize, columns: usize) -> Diagnostic {
    let are = if columns == 1 { "is" } else { "are" };
    let [cells, columns] = [(cells, "cell"), (columns, "column")].map(|(count, what)| counted(count as u64, what));
    Diagnostic::new(format!("this row has {cells}, but there {are} {columns}")).help(
        "put cells that hold commas in quotes, such as \"1,5\", or write decimals with a point; every column \
            needs a name",
    )
}
