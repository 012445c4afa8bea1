//! Errors in expressions, with their places.

use crate::scenario::{Diagnostic, Place};
use std::fmt;
use std::ops::Range;

/// Something wrong in an expression's text, or in its evaluation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Where in the text, in bytes.
    pub span: Range<usize>,
    /// What is wrong, in words.
    pub message: String,
    /// What to write instead; may be empty.
    pub advice: String,
}

impl Flaw {
    /// A flaw without advice, so far.
    #[must_use]
    pub fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), advice: String::new() }
    }

    /// The same, with advice.
    #[must_use]
    pub fn advise(self, advice: impl Into<String>) -> Self {
        Self { advice: advice.into(), ..self }
    }

    /// The flaw as a message with a line and a caret; `text` is the whole expression and `name` its name in messages,
    /// such as `--such-that`.
    #[must_use]
    pub fn diagnostic(&self, name: &str, text: &str) -> Diagnostic {
        self.diagnostic_in(name, text, 0)
    }

    /// The same, if the expression begins at byte `offset` of the file `name` with `text`.
    #[must_use]
    pub fn diagnostic_in(&self, name: &str, text: &str, offset: usize) -> Diagnostic {
        let span = (self.span.start + offset).min(text.len())..(self.span.end + offset).min(text.len());
        Diagnostic::new(self.message.as_str()).at(Place::in_text(name, text, span)).help(self.advice.as_str())
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if self.advice.is_empty() { Ok(()) } else { write!(f, "; {}", self.advice) }
    }
}

impl std::error::Error for Flaw {}
