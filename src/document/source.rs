//! The texts of a document: a file, and texts put into it.

use super::diagnostic::Place;
use std::ops::Range;

/// One of the texts.
#[derive(Debug)]
pub(super) struct SourceText {
    /// Its name in messages: the file's name, `--set`.
    pub name: String,
    pub text: String,
    /// The text as its author wrote it; `None` if that is the text itself.
    pub written: Option<Original>,
}

/// The original of a text that is not from a file.
#[derive(Clone, Debug)]
pub struct Original {
    /// The whole original text.
    pub text: String,
    /// The part of it that became the document's text.
    pub part: Range<usize>,
    /// Where, in the document's text, quotation marks were added that the author left out; `None` if the text was
    /// computed.
    pub quotes: Option<Vec<usize>>,
}

impl SourceText {
    /// The place of a part of the text in the original.
    pub fn place(&self, span: Range<usize>) -> Place {
        let Some(written) = &self.written else { return Place::in_text(&self.name, &self.text, span) };
        let Some(quotes) = &written.quotes else {
            return Place::in_text(&self.name, &written.text, written.part.clone());
        };
        let back = |at: usize| {
            let added = quotes.iter().filter(|&&quote| quote < at).count();
            written.text.floor_char_boundary((written.part.start + at - added).min(written.part.end))
        };
        Place::in_text(&self.name, &written.text, back(span.start)..back(span.end))
    }
}
