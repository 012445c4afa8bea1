//! The elements of a JSON array, or values one after the other, each with its place: a file may be too large for all of
//! them.

use super::Source;
use super::json::broken;
use crate::document::{Diagnostic, Place};
use serde_json::{Deserializer, Value};

/// One value after the other, with the byte at which it begins.
pub struct Elements<'t> {
    source: Source<'t>,
    at: usize,
    /// Whether they stand in an array.
    pub is_array: bool,
    ended: bool,
}

impl<'t> Elements<'t> {
    /// The elements of the array that a text is, or the values that it holds.
    pub fn new(source: Source<'t>) -> Self {
        let start = source.text.len() - source.text.trim_start().len();
        let is_array = source.text[start..].starts_with('[');
        Self { source, at: start + usize::from(is_array), is_array, ended: false }
    }

    fn skip(&mut self, sign: Option<char>) -> bool {
        let rest = self.source.text[self.at..].trim_start();
        self.at = self.source.text.len() - rest.len();
        let is_there = sign.is_some_and(|sign| rest.starts_with(sign));
        self.at += usize::from(is_there);
        is_there
    }

    fn wrong(&self, what: &str) -> Diagnostic {
        let end = (self.at + 1).min(self.source.text.len());
        let place = Place::in_text(self.source.file, self.source.text, self.at..end);
        Diagnostic::new(format!("can't read this as JSON: {what}"))
            .at(place)
            .help("the file may be cut off, or changed by hand")
    }

    fn one(&mut self) -> Result<Option<(usize, Value)>, Diagnostic> {
        self.skip(None);
        let rest = &self.source.text[self.at..];
        match (self.is_array, rest.is_empty()) {
            (false, true) => return Ok(None),
            (true, true) => return Err(self.wrong("the array does not end")),
            _ => {}
        }
        if self.is_array && self.skip(Some(']')) {
            self.skip(None);
            let is_end = self.at == self.source.text.len();
            return if is_end { Ok(None) } else { Err(self.wrong("something follows the array")) };
        }
        let start = self.at;
        let mut values = Deserializer::from_str(&self.source.text[start..]).into_iter::<Value>();
        let value = match values.next() {
            Some(Ok(value)) => value,
            Some(Err(error)) => return Err(broken(self.source, start, &error)),
            None => return Ok(None),
        };
        self.at = start + values.byte_offset();
        if self.is_array && !self.skip(Some(',')) && !self.source.text[self.at..].starts_with(']') {
            return Err(self.wrong(if self.at == self.source.text.len() {
                "the array does not end"
            } else {
                "a comma is missing"
            }));
        }
        Ok(Some((start, value)))
    }
}

impl Iterator for Elements<'_> {
    type Item = Result<(usize, Value), Diagnostic>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let found = self.one();
        self.ended = !matches!(found, Ok(Some(_)));
        found.transpose()
    }
}
