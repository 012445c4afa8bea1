//! The errors of a law file, collected while reading.

use crate::document::{Complaints, Diagnostic, Diagnostics, Document};
use crate::expression::Flaw;
use std::ops::Range;

/// The problems found so far in one file.
pub struct Problems<'d> {
    document: &'d Document,
    found: Complaints,
}

impl<'d> Problems<'d> {
    pub fn new(document: &'d Document) -> Self {
        Self { document, found: document.complaints().clone() }
    }

    /// One more.
    pub fn add(&mut self, problem: Diagnostic) {
        self.found.add(|| problem);
    }

    /// Something is wrong at `span`.
    pub fn at(&mut self, span: Range<usize>, what: impl Into<String>, help: impl Into<String>) {
        self.add(Diagnostic::new(what).at(self.document.place(span)).help(help));
    }

    /// An expression is wrong; `span` is the flaw's place in the file.
    pub fn flaw(&mut self, span: Range<usize>, flaw: &Flaw) {
        self.at(span, flaw.message.as_str(), flaw.advice.as_str());
    }

    /// Something is wrong in a file that this one names.
    pub fn elsewhere(&mut self, diagnostics: &Diagnostics) {
        self.found.extend(diagnostics.iter().cloned());
    }

    /// All of them.
    pub fn complaints(&mut self) -> &mut Complaints {
        &mut self.found
    }

    /// All of them, if there are any.
    pub fn into_result<T>(self, fine: T) -> Result<T, Diagnostics> {
        self.found.into_result(fine)
    }
}
