//! A text and its tree: which value stands where.
//!
//! Entries (`field: value`, or a value without a field) are stored in a list and point to each other, so a copy is one
//! block of memory, and deep nesting needs no recursion. An entry takes 40 bytes.

use super::builder::Builder;
use super::complaints::Complaints;
use super::diagnostic::{Diagnostic, Place};
use super::entry::{Edit, Entry, EntryId, NONE};
use super::file;
use super::source::SourceText;
use std::ops::Range;
use std::sync::Arc;

/// A text and its tree.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file's text comes first.
    pub(super) sources: Vec<Arc<SourceText>>,
    pub(super) entries: Vec<Entry>,
    pub(super) root: EntryId,
    /// Text after the root, which is an error.
    pub(super) surplus: EntryId,
    pub(super) edits: Vec<Edit>,
    /// Errors of syntax in the text.
    pub(super) complaints: Complaints,
    /// Whether the document is a part of its file.
    pub(super) is_part: bool,
}

impl Document {
    /// The tree of `text`, which messages call `name`. The tree contains everything that can be understood; faults are
    /// among the [complaints](Self::complaints).
    ///
    /// # Errors
    /// If the text is too large, or brackets, texts or comments in it do not close.
    pub fn new(name: &str, text: &str) -> Result<Self, Vec<Diagnostic>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.len() > file::MAX_BYTES {
            return Err(vec![file::too_large(name)]);
        }
        let source = SourceText { name: name.to_owned(), text: text.to_owned(), written: None };
        let mut entries = Vec::new();
        let mut builder = Builder::new(&source, 0, &mut entries);
        let built = builder.build();
        let (roots, complaints, has_hash) = (builder.roots, builder.complaints, builder.has_hash);
        let first = roots.first().map(|root| &entries[*root as usize]);
        if let Some(first) = first.filter(|first| is_no_ron(first) && (built.is_err() || complaints.count() > 1)) {
            return Err(vec![
                Diagnostic::new(format!("`{name}` is not in RON"))
                    .at(source.place(first.value.range()))
                    .help("name a file in RON, such as a scenario: `zeitnot new FILE` writes one to start with"),
            ]);
        }
        if let Err(broken) = built {
            // If brackets don't match, other slips may not be real ones.
            return Err(if has_hash { complaints.into_list() } else { vec![broken.diagnostic(&source)] });
        }
        let [root, surplus] = [0, 1].map(|at| roots.get(at).copied().unwrap_or(NONE));
        let sources = vec![Arc::new(source)];
        Ok(Self { sources, entries, root, surplus, edits: Vec::new(), complaints, is_part: false })
    }

    /// What messages call the document: the file's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.sources[0].name
    }

    /// Errors of syntax in the text: a missing comma, a missing colon…
    #[must_use]
    pub fn complaints(&self) -> &Complaints {
        &self.complaints
    }

    /// The place of a part of the file, in bytes.
    #[must_use]
    pub fn place(&self, span: Range<usize>) -> Place {
        let text = &self.sources[0].text;
        let end = text.floor_char_boundary(span.end);
        self.sources[0].place(text.floor_char_boundary(span.start.min(end))..end)
    }
}

/// Whether a text that begins with this entry, and has slips, is something else than RON: prose, or a picture.
fn is_no_ron(first: &Entry) -> bool {
    first.open == 0 && first.key.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_something_else_gets_one_message() {
        let told = |text| match Document::new("a", text) {
            Ok(document) => document.complaints().clone().into_list(),
            Err(wrong) => wrong,
        };
        let picture = "<svg>\n<style>.a{fill:#ffffff}</style>\n<text>(now and then)</text>[a b]\n</svg>";
        let messages: Vec<_> = told(picture).into_iter().map(|wrong| wrong.message).collect();
        assert_eq!(messages, ["`a` is not in RON"]);
        assert!(told("Scenario(seed 7, boards 6)").len() > 1, "slips in a scenario are all shown");
    }
}
