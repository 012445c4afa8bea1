//! Errors in factors, with their places.

use std::fmt;
use std::ops::Range;

/// Why a text is not a factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactorError {
    /// What is wrong, in words.
    pub what: String,
    /// What to write instead.
    pub instead: String,
    /// Where in the text, in bytes.
    pub span: Range<usize>,
}

impl FactorError {
    pub(super) fn new(what: impl Into<String>, instead: impl Into<String>, span: Range<usize>) -> Self {
        Self { what: what.into(), instead: instead.into(), span }
    }
}

impl fmt::Display for FactorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.what, self.instead)
    }
}

impl std::error::Error for FactorError {}
