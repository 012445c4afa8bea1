//! The tree of a document: which value stands where.
//!
//! Entries (`field: value`, or a value without a field) lie one after the other in a list and point to each other, so that
//! a copy is one block of memory, and no depth of nesting needs recursion. An entry takes 40 bytes.

use super::builder::Builder;
use super::complaints::Complaints;
use super::diagnostic::{Diagnostic, Place};
use super::edit::Edit;
use super::file;
use super::node::Node;
use super::source::Source;
use std::ops::Range;
use std::sync::Arc;

/// A text and its tree.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file's text comes first.
    pub(super) sources: Vec<Arc<Source>>,
    pub(super) entries: Vec<Entry>,
    pub(super) root: EntryId,
    /// What stands behind the root, where nothing should.
    pub(super) surplus: EntryId,
    pub(super) edits: Vec<Edit>,
    /// What is wrong with the text, whatever it is about.
    pub(super) complaints: Complaints,
    /// Whether the document is a part of its file.
    pub(super) is_part: bool,
}

/// The index of an entry.
pub(super) type EntryId = u32;

/// No entry.
pub(super) const NONE: EntryId = EntryId::MAX;

/// `field: Head(…)`, `field: atom`, or either without the field.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// In which source it stands.
    pub source: u32,
    /// The field's name; empty if there is none.
    pub key: Span,
    pub value: Span,
    /// The length of the bare word with which the value begins; 0 if it begins otherwise.
    pub head: u32,
    /// The bracket that opens, if the value has parts; otherwise 0.
    pub open: u8,
    pub parent: EntryId,
    /// The first part.
    pub first: EntryId,
    /// The entry behind this one, in the same brackets.
    pub next: EntryId,
}

/// A range of bytes in half the space; texts are far shorter than 4 GiB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    #[expect(clippy::cast_possible_truncation)]
    pub fn of(range: &Range<usize>) -> Self {
        Self { start: range.start as u32, end: range.end as u32 }
    }

    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Document {
    /// The tree of `text`, which messages call `name`. What can be understood in spite of a fault is part of the tree; the
    /// fault is among the [complaints](Self::complaints).
    ///
    /// # Errors
    /// If the text is too large, or brackets, texts or comments in it do not close.
    pub fn new(name: &str, text: &str) -> Result<Self, Vec<Diagnostic>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.len() > file::MAX_BYTES {
            return Err(vec![file::too_large(name)]);
        }
        let source = Source { name: name.to_owned(), text: text.to_owned(), written: None };
        let mut entries = Vec::new();
        let mut builder = Builder::new(&source, 0, &mut entries);
        let built = builder.build();
        let (roots, complaints, has_hash) = (builder.roots, builder.complaints, builder.has_hash);
        if let Err(broken) = built {
            // Slips among brackets that don't match may be none.
            return Err(if has_hash { complaints.into_list() } else { vec![broken.diagnostic(&source)] });
        }
        let [root, surplus] = [0, 1].map(|at| roots.get(at).copied().unwrap_or(NONE));
        let sources = vec![Arc::new(source)];
        Ok(Self { sources, entries, root, surplus, edits: Vec::new(), complaints, is_part: false })
    }

    /// The document that a part of this one is. Its places are those in the file.
    #[must_use]
    pub fn part(node: Node<'_>) -> Self {
        let whole = node.document;
        let mut entries =
            vec![Entry { key: Span::default(), parent: NONE, next: NONE, ..whole.entries[node.id as usize] }];
        let mut at = 0;
        while at < entries.len() {
            let (mut from, mut previous) = (entries[at].first, NONE);
            while from != NONE {
                let id = EntryId::try_from(entries.len()).unwrap_or(NONE);
                let copy = whole.entries[from as usize];
                from = copy.next;
                entries.push(Entry { parent: EntryId::try_from(at).unwrap_or(NONE), next: NONE, ..copy });
                if previous == NONE {
                    entries[at].first = id;
                } else {
                    entries[previous as usize].next = id;
                }
                previous = id;
            }
            at += 1;
        }
        let (sources, complaints) = (whole.sources.clone(), Complaints::default());
        Self { sources, entries, root: 0, surplus: NONE, edits: Vec::new(), complaints, is_part: true }
    }

    /// What messages call the document: the file's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.sources[0].name
    }

    /// The outermost value; `None` if there is nothing but comments.
    #[must_use]
    pub fn root(&self) -> Option<Node<'_>> {
        self.node(self.root)
    }

    /// What follows the outermost value, where nothing should.
    #[must_use]
    pub fn surplus(&self) -> Option<Node<'_>> {
        self.node(self.surplus)
    }

    /// What is wrong with the text, whatever it is about: a comma is missing, a colon…
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

    pub(super) fn node(&self, id: EntryId) -> Option<Node<'_>> {
        (id != NONE).then_some(Node { document: self, id })
    }
}
