//! The errors of a document, collected while reading.

use super::diagnostic::{Diagnostic, Diagnostics};
use crate::count::counted;

/// Beyond this many, only the number is reported.
const SHOWN_MAX: usize = 20;

/// The errors found so far. Only the first are kept, as a file of megabytes may have very many.
#[derive(Clone, Debug, Default)]
pub struct Complaints {
    found: Vec<Diagnostic>,
    more: u64,
}

impl Complaints {
    /// One more.
    pub fn add(&mut self, complaint: impl FnOnce() -> Diagnostic) {
        if self.found.len() < SHOWN_MAX { self.found.push(complaint()) } else { self.more += 1 }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.found.len() as u64 + self.more
    }

    /// All of them; if there are many, the first ones and the number of the rest.
    #[must_use]
    pub fn into_list(mut self) -> Vec<Diagnostic> {
        if self.more > 0 {
            let more = counted(self.more, "more problem");
            self.found.push(Diagnostic::new(format!("and {more}")).help("fix these first"));
        }
        self.found
    }

    /// `fine`, if there are no complaints.
    ///
    /// # Errors
    /// All complaints.
    pub fn into_result<T>(self, fine: T) -> Result<T, Diagnostics> {
        if self.is_empty() { Ok(fine) } else { Err(self.into_list().into()) }
    }
}

impl Extend<Diagnostic> for Complaints {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, complaints: I) {
        for complaint in complaints {
            self.add(|| complaint);
        }
    }
}
