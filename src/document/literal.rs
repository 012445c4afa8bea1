//! Texts and numbers in RON. The `ron` crate reads them, except for simple ones.

use super::diagnostic::Place;
use super::node::Node;
use ron::Error;
use std::borrow::Cow;
use std::ops::Range;

/// Why a literal can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is something else.
    Other,
    /// A whole number below zero.
    Negative,
    /// A whole number that is too large.
    TooLarge,
    /// A text with an unknown escape sequence.
    Escape,
}

impl<'d> Node<'d> {
    /// Its value as a text in quotes.
    ///
    /// # Errors
    /// If it is something else, or holds a wrong escape.
    pub fn as_text(self) -> Result<Cow<'d, str>, Unread> {
        let word = self.leaf()?;
        match word.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            Some(plain) if !plain.contains(['\\', '"']) => Ok(Cow::Borrowed(plain)),
            _ => match ron::from_str(word) {
                Ok(text) => Ok(Cow::Owned(text)),
                Err(error) if matches!(error.code, Error::InvalidEscape(_)) => Err(Unread::Escape),
                Err(_) => Err(Unread::Other),
            },
        }
    }

    /// The field's name, if it is a text in quotes, as in a map.
    #[must_use]
    pub fn key_as_text(self) -> Option<Cow<'d, str>> {
        ron::from_str(self.key()?).ok().map(Cow::Owned)
    }

    /// Its value as a whole number.
    ///
    /// # Errors
    /// If it is something else, negative, or above 2⁶⁴ − 1.
    pub fn as_whole(self) -> Result<u64, Unread> {
        let word = self.leaf()?;
        let is_plain = word.bytes().all(|byte| byte.is_ascii_digit());
        if let Some(number) = word.parse().ok().filter(|_| is_plain) {
            return Ok(number);
        }
        match ron::from_str(word) {
            Ok(number) => Ok(number),
            Err(error) if error.code == Error::IntegerOutOfBounds && word.starts_with('-') => Err(Unread::Negative),
            Err(error) if error.code == Error::IntegerOutOfBounds => Err(Unread::TooLarge),
            Err(_) => Err(Unread::Other),
        }
    }

    /// Its value as a number.
    ///
    /// # Errors
    /// If it is something else.
    pub fn as_number(self) -> Result<f64, Unread> {
        let word = self.leaf()?;
        let is_plain = word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let plain = word.parse().ok().filter(|_| is_plain);
        plain.map_or_else(|| ron::from_str(word).map_err(|_| Unread::Other), Ok)
    }

    /// `true` or `false`.
    ///
    /// # Errors
    /// If it is something else.
    pub fn as_truth(self) -> Result<bool, Unread> {
        self.leaf()?.parse().map_err(|_| Unread::Other)
    }

    fn leaf(self) -> Result<&'d str, Unread> {
        if self.bracket().is_none() && !self.is_empty() { Ok(self.word()) } else { Err(Unread::Other) }
    }

    /// The place of the bytes `part` of [its text](Node::as_text); the place of all of it if something is escaped,
    /// because then places in the text differ from those in the file.
    #[must_use]
    pub fn place_within(self, part: &Range<usize>) -> Place {
        let word = self.word();
        let opening = word.find('"').map_or(0, |quote| quote + 1);
        let is_plain = self.bracket().is_none() && (word.starts_with('r') || !word.contains('\\'));
        if !is_plain || opening + part.end >= word.len() {
            return self.place();
        }
        self.place_of(&(opening + part.start..opening + part.end))
    }
}

/// A text in quotes, with the necessary escapes.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => quoted.extend(c.escape_unicode()),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
