//! The texts of which a document consists: a file, and what was put into it.

use super::diagnostic::Place;
use std::ops::Range;

/// One of the texts.
#[derive(Debug)]
pub(super) struct Source {
    /// What messages call it: the file's name, `--set`.
    pub name: String,
    pub text: String,
    /// How its author wrote it; `None` if that is the text itself.
    pub written: Option<Written>,
}

/// How a text was written that is not a file's.
#[derive(Clone, Debug)]
pub struct Written {
    /// Everything that stood there.
    pub text: String,
    /// The part of it that became the document's text.
    pub part: Range<usize>,
    /// Where, in the document's text, quotation marks were added that the author left out; `None` if the text was computed.
    pub quotes: Option<Vec<usize>>,
}

impl Source {
    /// The place of a part of the text, where its author wrote it.
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
