//! What is wrong with a law file, collected on the way.

use crate::expression::Flaw;
use crate::scenario::{Diagnostic, Diagnostics, Place};
use std::ops::Range;

/// The problems found so far in one file.
pub struct Problems {
    name: String,
    text: String,
    found: Vec<Diagnostic>,
}

impl Problems {
    pub fn new(name: &str, text: &str) -> Self {
        Self { name: name.to_owned(), text: text.to_owned(), found: Vec::new() }
    }

    /// Something is wrong at `span`.
    pub fn at(&mut self, span: Range<usize>, what: impl Into<String>, help: impl Into<String>) {
        let end = span.end.min(self.text.len());
        let place = Place::in_text(&self.name, &self.text, span.start.min(end)..end);
        self.found.push(Diagnostic::new(what).at(place).help(help));
    }

    /// An expression is wrong; `span` is the flaw's place in the file.
    pub fn flaw(&mut self, span: Range<usize>, flaw: &Flaw) {
        self.at(span, flaw.message.as_str(), flaw.advice.as_str());
    }

    /// Something is wrong in a file that this one names.
    pub fn elsewhere(&mut self, diagnostics: &Diagnostics) {
        self.found.extend(diagnostics.iter().cloned());
    }

    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All of them, if there are any.
    pub fn into_result<T>(self, fine: T) -> Result<T, Diagnostics> {
        if self.found.is_empty() { Ok(fine) } else { Err(Diagnostics::from(self.found)) }
    }
}
